"""Measures that one row of the filed table holds together: each is a record here, what the row says is in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from prongsai import thai
from prongsai.model import Measure, Year


def joint_rows(year: Year) -> dict[str, tuple[Measure, ...]]:
    """By id, the measures of each row that holds several.

    The seven-issue form has one row an issue; when it lists two measures, its steps and outcomes are written once
    for both, and only the results tell them apart. So: next to each other under one issue or indicator, with own
    results, and with a step or outcome that is the same to its number.
    """
    rows: dict[str, tuple[Measure, ...]] = {}
    for row in _rows(year):
        if len(row) > 1:
            rows.update(dict.fromkeys((measure.id for measure in row), tuple(row)))
    return rows


def _rows(year: Year) -> Iterator[list[Measure]]:
    groups: defaultdict[tuple[str, int | None, int | None], list[Measure]] = defaultdict(list)
    for measure in year.measures:
        if measure.issue is not None or measure.indicator is not None:
            groups[(measure.kind, measure.issue, measure.indicator)].append(measure)
    for group in groups.values():
        row = group[:1]
        for before, after in pairwise(group):
            if not _share_a_row(before, after):
                yield row
                row = []
            row.append(after)
        yield row


def _share_a_row(one: Measure, other: Measure) -> bool:
    shared = {*one.steps, *one.outcomes} & {*other.steps, *other.outcomes}
    return one.results != other.results and any(thai.split_label(text).numbers for text in shared)
