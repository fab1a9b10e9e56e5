"""How the site is found and shown elsewhere: what each page's head says of it, the sitemap, robots.txt."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from markupsafe import Markup

from prongsai.engine.heads import Named, Picture, Tag, tags_of
from prongsai.fonts.drawn import can_draw
from prongsai.plugin.files import RecordPage
from prongsai.words import load_words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.plugins.prongsai")

_LINK = re.compile(r"""\s(?:href|src|data|srcset)\s*=\s*["']([^"']*)""", re.IGNORECASE)


def can_show_pictures(site_url: str) -> bool:
    """Whether there are pictures beside links; not without the site's address, since a picture is named with it."""
    if site_url and not can_draw():
        log.info(load_words()["messages"]["no_pictures"])
    return bool(site_url) and can_draw()


def named(config: MkDocsConfig) -> Named:
    """What the heads of all pages say of the site."""
    return Named(config.site_name, config.site_description or "", config.site_url or "")


def tags(page: MkDocsPage, config: MkDocsConfig, picture: Picture | None) -> list[Tag]:
    """What a page says of itself to programs that show a link to it."""
    record = page.record_page if isinstance(page, RecordPage) else None
    title = record.title if record else _plain(page.meta.get("title") or page.title)
    description = record.description if record else _plain(page.meta.get("description") or config.site_description)
    return tags_of(named(config), title, description, page.canonical_url, picture)


def doc_places(files: Files, config: MkDocsConfig) -> Iterator[tuple[str, str | None]]:
    """Pages that are not ours, for the sitemap: the whole address, and the path in the docs folder, if from there."""
    for file in files.documentation_pages():
        page = file.page
        if page is None or page.canonical_url is None or isinstance(page, RecordPage):
            continue
        own = file.abs_src_path is not None and Path(file.abs_src_path).is_relative_to(config.docs_dir)
        path = Path(file.abs_src_path).relative_to(config.docs_dir).as_posix() if own and file.abs_src_path else None
        yield page.canonical_url, path


def leads(html: str, here: str, url: str) -> Iterator[tuple[str, bool]]:
    """The files of the site that a page at `url` leads to by its own account, and whether to a place inside of one.

    A link that MkDocs has not found stays as its author wrote it, and is then no address of a file that there is.
    """
    for written in _LINK.findall(html):
        path, _, inside = unescape(written).partition("#")
        parts = urlsplit(path)
        if parts.scheme or parts.netloc or path.startswith("/"):
            continue
        goal = unquote(urlsplit(urljoin(f"https://x/{url}", parts.path)).path)[1:] if parts.path else here
        yield f"{goal}index.html" if goal.endswith("/") or not goal else goal, bool(inside)


def _plain(text: object) -> str:
    """A title or description of a hand-written page, which may hold markup, as text."""
    return Markup(text).striptags() if text else ""  # noqa: S704  # the markup is taken off here and now
