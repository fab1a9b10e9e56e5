"""All files of an agency that are made for programs, as values: JSON, CSV, calendars, the feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from prongsai.data_names import SCHEMA
from prongsai.exporters.calendar import calendar
from prongsai.exporters.feed import feed
from prongsai.exporters.opendata import year_json
from prongsai.exporters.places import Places, Reach
from prongsai.exporters.tables import items_csv, measures_csv
from prongsai.history import Change
from prongsai.model import Agency, Item, Measure, Year


class Kind(NamedTuple):
    """A kind of file: its short name for people, and its media type for programs."""

    format: str
    media: str
    is_data: bool = True
    """Whether it is a form of the dataset of its year."""


KINDS = {
    "record": Kind("JSON", "application/json"),
    "measures": Kind("CSV", "text/csv"),
    "items": Kind("CSV", "text/csv"),
    "calendar": Kind("ICS", "text/calendar", is_data=False),
    "feed": Kind("Atom", "application/atom+xml", is_data=False),
}


@dataclass(frozen=True, slots=True)
class Published:
    """A file for programs: its address below the site's root, its bytes, its kind, and its year if it is of one."""

    address: str
    content: bytes
    part: str
    year: int | None = None

    @property
    def kind(self) -> Kind:
        """What the file is."""
        return KINDS[self.part]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the files must know besides the records: where things are, whether fully, and what git remembers."""

    place: Places
    reach: Reach
    absolute: bool = False
    history: Sequence[Change] = ()
    epoch: int | None = None
    """The time of the last commit, in seconds; for records that history does not know."""
    revised: Mapping[str, int] = field(default_factory=dict)
    """When each record last changed, by its path."""


def agency_files(agency: Agency, years: Sequence[Year], around: Surroundings) -> Iterator[Published]:
    """The files of an agency, year by year, newest first; the feed last."""
    for year in years:
        yield from _year_files(agency, year, around)
    news = feed(agency, years, around.history, around.place, around.reach, absolute=around.absolute)
    if news:
        yield Published(around.place.agency(agency, "feed.xml"), news, "feed")


def _year_files(agency: Agency, year: Year, around: Surroundings) -> Iterator[Published]:
    place, reach = around.place, around.reach
    stem = place.agency(agency, f"data/{agency.slug}-{year.number}")
    here = f"{stem}.json"

    def evidence(name: str) -> str:
        return reach(here, place.evidence(agency, year, name))

    def address(one: Measure | Item) -> str:
        if isinstance(one, Item):
            return reach(here, place.item(agency, year, one.code))
        return reach(here, f"{place.group(agency, year, one)}#{one.id}")

    schema = reach(here, SCHEMA)
    yield Published(here, year_json(agency, year, schema=schema, evidence=evidence), "record", year.number)
    tables = {"measures": measures_csv, "items": items_csv}
    for part, table in tables.items():
        content = table(agency, year, address=address, evidence=evidence)
        yield Published(f"{stem}-{part}.csv", content, part, year.number)

    def full(measure: Measure | None) -> str:
        """An event travels to other programs, where a relative address leads nowhere."""
        if not around.absolute:
            return ""
        if measure is None:
            return reach("", place.agency(agency, "survey/"))
        return reach("", f"{place.group(agency, year, measure)}#{measure.id}")

    days = calendar(agency, year, full, lambda path: around.revised.get(path, around.epoch))
    if days:
        yield Published(place.year(agency, year, "calendar.ics"), days, "calendar", year.number)
