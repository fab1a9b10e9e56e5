"""Addresses as the theme writes them: MkDocs' way, which differs from ours in the last slash of a link to the root."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit, urlunsplit

_PLAIN = re.compile(r"(?:[\w-]+/)+(?:[\w-]+\.\w+)?", re.ASCII)
"""An address of ours below the site's: names of letters and digits, no steps back."""
_HOME = re.compile(r"https?://[\w.-]+(?::\d+)?/(?:[\w-]+/)*\Z", re.ASCII)
"""The address of a site without anything that joining would take off."""
_KEPT = ("/", "#", "http://", "https://", "mailto:", "tel:")


def theme_link(target: str, here: str) -> str:
    """A link from the page at `here` as MkDocs' filter `url` writes it; what is no path of the site stays as it is.

    >>> theme_link("sing/2568/", "sing/channels/"), theme_link("", "sing/channels/"), theme_link("#a", "")
    ('../2568/', '../..', '#a')
    """
    if target.startswith(_KEPT) or (":" in target and urlsplit(target).scheme):
        return target
    start, end = _parts(here), _parts(target)
    if here and not here.endswith("/") and "." in here.rpartition("/")[2]:
        start = start[:-1]
    common = 0
    for one, other in zip(start, end, strict=False):
        if one != other:
            break
        common += 1
    link = "/".join((*[".."] * (len(start) - common), *end[common:])) or "."
    return f"{link}/" if target.endswith("/") else link


def top_of(url: str) -> str:
    """The top folder of an address; empty for what lies at the root."""
    return url.partition("/")[0] if "/" in url else ""


def canonical(site_url: str, url: str) -> str | None:
    """A page's whole address; None on a site that does not know its own."""
    if not site_url:
        return None
    top = site_url if site_url.endswith("/") else f"{site_url}/"
    # joining an address like ours, of letters and single slashes, is writing it behind
    return top + url if _PLAIN.fullmatch(url) and _HOME.match(top) else urljoin(top, url)


def edit_link(base: str, source: str) -> str:
    """Where a record is edited: `base` is the repository's address with its edit path, `source` as seen from the docs.

    The records lie beside the docs folder, so the steps back are taken here.
    """
    parts = urlsplit(base + source)
    return urlunsplit(parts._replace(path=posixpath.normpath(parts.path)))


@lru_cache(4096)
def _parts(path: str) -> tuple[str, ...]:
    return tuple([part for part in path.split("/") if part not in ("", ".")])
