"""A page is a value: its address, what it says, and what the engine around it needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from markupsafe import Markup, escape

from prongsai.attachments import refusal
from prongsai.history import Change
from prongsai.pages.address import Addresses, absolute, linker, web_address
from prongsai.photos import cleaned
from prongsai.render import Digits, render

_PERMANENT = "ลิงก์ถาวรของหัวข้อนี้"

Kind = Literal[
    "home",
    "agency",
    "year",
    "indicator",
    "issue",
    "measures",
    "oit",
    "item",
    "report",
    "departments",
    "channels",
    "survey",
    "poster",
    "data",
]


class Heading(NamedTuple):
    """A heading in a page, for the table of contents."""

    level: int
    anchor: str
    title: str


class Crumb(NamedTuple):
    """A step of the way from the front page to a page."""

    label: str
    address: str


class Page(NamedTuple):
    """One page: `html` is the body without the theme's frame; `record` is the file it was made from."""

    address: str
    kind: Kind
    title: str
    label: str
    """Short name, for navigation and breadcrumbs."""
    description: str
    html: str
    headings: tuple[Heading, ...]
    record: str | None
    agency: str | None = None
    year: int | None = None
    in_nav: bool = False
    example: bool = False
    records: tuple[str, ...] = ()
    """Every file whose records the page shows, sorted: it has changed when one of them has."""


class Asset(NamedTuple):
    """A file beside the pages: bytes made at build, a file to be copied, or what makes the bytes when they are due."""

    address: str
    content: bytes | Path | Callable[[], bytes]
    stamp: str = ""
    """Of what is costly to make: what it is made from, as text. The same stamp means the same bytes."""

    def read(self) -> bytes:
        """What is published: a photo without what the camera noted in it.

        Raises ValueError for a file that was exchanged for a bad one since the data was read.
        """
        if isinstance(self.content, bytes):
            return self.content
        if not isinstance(self.content, Path):
            return self.content()
        raw = self.content.read_bytes()
        if refusal(self.content.name, raw):
            raise ValueError(f"{self.address}: this file may not be published, see `prongsai check`")
        return cleaned(self.content.name, raw)


class Download(NamedTuple):
    """An open-data file that the data page offers."""

    address: str
    title: str
    size: int
    format: str
    """The form's short name: JSON, CSV, ICS, Atom."""
    part: str
    """What it holds: record, measures, items, calendar, feed."""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What the site's owner chose."""

    digits: Digits = "arabic"
    directory_urls: bool = True
    drafts: bool = False
    single: bool = False
    site_url: str = ""
    """Where the site will be, if its owner has said so: without it no QR code can lead back to it."""
    papers: tuple[str, ...] = ()
    """The forms in which each report is offered as a file: pdf, docx."""
    demonstration: bool = False
    """Whether papers say that they are not the agency's own."""
    changes: Mapping[str, date] = field(default_factory=dict)
    """The day each record last changed, by its path as messages show it; empty unless asked for."""
    assets: Mapping[str, str] = field(default_factory=dict)
    """The published names of our own files that pages load, where they differ."""
    history: tuple[Change, ...] = ()
    """Every change of a record that git remembers, newest first: for the feeds, and the stamps of calendars."""
    epoch: int | None = None
    """The time of the last commit, in seconds; None where there is none."""

    @property
    def at(self) -> Addresses:
        """The addresses of such a site."""
        return Addresses(self.single)


class Draft(NamedTuple):
    """What a page is before its template has run."""

    address: str
    kind: Kind
    title: str
    label: str
    description: str
    record: str | None
    context: dict[str, Any]
    crumbs: tuple[Crumb, ...] = ()
    agency: str | None = None
    year: int | None = None
    in_nav: bool = False
    example: bool = False
    records: tuple[str, ...] = ()


def reference(options: Options) -> Callable[[str, str], str]:
    """How the file or page at one address writes another: in full where the site knows its own, else relative."""

    site_url, urls = web_address(options.site_url), options.directory_urls

    def reach(here: str, there: str) -> str:
        if not site_url:
            folder = here if here.endswith("/") else here.rpartition("/")[0] + "/"
            return linker(folder.lstrip("/"), directory_urls=urls)(*there.split("#", 1))
        path, mark, anchor = there.partition("#")
        return f"{absolute(site_url, path, directory_urls=urls)}{mark}{anchor}"

    return reach


def finish(draft: Draft, options: Options, linked: str = "") -> Page:
    """Run the draft's template, named for its kind; headings are noted as the template writes them.

    `linked` is the page's linked data, as text that may stand in a script element.
    """
    headings: list[Heading] = []
    html = render(
        f"{draft.kind}.html",
        options.digits,
        url=linker(draft.address, directory_urls=options.directory_urls),
        asset=lambda address: options.assets.get(address, address),
        at=options.at,
        heading=_heading_writer(headings),
        title=draft.title,
        crumbs=draft.crumbs,
        kind=draft.kind,
        record=draft.record,
        changed=options.changes.get(draft.record or ""),
        linked=Markup(linked),  # noqa: S704  # made by exporters.linked.script, which leaves no < in it
        **draft.context,
    )
    return Page(
        draft.address,
        draft.kind,
        draft.title,
        draft.label,
        draft.description,
        html,
        tuple(headings),
        draft.record,
        draft.agency,
        draft.year,
        draft.in_nav,
        draft.example,
        draft.records,
    )


def _heading_writer(headings: list[Heading]) -> Callable[[int, str, str], Markup]:
    def heading(level: int, anchor: str, title: str) -> Markup:
        headings.append(Heading(level, anchor, str(title)))
        name, shown = escape(anchor), escape(title)
        link = f'<a class="headerlink" href="#{name}" title="{_PERMANENT}">¶</a>'
        return Markup(f'<h{level:d} id="{name}">{shown}{link}</h{level:d}>')  # noqa: S704  # every part is escaped

    return heading
