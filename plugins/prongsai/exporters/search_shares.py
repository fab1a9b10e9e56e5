"""The search index, put together from what each agency gives to it; a share can be kept as JSON from build to build.

Titles and paragraphs repeat from agency to agency, so the index holds each once and entries name them by number.
`theme/assets/search/worker.js` is its only reader; the two change together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from prongsai import thai
from prongsai.exporters.search_words import packaged_synonyms, vocabulary
from prongsai.model import Agency
from prongsai.words import load_words

VERSION = 1
"""Raised when the format changes; the worker refuses an index of another version."""


class Entry(NamedTuple):
    """One thing that can be found: where it is, what it says, and whose it is."""

    location: str
    title: str
    texts: tuple[str, ...]
    kind: str
    agency: str | None = None
    year: int | None = None
    code: str = ""


class Row(NamedTuple):
    """An entry whose texts are numbers in the share's own list."""

    location: str
    title: int
    texts: tuple[int, ...]
    kind: str
    year: int
    code: str


class SearchShare(NamedTuple):
    """What one agency gives, or what belongs to none: entries, their texts as searched, the known words in them."""

    slug: str | None
    names: tuple[str, ...]
    """What people call the agency."""
    places: tuple[str, ...]
    """Where it is, in all the ways that people say it."""
    texts: tuple[str, ...]
    """Each once, in the order in which the entries name them."""
    words: tuple[str, ...]
    rows: tuple[Row, ...]

    def as_json(self) -> list[Any]:
        """The share as lists, numbers and texts."""
        return [self.slug, *map(list, (self.names, self.places, self.texts, self.words, self.rows))]

    @classmethod
    def from_json(cls, kept: Sequence[Any]) -> SearchShare:
        """What `as_json` was made of. Raises ValueError or TypeError for anything else."""
        slug, names, places, texts, words, rows = kept
        read = (Row(location, title, tuple(of), *rest) for location, title, of, *rest in rows)
        return cls(slug, tuple(names), tuple(places), tuple(texts), tuple(words), tuple(read))


def share(entries: Iterable[Entry], agency: Agency | None = None) -> SearchShare:
    """The share of an agency, or of nobody in particular, that these entries make."""
    numbers: dict[str, int] = {}

    def number(text: str) -> int:
        return numbers.setdefault(thai.normalise(text), len(numbers))

    rows = tuple(
        Row(one.location, number(one.title), tuple(map(number, one.texts)), one.kind, one.year or 0, one.code.lower())
        for one in entries
    )
    names, places = (_agency_names(agency), _places(agency)) if agency else ((), ())
    words = tuple(vocabulary(numbers, names[1:2]))
    return SearchShare(agency.slug if agency else None, names, places, tuple(numbers), words, rows)


def assemble(
    shares: Iterable[SearchShare],
    *,
    synonyms: Iterable[Sequence[str]] = (),
    link: Callable[[str], str] = str,
) -> bytes:
    """The index as JSON. Agencies stand in it in the order of their first shares, entries in the order of all.

    `link` turns an address into what stands in `href`.
    """
    agencies: dict[str, tuple[int, SearchShare]] = {}
    texts: dict[str, int] = {}
    kinds: dict[str, int] = {}
    words: set[str] = set()
    entries = []
    for of in shares:
        whose = agencies.setdefault(of.slug, (len(agencies), of))[0] if of.slug is not None else -1
        at = [texts.setdefault(text, len(texts)) for text in of.texts]
        words.update(of.words)
        for location, title, paragraphs, kind, year, code in of.rows:
            row = [
                link(location),
                at[title],
                [at[n] for n in paragraphs],
                kinds.setdefault(kind, len(kinds)),
                whose,
                year,
            ]
            entries.append([*row, code] if code else row)
    said = load_words()["search"]
    document = {
        "version": VERSION,
        "words": {name: said[name] for name in ("near", "year")},
        "kinds": [[kind, said["kinds"][kind]] for kind in kinds],
        "agencies": [[of.names, of.places] for _, of in agencies.values()],
        "synonyms": [list(group) for group in (*packaged_synonyms(), *synonyms)],
        "vocabulary": " ".join(sorted(words)),
        "texts": list(texts),
        "entries": entries,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


_OFFICE = re.compile(
    r"^(องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร|อบต\.|อบจ\.|ทต\.|ทม\.|ทน\.)\s*"
)


def _agency_names(agency: Agency) -> tuple[str, ...]:
    """What people call an agency; the first is shown, the second is its bare name (สิงห์ of อบต.สิงห์)."""
    bare = _OFFICE.sub("", agency.label)
    return tuple(dict.fromkeys([agency.label, bare, agency.name, *agency.name_variants]))


def _places(agency: Agency) -> tuple[str, ...]:
    named = ((agency.province, ("จังหวัด", "จ.")), (agency.district, ("อำเภอ", "อ.")))
    return tuple(form + place for place, forms in named if place for form in ("", *forms))
