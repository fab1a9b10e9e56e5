"""The front page of a site of many agencies, from one row an agency: it needs no more of their records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from prongsai import data_names, thai
from prongsai.model import Agency, Year, tally
from prongsai.pages.maker import Shown, record_files, shown_years
from prongsai.pages.page import Draft, Options
from prongsai.words import load_words


class NewestYear(NamedTuple):
    """What the front page says of an agency's newest year."""

    number: int
    promised: int
    """Measures, without the guidelines for improvement."""
    guidelines: int
    tally: Mapping[str, int]
    """How many measures are in each state, by the state's name."""


@dataclass(frozen=True, slots=True)
class HomeRow:
    """What the front page says of an agency."""

    slug: str
    name: str
    label: str
    province: str
    example: bool
    newest: NewestYear | None
    records: tuple[str, ...]
    """The files that the row was made from."""

    def as_json(self) -> dict[str, Any]:
        """The row as plain data."""
        return {**asdict(self), "newest": self.newest and self.newest._asdict()}


def home_row(agency: Agency, options: Options) -> HomeRow:
    """The row of an agency."""
    years = shown_years(agency, options)
    return HomeRow(
        slug=agency.slug,
        name=agency.name,
        label=agency.label,
        province=agency.province,
        example=agency.example,
        newest=_newest(years[0]) if years else None,
        records=record_files([agency, *_shows(years)]),
    )


def row_from_json(value: Mapping[str, Any]) -> HomeRow:
    """The row that `as_json` was made of. Raises TypeError or KeyError for anything else."""
    newest = NewestYear(**value["newest"]) if value["newest"] else None
    return HomeRow(**{**value, "newest": newest, "records": tuple(value["records"])})


def home_draft(rows: Sequence[HomeRow], options: Options) -> Draft:
    """The front page: agencies by province, both in Thai order; examples are under their own invented province."""
    words = load_words()["home"]
    provinces: dict[str, list[HomeRow]] = {}
    for row in sorted(rows, key=lambda row: thai.collation_key(row.name)):
        provinces.setdefault(row.province, []).append(row)
    return Draft(
        address=options.at.home(),
        kind="home",
        title=words["title"],
        label=words["label"],
        description=words["description"].format(count=len(rows)),
        record=None,
        in_nav=True,
        context={
            "provinces": {name: provinces[name] for name in sorted(provinces, key=thai.collation_key)},
            "data_names": data_names,
        },
        records=tuple(sorted({file for row in rows for file in row.records})),
    )


def _newest(year: Year) -> NewestYear:
    guidelines = sum(measure.kind == "แนวทางยกระดับ" for measure in year.measures)
    states = {state.value: count for state, count in tally(year.measures).items()}
    return NewestYear(year.number, len(year.measures) - guidelines, guidelines, states)


def _shows(years: Sequence[Year]) -> Iterator[Shown]:
    for year in years[:1]:
        yield year
        yield from year.measures
