"""Cases of rules: beside each test, one file a rule; a case is the files of a site and all that the rule finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def cases_of(test_file: str) -> list[tuple[str, dict[str, Any]]]:
    """Every case of the folder that the test stands in, with the name of its rule."""
    folder = Path(test_file).parent
    return [
        (path.stem, case)
        for path in sorted(folder.glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def case_name(value: object) -> str:
    """What pytest calls a case."""
    return value["note"] if isinstance(value, dict) else str(value)
