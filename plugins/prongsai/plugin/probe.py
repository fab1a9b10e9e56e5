"""A page of marks: the theme draws its frame around it once, and each mark says where a real page's words belong.

The probe answers what our copy of the theme asks of a page. Whatever else is asked is noted in `asked`: then the frame
may depend on something that nobody looked at, and must not be shared.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup, escape
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from prongsai.plugin.found import Tag

_SECRET = f"pr{secrets.token_hex(8)}x"  # no page can hold a mark, whatever its author writes
_TITLED = "<h1"
"""The theme gives a page whose body is without it a heading of its own."""


class Word(NamedTuple):
    """A text that differs from page to page of one shape."""

    text: str
    is_html: bool = False

    @property
    def bare(self) -> str:
        """The text for an attribute: escaped, and of HTML what is left without its markup."""
        return str(escape(Markup(self.text).striptags() if self.is_html else self.text))  # noqa: S704  # taken off here


class Mark(str):
    """Stands for a word; where a template escapes it or takes markup off, for the bare word."""

    __slots__ = ()

    def __html__(self) -> str:
        """What Jinja's `e` and `striptags` make of it."""
        return self.replace("p.", "b.")


def mark(number: int) -> Mark:
    """The mark of the word of this number."""
    return Mark(f"{_SECRET}{number}p.")


def words_of(page: MkDocsPage, tags: Sequence[Tag]) -> list[Word]:
    """The words of a page in the order of their marks; the list of links in the menu comes last."""
    named = (page.title, page.meta.get("title"), page.meta.get("description"), page.canonical_url, page.edit_url)
    headings = [word for one in _flat(page.toc) for word in (Word(one.title, is_html=True), Word(one.id))]
    return [
        Word(page.content or ""),
        *(Word(str(text or "")) for text in named),
        *headings,
        *(Word(tag.content) for tag in tags),
    ]


def shape_of(page: MkDocsPage, tags: Sequence[Tag]) -> tuple[Any, ...]:
    """What a page must have in common with another to share its frame: all but the words themselves."""
    meta = repr([(key, value) for key, value in page.meta.items() if key not in {"title", "description"}])
    there = tuple(bool(word.text) for word in words_of(page, ())[:6])
    return there, meta, tuple(map(_outline, page.toc)), tuple((tag.attribute, tag.name) for tag in tags)


class Probe:
    """Stands for the pages of one shape while the theme draws their frame."""

    is_homepage = active = False
    previous_page = next_page = parent = None
    ancestors: tuple[MkDocsPage, ...] = ()

    def __init__(self, page: MkDocsPage, tags: Sequence[Tag]) -> None:
        self.asked: set[str] = set()
        self.like = page
        """One of the pages: links are written from where it is."""
        self.targets: dict[str, str] = {}
        """Addresses that the frame leads to, and how it writes them."""
        self.content = f"{mark(0)}{_TITLED}"
        named = [mark(number) if word.text else None for number, word in enumerate(words_of(page, ())[:6])]
        self.title, meta_title, description, self.canonical_url, self.edit_url = named[1:]
        numbers = iter(range(6, 1_000_000))
        self.meta = {**page.meta, "title": meta_title, "description": description}
        self.toc = TableOfContents([_marked(one, numbers) for one in page.toc])
        self.tags = [Tag(tag.attribute, tag.name, mark(next(numbers))) for tag in tags]
        self.nav_links = mark(next(numbers))

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there only."""
        self.asked.add(name)
        raise AttributeError(name)


class Frame:
    """A drawn frame, ready to be filled."""

    def __init__(self, html: str, targets: dict[str, str]) -> None:
        parts = html.replace(f"p.{_TITLED}", "p.").split(_SECRET)
        self.targets = targets
        self._pieces = [parts[0]]
        self._places: list[tuple[int, bool]] = []
        for part in parts[1:]:
            name, _, text = part.partition(".")
            self._places.append((int(name[:-1]), name[-1] == "b"))
            self._pieces += ["", text]

    def fill(self, words: Sequence[Word]) -> str:
        """The whole page."""
        self._pieces[1::2] = [words[number].bare if bare else words[number].text for number, bare in self._places]
        return "".join(self._pieces)


def _flat(headings: TableOfContents | list[AnchorLink]) -> Iterator[AnchorLink]:
    for heading in headings:
        yield heading
        yield from _flat(heading.children)


def _outline(heading: AnchorLink) -> tuple[Any, ...]:
    return heading.level, bool(heading.title), tuple(map(_outline, heading.children))


def _marked(heading: AnchorLink, numbers: Iterator[int]) -> AnchorLink:
    marked = AnchorLink(mark(next(numbers)), mark(next(numbers)), heading.level)
    marked.children = [_marked(child, numbers) for child in heading.children]
    return marked
