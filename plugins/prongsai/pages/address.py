"""The addresses of the site: ASCII, ending in a slash, relative to the site's root; a promise once published."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from prongsai.attachments import safe_name
from prongsai.model import Agency, Measure, Year

Url = Callable[..., str]
"""Makes a link from the page being written: `url(address, anchor="")`."""


class Addresses(NamedTuple):
    """Where everything is. A site of a `single` agency drops the agency's part."""

    single: bool = False

    def home(self) -> str:
        """The front page."""
        return ""

    def agency(self, agency: Agency, part: str = "") -> str:
        """An agency's home, or a page of it: `part` is channels/, survey/ or data/."""
        return part if self.single else f"{agency.slug}/{part}"

    def year(self, agency: Agency, year: Year, part: str = "") -> str:
        """A year's overview, or a page or file of that year."""
        return self.agency(agency, f"{year.number}/{part}")

    def group(self, agency: Agency, year: Year, measure: Measure) -> str:
        """The page on which a measure stands in full."""
        if measure.indicator:
            return self.year(agency, year, f"indicators/{measure.indicator}/")
        if measure.issue:
            return self.year(agency, year, f"issues/{measure.issue}/")
        return self.year(agency, year, "measures/")

    def paper(self, agency: Agency, year: Year, form: str) -> str:
        """The year's report as a file to print and sign: `form` is pdf or docx."""
        return self.year(agency, year, f"report/report-{year.number}.{form}")

    def item(self, agency: Agency, year: Year, code: str) -> str:
        """The page of an OIT item: O18 is oit/o18/."""
        return self.year(agency, year, f"oit/{code.lower()}/")

    def evidence(self, agency: Agency, year: Year, name: str) -> str:
        """A file cited by a record, under a name that every address bar, form and mail can carry."""
        return self.year(agency, year, f"evidence/{safe_name(name)}")


def web_address(written: str) -> str:
    """The site's own address as every program reads it: a Thai host name in its ASCII form, a Thai path encoded.

    >>> web_address("https://สิงห์.ไทย/โปร่งใส/")
    'https://xn--72c3ee8a0i.xn--o3cw4h/%E0%B9%82%E0%B8%9B%E0%B8%A3%E0%B9%88%E0%B8%87%E0%B9%83%E0%B8%AA/'
    """
    parts = urlsplit(written)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:  # no name that a browser would open; said elsewhere or not at all, but no reason to fail here
        host = parts.netloc
    return urlunsplit(parts._replace(netloc=host, path=quote(parts.path, safe="/%:@!$&'()*+,;=~")))


def absolute(site_url: str, address: str, *, directory_urls: bool = True) -> str:
    """A page or file of the site as the whole world names it, without an anchor."""
    path = address.partition("#")[0]
    if not directory_urls and (path == "" or path.endswith("/")):
        path += "index.html"
    return f"{site_url.rstrip('/')}/{quote(path)}"


@lru_cache(256)
def linker(here: str, *, directory_urls: bool = True) -> Url:
    """Links from the page at `here`; without directory URLs each names its index.html, so that file:// works."""

    start = _parts(here)
    folder = "".join(f"{part}/" for part in start)
    ways = [
        ("".join(f"{part}/" for part in start[:depth]), "../" * (len(start) - depth)) for depth in range(len(start))
    ]
    ways = [(folder, ""), *reversed(ways)]  # the nearest first: the root, which all addresses begin with, is the last
    index = "" if directory_urls else "index.html"

    def url(address: str, anchor: str = "") -> str:
        if anchor and address == here:
            return f"#{anchor}"
        is_page = address == "" or address[-1] == "/"
        if "//" in address or "./" in address or address[:1] == "/" or (not is_page and _unclear(address, folder)):
            path = _way(start, _parts(address))
            path = path.rstrip("/") + "/" if is_page else path
        else:
            for above, up in ways:
                if address.startswith(above):
                    path = up + address[len(above) :] or "./"
                    break
        if is_page:
            path += index
        return f"{path}#{anchor}" if anchor else path

    return url


def _unclear(file: str, folder: str) -> bool:
    """Whether a file's name ends in a step that is none, or is that of a folder above the page."""
    return file[-1] == "." or folder.startswith(f"{file}/")


def _parts(address: str) -> list[str]:
    return [part for part in posixpath.normpath("/" + address).split("/") if part]


def _way(start: list[str], end: list[str]) -> str:
    """From one folder to another, as posixpath.relpath says it, which asks for the working folder each time."""
    common = 0
    for one, other in zip(start, end, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(start) - common) + end[common:]) or "."
