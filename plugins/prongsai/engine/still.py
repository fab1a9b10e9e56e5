"""Whether a site is what a build would make now. Asked first, with nothing but the standard library."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prongsai.engine.inputs import Now


def nothing_changed(state: Mapping[str, Any], now: Now) -> bool:
    """Whether neither what the site is made from nor the site itself differs from what is remembered."""
    known = state.get("plain") and state["told"] == "nothing"
    if not known or state["ground"] != now.ground or state["heads"] != now.heads:
        return False
    slugs = now.all_folders()
    if state["folders_seen"] != slugs:
        return False
    now.look_at(slugs)
    if any(state["agencies"].get(slug, digest) != digest for slug, (digest, _) in now.agencies.items()):
        return False
    return _is_there(now.scene.site, state)


def _is_there(site: Path, state: Mapping[str, Any]) -> bool:
    """Every file as it was written, and no folder that something was put into or taken from."""
    place = str(site)
    try:
        for address, row in state["outputs"].items():
            found = os.lstat(f"{place}/{address}")
            if found.st_size != row[1] or found.st_mtime_ns != row[2]:
                return False
        return all(os.lstat(f"{place}/{name}").st_mtime_ns == mtime for name, mtime in state["folders"].items())
    except OSError:
        return False
