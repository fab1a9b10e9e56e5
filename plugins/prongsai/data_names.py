"""The names that the open data promises to programs: its whole-site files, its version, the columns of its tables."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from prongsai.described import explanations
from prongsai.model import DisclosureFields, MeasureFields, Record, own_first
from prongsai.words import load_words

SCHEMA_VERSION = 2
"""Of the JSON of a year. Raised when a key goes away or changes its meaning; a new key alone leaves it."""
SCHEMA = f"data/schema/year-{SCHEMA_VERSION}.json"
INDEX = "data/index.json"
CATALOGUE = "data/catalog.jsonld"


class Column(NamedTuple):
    """A column: its English name is a promise to programs; title and help are for people."""

    name: str
    title: str
    help: str


_FIRST = {
    "measures": ("agency", "agency_name", "fiscal_year", "id"),
    "items": ("agency", "agency_name", "fiscal_year", "code", "name", "name_confirmed", "indicator", "answered"),
}
"""What a row is, before what its record says."""
_LAST = {
    "measures": ("progress_state", "period_start", "period_end", "evidence_addresses", "address"),
    "items": ("progress_state", "evidence_addresses", "address"),
}
"""What follows from the record."""
_RECORDS: dict[str, type[Record]] = {"measures": MeasureFields, "items": DisclosureFields}


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of the table `measures` or `items`, in order. A new field of the model is a new column."""
    words = load_words()["data"]["columns"]
    kept = [
        Column(name, info.title or name, explanations(_RECORDS[table]).get(name, ""))
        for name, info in own_first(_RECORDS[table])
        if name != "waive"
    ]
    first, last = ([Column(name, **words[name]) for name in names[table]] for names in (_FIRST, _LAST))
    return (*first, *kept, *last)
