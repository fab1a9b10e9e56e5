"""Agencies of a province beside each other: only what their reports state is counted, and no invented agency is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeVar

from prongsai import thai
from prongsai.charts import Segment, Stack, Stacks
from prongsai.load.frameworks import load_frameworks
from prongsai.model import Progress
from prongsai.portal.provinces import part
from prongsai.portal.rows import AgencyRow, Counts, Item, YearRow, added, by_name

T = TypeVar("T")

MOST_LEAST = 10
"""So many of the items with the fewest answers stand before the table of all."""


class Line(NamedTuple):
    """An agency with its report of the year that is compared."""

    agency: AgencyRow
    year: YearRow


@dataclass(frozen=True, slots=True)
class Province:
    """A province and its agencies, in the order of districts and names."""

    name: str
    address: str
    """Of its page: empty where the portal is about this province alone."""
    folder: str
    """Below which its pages that compare are."""
    agencies: tuple[AgencyRow, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of which any agency has a report, newest first."""
        return tuple(sorted({year.number for agency in self.agencies for year in agency.years}, reverse=True))

    @property
    def invented(self) -> bool:
        """Whether none of its agencies is real."""
        return all(agency.example for agency in self.agencies)

    def lines(self, number: int) -> list[Line]:
        """The agencies that have a report of this year."""
        return [Line(agency, year) for agency in self.agencies if (year := agency.year(number))]

    def without(self, number: int) -> list[AgencyRow]:
        """The agencies that have none."""
        return [agency for agency in self.agencies if agency.year(number) is None]


def provinces(agencies: Iterable[AgencyRow]) -> list[Province]:
    """The provinces in the order of a Thai dictionary, invented ones last."""
    groups: dict[str, list[AgencyRow]] = {}
    for agency in agencies:
        groups.setdefault(agency.province, []).append(agency)
    found = []
    for name, members in groups.items():
        folder = f"{part(name)}/"
        found.append(Province(name, folder if len(groups) > 1 else "", folder, tuple(sorted(members, key=by_name))))
    return sorted(found, key=lambda one: (one.invented, thai.collation_key(one.name)))


def districts(agencies: Sequence[AgencyRow]) -> list[tuple[str | None, list[AgencyRow]]]:
    """Agencies of a province by district, in their order; None for those that state none."""
    return [(name, list(members)) for name, members in groupby(agencies, key=lambda agency: agency.district)]


def lines_by_district(lines: Sequence[Line]) -> list[tuple[str | None, list[Line]]]:
    """The same for agencies with their reports."""
    return [(name, list(members)) for name, members in groupby(lines, key=lambda line: line.agency.district)]


def real(lines: Iterable[Line]) -> list[Line]:
    """The agencies that count."""
    return [line for line in lines if not line.agency.example]


def stacks(groups: Iterable[tuple[T, Counts]]) -> Stacks[T] | None:
    """Bars of counts as those of a site's own charts; None where nothing states how far it is."""
    rows = tuple(Stack(of, tuple(_segments(counts))) for of, counts in groups if any(counts.values()))
    found = Stacks(rows)
    return found if set(found.states) - {Progress.NOT_STATED} else None


def _segments(counts: Counts) -> Iterator[Segment]:
    start = 0
    for state, count in counts.items():
        if count:
            yield Segment(state, start, count)
            start += count


class ItemCount(NamedTuple):
    """How many agencies answer an item, of those whose reports answer any."""

    item: Item
    answered: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Agencies and the items of one framework, the same for all of them."""

    framework: int
    items: tuple[Item, ...]
    lines: tuple[Line, ...]

    @property
    def told(self) -> bool:
        """Whether any report says anything of items; if not, a table of them has nothing to tell."""
        return any(line.year.answered for line in self.lines)

    @property
    def answering(self) -> int:
        """How many real agencies answer any item."""
        return sum(bool(line.year.answered) for line in real(self.lines))

    @property
    def silent(self) -> int:
        """How many real agencies' reports say nothing of items: these neither answer an item nor miss it."""
        return len(real(self.lines)) - self.answering

    @property
    def counts(self) -> list[ItemCount]:
        """Every item, in the order of the framework."""
        answers = [line.year.answered for line in real(self.lines) if line.year.answered]
        numbers = [sum(item.code in codes for codes in answers) for item in self.items]
        return [ItemCount(item, n, len(answers) - n) for item, n in zip(self.items, numbers, strict=True)]

    @property
    def least(self) -> list[ItemCount]:
        """Items that some agencies answer and others do not, the fewest answers first."""
        some = [one for one in self.counts if one.unanswered]
        return sorted(some, key=lambda one: one.answered)[:MOST_LEAST] if self.answering > 1 else []


def matrices(lines: Sequence[Line]) -> list[Matrix]:
    """The lines by what they can be compared in: two frameworks have different items under the same codes."""
    groups: dict[tuple[int, tuple[Item, ...]], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.year.framework, line.year.items), []).append(line)
    found = [Matrix(framework, items, tuple(members)) for (framework, items), members in groups.items()]
    return sorted(found, key=lambda one: (-len(one.lines), -one.framework))


class IndicatorCount(NamedTuple):
    """The measures under an indicator; its number is None for measures that stand under none."""

    number: int | None
    name: str
    counts: Counts
    agencies: int
    """How many real agencies have a measure there."""


def indicators(lines: Sequence[Line]) -> list[IndicatorCount]:
    """Measures of real agencies by indicator; an indicator without any has zeros."""
    numbers = sorted({*range(1, 11), *(n for line in lines for n in line.year.by_indicator if n is not None)})
    none = [None] if any(None in line.year.by_indicator for line in lines) else []
    found = []
    for number in [*numbers, *none]:
        counts = [of for line in real(lines) if (of := line.year.by_indicator.get(number))]
        found.append(IndicatorCount(number, _name(lines, number), added(counts), len(counts)))
    return found


def _name(lines: Sequence[Line], number: int | None) -> str:
    """What an indicator is called in the frameworks of these reports; empty where they differ, or none is known."""
    frameworks = load_frameworks()
    known = [frameworks[of] for of in {line.year.framework for line in lines} if of in frameworks]
    names = {one.name for of in known if number is not None and (one := of.indicator(number))}
    return names.pop() if len(names) == 1 else ""
