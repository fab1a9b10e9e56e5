"""The nouns of the site: records with the identity that their path gives, and the facts that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pydantic import Field, SkipValidation

from prongsai import thai
from prongsai.model.agency import AgencyFields
from prongsai.model.framework import Framework, Item
from prongsai.model.records import Answer, DisclosureFields, MeasureFields, Progress
from prongsai.model.year import YearFields
from prongsai.problems import Place, Source

Grouping = Literal["indicator", "issue", "list"]


class Measure(MeasureFields):
    """A measure of one year of one agency; `id` is the stem of its file and its anchor on every page."""

    id: str
    origin: SkipValidation[Source] = Field(exclude=True, repr=False)


class Disclosure(DisclosureFields):
    """An agency's answer to one OIT item; `place` is where it stands in disclosures.yml."""

    code: str
    origin: SkipValidation[Source] = Field(exclude=True, repr=False)
    place: Place = Field((), exclude=True, repr=False)


class Year(YearFields):
    """One fiscal year of one agency, with its measures, its answers to the items and the framework they stand in."""

    number: int
    """The fiscal year in พ.ศ.: the folder's name and the second part of the address."""
    rules: SkipValidation[Framework] = Field(exclude=True, repr=False)
    measures: tuple[Measure, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    evidence_files: tuple[str, ...] = ()
    origin: SkipValidation[Source] = Field(exclude=True, repr=False)

    @property
    def published(self) -> bool:
        """Whether the year may be shown."""
        return self.status == "published"

    @property
    def grouping(self) -> Grouping:
        """How the report groups its measures: as most of them do; a free list when most name no group."""
        groups = Counter[Grouping](
            "indicator" if m.indicator else "issue" if m.issue else "list" for m in self.measures if m.kind == "มาตรการ"
        )
        return groups.most_common(1)[0][0] if groups else "list"

    def measures_for(self, indicator: int) -> tuple[Measure, ...]:
        """The measures filed under an indicator, in the order of their ids."""
        return tuple(m for m in self.measures if m.indicator == indicator)

    def measures_on(self, issue: int) -> tuple[Measure, ...]:
        """The measures filed under an issue, in the order of their ids."""
        return tuple(m for m in self.measures if m.issue == issue)

    def measures_by_unit(self) -> dict[str, tuple[Measure, ...]]:
        """The measures of each responsible department; those that name none are under the empty name, last."""
        units: dict[str, list[Measure]] = {}
        for measure in self.measures:
            for unit in measure.units or ("",):
                units.setdefault(unit, []).append(measure)
        names = sorted((u for u in units if u), key=thai.collation_key) + [""] * ("" in units)
        return {name: tuple(units[name]) for name in names}

    def measure(self, measure_id: str) -> Measure | None:
        """The measure with this id, or None."""
        return next((m for m in self.measures if m.id == measure_id), None)

    @cached_property
    def _disclosures_by_code(self) -> dict[str, Disclosure]:
        return {d.code: d for d in self.disclosures}

    def disclosure(self, code: str) -> Disclosure | None:
        """The agency's answer to an item, or None if it gave none."""
        return self._disclosures_by_code.get(code)

    def measures_citing(self, item: Item) -> tuple[Measure, ...]:
        """The measures that name this item as related."""
        return tuple(m for m in self.measures if item.code in m.items)


class Agency(AgencyFields):
    """One agency; `slug` is its folder's name and the first part of its addresses."""

    slug: str
    years: tuple[Year, ...] = ()
    """Newest first."""
    origin: SkipValidation[Source] = Field(exclude=True, repr=False)

    @property
    def newest(self) -> Year | None:
        """The newest year, or None for an agency that has none yet."""
        return self.years[0] if self.years else None

    def year(self, number: int) -> Year | None:
        """The year with this number, or None."""
        return next((y for y in self.years if y.number == number), None)


@dataclass(frozen=True, slots=True)
class Site:
    """All that was read: agencies in the order of their slugs."""

    agencies: tuple[Agency, ...] = ()
    frameworks: Mapping[int, Framework] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that the site's officers declare equal for its search."""

    def agency(self, slug: str) -> Agency | None:
        """The agency with this slug, or None."""
        return next((a for a in self.agencies if a.slug == slug), None)


def tally(answers: Iterable[Answer]) -> dict[Progress, int]:
    """How many records are in each state, all four states present."""
    counts = Counter(answer.progress_state for answer in answers)
    return {state: counts[state] for state in Progress}
