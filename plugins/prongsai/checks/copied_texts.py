"""Lists of records as texts that can be compared: what is a copy, and what only shares official names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from prongsai import thai
from prongsai.checks.likeness import LONGEST, find_copies, letters, likeness, without
from prongsai.model import Agency, Year
from prongsai.problems import Place, Source

SHORTEST = 40
"""Letters beyond official names below which texts are not compared: short sentences are alike by chance."""
_FIGURE = re.compile("[0-9][0-9,.]*")
_YEAR = re.compile("2[45][0-9]{2}")


class Text(NamedTuple):
    """A list of a record as one text: to compare it, and to say where it is."""

    source: Source
    place: Place
    title: str
    plain: str
    """The letters without the agency's own name, which a copier replaces."""
    bare: str
    """`plain` without the official names of the year, which reports share by duty."""
    figures: frozenset[str]
    row: frozenset[str] = frozenset()
    """The paths of the files that share its row of the filed table."""
    before: str = ""
    """The path of the measure that this one continues, where going on with the same words is no copying."""

    @property
    def where(self) -> str:
        """The place as `path:line`."""
        return f"{self.source.path}:{self.source.position(self.place).line}"


class Names(NamedTuple):
    """Letters of names, longest first."""

    own: tuple[str, ...]
    official: tuple[str, ...]


def text_of(source: Source, place: Place, title: str, items: Iterable[str], names: Names) -> Text:
    """One text of all items; marks, spaces and digits do not count, and figures are kept apart from years."""
    filed = [thai.split_label(item).text for item in items]
    plain = without("".join([letters(text) for text in filed])[:LONGEST], names.own)
    figures = frozenset(figure for text in filed for figure in _figures(text))
    return Text(source, place, title, plain, without(plain, names.official), figures)


@lru_cache(maxsize=4096)
def _figures(text: str) -> tuple[str, ...]:
    found = (figure.strip(",.") for figure in _FIGURE.findall(thai.to_arabic_digits(text)))
    return tuple(figure for figure in found if not _YEAR.fullmatch(figure))


def names_of(agency: Agency, year: Year) -> Names:
    """The agency's names, and those of the year's indicators, issues and items."""
    rules = year.rules
    indicators = (name for one in rules.indicators for name in (one.name, *one.aliases))
    items = (name for one in rules.items for name in (one.name, *one.aliases))
    issues = (one.name for one in rules.issues)
    own = (agency.name, agency.short_name or "", *agency.name_variants)
    return Names(_longest_first(own), _longest_first((*indicators, *items, *issues)))


@lru_cache(maxsize=256)
def _longest_first(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({letters(name) for name in names} - {""}, key=lambda name: (-len(name), name)))


def copies_of(
    texts: Iterable[Text], floor: float, runs: Mapping[str, int] | None = None
) -> Iterator[tuple[Text, Text, float]]:
    """Each copy with its original, the earlier of the two, and how alike they are beyond shared names.

    `runs` are the three-letter runs of each `plain` where they are known already.
    """
    compared = [text for text in texts if len(text.bare) >= SHORTEST]
    for found in find_copies([text.plain for text in compared], floor, runs):
        copy, original = compared[found.of], compared[found.original]
        alike = min(found.likeness, likeness(copy.bare, original.bare))
        if alike >= floor:
            yield copy, original, alike
