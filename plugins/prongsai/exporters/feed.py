"""An Atom feed (RFC 4287) of an agency's changed records, as git remembers them; nobody's name stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from markupsafe import escape

from prongsai.exporters.places import Places, Reach
from prongsai.history import Change
from prongsai.model import Agency, Year
from prongsai.words import load_words

THAI_TIME = timezone(timedelta(hours=7))
LENGTH = 100
"""Entries at most, the newest: a reader asks often, and a report of last year is no news."""


class _Subject(NamedTuple):
    """What a record's file is about, and where it stands."""

    title: str
    kind: str
    address: str


def feed(
    agency: Agency, years: Iterable[Year], history: Iterable[Change], place: Places, reach: Reach, *, absolute: bool
) -> bytes | None:
    """One entry for every record and day on which it changed, newest first; None where history tells of none.

    `history` names files as the records' sources do. `absolute` says whether addresses are, so that the feed can name
    its own.
    """
    here = place.agency(agency, "feed.xml")
    about = dict(_subjects(agency, years, place))
    entries: dict[tuple[str, str], datetime] = {}
    for change in history:
        when = datetime.fromtimestamp(change.time, THAI_TIME)
        key = (change.path, when.date().isoformat())
        if change.path in about:
            entries[key] = max(when, entries.get(key, when))
    if not entries:
        return None
    newest = sorted(entries.items(), key=lambda entry: (-entry[1].timestamp(), entry[0]))[:LENGTH]
    words = load_words()["data"]["feed"]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="th">',
        f"<id>{_id(agency)}</id>",
        f"<title>{escape(words['title'].format(name=agency.label))}</title>",
        f"<updated>{newest[0][1].isoformat()}</updated>",
        f"<author><name>{escape(words['author'])}</name></author>",
        f'<link rel="alternate" type="text/html" href="{escape(reach(here, place.agency(agency)))}"/>',
    ]
    if absolute:
        lines.append(f'<link rel="self" type="application/atom+xml" href="{escape(reach(here, here))}"/>')
    if agency.example:
        lines.append(f"<subtitle>{escape(load_words()['common']['example'])}</subtitle>")
    for (path, day), when in newest:
        lines += _entry(about[path], reach(here, about[path].address), _id(agency, path, day), when)
    return "\n".join([*lines, "</feed>\n"]).encode()


def _entry(subject: _Subject, address: str, identity: UUID | str, when: datetime) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{identity}</id>"
    yield f"<title>{escape(subject.title)}</title>"
    yield f"<updated>{when.isoformat()}</updated>"
    yield f'<link rel="alternate" type="text/html" href="{escape(address)}"/>'
    yield f"<summary>{escape(subject.kind)}</summary>"
    yield "</entry>"


def _subjects(agency: Agency, years: Iterable[Year], place: Places) -> Iterator[tuple[str, _Subject]]:
    words = load_words()["data"]["feed"]
    yield agency.origin.path, _Subject(agency.name, words["agency"], place.agency(agency))
    for year in years:
        said = {key: words[key].format(year=year.number) for key in ("year", "items", "measure")}
        yield year.origin.path, _Subject(year.title, said["year"], place.year(agency, year))
        for answer in year.disclosures[:1]:  # one file holds the answers to all items
            yield answer.origin.path, _Subject(said["items"], said["year"], place.year(agency, year, "oit/"))
        for measure in year.measures:
            address = f"{place.group(agency, year, measure)}#{measure.id}"
            yield measure.origin.path, _Subject(measure.title, said["measure"], address)


def _id(agency: Agency, *parts: str) -> str:
    """An id that stays when the site moves, and is nobody else's: from the agency's own name and the record's path."""
    names = "/".join([agency.province, agency.name, agency.slug, *parts])
    return uuid5(NAMESPACE_URL, f"tag:prongsai,2026:feed/{names}").urn
