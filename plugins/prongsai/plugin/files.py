"""Pages and assets as MkDocs knows them: virtual files, page objects, the navigation."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit, urlunsplit

from markupsafe import escape
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from prongsai.pages import Asset, Heading, Page
from prongsai.plugin.options import root_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class RecordPage(MkDocsPage):
    """A page whose body is already HTML: there is no Markdown to read or render.

    The theme prints titles, descriptions and labels as they are, so each is escaped here.
    """

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        self.record_page = page
        super().__init__(None, file, config)
        self.title = str(escape(page.label))
        self.edit_url = _without_steps_back(self.edit_url) if page.record and self.edit_url else None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take title and description from the page; the source is empty."""
        self.markdown = ""
        page = self.record_page
        self.meta = {"title": str(escape(page.title)), "description": str(escape(page.description))}
        self.meta["search"] = {"exclude": True}  # from the theme's index, which is not published
        if not page.headings:
            self.meta["hide"] = ["toc"]  # room for a wide table instead of an empty column

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the body and its headings as they are."""
        self.content = self.record_page.html
        self.toc = get_toc(_toc_tokens(self.record_page.headings))
        self.present_anchor_ids = {heading.anchor for heading in self.record_page.headings}


class AssetFile(File):
    """A file of the data, read and cleaned only as it is copied: all at once they would not fit into memory."""

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


def edit_uri(config: MkDocsConfig, page: Page) -> str | None:
    """The record's path seen from the docs folder, which is what MkDocs puts behind `edit_uri`."""
    if page.record is None:
        return None
    return posixpath.relpath(page.record, Path(os.path.relpath(config.docs_dir, root_of(config))).as_posix())


def asset_file(config: MkDocsConfig, asset: Asset) -> File:
    """A virtual file for an asset, published whatever its name."""
    included = InclusionLevel.INCLUDED  # whatever its name: MkDocs leaves out .htaccess, and a folder `templates`
    if isinstance(asset.content, bytes):
        return File.generated(config, asset.address, content=asset.content, inclusion=included)
    generated = AssetFile.generated(config, asset.address, abs_src_path=str(asset.content), inclusion=included)
    file = cast("AssetFile", generated)  # MkDocs says File, and makes one of the class that is asked
    file.asset = asset
    return file


def navigation(pages: list[Page], files: Files, *, single: bool) -> list[Any]:
    """Home, a section for each agency, then the hand-written pages.

    Indicator, issue and item pages stay out: MkDocs repeats the whole navigation on every page.
    """
    sections: dict[str, list[str]] = {}
    nav: list[Any] = []
    for page in pages:
        source, label = f"{page.address}index.md", str(escape(page.label))
        if page.agency is None or single:
            nav.append({label: source})
            continue
        if page.kind == "agency":
            sections[page.agency] = []
            nav.append({label: sections[page.agency]})
        sections[page.agency].append(source if page.kind == "agency" else {label: source})  # type: ignore[arg-type]  # MkDocs nav items are paths or {title: path}
    ours = {f"{page.address}index.md" for page in pages}
    written = sorted(f.src_uri for f in files.documentation_pages() if not isinstance(f.page, RecordPage))
    return nav + [uri for uri in written if uri not in ours]


def _toc_tokens(headings: tuple[Heading, ...]) -> list[Any]:
    """Headings as the nested tokens that MkDocs makes a table of contents of."""
    root: list[dict[str, Any]] = []
    open_: list[dict[str, Any]] = []
    for heading in headings:
        token = {"level": heading.level, "id": heading.anchor, "name": str(escape(heading.title)), "children": []}
        while open_ and open_[-1]["level"] >= heading.level:
            open_.pop()
        (open_[-1]["children"] if open_ else root).append(token)
        open_.append(token)
    return root
