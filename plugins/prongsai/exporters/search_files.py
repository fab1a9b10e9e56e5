"""The files of the site's own search, and which of the theme's they take the place of.

The theme's search box stays. Its worker, which cannot search Thai, its word breaker and its index (7 KB a page) go.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from prongsai.hashed import hashed

UNUSED = "assets/javascripts/lunr/"
"""The theme's stemmers and word breakers: three quarters of a megabyte that nothing asks for any more."""
WORKER = "assets/search/worker.js"
"""Our worker; it is published beside the theme's, which every page names."""
_THEME_WORKER = re.compile(r"assets/javascripts/workers/search\.[^/]+\.min\.js")


def theme_worker(addresses: Iterable[str]) -> str | None:
    """The address of the theme's search worker; None unless there is exactly one."""
    found = [address for address in addresses if _THEME_WORKER.fullmatch(address)]
    return found[0] if len(found) == 1 else None


def search_files(index: bytes, *, as_scripts: bool) -> dict[str, bytes]:
    """What to write below search/, by address. `as_scripts` adds the forms that a page opened from disk can load."""
    address = hashed("search/index.json", index)
    files = {address: index, "search/search_index.json": _stub(address)}
    if as_scripts:
        script = b"prongsaiIndex=" + index
        address = hashed("search/index.js", script)
        files |= {address: script, "search/search_index.js": b"var __index=" + _stub(address)}
    return files


def _stub(address: str) -> bytes:
    """What the theme fetches on every page before anyone searches: the form it expects, and the index's name in it.

    The theme hands `config` on to the worker. Neither page nor worker names the index, so an edited record changes its
    own page and the index, not all pages.
    """
    name = address.rpartition("/")[2]
    config = {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": [], "fields": {}, "index": name}
    return json.dumps({"config": config, "docs": []}, separators=(",", ":")).encode()
