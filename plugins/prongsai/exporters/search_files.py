"""The files of the site's own search, and which of the theme's they take the place of.

The theme's search box stays. Its worker, which cannot search Thai, its word breaker and its index (7 KB a page) go.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

UNUSED = "assets/javascripts/lunr/"
"""The theme's stemmers and word breakers: three quarters of a megabyte that nothing asks for any more."""
WORKER = "assets/search/worker.js"
"""Our worker; it is published at the theme's address, which every page names."""
_THEME_WORKER = re.compile(r"assets/javascripts/workers/search\.[^/]+\.min\.js")
_STUB = {"config": {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": [], "fields": {}}, "docs": []}
"""What the theme fetches on every page before anyone searches: the form it expects, and nothing in it."""


def theme_worker(addresses: Iterable[str]) -> str | None:
    """The address of the theme's search worker; None unless there is exactly one."""
    found = [address for address in addresses if _THEME_WORKER.fullmatch(address)]
    return found[0] if len(found) == 1 else None


def search_files(index: bytes, *, as_scripts: bool) -> dict[str, bytes]:
    """What to write below search/, by address. `as_scripts` adds the forms that a page opened from disk can load."""
    stub = json.dumps(_STUB, separators=(",", ":")).encode()
    files = {"search/index.json": index, "search/search_index.json": stub}
    if as_scripts:
        files["search/index.js"] = b"prongsaiIndex=" + index
        files["search/search_index.js"] = b"var __index=" + stub
    return files
