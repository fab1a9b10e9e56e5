"""The marks of filed lists: whether they count up, and whether one list keeps to one kind of mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from prongsai import thai
from prongsai.thai import Label

_BARE = re.compile(r"(?P<number>[0-9๐-๙]{1,2}) +[^0-9๐-๙\s]")
"""A number whose dot was forgotten: "๒ มีการเผยแพร่"."""


class Slip(NamedTuple):
    """What is wrong with the mark of item `at`: `kind` is gap, repeat, restart or mixed."""

    at: int
    kind: str
    mark: str
    before: str
    """The mark that it follows; empty at the beginning."""


class _Level(NamedTuple):
    """One list that is being counted: its kind of mark and the last mark that it had."""

    style: str
    last: Label

    @property
    def expected(self) -> int:
        return self.last.numbers[-1] + 1


def slips(items: Sequence[str], elsewhere: Collection[int] = ()) -> Iterator[Slip]:
    """What a reader of the list stumbles over.

    `๑. ๑) ๒) ๒.` is a list in a list, `๑. - - ๒.` has dashes in it, and a list begins anew under a line without
    a mark. Mixed marks are told of once a list. `elsewhere` are numbers that the same cell of the table has in other
    records.
    """
    levels: list[_Level] = []
    dashes = 0
    fresh, mixed = True, False
    digits: bool | None = None
    for at, item in enumerate(items):
        mark = thai.split_label(item)
        if not mark.numbers and not mark.label and levels and _is_bare(item, levels[0].expected):
            mark = Label(item.split()[0], item)
            if not mixed:
                yield Slip(at, "mixed", mark.label, levels[0].last.label)
            mixed = True
            levels = [_Level(levels[0].style, mark)]
            continue
        if not mark.numbers:
            dashes += mark.label in ("-", "–", "•")
            fresh = True
            continue
        slip, levels = _count(at, mark, levels, fresh=fresh, dashes=dashes, elsewhere=elsewhere)
        if slip is None and digits is not None and digits is not mark.thai_digits and len(levels) == 1:
            slip = Slip(at, "mixed", mark.label, items[0].split(maxsplit=1)[0])
        if slip and not (slip.kind == "mixed" and mixed):
            yield slip
            mixed = mixed or slip.kind == "mixed"
        if len(levels) == 1:
            digits = mark.thai_digits
        fresh = False


def _is_bare(item: str, expected: int) -> bool:
    found = _BARE.match(item)
    return found is not None and int(found["number"]) == expected


def _count(
    at: int, mark: Label, levels: list[_Level], *, fresh: bool, dashes: int, elsewhere: Collection[int]
) -> tuple[Slip | None, list[_Level]]:
    """Count one mark: the slip, if it is one, and the lists that are open after it."""
    number, style = mark.numbers[-1], mark.style
    open_at = next((depth for depth, level in enumerate(levels) if level.style == style), None)
    if open_at is not None:
        level = levels[open_at]
        left = [*levels[:open_at], _Level(style, mark)]
        before = level.last.label
        if number == level.expected or (number == 1 and fresh):
            return None, left
        if number > level.expected:
            missing = set(range(level.expected, number))
            return (None if missing <= set(elsewhere) else Slip(at, "gap", mark.label, before)), left
        if number == level.last.numbers[-1]:
            return Slip(at, "repeat", mark.label, before), left
        return Slip(at, "restart" if number == 1 else "repeat", mark.label, before), left
    if number == 1:
        return None, [*levels, _Level(style, mark)]
    if levels:
        return Slip(at, "mixed", mark.label, levels[-1].last.label), [_Level(style, mark)]
    if number == dashes + 1:
        return Slip(at, "mixed", mark.label, "-"), [_Level(style, mark)]
    if set(range(1, number)) <= set(elsewhere):
        return None, [_Level(style, mark)]
    return Slip(at, "gap", mark.label, ""), [_Level(style, mark)]
