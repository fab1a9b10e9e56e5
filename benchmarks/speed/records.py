"""Record files as YAML and back.

Nothing of prongsai is imported here: what the benchmark itself has in memory counts as the peak of its children.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def record_text(record: Any) -> str:  # YAML
    """A record as its file."""
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=100)


def read_record(path: Path) -> Any:  # YAML
    """A record file; scalars stay text, as the loader reads them."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # makes text, lists and mappings only
