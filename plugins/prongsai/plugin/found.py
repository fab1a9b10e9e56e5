"""How the site is found and shown elsewhere: what each page's head says of it, the sitemap, robots.txt."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from prongsai.exporters.crawlers import Place, newest, robots, sitemap
from prongsai.history import last_changes
from prongsai.model import Site
from prongsai.pages import Key, Options, Preview, absolute, plan_previews, preview_for
from prongsai.pages.cards import HEIGHT, WIDTH, can_draw
from prongsai.plugin.files import RecordPage
from prongsai.words import load_words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.plugins.prongsai")


class Tag(NamedTuple):
    """A `<meta>` of a page's head: `attribute` is "property" (Open Graph) or "name"."""

    attribute: str
    name: str
    content: str


def previews(site: Site, options: Options, config: MkDocsConfig, *, demonstration: bool) -> dict[Key, Preview]:
    """The pictures beside links; none without the site's address, since a picture must be named with it."""
    if not options.site_url:
        return {}
    if not can_draw():
        log.info(load_words()["messages"]["no_pictures"])
        return {}
    return plan_previews(site, options, site_name=config.site_name, demonstration=demonstration)


def tags(page: MkDocsPage, config: MkDocsConfig, pictures: Mapping[Key, Preview]) -> list[Tag]:
    """What a page says of itself to programs that show a link to it (https://ogp.me)."""
    record = page.record_page if isinstance(page, RecordPage) else None
    title = record.title if record else _plain(page.meta.get("title") or page.title)
    description = record.description if record else _plain(page.meta.get("description") or config.site_description)
    found = {
        "og:type": "website",
        "og:locale": "th_TH",
        "og:site_name": config.site_name,
        "og:title": title or config.site_name,
        "og:description": description,
        "og:url": page.canonical_url,
    }
    picture = preview_for(pictures, record.agency, record.year) if record else preview_for(pictures, None, None)
    if picture and config.site_url:
        found |= {
            "og:image": absolute(config.site_url, picture.asset.address),
            "og:image:type": "image/png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": picture.alt,
        }
    card = Tag("name", "twitter:card", "summary_large_image" if picture else "summary")
    return [*(Tag("property", name, content) for name, content in found.items() if content), card]


def crawler_files(
    files: Files, config: MkDocsConfig, changes: Mapping[str, date], *, demonstration: bool
) -> dict[str, bytes]:
    """`robots.txt` and, on a site that knows its address and wants to be found, the sitemap.

    A file of the same name among the hand-written pages wins. `changes` are the days of the records.
    """
    site_url = config.site_url or ""
    found = {"robots.txt": robots(site_url, closed=demonstration)}
    if site_url and not demonstration:
        written = last_changes(Path(config.docs_dir))
        pages = (file for file in files.documentation_pages() if file.page)
        places = (_place(file, config, changes, written) for file in pages)
        found |= sitemap(site_url, (place for place in places if place))
    taken = {file.dest_uri for file in files}
    return {address: content for address, content in found.items() if address not in taken}


def _place(file: File, config: MkDocsConfig, changes: Mapping[str, date], written: Mapping[str, date]) -> Place | None:
    page = file.page
    if page is None or page.canonical_url is None:
        return None
    if isinstance(page, RecordPage):
        if page.record_page.kind == "poster":  # a sheet to print: its page says the same
            return None
        return Place(page.canonical_url, newest(page.record_page.records, changes))
    if file.abs_src_path is None or not Path(file.abs_src_path).is_relative_to(config.docs_dir):
        return Place(page.canonical_url, None)  # made by another plugin: nobody knows from what
    return Place(page.canonical_url, written.get(Path(file.abs_src_path).relative_to(config.docs_dir).as_posix()))


def _plain(text: object) -> str:
    """A title or description of a hand-written page, which may hold markup, as text."""
    return Markup(text).striptags() if text else ""  # noqa: S704  # the markup is taken off here and now
