"""Periods as officers write them, read into dates: `ต.ค. 65 ถึง ก.ย. 66` is 2022-10-01 to 2023-09-30.

The steps: the recurrence words are taken out, the rest is read into pieces (`phrases`), undated pieces are dated
(`years`), pieces joined by a range mark become one span. What was written is never corrected: a year of the wrong
era or a day that does not exist is named as a problem and gives no span.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from .dates import PeriodProblem, Precision, ProblemCode, be_to_ce, read_day
from .phrases import read_phrases
from .pieces import Link, Piece, Shape
from .recurrence import Recurrence, find_recurrence
from .tokens import tidy
from .years import fill_years


class Span(NamedTuple):
    """From the first day to the last, both included; `precision` is the widest of what was written."""

    start: date
    end: date
    precision: Precision


class Period(NamedTuple):
    """A period as filed, unchanged, and what was read from it, in the order written and each thing once."""

    text: str
    spans: tuple[Span, ...] = ()
    recurrence: tuple[Recurrence, ...] = ()
    problems: tuple[PeriodProblem, ...] = ()


@lru_cache(4096)  # checks, pages and open data each ask for every period
def parse_period(text: str, fiscal_year: int) -> Period:
    """Read a period of fiscal year `fiscal_year` (พ.ศ.), which dates whatever is written without a year.

    Quarters and halves are those of the fiscal year, `ปี 2567` is the calendar year. A deadline (`ภายในวันที่ ..`) and
    an open start (`.. เป็นต้นไป`) give the one day written. A year phrase gives no span of its own where it only says
    which year its neighbours are of. Never raises, whatever the text; blank text gives an empty period.
    """
    line = tidy(text)
    recurrence, rest = find_recurrence(line)
    pieces = read_phrases(rest)
    dating = fill_years(pieces, fiscal_year)
    spans: list[Span] = []
    phrases: set[Span] = set()  # of these, those that may be there only to say the year
    problems: list[PeriodProblem] = []
    for at, chain in _chains(pieces):
        span, found = _read_chain(chain, line)
        problems += found
        if span and at not in dating:
            spans.append(span)
            if len(chain) == 1 and chain[0].is_year:
                phrases.add(span)
    spans = list(_without_repeats(spans, phrases))
    if line and not (spans or recurrence or problems):
        problems = [PeriodProblem(ProblemCode.UNREADABLE, line)]
    return Period(text, tuple(spans), recurrence, tuple(dict.fromkeys(problems)))


def _chains(pieces: Sequence[Piece]) -> Iterator[tuple[int, Sequence[Piece]]]:
    """Group what range marks join: the position of the first piece, and the pieces."""
    start = 0
    for at, piece in enumerate(pieces):
        if piece.link is not Link.RANGE:
            yield start, pieces[start : at + 1]
            start = at + 1


def _read_chain(chain: Sequence[Piece], line: str) -> tuple[Span | None, list[PeriodProblem]]:
    first, last = chain[0], chain[-1]
    whole = line[first.start : last.end]
    spans, problems = [], []
    for piece in chain:
        covered = _cover(piece)
        if isinstance(covered, Span):
            spans.append(covered)
        elif covered:
            problems.append(PeriodProblem(covered, line[piece.start : piece.end]))
    if len(spans) < len(chain):
        return None, problems
    if len(chain) > 2:
        return None, [PeriodProblem(ProblemCode.UNREADABLE, whole)]
    start, end = spans[0].start, spans[-1].end
    if end < start:
        return None, [PeriodProblem(ProblemCode.REVERSED, whole)]
    widest = max((span.precision for span in spans), key=list(Precision).index)
    return Span(start, end, widest), []


def _cover(piece: Piece) -> Span | ProblemCode | None:
    """Give the days of one piece, why there are none, or None if a neighbour's problem says why."""
    if piece.void:
        return None
    if piece.problem or piece.year is None:
        return piece.problem
    if piece.shape is Shape.CALENDAR:
        return _months(piece.year, 1, 12)
    if piece.shape is Shape.FISCAL:
        return _months(piece.year - 1, 10 + piece.first, piece.months)
    if piece.day is None:
        return _months(piece.year, piece.first, 1)
    day = read_day(piece.day, piece.first, piece.year)
    return day if isinstance(day, ProblemCode) else Span(day, day, Precision.DAY)


_PRECISION = {3: Precision.QUARTER, 6: Precision.HALF, 12: Precision.YEAR}


def _months(year: int, first: int, count: int) -> Span:
    """Cover `count` whole months from month `first` of a พ.ศ. year on; months past December are the next year's."""
    start, end = (divmod(month - 1, 12) for month in (first, first + count - 1))
    ce = be_to_ce(year)
    last_day = monthrange(ce + end[0], end[1] + 1)[1]
    return Span(
        date(ce + start[0], start[1] + 1, 1),
        date(ce + end[0], end[1] + 1, last_day),
        _PRECISION.get(count, Precision.MONTH),
    )


def _without_repeats(spans: Sequence[Span], phrases: set[Span]) -> Iterator[Span]:
    """Yield each stretch of days once, and no year phrase around a span: `ปีงบประมาณ ๒๕๖๖ เดือนมกราคม ๒๕๖๖`."""
    seen = set()
    others = {span for span in spans if span not in phrases}
    for span in spans:
        if (span.start, span.end) in seen:
            continue
        if span in phrases and any(span.start <= other.start and other.end <= span.end for other in others):
            continue
        seen.add((span.start, span.end))
        yield span
