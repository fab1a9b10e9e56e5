"""The menu's links, the same whether MkDocs has made the navigation or it is a remembered one.

The section that a page belongs to is open, the others are a link to their first page. The theme's own menu opens and
closes by labels that no key reaches.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from prongsai.engine.links import theme_link, top_of


class Item(NamedTuple):
    """A page, a section or a link of the menu. `title` is HTML."""

    title: str
    url: str = ""
    """Empty for a section, and for the front page."""
    children: tuple[Item, ...] = ()
    is_page: bool = True

    def as_json(self) -> list[Any]:
        """The item as plain data."""
        return [self.title, self.url, [child.as_json() for child in self.children], self.is_page]

    @property
    def target(self) -> str:
        """Where it leads: a section to its first page."""
        return self.children[0].target if self.children else self.url


def item_from_json(row: Sequence[Any]) -> Item:
    """The item that `as_json` was made of."""
    title, url, children, is_page = row
    return Item(title, url, tuple(map(item_from_json, children)), is_page)


def pages_of(items: Sequence[Item]) -> Iterator[Item]:
    """Every page of the menu, in its order."""
    for item in items:
        if item.children:
            yield from pages_of(item.children)
        elif item.is_page:
            yield item


class Menu:
    """The links of a menu for every page: what is the same for many is written once."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        self._tops: defaultdict[str, list[int]] = defaultdict(list)
        """The entries that have pages below a top folder."""
        self._closed: dict[str, list[str]] = {}
        for number, item in enumerate(self.items):
            for top in dict.fromkeys(top_of(page.url) for page in pages_of([item])):
                self._tops[top].append(number)

    def links(self, url: str) -> str:
        """The list for the page at `url`."""
        away = "\0/" * url.count("/") + url.rpartition("/")[2]  # as deep, in a folder that no site has
        if away not in self._closed:
            self._closed[away] = [_row(item, away) for item in self.items]
        rows = list(self._closed[away])
        for number in self._tops.get(top_of(url), ()):
            rows[number] = _row(self.items[number], url)
        return _list(rows)

    def links_from(self, base: str) -> str:
        """The list for a page that is none of the site's (404), which may stand anywhere: all from `base`."""
        return _list(_link(item, _from_base(base, item.target)) + "</li>\n" for item in self.items)


def _list(rows: Iterable[str]) -> str:
    return "".join(['\n<ul class="pr-nav__list" role="list">\n', *rows, "\n</ul>\n"])


def _row(item: Item, url: str) -> str:
    goal, on = item.target, _holds(item, url)
    below = ""
    if item.children and on:
        children = item.children[1:] if item.children[0].is_page else item.children
        below = _list(_row(child, url) for child in children)
    return f"{_link(item, theme_link(goal, url), on=on, here=url == goal)}{below}</li>\n"


def _link(item: Item, href: str, *, on: bool = False, here: bool = False) -> str:
    mark, current = " pr-nav__link--on" if on else "", ' aria-current="page"' if here else ""
    return f'\n\n\n<li><a href="{href}" class="pr-nav__link{mark}"{current}>{item.title}</a>\n'


def _holds(item: Item, url: str) -> bool:
    """Whether a page is the item's, or below it: items and indicators are not in the menu themselves."""
    start = item.target.replace("index.html", "")
    below = start.endswith("/") and start != "./" and url.startswith(start)
    return below or any(page.url == url for page in pages_of([item]))


def _from_base(base: str, goal: str) -> str:
    return goal if theme_link(goal, "x/") == goal else posixpath.join(base, goal or ".")
