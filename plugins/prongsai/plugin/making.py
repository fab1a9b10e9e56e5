"""The pages of one build, from the plan to the written folder.

Where nobody but our templates and the theme's looks at pages, they are written apart from MkDocs, which then only knows
that they are there. Elsewhere MkDocs gets their bodies and does the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.structure.files import File, Files, InclusionLevel

from prongsai.engine.brief import Brief
from prongsai.engine.crew import Alone, Beside
from prongsai.engine.finish import finish, kept_addresses, search_index
from prongsai.engine.frames import Frame
from prongsai.engine.heads import Picture, Tag
from prongsai.engine.output import Output, Written
from prongsai.engine.past import Past, Told
from prongsai.engine.session import Session
from prongsai.engine.sheets import Around
from prongsai.engine.ties import Ties, listed, ours, picture_of, tie
from prongsai.engine.whole import front_page, page_rows, site_assets, site_picture, write_front
from prongsai.exporters.search_index import WrittenPage
from prongsai.pages import Asset, Options
from prongsai.pages import finish as finish_page
from prongsai.plugin.files import Entry, OurFile, RecordPage, asset_file, edit_uri, navigation
from prongsai.plugin.found import doc_places, tags
from prongsai.plugin.options import agencies_by_environment
from prongsai.plugin.painter import Painter
from prongsai.plugin.spare import Spare
from prongsai.plugin.surround import around_of
from prongsai.problems import Language
from prongsai.words import load_words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.plugins.prongsai")


class Look(NamedTuple):
    """What pages of ours have in common, as an earlier build of this process has drawn it."""

    base: str
    """What it follows from, beside `told`."""
    told: str
    frames: Mapping[str, Frame | None]
    scripts: Mapping[str, str]


class Making:
    """One build of the site that a session has read."""

    def __init__(
        self,
        session: Session,
        brief: Brief,
        past: Past,
        config: MkDocsConfig,
        *,
        apart: bool,
        spare: Spare | None = None,
        look: Look | None = None,
    ) -> None:
        """`apart`: whether pages are written without MkDocs; `spare` is a folder that it may be made from.

        `look` is that of the pages which are there.
        """
        self._spare = spare
        self.look = look
        """How our pages look, unless MkDocs draws them."""
        self._session, self._past, self._config, self._apart = session, past, config, apart
        self.brief = brief
        self._files = Files([])
        self._taken: frozenset[str] = frozenset()
        self._theirs: set[str] = set()
        """Files that are not ours."""
        self._own_nav = False
        """Whether the navigation stands in mkdocs.yml."""
        self._ours: frozenset[str] = frozenset()
        """Files that were written without MkDocs."""
        self._output = past.output(Path(config.site_dir)) if apart else Output(Path(config.site_dir))
        self.written: list[WrittenPage] = []
        """Pages written by hand, for the search index."""
        self.scripts: dict[str, str] = {}
        """Scripts that stood in the theme's pages, by address."""
        self.links: set[tuple[str, bool]] = set()
        """Where pages written by hand lead to, and whether to a place inside of that."""
        self._index: bytes | None = None
        """The search index, if there was time to put it together before the end."""
        self._parts = session.plan(brief.options, pictures=brief.pictures)
        self._picture: Picture | None = None
        self._assets: list[Asset] = []
        if brief.pictures:
            self._picture, self._assets = site_picture(self._parts, brief.options, config.site_name)
        self._rows = page_rows(self._parts, brief.options)

    @property
    def _options(self) -> Options:
        return self.brief.options

    def add_files(self, files: Files, language: Language) -> None:
        """Add a virtual file for every page and file of ours; a hand-written page at the same address wins.

        Raises LedgerError, in this language.
        """
        self._files = files
        config, parts, options, session = self._config, self._parts, self._options, self._session
        trial = bool(agencies_by_environment())
        kept = kept_addresses(parts, options, session.data_dir, session.shown, language, trial=trial)
        self._assets = [*self._assets, *kept, *site_assets(parts, options)]
        theirs = self._theirs = {file.dest_uri for file in files}
        self._own_nav = config.nav is not None
        self._taken = frozenset(row.address for row in self._rows if f"{row.address}index.html" in theirs)
        for address in sorted(self._taken):
            log.info(load_words()["messages"]["hand_written"].format(address=f"/{address}"))
        ours = [Entry("", "home", one.label, None) for one in [front_page(parts, options)] if one]
        ours += [
            Entry(row.address, row.kind, row.label, part.slug) for part in parts for row in part.pages if row.in_nav
        ]
        written = navigation(ours, files, single=options.single)
        if self._apart:
            self._add_known(files)
        else:
            self._add_drawn(files)
        if config.nav is None:
            config.nav = written

    def _add_known(self, files: Files) -> None:
        """Files that MkDocs only knows of."""
        for row in self._rows:
            if row.address not in self._taken:
                file = OurFile(self._config, f"{row.address}index.md", f"{row.address}index.html", row.label)
                file.in_menu = row.in_nav
                file.inclusion = InclusionLevel.INCLUDED if row.in_nav else InclusionLevel.NOT_IN_NAV
                file.record = row.record
                files.append(file)
        for address in (*(file for part in self._parts for file in part.files), *(one.address for one in self._assets)):
            files.append(OurFile(self._config, address, address))

    def _add_drawn(self, files: Files) -> None:
        """Files that MkDocs draws and copies."""
        crew = self._session.crew
        if not isinstance(crew, Alone) or self._session.kept:
            raise AssertionError("pages that MkDocs draws are all made, and in its own process")
        in_nav = {row.address for row in self._rows if row.in_nav}
        home = front_page(self._parts, self._options)
        pages = [*([finish_page(home, self._options)] if home else []), *crew.pages(self._options)]
        for page in pages:
            if page.address not in self._taken:
                level = InclusionLevel.INCLUDED if page.address in in_nav else InclusionLevel.NOT_IN_NAV
                file = File.generated(self._config, f"{page.address}index.md", content="", inclusion=level)
                file.edit_uri = edit_uri(self._config, page.record)
                RecordPage(page.label, file, self._config).show(page)
                files.append(file)
        for asset in (*crew.assets(), *self._assets):
            files.append(asset_file(self._config, asset))

    def around(self, nav: Navigation) -> Callable[[], Around]:
        """What all pages have around them, as soon as the titles of all are known."""
        return cache(lambda: around_of(self._config, nav, self._options, self._taken))

    def tags(self, page: MkDocsPage) -> list[Tag]:
        """What a page that MkDocs draws says in its head."""
        return tags(page, self._config, self._picture_of(page))

    def _picture_of(self, page: MkDocsPage) -> Picture | None:
        record = page.record_page if isinstance(page, RecordPage) else None
        part = next((one for one in self._parts if record and one.slug == record.agency), None)
        return (part.picture(record.year) if part and record else None) or self._picture

    def draw(self, painter: Painter, files: Files) -> None:
        """Write all pages of ours that are not MkDocs' business."""
        around = painter.around()
        self.brief = replace(self.brief, around=around, frames=painter.frames)
        if not self._apart:
            return
        painter.take(files)
        base, old = self._past.now.base, self._past.brief
        look = self.look or (Look(base, old.look, old.frames, old.scripts) if old else None)
        same_look = look is not None and look[:2] == (base, self.brief.look)
        if look and same_look:
            painter.frames |= look.frames
            self.scripts |= look.scripts
        if self._spare:
            self._output.linked = self._spare.fill(Path(self._config.site_dir), self._past.outputs)
        beside = Beside(partial(self._write_own, around, painter), self._prepare_end)
        self._session.make(self._options, around, painter, self._output, same_look=same_look, beside=beside)
        self._ours = frozenset(self._output.rows)
        self.look = Look(base, self.brief.look, painter.frames, dict(self.scripts))
        if self._spare:
            self._spare.drop(self._output.linked - self._ours)
            self._output.linked &= self._ours
        for file in files:
            if isinstance(file, OurFile):
                file.in_menu = False

    def _write_own(self, around: Around, painter: Painter) -> None:
        """Write what is no agency's."""
        write_front(self._parts, self._options, self._picture, around, painter, self._output)
        for asset in self._assets:
            self._output.put(asset)

    def _prepare_end(self) -> None:
        """Do now what else would be done when all pages are there."""
        if self.brief.search:
            brief = replace(self.brief, written=tuple(self.written))
            self._index = search_index(brief, self._parts, self._session.synonyms)
        self._past.put_parts(self._session)

    def finish(self, *, serving: bool) -> None:
        """Write what is about all pages, and last the list of all files."""
        by_hand = {file.dest_uri for file in self._files if not isinstance(file, OurFile)}
        crawlers = tuple(sorted(name for name in ("robots.txt", "sitemap.xml") if name in by_hand))
        docs = tuple(doc_places(self._files, self._config))
        brief = replace(self.brief, written=tuple(self.written), scripts=self.scripts, docs=docs, theirs=crawlers)
        self._output.note_rest()
        before = dict(self._output.rows)
        finish(brief, self._parts, self._session.synonyms, self._output, serving=serving, index=self._index)
        theirs = {address for address, row in before.items() if self._output.rows[address] is row} - self._ours
        self.brief = replace(brief, foreign=tuple(sorted(theirs)), ties=self._ties())
        if self._spare:
            self._spare.sweep()

    @property
    def rows(self) -> Mapping[str, Written]:
        """All files of the finished site."""
        return self._output.rows

    def _ties(self) -> Ties:
        files = ours(self._rows, self._parts, (one.address for one in self._assets))
        rows = listed(self._rows, self.brief.around)
        return tie(rows, files, self._theirs, self.links, picture_of(self._picture), own_nav=self._own_nav)

    def remember(self, *, plain: bool, told: Told) -> None:
        """Keep what the next build can use."""
        if self._apart:
            self._past.save(self.brief, self._session, self._output, plain=plain, told=told)
