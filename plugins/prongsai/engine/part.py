"""One agency's share of a site: read and checked, planned, then rendered into its frames and written.

What the rest of the site needs to know of it is plain data, so it may come from another process or an earlier build.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from prongsai.build import AgencyPlan, plan_agency
from prongsai.checks import Share, look_at
from prongsai.engine.frames import Frame, encoded
from prongsai.engine.heads import Picture
from prongsai.engine.output import Output
from prongsai.engine.sheets import Around, Sheet
from prongsai.exporters.data_index import IndexShare, index_share
from prongsai.exporters.search_index import agency_share
from prongsai.exporters.search_shares import SearchShare
from prongsai.load.files import Folder
from prongsai.load.frameworks import load_frameworks
from prongsai.load.site import load_agency
from prongsai.model import Agency
from prongsai.pages import Asset, HomeRow, Options, Page, Preview, agency_previews, home_row, reference, row_from_json


class Reading(NamedTuple):
    """What was found in an agency's folder."""

    slug: str
    unreadable: Share
    """The problems of its files; what its records break stands in `share`."""
    share: Share | None
    """None where there is nothing that could be checked."""
    files: int
    size: int
    """How many files were read, and their bytes."""

    def as_json(self) -> list[Any]:
        """The reading as plain data."""
        return [self.slug, self.unreadable.as_json(), self.share and self.share.as_json(), self.files, self.size]


def reading_from_json(row: Sequence[Any]) -> Reading:
    """What `as_json` was made of."""
    slug, unreadable, share, files, size = row
    return Reading(slug, Share.from_json(unreadable), share and Share.from_json(share), files, size)


class PageRow(NamedTuple):
    """What a site must know of a page."""

    address: str
    kind: str
    label: str
    record: str | None
    records: Sequence[str]
    in_nav: bool
    year: int | None


class Part(NamedTuple):
    """What a site must know of one agency."""

    slug: str
    pages: tuple[PageRow, ...]
    files: tuple[str, ...]
    """Addresses of all that is no page."""
    anchors: tuple[str, ...]
    home: HomeRow
    offer: IndexShare
    search: SearchShare
    pictures: Mapping[str, Picture]
    """By fiscal year, and under the empty name the newest."""

    def written(self, taken: Collection[str] = ()) -> list[str]:
        """Every file of the site that is this agency's; not the pages at addresses `taken` by others."""
        return [*(f"{page.address}index.html" for page in self.pages if page.address not in taken), *self.files]

    def picture(self, year: int | None) -> Picture | None:
        """The picture beside a page's link."""
        return self.pictures.get(str(year or "")) or self.pictures.get("")

    def as_json(self) -> list[Any]:
        """The part as plain data."""
        search, offer, pictures = self.search.as_json(), self.offer.as_json(), dict(self.pictures)
        return [self.slug, self.pages, self.files, self.anchors, self.home.as_json(), offer, search, pictures]


def part_from_json(row: Sequence[Any]) -> Part:
    """What `as_json` was made of."""
    slug, pages, files, anchors, home, offer, search, pictures = row
    return Part(
        slug,
        tuple(PageRow(*page) for page in pages),
        tuple(files),
        tuple(anchors),
        row_from_json(home),
        IndexShare.from_json(offer),
        SearchShare.from_json(search),
        {name: Picture(*picture) for name, picture in pictures.items()},
    )


class Painter(Protocol):
    """Who puts the theme's frame around pages."""

    def frame(self, sheet: Sheet) -> Frame | None:
        """The frame of a page's shape; None where each page of it must be drawn by itself."""

    def whole(self, sheet: Sheet) -> str:
        """A page drawn by itself."""


class AgencyWork:
    """The work on one agency, step by step."""

    def __init__(self, folder: Folder, data_dir: Path) -> None:
        self._folder, self._data_dir = folder, data_dir
        self._agency: Agency | None = None
        self._plan: AgencyPlan | None = None
        self._pictures: list[Preview] = []

    def read(self) -> Reading:
        """Read the records and check them."""
        folder = self._folder
        agency = self._agency = load_agency(folder)
        share = look_at(agency, load_frameworks()) if agency else None
        unreadable = Share(tuple(folder.problems), (), {})
        return Reading(folder.path.name, unreadable, share, folder.spent.files, folder.spent.size)

    def plan(self, options: Options, *, pictures: bool) -> Part | None:
        """Say what there will be; None where nothing could be read. `pictures`: whether links to it have one."""
        agency = self._agency
        if agency is None:
            return None
        self._plan = plan = plan_agency(agency, options, self._data_dir)
        previews = agency_previews(agency, options) if pictures else {}
        self._pictures = list({preview.asset.address: preview for preview in previews.values()}.values())
        return Part(
            agency.slug,
            tuple(
                PageRow(one.address, one.kind, one.label, one.record, one.records, one.in_nav, one.year)
                for one in plan.drafts
            ),
            (*(asset.address for asset in plan.assets), *(one.asset.address for one in self._pictures)),
            plan.anchors,
            home_row(agency, options),
            index_share(plan.offer, options.at, reference(options)),
            agency_share(agency, plan.drafts, options.at.group),
            {
                str(year or ""): Picture(preview.asset.address, preview.alt)
                for (slug, year), preview in previews.items()
                if slug
            },
        )

    def pages(self, options: Options) -> Iterator[Page]:
        """All pages, for an engine that puts them into frames by itself."""
        return self._planned.pages(options)

    @property
    def assets(self) -> list[Asset]:
        """All files."""
        return [*self._planned.assets, *(preview.asset for preview in self._pictures)]

    @property
    def _planned(self) -> AgencyPlan:
        if self._plan is None:
            raise AssertionError("an agency is planned before it is made")
        return self._plan

    def make(self, part: Part, options: Options, around: Around, painter: Painter, output: Output) -> None:
        """Render the pages that are not written by hand, put them into their frames, and write all files."""
        for asset in self.assets:  # first: they need no frame, for which several may wait at the same time
            output.put(asset)
        for page in self.pages(options):
            if page.address not in around.taken:
                write_page(page, part.picture(page.year), around, painter, output)
        self._plan, self._pictures = None, []  # of a large site not everything fits into memory at once


def write_page(page: Page, picture: Picture | None, around: Around, painter: Painter, output: Output) -> None:
    """Put a page into its frame and write it."""
    sheet = around.sheet(page, picture)
    frame = painter.frame(sheet)
    html = frame.fill(sheet) if frame and frame.fits(sheet.url) else encoded(painter.whole(sheet))
    output.write(f"{page.address}index.html", html)
