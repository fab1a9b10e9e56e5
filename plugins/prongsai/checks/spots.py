"""Every text of every record with where it stands: what most rules look through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from prongsai.model import Agency, Disclosure, Measure, Site, Year
from prongsai.problems import Place, Source

Owner = Agency | Year | Measure | Disclosure

_OWN_RECORDS = {"years", "measures", "disclosures"}
"""Fields that hold records with files of their own; they come as owners themselves."""
_NOT_FILED = {"slug", "id", "code", "number", "note", "waive", "evidence_files", "kind", "origin", "place", "rules"}
"""Identities, and the data editor's own remarks: nobody filed them, so no rule judges their wording."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One text of a record: `place` is where it stands in the file, `field` the record's own key it stands under."""

    agency: Agency
    year: Year | None
    owner: Owner
    source: Source
    place: Place
    field: str
    text: str


def spots(site: Site, *, notes: bool = False) -> Iterator[Spot]:
    """All texts, in the order of the files: agency, then each year's report, measures and disclosures.

    With `notes` also the data editor's notes: nobody filed them, but pages show them, so they must harm nobody.
    """
    kept = _kept.get(notes)
    if kept is None or kept[0] is not site:  # a site never changes, and one rule after another asks for the same one
        kept = _kept[notes] = (site, tuple(_all(site, notes)))
    return iter(kept[1])


_kept: dict[bool, tuple[Site, tuple[Spot, ...]]] = {}
"""The texts of the last site that was asked for."""


def _all(site: Site, notes: bool) -> Iterator[Spot]:
    for agency in site.agencies:
        yield from _of(agency, None, agency, (), notes)
        for year in agency.years:
            yield from _of(agency, year, year, (), notes)
            for measure in year.measures:
                yield from _of(agency, year, measure, (), notes)
            for answer in year.disclosures:
                yield from _of(agency, year, answer, answer.place, notes)


def _of(agency: Agency, year: Year | None, owner: Owner, start: Place, notes: bool) -> Iterator[Spot]:
    for name in type(owner).model_fields:
        if name in _OWN_RECORDS or (name in _NOT_FILED and not (notes and name == "note")):
            continue
        for place, text in _texts(getattr(owner, name), (*start, name), notes):
            yield Spot(agency, year, owner, owner.origin, place, name, text)


def _texts(value: Any, place: Place, notes: bool) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number), notes)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if notes or name != "note":
                yield from _texts(getattr(value, name), (*place, name), notes)
