"""The year of a month or quarter written without one: its neighbour's, a year phrase's, or the fiscal year at hand."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from .pieces import Link, Piece, Shape

_OCTOBER = 10


def fill_years(pieces: Sequence[Piece], fiscal_year: int) -> set[int]:
    """Date the undated pieces in place, and return the positions of the year phrases that dated others.

    In `ต.ค. - ก.ย. ๖๖` the end gives its year to the start, a year earlier since October comes after September.
    In `ปีงบประมาณ ๒๕๖๗: ต.ค., ม.ค.` the phrase does; with no year at all, the months of `fiscal_year` are meant.
    """
    pairs = list(pairwise(pieces))
    for left, right in reversed(pairs):
        if _is_undated(left) and _share_a_year(left, right):
            _inherit(left, right, -_turns_of_year(left, right))
    for left, right in pairs:
        if _is_undated(right) and _share_a_year(left, right):
            _inherit(right, left, _turns_of_year(left, right))
    return _date_by_phrases(pieces, fiscal_year)


def stands_alone(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the piece at `at` is no end of a range."""
    return pieces[at].link is not Link.RANGE and (at == 0 or pieces[at - 1].link is not Link.RANGE)


def _is_undated(piece: Piece) -> bool:
    return piece.year is None and piece.problem is None and not piece.void


def _share_a_year(left: Piece, right: Piece) -> bool:
    return left.link is not Link.NONE and left.shape is right.shape and not (left.is_year or right.is_year)


def _turns_of_year(left: Piece, right: Piece) -> int:
    """Count the new years from left to right: in a range whenever its months run backwards, in a list at October.

    A list need not be in order: `มี.ค., ม.ค. ๖๗` is one year, `ต.ค., ม.ค. ๖๗` one fiscal year.
    """
    if left.link is Link.RANGE:
        return int(left.first > right.first)
    return int(left.shape is Shape.DATE and left.first >= _OCTOBER > right.first)


def _inherit(piece: Piece, giver: Piece, turns: int) -> None:
    if giver.year is not None:
        piece.year = giver.year + turns
    elif giver.problem or giver.void:
        piece.void = True


def _date_by_phrases(pieces: Sequence[Piece], fiscal_year: int) -> set[int]:
    phrases = [at for at, piece in enumerate(pieces) if piece.is_year and stands_alone(pieces, at)]
    first_dated = next((at for at, piece in enumerate(pieces) if not piece.is_year), 0)
    come_before = bool(phrases) and phrases[0] < first_dated  # as headings do; else each follows what it dates
    used = set()
    for at, piece in enumerate(pieces):
        if not _is_undated(piece):
            continue
        if piece.is_year or not phrases:
            _date_within(piece, Shape.FISCAL, fiscal_year)
            continue
        nearest = bisect(phrases, at) - come_before
        phrase = phrases[min(nearest, len(phrases) - 1)]
        used.add(phrase)
        if pieces[phrase].problem:
            piece.void = True
        else:
            _date_within(piece, pieces[phrase].shape, pieces[phrase].year or fiscal_year)
    return used


def _date_within(piece: Piece, shape: Shape, year: int) -> None:
    in_year_before = piece.shape is Shape.DATE and shape is Shape.FISCAL and piece.first >= _OCTOBER
    piece.year = year - 1 if in_year_before else year
