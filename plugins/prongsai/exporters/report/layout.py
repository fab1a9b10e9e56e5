"""How much room the paper's text takes, near enough to decide what is kept together. All lengths in millimetres."""

from __future__ import annotations

import math
from collections.abc import Sequence

from prongsai.exporters.report.content import Cell, Column

WIDTH = 297 - 2 * 15
"""Between the margins of A4 that lies."""
INSET = 1.4
"""Between the line of a cell and its text, left and right."""
_LETTER = 2.2
"""A letter of TH SarabunPSK 16 pt that takes room, on the average, with a little more for the ragged edge."""
_UNSEEN = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
"""Marks above and below, which take none."""
_LONGEST_ROW = 12
"""Lines of a row that is moved to the next page whole; about half a page."""


def column_widths(columns: Sequence[Column]) -> list[float]:
    """The columns' widths: together the page's."""
    whole = sum(column.share for column in columns)
    return [WIDTH * column.share / whole for column in columns]


def column_rooms(columns: Sequence[Column]) -> list[float]:
    """What each column has for text."""
    return [width - 2 * INSET for width in column_widths(columns)]


def text_width(text: str) -> float:
    """How wide a text is about, on one line."""
    return _LETTER * sum(letter not in _UNSEEN for letter in text)


def is_kept_whole(row: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Whether a row is short enough to be moved to the next page rather than cut by the end of this one."""
    return all(_lines(cell, room) <= _LONGEST_ROW for cell, room in zip(row, column_rooms(columns), strict=True))


def _lines(cell: Cell, room: float) -> int:
    return sum(
        max(1, math.ceil(text_width(f"{item.label} {line}" if item.label else line) / room))
        for item in cell
        for line in item.lines
    )
