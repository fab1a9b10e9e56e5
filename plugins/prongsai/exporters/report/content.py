"""The official table as values: what stands on the paper, whether it is PDF or Word.

Digits are Thai, as on every official paper. What the report leaves unsaid is printed as unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from prongsai import thai
from prongsai.attachments import safe_name
from prongsai.model import Agency, Evidence, Group, Indicator, Measure, Year, groups
from prongsai.words import load_words

_CODE = re.compile(r"[A-Za-z]-?[0-9]+")


class Item(NamedTuple):
    """One item of a cell: the mark it was filed with, and its lines."""

    label: str
    lines: tuple[str, ...]


Cell = tuple[Item, ...]


class Column(NamedTuple):
    """A column; `share` is its part of the width, to be taken of the sum of all."""

    label: str
    share: int


class Section(NamedTuple):
    """The rows below one heading; the heading is empty when the report has no groups."""

    heading: str
    rows: tuple[tuple[Cell, ...], ...]


class Document(NamedTuple):
    """A piece of evidence: its name, its address as shown, and where it leads; both empty when the record has none."""

    title: str
    shown: str
    link: str


class Proof(NamedTuple):
    """The evidence of one measure."""

    measure: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A year's report. Frozen and hashable, so that the same paper need not be written twice."""

    title: str
    agency: str
    place: str
    marks: tuple[str, ...]
    """What must be known before the paper is taken for what it is not: an example, a draft, a demonstration."""
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    unsaid: str
    """The columns that no measure fills, in a sentence; empty when there are none."""
    proofs: tuple[Proof, ...]
    proofs_note: str
    """That some documents have no address because the report gives none; empty when all have one."""
    position: str
    """Who certifies, by position, never by name; empty when the report does not say."""
    date: str


def make_paper(
    agency: Agency, year: Year, *, demonstration: bool = False, site_url: str = "", folder: str | None = None
) -> Paper:
    """The paper of a year. Files of evidence are shown below `site_url` + `folder`, or by their path alone.

    `folder` is the year's address on its site; without it that of a site of many agencies.
    """
    words = load_words()
    folder = f"{agency.slug}/{year.number}/" if folder is None else folder
    table = [_row(measure) for measure in year.measures]
    kept = [place for place in range(len(_SHARES)) if place == 0 or any(row[place] for row in table)]
    columns = tuple(Column(words[page][key], share) for page, key, share in _SHARES)
    unsaid = " · ".join(column.label for place, column in enumerate(columns) if place not in kept and table)
    unknown: Cell = (Item("", (words["common"]["unknown"],)),)
    grouped = groups(year)
    sections = tuple(
        Section(
            _heading(group, alone=len(grouped) == 1),
            tuple(tuple(row[place] or unknown for place in kept) for row in map(_row, group.measures)),
        )
        for group in grouped
    )
    marks = {
        "example": agency.example,
        "draft": not year.published,
        "demonstration": demonstration and not agency.example,
    }
    evidence = [one for measure in year.measures for one in measure.evidence]
    certification = year.certification
    place = words["agency"]["place" if agency.district else "place_short"]
    rounds = f" · {year.round}" if year.round else ""
    return Paper(
        title=digits(year.title),
        agency=digits(agency.name),
        place=digits(place.format(district=agency.district, province=agency.province) + rounds),
        marks=tuple(words["paper"][mark] for mark, shown in marks.items() if shown),
        columns=tuple(columns[place] for place in kept),
        sections=sections,
        unsaid=words["paper"]["unsaid"].format(columns=unsaid) if unsaid else "",
        proofs=tuple(
            _proof(measure, site_url, folder) for group in grouped for measure in group.measures if measure.evidence
        ),
        proofs_note=words["paper"]["no_link"] if any(not e.link and not e.file for e in evidence) else "",
        position=digits(certification.position) if certification else "",
        date=_day(certification.date) if certification and certification.date else "",
    )


def digits(text: str) -> str:
    """Thai digits, but not in addresses and not behind Latin letters: O18 and COVID-19 stay what they are.

    >>> digits("ข้อ 4 คือ O18")
    'ข้อ ๔ คือ O18'
    """
    written = thai.to_thai_digits(text)  # letter for letter: every place stays where it was
    for code in _CODE.finditer(text):
        written = written[: code.start()] + code[0] + written[code.end() :]
    return written


_SHARES = (
    ("report", "measure", 15),
    ("report", "steps", 21),
    ("report", "period", 10),
    ("report", "responsible", 11),
    ("status", "heading", 9),
    ("report", "results", 19),
    ("report", "outcomes", 18),
    ("report", "suggestions", 15),
)
"""Page and word of each column's heading, as on the report page, and its width against the others'."""


def _row(measure: Measure) -> tuple[Cell, ...]:
    return (
        _items([name_of(measure)]),
        _items(measure.steps + measure.activities),
        _items(measure.period),
        _items(measure.responsible),
        _items([measure.status] if measure.status else []),
        _items(measure.results),
        _items(measure.outcomes),
        _items(measure.suggestions),
    )


def name_of(measure: Measure) -> str:
    """A measure as it is named on paper: its kind if it is a guideline, its number, its title."""
    kind = "" if measure.kind == "มาตรการ" else f"{measure.kind}: "
    return f"{kind}{measure.number + ' ' if measure.number else ''}{measure.title}"


def _items(texts: Sequence[str]) -> Cell:
    parts = [thai.split_label(text) for text in texts]
    return tuple(Item(digits(part.label), tuple(digits(part.text).splitlines())) for part in parts)


def _heading(group: Group, *, alone: bool) -> str:
    words = load_words()["year"]
    if group.of is None:
        return "" if alone else str(words["free"])
    kind = words["indicator" if isinstance(group.of, Indicator) else "issue"]
    return digits(kind.format(number=group.of.number, name=group.of.name))


def _proof(measure: Measure, site_url: str, folder: str) -> Proof:
    return Proof(digits(name_of(measure)), tuple(_document(one, site_url, folder) for one in measure.evidence))


def _document(one: Evidence, site_url: str, folder: str) -> Document:
    title = digits(one.title) + (f" ({_day(one.date)})" if one.date else "")
    if one.link:
        return Document(title, one.link, one.link)
    if one.file:
        path = f"{folder}evidence/{safe_name(one.file)}"
        address = f"{site_url.rstrip('/')}/{path}" if site_url else ""
        return Document(title, address or f"/{path}", address)
    return Document(title, "", "")


def _day(text: str) -> str:
    day = thai.parse_date(text).value
    return digits(thai.format_date(day) if day else text)
