"""Read a file of cases; each case is one value of the list."""

from pathlib import Path
from typing import Any

import yaml

_CASES = Path(__file__).parent / "cases"


def cases_of(name: str) -> list[Any]:
    return yaml.safe_load((_CASES / f"{name}.yml").read_text(encoding="utf-8"))
