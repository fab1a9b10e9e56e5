"""What the portal keeps of an agency while it goes on to the next: counts and names, no texts of records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from prongsai import thai
from prongsai.model import Progress

STATES = tuple(Progress)
Counts = Mapping[Progress, int]
"""How many measures are in each state; all four states present."""


def counted(states: Iterable[Progress]) -> dict[Progress, int]:
    """How often each state occurs."""
    counts = dict.fromkeys(STATES, 0)
    for state in states:
        counts[state] += 1
    return counts


def added(all_: Iterable[Counts]) -> dict[Progress, int]:
    """The counts of many as one."""
    total = dict.fromkeys(STATES, 0)
    for counts in all_:
        for state, count in counts.items():
            total[state] += count
    return total


class Item(NamedTuple):
    """An OIT item of a framework."""

    code: str
    name: str
    confirmed: bool
    """Whether name and number rest on more than memory."""


class Scores(NamedTuple):
    """Scores that a report states; texts, so that no digit is lost."""

    fiscal_year: int
    total: str | None
    level: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """A report in numbers."""

    number: int
    framework: int
    title: str
    by_indicator: Mapping[int | None, Counts]
    """Measures by indicator and state; None for those that stand under no indicator."""
    guidelines: int
    """How many of the measures are guidelines for improvement."""
    items: tuple[Item, ...]
    """The items of the framework, the same tuple for all agencies that have the same."""
    answered: frozenset[str]
    """The codes that the report answers; empty where it answers none, and so says nothing about items."""
    scores: Scores | None = None

    @property
    def states(self) -> dict[Progress, int]:
        """Measures by state."""
        return added(self.by_indicator.values())

    @property
    def measures(self) -> int:
        """How many measures there are, guidelines included."""
        return sum(sum(counts.values()) for counts in self.by_indicator.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """An agency, and its reports newest first."""

    site: str
    """The folder of its site, beside the portal's."""
    slug: str
    name: str
    short_name: str | None
    district: str | None
    province: str
    example: bool
    """Whether it is invented; such an agency is shown as that, and counted nowhere."""
    home: str
    """Its home page: an address of the web, or relative to the portal's root."""
    data: str
    """The page of its open data, likewise."""
    licence: str | None
    licence_address: str | None
    licence_note: str | None
    years: tuple[YearRow, ...] = field(default=())

    @property
    def newest(self) -> YearRow | None:
        """The newest report."""
        return self.years[0] if self.years else None

    def year(self, number: int) -> YearRow | None:
        """The report of a fiscal year."""
        return next((year for year in self.years if year.number == number), None)


def by_name(agency: AgencyRow) -> tuple[object, ...]:
    """Sorts agencies as a Thai dictionary does: by district, those without one last, then by name."""
    district = agency.district or ""
    return (not district, thai.collation_key(district), thai.collation_key(agency.name), agency.site, agency.slug)
