"""What git knows of a site's sources, asked once a build and not again before a repository has moved."""

from __future__ import annotations

from pathlib import Path

from prongsai.engine.brief import Known
from prongsai.history import last_changes, record_changes


def ask_git(heads: str, data_dir: Path, docs_dir: Path, shown: str, *, days: bool) -> Known:
    """Ask it. `days`: whether the days of changes are wanted too, for pages or a sitemap."""
    changed = {f"{shown}/{name}": day.isoformat() for name, day in last_changes(data_dir).items()} if days else {}
    written = {name: day.isoformat() for name, day in last_changes(docs_dir).items()} if days else {}
    return Known(heads, None, record_changes(data_dir, shown), changed, written)
