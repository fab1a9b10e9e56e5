"""What git knows of a site's sources, asked once a build and not again before a repository has moved."""

from __future__ import annotations

from prongsai.engine.brief import Known
from prongsai.engine.commits import changes_below, days_below
from prongsai.engine.inputs import Now


def ask_git(now: Now, *, days: bool) -> Known:
    """Ask it. `days`: whether the days of changes are wanted too, for pages or a sitemap."""
    scene = now.scene
    found = days_below(scene.data_dir, now.heads) if days else {}
    changed = {f"{scene.shown}/{name}": day.isoformat() for name, day in found.items()}
    written = {name: day.isoformat() for name, day in days_below(scene.docs_dir, now.heads).items()} if days else {}
    history = changes_below(scene.data_dir, scene.shown, now.heads)
    return Known(f"{now.heads} {days}", None, history, changed, written)
