"""Numbers made ready to be drawn: how far, when, who, which score. Pure functions; `templates/_charts.html` draws.

A chart is None, or says so itself, where there is nothing to show: unknown is never drawn as if it were a quantity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from prongsai import thai
from prongsai.model import Answer, Indicator, Measure, Progress, Year, tally

T = TypeVar("T")

MONTHS = 12
"""Cells of the fiscal year, October first."""


class Segment(NamedTuple):
    """A piece of a bar, in units from its left end."""

    state: Progress
    start: int
    width: int


class Stack(NamedTuple, Generic[T]):
    """The bar of one group: a segment for each state that occurs, as wide as it has records."""

    of: T
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        """How many records the bar stands for."""
        return sum(segment.width for segment in self.segments)


class Stacks(NamedTuple, Generic[T]):
    """Bars on one scale, so that a longer one has more records."""

    rows: tuple[Stack[T], ...]

    @property
    def widest(self) -> int:
        """The length of the scale."""
        return max(row.total for row in self.rows)

    @property
    def states(self) -> tuple[Progress, ...]:
        """The states that occur, for the key."""
        found = {segment.state for row in self.rows for segment in row.segments}
        return tuple(state for state in Progress if state in found)


def stacks(groups: Iterable[tuple[T, Sequence[Answer]]]) -> Stacks[T] | None:
    """A bar for each group that has records; None if no record of any group states how far it is."""
    found = Stacks(tuple(Stack(of, tuple(_segments(answers))) for of, answers in groups if answers))
    return found if set(found.states) - {Progress.NOT_STATED} else None


def _segments(answers: Sequence[Answer]) -> Iterator[Segment]:
    start = 0
    for state, count in tally(answers).items():
        if count:
            yield Segment(state, start, count)
            start += count


class Reach(StrEnum):
    """How the period of a measure lies to the fiscal year."""

    INSIDE = "inside"
    PARTLY = "partly"
    OUTSIDE = "outside"
    UNREAD = "unread"  # filed, but names no month: `เป็นประจำทุกเดือน`
    UNSTATED = "unstated"


class PlanRow(NamedTuple):
    """One measure over the fiscal year: a bar for each run of planned months, all in the state of the measure.

    No report says when a measure was done, so a bar never ends at any other month than the plan's.
    """

    measure: Measure
    reach: Reach
    bars: tuple[Segment, ...]
    words: tuple[str, ...]
    """The planned times as read, short."""
    filed: tuple[str, ...]
    """The lines that were not wholly understood, as filed."""


class Plan(NamedTuple):
    """The measures of a year over its twelve months."""

    rows: tuple[PlanRow, ...]
    months: thai.Span
    """The fiscal year."""

    @property
    def states(self) -> tuple[Progress, ...]:
        """The states of the bars, for the key; empty if there is no bar to draw."""
        found = {bar.state for row in self.rows for bar in row.bars}
        return tuple(state for state in Progress if state in found)

    @property
    def stated(self) -> bool:
        """Whether any measure says how far it is."""
        return any(row.measure.progress_state is not Progress.NOT_STATED for row in self.rows)


def plan(year: Year) -> Plan:
    """Every measure of a year, in the order of the ids."""
    first, last = thai.fiscal_year_bounds(year.number)
    rows = tuple(_plan_row(measure, year.number) for measure in year.measures)
    return Plan(rows, thai.Span(first, last, thai.Precision.YEAR))


def _plan_row(measure: Measure, fiscal_year: int) -> PlanRow:
    periods = measure.spans(fiscal_year)
    spans = [span for period in periods for span in period.spans]
    first, last = thai.fiscal_year_bounds(fiscal_year)
    inside = [span for span in spans if span.start <= last and span.end >= first]
    if not periods:
        reach = Reach.UNSTATED
    elif not spans:
        reach = Reach.UNREAD
    elif not inside:
        reach = Reach.OUTSIDE
    else:
        whole = all(first <= span.start and span.end <= last for span in spans)
        reach = Reach.INSIDE if whole else Reach.PARTLY
    clipped = ((max(span.start, first), min(span.end, last)) for span in inside)
    cells = {cell for start, end in clipped for cell in range(_cell(start), _cell(end) + 1)}
    bars = tuple(Segment(measure.progress_state, start, width) for start, width in _runs(cells))
    clear = [period for period in periods if period.spans and not period.problems]
    words = tuple(_short(span) for period in clear for span in period.spans)
    return PlanRow(measure, reach, bars, words, tuple(period.text for period in periods if period not in clear))


def _short(span: thai.Span) -> str:
    return thai.format_range(span.start, span.end, short=True, precision=span.precision)


def _cell(day: date) -> int:
    """0 for October, 11 for September."""
    return (day.month - 10) % MONTHS


def _runs(cells: set[int]) -> Iterator[tuple[int, int]]:
    """Cells that stand together, as where they start and how many they are."""
    for start in sorted(cell for cell in cells if cell - 1 not in cells):
        end = start
        while end in cells:
            end += 1
        yield start, end - start


class Mark(NamedTuple):
    """The score of an indicator in one assessment; None where no report states it."""

    fiscal_year: int
    score: Decimal | None


class ScoreRow(NamedTuple):
    """One indicator over the years, oldest first."""

    indicator: Indicator
    marks: tuple[Mark, ...]

    @property
    def known(self) -> tuple[Decimal, ...]:
        """The scores that are known, oldest first."""
        return tuple(mark.score for mark in self.marks if mark.score is not None)


class Scores(NamedTuple):
    """The ten indicators over the fiscal years that have scores, oldest first."""

    fiscal_years: tuple[int, ...]
    rows: tuple[ScoreRow, ...]


def scores(years: Sequence[Year]) -> Scores | None:
    """The scores that an agency's reports state; None unless they are of two fiscal years at least.

    The score of a single question is no score of its indicator. Two reports that differ about a year give two marks.
    """
    filed: dict[int, dict[int, dict[Decimal, None]]] = {}  # by fiscal year and indicator, each score once
    for report in (year.scores for year in years if year.scores):
        for one in report.indicators:
            if one.question is None:
                filed.setdefault(report.fiscal_year, {}).setdefault(one.indicator, {})[one.score] = None
    if len(filed) < 2:
        return None
    by_year = sorted(filed.items())
    indicators = max(years, key=lambda year: year.number).rules.indicators
    rows = (
        ScoreRow(one, tuple(Mark(year, score) for year, of in by_year for score in of.get(one.number, [None])))
        for one in indicators
    )
    return Scores(tuple(year for year, _ in by_year), tuple(rows))
