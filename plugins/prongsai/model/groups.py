"""The measures of a year in the order of its report: under indicators, under issues, then the rest."""

from __future__ import annotations

from typing import NamedTuple

from prongsai.model.framework import Indicator, Issue
from prongsai.model.site import Measure, Year


class Group(NamedTuple):
    """Measures that stand together: under an indicator, an issue, or (`of` is None) in the free list."""

    of: Indicator | Issue | None
    part: str
    """The page of the group below the year."""
    measures: tuple[Measure, ...]


def groups(year: Year) -> tuple[Group, ...]:
    """Every measure of a year in its group, in the order of the report: indicators, issues, then the free list.

    A measure of an indicator or issue that the framework does not have stands in the free list: nothing is dropped.
    """
    found = [
        Group(indicator, f"indicators/{indicator.number}/", year.measures_for(indicator.number))
        for indicator in year.rules.indicators
    ]
    found += [Group(issue, f"issues/{issue.number}/", year.measures_on(issue.number)) for issue in year.rules.issues]
    placed = {measure.id for group in found for measure in group.measures}
    found.append(Group(None, "measures/", tuple(m for m in year.measures if m.id not in placed)))
    return tuple(group for group in found if group.measures)
