"""The picture that chat programs and other sites show beside a link: 1200 × 630, drawn at build from our own letters.

It names the agency, the report and the fiscal year, and never a coat of arms: it must not look like an official seal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from prongsai.fonts import FAMILY, Weight, font_file, width
from prongsai.render import Digits, render
from prongsai.thai.dictionary import cut, is_word

WIDTH, HEIGHT = 1200, 630
"""What Open Graph pictures measure, in pixels: nothing is cut off by the programs that show them."""
ROOM = WIDTH - 2 * 72
_SETTINGS = ((84, 1), (76, 2), (58, 3), (44, 4), (36, 5))
"""Sizes of the name, largest first, and how many lines of that size there is room for."""
_SHORTEST_WORD = 3
"""A shorter piece is more likely a part of a name that the dictionary does not know."""
_RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+|.", re.DOTALL)
_CLUSTER = re.compile("[เแโใไ]?.[ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ]*", re.DOTALL)


class Card(NamedTuple):
    """What a picture says: `where` is the site's address to read, `warning` says that it is no official site."""

    name: str
    place: str
    topic: str
    year: str
    where: str
    warning: str = ""


class _Line(NamedTuple):
    text: str
    size: float


def can_draw() -> bool:
    """Whether the library is there: on a machine that has no wheel of it, a site is built without pictures."""
    try:
        import resvg_py  # noqa: F401  # only asked whether it is there
    except ImportError:
        return False
    return True


def draw(card: Card, digits: Digits = "arabic") -> bytes:
    """The picture as PNG; the same words give the same bytes."""
    import resvg_py  # not at the top: see can_draw

    return resvg_py.svg_to_bytes(
        svg_string=svg(card, digits),
        skip_system_fonts=True,
        font_files=[str(font_file("Regular")), str(font_file("Bold"))],
    )


def svg(card: Card, digits: Digits = "arabic") -> str:
    """The drawing, its lines already parted."""
    size, lines = _name_lines(card.name)
    return render(
        "card.svg",
        digits,
        width=WIDTH,
        height=HEIGHT,
        family=FAMILY,
        size=size,
        name=lines,
        place=_fit(card.place, 38, "Regular"),
        topic=_fit(card.topic, 40, "Bold"),
        year=_fit(card.year, 48, "Bold"),
        where=_fit(card.where, 28, "Regular", ROOM),
        warning=_fit(card.warning, 28, "Regular"),
    )


def wrapped(text: str, room: float, weight: Weight) -> list[str]:
    """The text in as few lines as it takes, each at most `room` em wide where its words allow, and of like length."""
    pieces = list(_pieces(text, room, weight))
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # at each end: lines, unevenness, where the last line began
    for end in range(1, len(pieces) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            needed = width("".join(pieces[start:end]).strip(), weight)
            if needed > room and start < end - 1:
                break
            ways.append((best[start][0] + 1, best[start][1] + (room - needed) ** 2, start))
        best.append(min(ways))
    lines: list[str] = []
    end = len(pieces)
    while end:
        start = best[end][2]
        lines.append("".join(pieces[start:end]).strip())
        end = start
    return lines[::-1]


def _name_lines(name: str) -> tuple[int, list[str]]:
    """The largest size that the whole name can be set in, and its lines; of an endless name, its beginning."""
    for size, most in _SETTINGS:
        lines = wrapped(name, ROOM / size, "Bold")
        if len(lines) <= most and all(width(line, "Bold") <= ROOM / size for line in lines):
            return size, lines
    return size, [*lines[: most - 1], lines[most - 1].rstrip() + " …"] if len(lines) > most else lines


def _fit(text: str, size: float, weight: Weight, room: float = ROOM) -> _Line:
    """One line, set smaller where it would not fit."""
    needed = width(text, weight) * size
    return _Line(text, size if needed <= room else round(size * room / needed, 2))


def _pieces(text: str, room: float, weight: Weight) -> Iterator[str]:
    """The text cut where a line may end: before the name of a place, after a space, between two known words.

    What is wider than a line all the same is cut between letters, never between a letter and its marks.
    """
    from prongsai.checks.places import place_of  # not at the top: a site without an address has no pictures

    place = place_of(text)
    kind = text[: text.rindex(place)] if place else ""
    for part in (kind, text.removeprefix(kind)):
        whole = part in (kind, place)
        for piece in [part] if whole and width(part, weight) <= room else _words(part):
            yield from [piece] if width(piece, weight) <= room else _clusters(piece)


def _words(text: str) -> Iterator[str]:
    held, firm = "", False  # firm: the held piece ends in a word that another may follow on the next line
    for run in _RUN.findall(text):
        for word in cut(run).words if len(run) > 1 else (run,):
            known = len(word) >= _SHORTEST_WORD and is_word(word)
            if held and (held[-1] == " " or (firm and known)) and word != " ":
                yield held
                held = ""
            held, firm = held + word, known
    if held:
        yield held


def _clusters(text: str) -> list[str]:
    return _CLUSTER.findall(text)
