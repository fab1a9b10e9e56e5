"""The order in which keys stand in a file: as a report reads, not as the classes inherit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

V = TypeVar("V")

MEASURE = (
    *("title", "number", "kind", "indicator", "issue", "reason", "goals", "steps", "activities"),
    *("responsible", "period", "status", "results", "outcomes", "obstacles", "suggestions", "budget"),
    *("evidence", "items", "continues", "note", "waive"),
)
DISCLOSURE = (*("filed_code", "filed_name", "parts", "responsible", "status", "progress", "evidence", "note", "waive"),)


def ordered(record: Mapping[str, V], order: Sequence[str]) -> dict[str, V]:
    """The record with its keys in this order; keys that the order does not name come last."""
    place = {key: at for at, key in enumerate(order)}
    return dict(sorted(record.items(), key=lambda entry: place.get(entry[0], len(place))))
