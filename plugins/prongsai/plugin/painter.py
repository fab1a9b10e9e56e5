"""The theme's frames, drawn by MkDocs' templates: each shape of page once around a probe, once in full to compare.

A probe answers what our copy of the theme asks of a page. Whatever else is asked is noted in `asked`: then the frame
may depend on something that nobody looked at, and must not be shared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, pass_context
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import AnchorLink, TableOfContents

from prongsai.engine.frames import FIRST, LEAF, PARENT, SECOND, TITLED, Frame, encoded, mark, read_frame, toc_marks
from prongsai.engine.heads import Tag
from prongsai.engine.sheets import Around, Sheet
from prongsai.plugin.files import RecordPage, edit_uri
from prongsai.plugin.shared import FRAMES, Shared, Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

_READERS = {"SearchPlugin"}
"""Plugins that read each page and change nothing: the theme's search and MkDocs' own."""
_PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown")
_LOOKED_AT = re.compile(r"<table>|text-align: |<meta|<label|<main|md-|<script(?![^>]* type=\"application/)")
"""What the repairs of a page look for: a body that holds one is mended with its frame."""
_NO_NAVIGATION = ("navigation.tabs", "navigation.path", "navigation.instant", "content.action.view")
"""Features by which the theme shows more of a page's place in the menu than our copy of it does, or of its file."""


class Painter:
    """Draws the pages of one build."""

    def __init__(
        self,
        config: MkDocsConfig,
        env: Environment,
        nav: Navigation,
        around: Callable[[], Around],
        tags: Callable[[MkDocsPage], list[Tag]],
        mend: Callable[[str], str],
        scripts: dict[str, str],
    ) -> None:
        """`mend` repairs a page, and puts the scripts that stood in it into `scripts`, by address."""
        self._config, self._env, self._mend, self.around = config, env, mend, around
        self._nav, self._scripts = nav, scripts
        self._url, self._script_tag = env.filters["url"], env.filters["script_tag"]
        self.frames: dict[str, Frame | None] = {}
        """By shape; None for a shape that goes without."""
        self._files = Files([])
        self._pages: list[File] = []
        env.globals["prongsai_tags"] = lambda page: page.tags if isinstance(page, Probe) else tags(page)
        env.globals["prongsai_menu"] = self._menu
        env.filters |= {"url": self._address, "script_tag": self._script}

    def take(self, files: Files) -> None:
        """What the templates are to know of the whole site."""
        self._files, self._pages = files, [*files.documentation_pages()]

    @cached_property
    def _site(self) -> Site | None:
        """What sites have in common, where a process builds many."""
        return Site(self._config, self._nav) if FRAMES.on else None

    def frame(self, sheet: Sheet) -> Frame | None:
        """The frame of a page's shape; None where each page of it must be drawn by itself."""
        shape = sheet.shape
        if shape not in self.frames:
            if _LOOKED_AT.search(sheet.page.html):
                return None  # this page only
            self.frames[shape] = self._shared(sheet) or self._proved(self._drawn(sheet), sheet)
        return self.frames[shape]

    def _proved(self, frame: Frame | None, sheet: Sheet) -> Frame | None:
        return frame if frame and frame.fill(sheet) == encoded(self.whole(sheet)) else None

    def _shared(self, sheet: Sheet) -> Frame | None:
        """The frame that other sites of this process have too; None where this one has its own."""
        site = self._site
        if not (site and site.ground):
            return None
        shared = FRAMES.get(site.ground, sheet.shape)
        if not (shared and shared.is_proved):
            before = dict(self._scripts)
            self._scripts.clear()
            drawn = shared.frame if shared else self._drawn(sheet, site)
            frame = drawn and self._proved(site.own(drawn), sheet)
            scripts = dict(self._scripts)
            self._scripts |= before
            if not (drawn and frame):
                return None
            shared = shared or Shared(drawn, scripts)
            shared.proofs.add(tuple(site.words))
            FRAMES.keep(site.ground, sheet.shape, shared)
        self._scripts |= shared.scripts
        return site.own(shared.frame)

    def whole(self, sheet: Sheet) -> str:
        """A page as the theme draws it, mended."""
        page = self._page(sheet)
        page.active = True
        try:
            return self._mend(self._render(page, page))
        finally:
            page.active = False

    def _drawn(self, sheet: Sheet, site: Site | None = None) -> Frame | None:
        probe = Probe(sheet)
        told = site.told if site else {}
        html = self._mend(self._render(probe, self._page(sheet), told))
        asked = probe.asked or (site and site.asked)
        return None if asked else read_frame(html, probe.targets, has_toc=bool(sheet.toc))

    def _render(self, page: Any, place: MkDocsPage, told: Mapping[str, Any] | None = None) -> str:
        """`place` is a page of the site from where links are written; `told` takes the place of what templates know."""
        context = {**get_context(self._nav, self._pages, self._config, place), **(told or {})}
        return self._env.get_template("main.html").render({**context, "page": page})

    def _page(self, sheet: Sheet) -> RecordPage:
        """The page as MkDocs knows it; one that is not in the menu is made for this drawing only."""
        source = f"{sheet.page.address}index.md"
        known = self._files.get_file_from_path(source)
        page = known.page if known else None
        if not isinstance(page, RecordPage):
            file = File.generated(self._config, source, content="")
            file.edit_uri = edit_uri(self._config, sheet.page.record)
            page = RecordPage(sheet.page.label, file, self._config)
        page.show(sheet.page)
        return page

    def _menu(self, page: Any, base_url: str) -> str:
        if isinstance(page, Probe):
            return str(page.menu)
        links = self.around().links
        return links.links(page.url) if page else links.links_from(base_url)

    @pass_context
    def _address(self, context: Mapping[str, Any], value: str) -> str:
        """The theme's filter `url`; around a probe it notes where the frame leads to."""
        page = context["page"]
        if not isinstance(page, Probe):
            return str(self._url(context, value))
        if value in page.links:
            return value
        written = str(self._url({"page": page.like, "base_url": context["base_url"]}, value))
        if not str(value).startswith("#"):
            page.targets[str(value)] = written
        return written

    @pass_context
    def _script(self, context: Mapping[str, Any], script: Any) -> str:
        """The theme's filter `script_tag`, in the same way."""
        page = context["page"]
        if isinstance(page, Probe):
            self._address(context, str(script))
            context = {"page": page.like, "base_url": context["base_url"]}
        return str(self._script_tag(context, script))


class Probe:
    """Stands for the pages of one shape while the theme draws their frame."""

    active = False
    parent = None
    ancestors: tuple[MkDocsPage, ...] = ()

    def __init__(self, sheet: Sheet) -> None:
        self.asked: set[str] = set()
        self.like = _Here(sheet.url)
        self.is_homepage = sheet.url in ("", "index.html")
        self.targets: dict[str, str] = {}
        """Addresses that the frame leads to, and how it writes them."""
        self.content = f"{mark(0)}{TITLED}"
        self.title = mark(1) if sheet.title else ""
        texts = {"title": mark(2), "description": mark(3)}
        self.meta = {name: texts[name] if value and name in texts else value for name, value in sheet.meta.items()}
        self.canonical_url = mark(4) if sheet.canonical else None
        self.edit_url = mark(5) if sheet.edit else None
        self.previous_page = None if sheet.before is None else _Here(mark(6))
        self.next_page = None if sheet.after is None else _Here(mark(7))
        self.links = {str(mark(6)), str(mark(7))}
        self.menu = mark(8)
        self.tags = [Tag(tag.attribute, tag.name, mark(9 + number)) for number, tag in enumerate(sheet.tags)]
        self.toc = TableOfContents(_toc(sheet.toc[0].level) if sheet.toc else [])

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there only."""
        self.asked.add(name)
        raise AttributeError(name)


class _Here:
    """A page that has an address and nothing else."""

    def __init__(self, url: str) -> None:
        self.url = url


def _toc(level: int) -> list[AnchorLink]:
    """One entry with none below it, and one with two."""
    entries = {}
    for number in (LEAF, PARENT, FIRST, SECOND):
        anchor, title = toc_marks(number)
        entries[number] = AnchorLink(title, anchor, level)
    entries[PARENT].children = [entries[FIRST], entries[SECOND]]
    return [entries[LEAF], entries[PARENT]]


def is_usual(config: MkDocsConfig) -> bool:
    """Whether nothing but our templates and the theme's own can look at a page before or while it is drawn."""
    theme, events = config.theme, config.plugins.events
    known = theme.name == "material" and not theme.custom_dir and len(theme.dirs) == 2
    readers = {type(getattr(method, "__self__", None)).__name__ for method in events["page_context"]}
    alone = len(events["post_page"]) == len(events["env"]) == len(events["page_content"]) == 1 and readers <= _READERS
    nobody = not any(events[name] for name in _PAGE_EVENTS)
    known_edit = not config.edit_uri_template and (not config.edit_uri or bool(config.repo_url))
    return known and alone and nobody and known_edit


def shows_places(config: MkDocsConfig) -> bool:
    """Whether the theme shows more of the menu's pages than our copy of it does."""
    return any(str(name).startswith(_NO_NAVIGATION) for name in config.theme.get("features") or ())
