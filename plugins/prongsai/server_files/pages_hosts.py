"""The rules as `_headers`, which Netlify and Cloudflare Pages read; types and compression they know themselves."""

from __future__ import annotations

from collections.abc import Iterable

from prongsai.hashed import LASTING
from prongsai.server_files.rules import HEADERS, YEAR


def headers_file(published: Iterable[str]) -> str:
    """One rule for everything and one for each of the `published` files that may be kept for a year.

    These hosts join the values of every rule that fits, so `/*` may not speak of caching; what is not named here they
    have asked for each time.
    """
    rules = ["/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())]
    rules += [f"/{path}\n  Cache-Control: {YEAR}\n" for path in sorted(published) if LASTING.search(path)]
    return "".join(rules)
