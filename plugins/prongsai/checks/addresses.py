"""Web addresses as the checks see them: host, path, the years and item codes in it. Nothing is fetched."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from prongsai import thai
from prongsai.checks.remembered import remembered
from prongsai.model import Agency, Answer, Channel, Disclosure, Evidence, Site, Year
from prongsai.problems import Place, Source

_LOGIN_HOSTS = (
    "facebook.com",
    "fb.com",
    "fb.watch",
    "m.me",
    "instagram.com",
    "line.me",
    "lin.ee",
    "tiktok.com",
    "drive.google.com",
    "docs.google.com",
    "sites.google.com",
    "1drv.ms",
    "onedrive.live.com",
    "sharepoint.com",
    "dropbox.com",
)
_TEST_HOST = re.compile(
    r"(?:^|\.)example\.(?:com|net|org|go\.th|ac\.th|co\.th|or\.th|in\.th)$|\.(?:test|localhost|local|example|invalid)$"
)
_HOME_PAGE = re.compile(r"/?(?:(?:index|default|home|main)(?:\.(?:html?|php|aspx?|jsp))?/?)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(2[56][0-9]{2}|20[0-9]{2})(?![0-9])")
_ITEM = re.compile(r"(?<![a-z0-9])o(?:it)?[-_ ]?0?([1-9][0-9]?)(?![0-9a-z])", re.IGNORECASE)


def web_parts(address: str) -> SplitResult | None:
    """The parts of a web address; None for `mailto:`, `tel:` and what cannot be read."""
    if not address.lower().startswith(("http://", "https://")):
        return None
    try:
        return urlsplit(address)
    except ValueError:
        return None


def host_of(parts: SplitResult) -> str:
    """The host in small letters, without the dot that may end it."""
    return (parts.hostname or "").rstrip(".").lower()


def is_home_page(parts: SplitResult) -> bool:
    """Whether the address is of a whole site, not of something on it."""
    return bool(_HOME_PAGE.fullmatch(parts.path)) and not parts.query and not parts.fragment.strip("/!")


def needs_login(parts: SplitResult) -> bool:
    """Whether the host shows its pages to its own members, or as far as each owner lets others see them.

    A Google form is for everyone who has its address.
    """
    host = host_of(parts)
    if host == "docs.google.com" and parts.path.startswith("/forms/"):
        return False
    return any(host == known or host.endswith(f".{known}") for known in _LOGIN_HOSTS)


def is_test_host(parts: SplitResult) -> bool:
    """Whether nobody outside can open it: this machine, a private network, a name kept for examples."""
    host = host_of(parts)
    if host == "localhost" or _TEST_HOST.search(host):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def years_in(text: str) -> set[int]:
    """The years in พ.ศ. that a path or a file name is named for; Gregorian ones are turned."""
    found = {int(year) for year in _YEAR.findall(thai.to_arabic_digits(unquote(text)))}
    return {thai.ce_to_be(year) if year < 2500 else year for year in found}


def items_in(text: str) -> set[int]:
    """The numbers of the disclosure items that a path or a file name is named for: 12 for `o12-plan.pdf`."""
    return {int(number) for number in _ITEM.findall(thai.to_arabic_digits(unquote(text)))}


class Cited(NamedTuple):
    """One piece of evidence, who cites it, and where it stands."""

    agency: Agency
    year: Year
    owner: Answer
    evidence: Evidence
    source: Source
    place: Place

    @property
    def answer(self) -> Disclosure | None:
        """The answer to an item that cites it; None when a measure does."""
        return self.owner if isinstance(self.owner, Disclosure) else None

    @property
    def named(self) -> str:
        """What to look for years and codes in: the file's name, or the path of the link."""
        parts = web_parts(self.evidence.link) if self.evidence.link else None
        return self.evidence.file or (f"{parts.path}?{parts.query}" if parts else "")

    @property
    def where(self) -> Place:
        """The place of the address itself."""
        return (*self.place, "file" if self.evidence.file else "link")


@remembered
def cited(site: Site) -> Iterator[Cited]:
    """All evidence of all records."""
    for agency in site.agencies:
        for year in agency.years:
            for measure in year.measures:
                for number, one in enumerate(measure.evidence):
                    yield Cited(agency, year, measure, one, measure.origin, ("evidence", number))
            for answer in year.disclosures:
                for number, one in enumerate(answer.evidence):
                    yield Cited(agency, year, answer, one, answer.origin, (*answer.place, "evidence", number))


def channels(site: Site) -> Iterator[tuple[Agency, str, Channel, Place]]:
    """All channels of all agencies: the agency, the use that the channel is for, the channel, its place."""
    for agency in site.agencies:
        for use in type(agency.channels).model_fields:
            for number, channel in enumerate(getattr(agency.channels, use)):
                yield agency, use, channel, ("channels", use, number)
