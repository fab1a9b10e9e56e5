"""A frame of the theme, drawn around marks and filled with each page's words: plain data, so that it can be remembered.

Marks are numbered as `Sheet.words` are. The table of contents is no word: its entries are alike but for their words, so
the frame holds one entry without and one with others below it, and makes every table of those.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from prongsai.engine.links import theme_link, top_of
from prongsai.engine.sheets import Outline, Sheet

_SECRET = f"pr{secrets.token_hex(8)}x"  # no page can hold a mark, whatever its author writes
TITLED = "<h1"
"""The theme gives a page whose body is without it a heading of its own."""
_TOC = 900
"""The marks of the four entries of a probe's table of contents: of each its anchor and its title."""
LEAF, PARENT, FIRST, SECOND = range(4)

Pieces = list[str | int]
"""Text, and what stands between: 0 an anchor, 1 a title, 2 a title without markup, 3 the entries below."""


class Mark(str):
    """Stands for a word; where a template escapes it or takes markup off, for the bare word."""

    __slots__ = ()

    def __html__(self) -> str:
        """What Jinja's `e` and `striptags` make of it."""
        return self.replace("p.", "b.")


def mark(number: int) -> Mark:
    """The mark of the word of this number."""
    return Mark(f"{_SECRET}{number}p.")


def toc_marks(entry: int) -> tuple[Mark, Mark]:
    """The marks of anchor and title of an entry of the probe's table of contents."""
    return mark(_TOC + 2 * entry), mark(_TOC + 2 * entry + 1)


class Contents(NamedTuple):
    """How the theme writes a table of contents."""

    leaf: Pieces
    parent: Pieces
    between: str
    """What stands between two entries."""
    below: str
    """The same between two that stand below another."""

    def html(self, entries: Sequence[Outline]) -> str:
        """All entries."""
        return self.between.join(map(self._entry, entries))

    def _entry(self, entry: Outline) -> str:
        pieces = self.parent if entry.children else self.leaf
        return "".join([piece if isinstance(piece, str) else self._word(entry, piece) for piece in pieces])

    def _word(self, entry: Outline, number: int) -> str:
        if number == 3:
            return self.below.join(map(self._entry, entry.children))
        if number == 2:
            return str(escape(Markup(entry.title).striptags()))  # noqa: S704  # taken off here
        return entry.title if number else entry.anchor


@dataclass(frozen=True)
class Frame:
    """A drawn and mended frame, ready to be filled."""

    pieces: list[str]
    places: list[int]
    """Between two pieces: twice a word's number, and one more for the bare word; -1 for the table of contents."""
    contents: Contents | None
    targets: Mapping[str, str]
    """Addresses that the frame leads to, and how it writes them where it was drawn."""

    def fill(self, sheet: Sheet) -> bytes:
        """The whole page."""
        words = sheet.words()
        filled = [
            self.contents.html(sheet.toc)
            if place < 0 and self.contents
            else words[place >> 1].bare
            if place & 1
            else words[place >> 1].text
            for place in self.places
        ]
        whole: list[bytes] = [b""] * (2 * len(filled) + 1)
        whole[::2], whole[1::2] = self._encoded, map(encoded, filled)
        return b"".join(whole)

    @cached_property
    def _encoded(self) -> list[bytes]:
        """The pieces, which are the larger part of most pages, encoded once."""
        return [*map(encoded, self.pieces)]

    def fits(self, url: str) -> bool:
        """Whether everything that the frame leads to is written so from where a page is, too."""
        near = self._near.get(top_of(url), ())
        return all(theme_link(target, url) == written for target, written in near)

    @cached_property
    def _near(self) -> dict[str, list[tuple[str, str]]]:
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for target, written in self.targets.items():
            found[top_of(target)].append((target, written))
        return {top: rows for top, rows in found.items() if top}

    def as_json(self) -> dict[str, Any]:
        """The frame as plain data."""
        toc = self.contents and [self.contents.leaf, self.contents.parent, self.contents.between, self.contents.below]
        return {"pieces": self.pieces, "places": self.places, "contents": toc, "targets": dict(self.targets)}


def encoded(html: str) -> bytes:
    """HTML as it is written."""
    return html.encode("utf-8", errors="xmlcharrefreplace")


def frame_from_json(value: Mapping[str, Any]) -> Frame:
    """The frame that `as_json` was made of."""
    contents = Contents(*value["contents"]) if value["contents"] else None
    return Frame(value["pieces"], value["places"], contents, value["targets"])


def read_frame(html: str, targets: Mapping[str, str], *, has_toc: bool) -> Frame | None:
    """The frame in a page that the theme drew around marks; None where its marks stand otherwise than we know."""
    html = html.replace(f"p.{TITLED}", "p.")
    contents = None
    if has_toc:
        found = _contents(html)
        if found is None:
            return None
        start, end, contents = found
        html = f"{html[:start]}{_SECRET}t.{html[end:]}"
    parts = html.split(_SECRET)
    pieces, places = [parts[0]], []
    for part in parts[1:]:
        name, _, text = part.partition(".")
        places.append(-1 if name == "t" else 2 * int(name[:-1]) + (name[-1] == "b"))
        pieces.append(text)
    if max(places, default=0) >= 2 * _TOC:
        return None  # an entry stands outside the table
    return Frame(pieces, places, contents, targets)


def _contents(html: str) -> tuple[int, int, Contents] | None:
    """Where the probe's table of contents begins and ends, and how its entries are written."""
    spans = [_span(html, entry) for entry in (LEAF, FIRST, SECOND)]
    whole = _span(html, PARENT, last=SECOND)
    if None in spans or whole is None:
        return None
    leaf, first, second = (span for span in spans if span)
    pieces = _pieces(html[leaf[0] : leaf[1]], LEAF)
    alike = (_pieces(html[start:end], entry) for entry, (start, end) in ((FIRST, first), (SECOND, second)))
    if any(one != pieces for one in alike) or not leaf[1] <= whole[0] < first[0] < second[1] < whole[1]:
        return None
    opened, closed = _pieces(html[whole[0] : first[0]], PARENT), html[second[1] : whole[1]]
    below = html[first[1] : second[0]]
    return leaf[0], whole[1], Contents(pieces, [*opened, 3, closed], html[leaf[1] : whole[0]], below)


def _span(html: str, entry: int, *, last: int | None = None) -> tuple[int, int] | None:
    """From where to where the list item of an entry reaches; `last` is the last entry below it."""
    marks = [text for one in toc_marks(entry) for text in (str(one), one.__html__())]
    places = [at for text in marks if (at := html.find(text)) >= 0]
    if not places:
        return None
    start = html.rfind("<li", 0, min(places))
    if last is None:
        end = html.find("</li>", max(html.rfind(text) for text in marks))
    else:
        inner = _span(html, last)
        end = html.find("</li>", inner[1]) if inner else -1
    return (start, end + len("</li>")) if start >= 0 and end >= 0 else None


def _pieces(html: str, entry: int) -> Pieces:
    found: Pieces = []
    for number, part in enumerate(html.split(_SECRET)):
        name, _, text = part.partition(".") if number else ("", "", part)
        if number:
            is_title = int(name[:-1]) == _TOC + 2 * entry + 1
            found.append(2 if is_title and name[-1] == "b" else int(is_title))
        found.append(text)
    return found
