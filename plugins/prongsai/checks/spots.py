"""Every text of every record with where it stands: what most rules look through."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, partial
from itertools import accumulate
from typing import Any, NamedTuple

from pydantic import BaseModel

from prongsai.checks.remembered import remembered
from prongsai.model import Agency, Disclosure, Measure, Site, Year
from prongsai.problems import Place, Source

Owner = Agency | Year | Measure | Disclosure

_OWN_RECORDS = {"years", "measures", "disclosures"}
"""Fields that hold records with files of their own; they come as owners themselves."""
_NOT_FILED = {"slug", "id", "code", "number", "waive", "evidence_files", "kind", "origin", "place", "rules"}
"""Identities, and the data editor's own remarks: nobody filed them, so no rule judges their wording."""
_NOTE = "note"
_NO_SENTENCE = frozenset({"link", "file", "website", "email", "phone", "fax", "code"})
"""Fields that hold an address or a name of a file."""


class Spot(NamedTuple):
    """One text of a record: `place` is where it stands in the file, `field` the record's own key it stands under."""

    agency: Agency
    year: Year | None
    owner: Owner
    source: Source
    place: Place
    field: str
    text: str


def standing(spot: Spot) -> tuple[str, Place, int, int]:
    """Where a text stands, as plain values: path, place, line, column."""
    return (spot.source.path, spot.place, *spot.source.position(spot.place))


class Texts:
    """Texts in their order. What a rule looks for is rare, so that all texts are first looked through as one."""

    def __init__(self, spots: tuple[Spot, ...]) -> None:
        self.spots = spots

    def __iter__(self) -> Iterator[Spot]:
        return iter(self.spots)

    @cached_property
    def joined(self) -> str:
        """All texts, a line end between two."""
        return "\n".join([spot.text for spot in self.spots])

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(spot.text) + 1 for spot in self.spots), initial=0))

    def holding(self, *wanted: str | re.Pattern[str]) -> list[Spot]:
        """The texts that hold one of the words or patterns.

        These must hold no line end, and a pattern must look at nothing around what it matches.
        """
        joined = self.joined
        return self._found_by(partial(_find, joined, one) for one in wanted)

    def doubling(self) -> list[Spot]:
        """The texts that may hold 3 to 30 letters twice, side by side or one letter apart.

        All texts are laid over themselves, moved by each number of letters: where both agree a byte is zero.
        """
        letters = self.joined.encode("cp874", "replace")
        once = int.from_bytes(letters, "little")
        moved = ((once ^ (once >> 8 * by)).to_bytes(len(letters), "little") for by in range(3, 32))
        return self._found_by(partial(one.find, bytes(max(3, by - 1))) for by, one in enumerate(moved, start=3))

    def _found_by(self, finders: Iterable[Callable[[int], int]]) -> list[Spot]:
        """The texts in which a finder stops: it gives the first place from a start on, or -1."""
        starts = self._starts
        found: set[int] = set()
        for find in finders:
            at = find(0)
            while at >= 0:
                number = bisect_right(starts, at)
                found.add(number - 1)
                at = find(starts[number])
        return [self.spots[number] for number in sorted(found)]


def _find(text: str, one: str | re.Pattern[str], start: int) -> int:
    if isinstance(one, str):
        return text.find(one, start)
    match = one.search(text, start)
    return match.start() if match else -1


@remembered
def _read(site: Site) -> Iterable[Texts]:
    """All texts, those that were filed, and those that people read as sentences or names."""
    found = list(_all(site))
    filed = tuple([spot for spot, note in found if not note])
    sentences = tuple([spot for spot in filed if spot.place[-1] not in _NO_SENTENCE])
    return Texts(tuple([spot for spot, _ in found])), Texts(filed), Texts(sentences)


def spots(site: Site, *, notes: bool = False) -> Texts:
    """All texts, in the order of the files: agency, then each year's report, measures and disclosures.

    With `notes` also the data editor's notes: nobody filed them, but pages show them, so they must harm nobody.
    """
    return _read(site)[0 if notes else 1]


def sentences(site: Site) -> Texts:
    """The texts that people read as sentences or names."""
    return _read(site)[2]


def _all(site: Site) -> Iterator[tuple[Spot, bool]]:
    for agency in site.agencies:
        yield from _of(agency, None, agency, ())
        for year in agency.years:
            yield from _of(agency, year, year, ())
            for measure in year.measures:
                yield from _of(agency, year, measure, ())
            for answer in year.disclosures:
                yield from _of(agency, year, answer, answer.place)


@cache
def _fields(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


@cache
def _fields_filed(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if name not in _OWN_RECORDS and name not in _NOT_FILED)


def _of(agency: Agency, year: Year | None, owner: Owner, start: Place) -> Iterator[tuple[Spot, bool]]:
    """The texts of a record, each with whether it is a note."""
    source = owner.origin
    for name in _fields_filed(type(owner)):
        value = getattr(owner, name)
        if value is None or value == ():
            continue
        for place, text, note in _texts(value, (*start, name), name == _NOTE):
            yield Spot(agency, year, owner, source, place, name, text), note


def _texts(value: Any, place: Place, note: bool) -> Iterator[tuple[Place, str, bool]]:
    if isinstance(value, str):
        yield place, value, note
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            if isinstance(inner, str):
                yield (*place, number), inner, note
            else:
                yield from _texts(inner, (*place, number), note)
    elif isinstance(value, BaseModel):
        for name in _fields(type(value)):
            inner = getattr(value, name)
            if inner is not None:
                yield from _texts(inner, (*place, name), note or name == _NOTE)
