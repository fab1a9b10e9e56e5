"""Which pages a portal has, as values; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from prongsai.frame import add_policy
from prongsai.pages.address import linker
from prongsai.portal import compare
from prongsai.portal.compare import Province
from prongsai.portal.dataset import table_columns
from prongsai.portal.rows import STATES, AgencyRow, added
from prongsai.render import render
from prongsai.words import load_words

T = TypeVar("T")

PER_PAGE = 100
"""Agencies on a page of a comparison, so that no page is too large for a phone."""
ON_HOME = 60
"""With more agencies the front page names only the provinces."""
NAMED = 200
"""So many missing agencies are named on a page; agencies.json names them all."""


class Page(NamedTuple):
    """A page: its address below the portal's root, and its whole HTML."""

    address: str
    html: str


class Portal(NamedTuple):
    """What all pages are made of."""

    agencies: Sequence[AgencyRow]
    missing: Sequence[str]
    assets: Mapping[str, str]
    title: str = ""
    """What its makers call it; empty for words of ours."""
    url: str = ""
    """Its own address, where it is known; ends in a slash."""
    sizes: Mapping[str, int] = {}
    """Bytes of the files of its dataset."""


def portal_pages(portal: Portal) -> Iterator[Page]:
    """All pages. Rendering one at a time, so that none is kept."""
    all_ = compare.provinces(portal.agencies)
    made = _Maker(portal, all_)
    yield from made.home()
    if len(all_) > 1:
        for province in all_:
            yield from made.province(province)
    for province in all_:
        for year in province.years:
            yield from made.measures(province, year)
            yield from made.items(province, year)
            yield from made.indicators(province, year)
    licences = Counter((one.licence or "", one.licence_address) for one in portal.agencies if not one.example)
    about_data = {"columns": table_columns, "sizes": portal.sizes, "licences": dict(sorted(licences.items(), key=str))}
    yield made.page("data/", "data", made.words["data"]["title"], **about_data)
    yield made.page("404.html", "404", made.words["not_found"], url=made.from_root)


class _Maker:
    def __init__(self, portal: Portal, provinces: list[Province]) -> None:
        self._portal, self._provinces = portal, provinces
        self.words: dict[str, Any] = load_words()["portal"]
        lone = provinces[0].name if len(provinces) == 1 and not provinces[0].invented else ""
        own = self.words["title_of"].format(province=lone) if lone else self.words["title"]
        self._title = portal.title or own

    def page(self, address: str, kind: str, title: str, **context: Any) -> Page:
        """One page; `kind` is the name of its template."""
        depth = address.count("/")

        def out(there: str) -> str:
            """A page of another site: as it is, or relative to the portal's root."""
            return "../" * depth + there if there.startswith("../") else there

        common: dict[str, Any] = {
            "kind": kind,
            "title": title,
            "site_title": self._title,
            "address": address,
            "portal": self._portal,
            "url": linker(address),
            "out": out,
            "crumbs": [],
            "states": STATES,
            "at": _addresses,
            "lines_by_district": compare.lines_by_district,
        }
        return Page(address, add_policy(render(f"portal/{kind}.html", "arabic", **{**common, **context})))

    def from_root(self, address: str, _anchor: str = "") -> str:
        """A link that holds wherever the page is shown."""
        return (urlsplit(self._portal.url).path or "/") + address

    def home(self) -> Iterator[Page]:
        """The front page: all agencies, or where they are many, the provinces; of one province, its own pages."""
        common = {
            "provinces": self._provinces,
            "districts": compare.districts,
            "count": sum(not agency.example for agency in self._portal.agencies),
            "named": NAMED,
        }
        if len(self._provinces) == 1:
            yield from self.province(self._provinces[0], **common)
        else:
            whole = len(self._portal.agencies) <= ON_HOME
            yield self.page("", "home", self._title, whole=whole, **common)

    def province(self, province: Province, **more: Any) -> Iterator[Page]:
        """A province: its agencies by district."""
        title = self.words["province"].format(name=province.name) if province.address else self._title
        for address, members, around in _parts(province.address, province.agencies):
            context = {"province": province, "agencies": members, "districts": compare.districts, "around": around}
            crumbs = self._crumbs() if address else []
            kind = "province" if province.address or address else "home"
            yield self.page(address, kind, title, crumbs=crumbs, **{**more, **context, "whole": True})

    def measures(self, province: Province, number: int) -> Iterator[Page]:
        """How far the measures of a year are, agency by agency."""
        lines, real = province.lines(number), compare.real(province.lines(number))
        for address, members, around in _parts(_addresses(province, number), lines):
            yield self._compared(
                address,
                "measures",
                province,
                number,
                lines=members,
                around=around,
                chart=compare.stacks((line, line.year.states) for line in members),
                total=added(line.year.states for line in real),
                guidelines=sum(line.year.guidelines for line in real),
                real=len(real),
                scored=[line for line in members if (scores := line.year.scores) and (scores.total or scores.level)],
            )

    def items(self, province: Province, number: int) -> Iterator[Page]:
        """Which items of the framework are answered."""
        lines = province.lines(number)
        matrices = compare.matrices(lines)
        for address, members, around in _parts(_addresses(province, number, "items"), lines):
            shown = set(map(id, members))
            yield self._compared(
                address,
                "items",
                province,
                number,
                around=around,
                matrices=[(one, [line for line in one.lines if id(line) in shown]) for one in matrices],
            )

    def indicators(self, province: Province, number: int) -> Iterator[Page]:
        """Measures by indicator."""
        lines = province.lines(number)
        counts = compare.indicators(lines)
        for address, members, around in _parts(_addresses(province, number, "indicators"), lines):
            yield self._compared(
                address,
                "indicators",
                province,
                number,
                around=around,
                lines=members,
                counts=counts,
                numbers=[one.number for one in counts],
                chart=compare.stacks((one, one.counts) for one in counts),
                real=len(compare.real(lines)),
            )

    def _compared(self, address: str, kind: str, province: Province, number: int, **context: Any) -> Page:
        title = self.words[kind]["title"].format(year=number, province=province.name)
        crumbs = self._crumbs(*([province] if province.address else []))
        without = province.without(number)
        return self.page(
            address, kind, title, crumbs=crumbs, province=province, year=number, without=without, **context
        )

    def _crumbs(self, *provinces: Province) -> list[dict[str, str]]:
        named = [{"address": one.address, "label": self.words["province"].format(name=one.name)} for one in provinces]
        return [{"address": "", "label": self.words["home"]}, *named]


def _addresses(province: Province, year: int, kind: str = "measures") -> str:
    """Where a comparison is."""
    return f"{province.folder}{year}/" + ("" if kind == "measures" else f"{kind}/")


def _parts(address: str, all_: Sequence[T]) -> Iterator[tuple[str, Sequence[T], Mapping[str, Any]]]:
    """A long list on several pages: the address of each, what is on it, and its neighbours."""
    starts = range(0, max(len(all_), 1), PER_PAGE)
    where: Callable[[int], str] = lambda n: address if n == 0 else f"{address}page-{n + 1}/"  # noqa: E731  # two words
    for n, start in enumerate(starts):
        around = {
            "number": n + 1,
            "of": len(starts),
            "before": where(n - 1) if n else None,
            "after": where(n + 1) if n + 1 < len(starts) else None,
        }
        yield where(n), all_[start : start + PER_PAGE], around
