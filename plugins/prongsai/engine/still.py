"""Whether a site is what a build would make now. Asked first, with nothing but the standard library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prongsai.engine.inputs import Now
from prongsai.engine.spare import as_they_were, unchanged


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
    site, outputs = now.scene.site, state["outputs"]
    return len(unchanged(str(site), outputs, outputs)) == len(outputs) and as_they_were(site, state["folders"])
