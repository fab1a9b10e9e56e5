"""A page as its frame sees it: the words that differ from page to page, and the shape that pages share a frame by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from prongsai.engine.heads import Named, Picture, Tag, tags_of
from prongsai.engine.links import canonical, edit_link, theme_link, top_of
from prongsai.engine.menu import Item, Menu, item_from_json, pages_of
from prongsai.pages import Heading, Page


class Word(NamedTuple):
    """A text that differs from page to page of one shape."""

    text: str
    is_html: bool = False

    @property
    def bare(self) -> str:
        """The text for an attribute: escaped, and of HTML what is left without its markup."""
        return str(escape(Markup(self.text).striptags() if self.is_html else self.text))  # noqa: S704  # taken off here


class Outline(NamedTuple):
    """A heading with those below it; title as HTML."""

    level: int
    anchor: str
    title: str
    children: list[Outline]


class Sheet(NamedTuple):
    """A page with all that the theme says around it. Titles and descriptions are HTML."""

    page: Page
    url: str
    """As MkDocs has it: `sing/2568/`, without directory URLs `sing/2568/index.html`."""
    title: str
    meta: Mapping[str, Any]
    canonical: str | None
    edit: str | None
    before: str | None
    """The links to the pages before and after it in the menu."""
    after: str | None
    toc: Sequence[Outline]
    menu: str
    tags: Sequence[Tag]
    odd: bool
    """Whether the menu has the page where templates may look at more than its words."""
    near: str
    """The top folder of the page, if there is a page in it that every frame leads to."""

    def words(self) -> list[Word]:
        """The words in the order of their marks; tags come last."""
        named = (self.canonical, self.edit, self.before, self.after)
        return [
            Word(self.page.html),
            Word(self.title),
            Word(self.meta["title"]),
            Word(self.meta["description"]),
            *(Word(text or "") for text in named),
            Word(self.menu),
            *(Word(tag.content) for tag in self.tags),
        ]

    @property
    def shape(self) -> str:
        """What a page must have in common with another to share its frame: all but the words themselves."""
        there = "".join("01"[bool(text)] for text in (self.title, *self.meta.values(), self.canonical, self.edit))
        row = "".join("01"[text is not None] for text in (self.before, self.after))
        first = "no toc" if not self.toc else "first" if self.toc[0].level == 1 else "toc"
        tags = " ".join(tag.name for tag in self.tags)
        home = self.url in ("", "index.html")
        alone = self.url if self.odd else ""
        return f"{self.url.count('/')} {self.near} {there} {row} {first} {home} {alone} {self.meta.get('hide')} {tags}"


@dataclass(frozen=True)
class Around:
    """What all pages of a site have around them."""

    site: Named
    menu: tuple[Item, ...] = ()
    directory_urls: bool = True
    edit_base: str = ""
    """The repository's address with its edit path; empty where pages have no edit link."""
    docs: str = ""
    """The docs folder as seen from mkdocs.yml."""
    odd_menu: bool = False
    """Whether the theme shows more of the menu's pages than we know."""
    taken: frozenset[str] = frozenset()
    """Addresses of pages that are written by hand, and win."""

    @cached_property
    def links(self) -> Menu:
        """The menu's links."""
        return Menu(self.menu)

    @cached_property
    def _places(self) -> dict[str, tuple[str | None, str | None]]:
        """The pages of the menu, each with those before and after it."""
        urls = [item.url for item in pages_of(self.menu)]
        around = zip([None, *urls[:-1]], urls, [*urls[1:], None], strict=True)
        return {here: (before, after) for before, here, after in around}

    @cached_property
    def urls(self) -> frozenset[str]:
        """Those of the menu's pages."""
        return frozenset(self._places)

    @cached_property
    def _tops(self) -> set[str]:
        """The top folders of the pages that stand in the menu by themselves: every footer leads to those."""
        return {top_of(item.url) for item in self.menu if item.is_page and not item.children}

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "site": list(self.site),
            "menu": [item.as_json() for item in self.menu],
            "directory_urls": self.directory_urls,
            "edit_base": self.edit_base,
            "docs": self.docs,
            "odd_menu": self.odd_menu,
            "taken": sorted(self.taken),
        }

    def url(self, address: str) -> str:
        """A page's URL, as MkDocs has it."""
        return address if self.directory_urls else f"{address}index.html"

    def sheet(self, page: Page, picture: Picture | None) -> Sheet:
        """A page with all that is around it."""
        url = self.url(page.address)
        before, after = self._neighbours(url)
        address = canonical(self.site.url, url)
        return Sheet(
            page=page,
            url=url,
            title=str(escape(page.label)),
            meta=meta_of(page),
            canonical=address,
            edit=edit_link(self.edit_base, _source(page.record, self.docs)) if self.edit_base and page.record else None,
            before=before,
            after=after,
            toc=outlines(page.headings),
            menu=self.links.links(url),
            tags=tags_of(self.site, page.title, page.description, address, picture),
            odd=self.odd_menu and url in self._places,
            near=top_of(url) if top_of(url) in self._tops else "",
        )

    def _neighbours(self, url: str) -> tuple[str | None, str | None]:
        before, after = self._places.get(url, (None, None))
        return None if before is None else theme_link(before, url), None if after is None else theme_link(after, url)


def around_from_json(value: Mapping[str, Any]) -> Around:
    """What `as_json` was made of."""
    menu = tuple(map(item_from_json, value["menu"]))
    return Around(**{**value, "site": Named(*value["site"]), "menu": menu, "taken": frozenset(value["taken"])})


def meta_of(page: Page) -> dict[str, Any]:
    """What a page says of itself to the theme; it is left out of the theme's own index, which is not published."""
    meta: dict[str, Any] = {"title": str(escape(page.title)), "description": str(escape(page.description))}
    meta["search"] = {"exclude": True}
    if not page.headings:
        meta["hide"] = ["toc"]  # room for a wide table instead of an empty column
    return meta


def outlines(headings: Sequence[Heading]) -> list[Outline]:
    """Headings, each below the one that it belongs to."""
    root: list[Outline] = []
    open_: list[Outline] = []
    for heading in headings:
        found = Outline(heading.level, heading.anchor, str(escape(heading.title)), [])
        while open_ and open_[-1].level >= heading.level:
            open_.pop()
        (open_[-1].children if open_ else root).append(found)
        open_.append(found)
    return root


def _source(record: str, docs: str) -> str:
    return record if docs in ("", ".") else "/".join([".."] * len(docs.split("/")) + [record])
