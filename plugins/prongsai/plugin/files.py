"""Pages and files of ours as MkDocs knows them: virtual files, page objects, the navigation."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import urlsplit, urlunsplit

from markupsafe import escape
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from prongsai.engine.menu import Item
from prongsai.engine.sheets import Outline, meta_of, outlines
from prongsai.pages import Asset, Page
from prongsai.plugin.options import root_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

_ID = re.compile(r'\sid="([^"]+)"')


class RecordPage(MkDocsPage):
    """A page whose body is already HTML: there is no Markdown to read or render.

    The theme prints titles, descriptions and labels as they are, so each is escaped here.
    """

    record_page: Page | None = None
    """What the page says, as soon as it has been rendered."""

    def __init__(self, label: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.title = str(escape(label))
        self.edit_url = _without_steps_back(self.edit_url) if file.edit_uri and self.edit_url else None

    def show(self, page: Page) -> None:
        """Take a rendered page's words."""
        self.record_page = page
        self.markdown, self.meta, self.content = "", meta_of(page), page.html
        self.toc = TableOfContents([_anchor(one) for one in outlines(page.headings)])
        self.present_anchor_ids = {heading.anchor for heading in page.headings}

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The body is as it is."""
        self.content = self.content or ""


class OurFile(File):
    """A page or file of ours that others may link to; it is written without MkDocs."""

    in_menu = False

    record: str | None = None
    """The page's record, seen from mkdocs.yml."""

    def __init__(self, config: MkDocsConfig, source: str, address: str, label: str | None = None) -> None:
        """`address` is where it is written, `label` the page's name in the menu; None for what is no page.

        MkDocs' own way would read much out of the source's name that is known here: twice the time for each page.
        """
        self.src_uri, self.dest_uri, self.label, self.config = source, address, label, config
        self.src_dir, self.abs_src_path, self._content = None, None, ""
        self.dest_dir, self.use_directory_urls = config.site_dir, config.use_directory_urls
        self.inclusion, self.generated_by = InclusionLevel.INCLUDED, "prongsai"

    def is_documentation_page(self) -> bool:
        """Only the pages of the menu, until it is made."""
        return self.in_menu

    def copy_file(self, dirty: bool = False) -> None:
        """It is there."""

    @cached_property
    def edit_uri(self) -> str | None:
        """Asked of the few pages that MkDocs makes itself: for all, it costs as much as all else here."""
        return edit_uri(self.config, self.record)

    @property
    def page(self) -> MkDocsPage | None:
        """The page as MkDocs knows it; made when somebody asks, which for most nobody does."""
        if self.label is None:
            return None
        if "_page" not in self.__dict__:
            LinkedPage(self.label, self, self.config)
        return cast("MkDocsPage", self.__dict__["_page"])

    @page.setter
    def page(self, page: MkDocsPage | None) -> None:
        self.__dict__["_page"] = page


class LinkedPage(RecordPage):
    """A page that was written without MkDocs: what can be linked to on it is asked when it is there."""

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """What can be linked to, read from the written page."""
        try:
            return set(_ID.findall(Path(self.file.abs_dest_path).read_text(encoding="utf-8")))
        except OSError:
            return None

    @present_anchor_ids.setter
    def present_anchor_ids(self, value: set[str] | None) -> None:
        """The written page knows better."""


class AssetFile(File):
    """A file that is read and cleaned, or made, only as it is copied: all at once they would not fit into memory."""

    asset: Asset

    def copy_file(self, dirty: bool = False) -> None:
        """Write what may be published of the file."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.asset.read())


def _without_steps_back(address: str) -> str:
    """The records lie beside the docs folder, so MkDocs makes `…/site_src/../data/…` of their addresses."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=posixpath.normpath(parts.path)))


def docs_path(config: MkDocsConfig) -> str:
    """The docs folder as seen from mkdocs.yml."""
    return Path(os.path.relpath(config.docs_dir, root_of(config))).as_posix()


def edit_uri(config: MkDocsConfig, record: str | None) -> str | None:
    """The record's path seen from the docs folder, which is what MkDocs puts behind `edit_uri`."""
    return None if record is None else posixpath.relpath(record, docs_path(config))


def asset_file(config: MkDocsConfig, asset: Asset) -> File:
    """A virtual file for an asset, published whatever its name."""
    included = InclusionLevel.INCLUDED  # whatever its name: MkDocs leaves out .htaccess, and a folder `templates`
    if isinstance(asset.content, bytes):
        return File.generated(config, asset.address, content=asset.content, inclusion=included)
    if isinstance(asset.content, Path):
        generated = AssetFile.generated(config, asset.address, abs_src_path=str(asset.content), inclusion=included)
    else:
        generated = AssetFile.generated(config, asset.address, content=b"", inclusion=included)
    file = cast("AssetFile", generated)  # MkDocs says File, and makes one of the class that is asked
    file.asset = asset
    return file


class Entry(NamedTuple):
    """A page of ours for the navigation."""

    address: str
    kind: str
    label: str
    agency: str | None


def navigation(pages: Iterable[Entry], files: Files, *, single: bool) -> list[Any]:
    """Home, a section for each agency, then the hand-written pages; one in the place of ours stands where ours would.

    Indicator, issue and item pages stay out: MkDocs repeats the whole navigation on every page.
    """
    sections: dict[str, list[Any]] = {}
    nav: list[Any] = []
    ours: set[str] = set()
    by_hand = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
    for page in pages:
        label = str(escape(page.label))
        source = by_hand.get(f"{page.address}index.html", f"{page.address}index.md")
        ours.add(source)
        if page.agency is None or single:
            nav.append({label: source})
            continue
        if page.kind == "agency":
            sections[page.agency] = []
            nav.append({label: sections[page.agency]})
        sections[page.agency].append(source if page.kind == "agency" else {label: source})
    return nav + sorted({file.src_uri for file in files.documentation_pages()} - ours)


def menu_items(nav: Navigation | Sequence[Any]) -> tuple[Item, ...]:
    """The navigation as plain values, when all titles are known."""
    return tuple(
        Item(str(item.title), "", menu_items(item.children), is_page=False)
        if item.is_section
        else Item(str(item.title), item.url, (), is_page=item.is_page)
        for item in nav
    )


def _anchor(outline: Outline) -> AnchorLink:
    link = AnchorLink(outline.title, outline.anchor, outline.level)
    link.children = [_anchor(child) for child in outline.children]
    return link
