"""The picture that chat programs and other sites show beside a link: 1200 × 630, drawn at build from our own letters.

It names the agency, the report and the fiscal year, and never a coat of arms: it must not look like an official seal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from prongsai.fonts import Weight, width
from prongsai.fonts.drawn import ink
from prongsai.pages.canvas import Canvas
from prongsai.render import Digits
from prongsai.thai import to_arabic_digits, to_thai_digits
from prongsai.thai.dictionary import cut, is_word

WIDTH, HEIGHT = 1200, 630
"""What Open Graph pictures measure, in pixels: nothing is cut off by the programs that show them."""
_MARGIN, _HEAD, _RULE = 72, 112, 6
ROOM = WIDTH - 2 * _MARGIN
PAPER, _WHITE, _BLACK, _GREY = 0xFDFBF6, 0xFFFDF7, 0x1D2421, 0x4D5854
_GREEN, _GOLD, _RED, _ROSE = 0x17403A, 0xC3892B, 0x9B2C1F, 0xFBE9E5
"""The colours are those of the site's light scheme (theme/assets/prongsai.css)."""
_SETTINGS = ((84, 1), (76, 2), (58, 3), (44, 4), (36, 5))
"""Sizes of the name, largest first, and how many lines of that size there is room for."""
_SMALLEST = 8
"""Letters of fewer pixels nobody reads: such a line is left out."""
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


class Line(NamedTuple):
    """One line of a picture: where it begins, or `ends`, in pixels from the top left corner."""

    text: str
    size: float
    weight: Weight
    x: int
    baseline: float
    colour: int
    ground: int = PAPER
    ends: bool = False


def draw(card: Card, digits: Digits = "arabic") -> bytes:
    """The picture as PNG; the same words give the same bytes."""
    sheet = Canvas(WIDTH, HEIGHT, PAPER)
    sheet.box(0, 0, WIDTH, _HEAD, _GREEN)
    sheet.box(0, _HEAD, WIDTH, _RULE, _GOLD)
    if card.year or card.where:
        sheet.box(_MARGIN, _foot(card)[0], 88, _RULE, _GOLD)
    if card.warning:
        sheet.box(0, HEIGHT - 72, WIDTH, 72, _ROSE)
    for line in set_out(card, digits):
        drawn = ink(line.text, line.size, line.weight, line.x, line.baseline, ends=line.ends)
        sheet.letters(drawn, line.colour, line.ground)
    return sheet.png()


def set_out(card: Card, digits: Digits = "arabic") -> list[Line]:
    """The lines of a picture, parted and sized, from top to bottom."""
    written = to_thai_digits if digits == "thai" else to_arabic_digits
    card = card._replace(place=written(card.place), topic=written(card.topic), year=written(card.year))
    rule, foot = _foot(card)
    size, names = _name_lines(card.name)
    step = size * 1.42
    block = step * len(names) + (76 if card.place else 0)
    top = _HEAD + _RULE + (rule - _HEAD - _RULE - block) / 2
    lines = [Line(card.topic, 40, "Bold", _MARGIN, 71, _WHITE, _GREEN)]
    for number, name in enumerate(names):
        lines.append(Line(name, size, "Bold", _MARGIN, top + step * number + size * 1.02, _GREEN))
    year = _fit(Line(card.year, 48, "Bold", _MARGIN, foot, _BLACK))
    beside = max(ROOM - (width(card.year, "Bold") * year.size + 48 if card.year else 0), 0)
    lines += [
        Line(card.place, 38, "Regular", _MARGIN, top + step * len(names) + 50, _GREY),
        year,
        _fit(Line(card.where, 28, "Regular", WIDTH - _MARGIN, foot, _GREY, ends=True), beside),
        Line(card.warning, 28, "Regular", _MARGIN, 603, _RED, _ROSE),
    ]
    return [line for line in map(_fit, lines) if line.text and line.size >= _SMALLEST]


def _foot(card: Card) -> tuple[int, int]:
    """How far down the short rule and the last line stand."""
    return (450, 524) if card.warning else (468, 550)


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


def _fit(line: Line, room: float = ROOM) -> Line:
    """The line, set smaller where it would not fit."""
    needed = width(line.text, line.weight) * line.size
    return line if needed <= room else line._replace(size=round(line.size * room / needed, 2))


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
