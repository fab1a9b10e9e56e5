"""What git knows of a site's sources, asked once a build and not again before a repository has moved."""

from __future__ import annotations

from prongsai.engine.brief import Known
from prongsai.engine.inputs import Now
from prongsai.history import last_changes, record_changes


def ask_git(now: Now, *, days: bool) -> Known:
    """Ask it. `days`: whether the days of changes are wanted too, for pages or a sitemap."""
    scene = now.scene
    found = last_changes(scene.data_dir) if days else {}
    changed = {f"{scene.shown}/{name}": day.isoformat() for name, day in found.items()}
    written = {name: day.isoformat() for name, day in last_changes(scene.docs_dir).items()} if days else {}
    history = record_changes(scene.data_dir, scene.shown)
    return Known(f"{now.heads} {days}", None, history, changed, written)
