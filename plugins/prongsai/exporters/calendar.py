"""A year's calendar (RFC 5545): the periods of its measures, and when the public survey is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from prongsai import thai
from prongsai.model import Agency, Measure, Year
from prongsai.words import load_words

LINE = 75
"""Octets of a line; a longer one is folded, and its continuation begins with a space."""

_MARKS = "[\u0300-\u036f\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]"
_MARK = re.compile(_MARKS)
_HEAP = re.compile(f"^{_MARKS}|{_MARKS}{{20}}")
_LETTER = re.compile(f"(?s).{_MARKS}{{0,20}}")
"""A base with the marks on it; a heap of more marks than a line could hold is cut."""

Revised = Callable[[str], int | None]
"""When the record at a path was last revised, in seconds since the epoch; None where nobody knows."""


class Event(NamedTuple):
    """Something that lasts whole days, both ends included. `key` tells it from all others, from build to build."""

    key: str
    title: str
    start: date
    end: date
    text: str
    address: str
    record: str


def calendar(agency: Agency, year: Year, address: Callable[[Measure | None], str], revised: Revised) -> bytes | None:
    """The calendar, or None for a year without a single day that could be read.

    `address` leads to a measure, or for None to the survey, and is empty where the site does not know its own.
    """
    events = [*_measures(agency, year, address), *_survey(agency, year, address)]
    if not events:
        return None
    words = load_words()["data"]["calendar"]
    mark = words["example"] if agency.example else ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//prongsai//calendar//TH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(mark + words['name'].format(name=agency.label, year=year.number))}",
    ]
    for event in events:
        lines += _event(event, mark, revised(event.record) or _first_day(year))
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in fold(line)).encode()


def fold(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, cut between letters: never before a vowel or tone mark on one."""
    raw = line.encode()
    if len(raw) <= LINE:
        yield line
    elif _HEAP.search(line):
        yield from _fold_heaps(line)
    else:
        begin, octets, lead = 0, 0, ""
        while len(raw) - octets + len(lead) > LINE:
            piece = raw[octets : octets + LINE - len(lead)].decode(errors="ignore")  # a letter cut in two is left out
            end = begin + len(piece)
            while _MARK.match(line, end):
                end -= 1
            yield lead + line[begin:end]
            octets += len(line[begin:end].encode())
            begin, lead = end, " "
        yield lead + line[begin:]


def _fold_heaps(line: str) -> Iterator[str]:
    """The same letter by letter, for a line that begins with a mark or has more marks on a letter than anyone reads."""
    piece, size = "", 0
    for letter in _LETTER.findall(line):
        length = len(letter.encode())
        if size + length > LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + length
    yield piece


def _measures(agency: Agency, year: Year, address: Callable[[Measure | None], str]) -> Iterator[Event]:
    words = load_words()["measure"]
    for measure in year.measures:
        number = 0
        for filed, period in zip(measure.period, measure.spans(year.number), strict=True):
            for span in period.spans:
                number += 1
                said = [f"{words['period']}: {filed}"]
                if measure.responsible:
                    said.append(f"{words['responsible']}: {', '.join(measure.responsible)}")
                if measure.status:
                    said.append(f"{load_words()['status']['heading']}: {measure.status}")
                key = f"{agency.slug}/{year.number}/{measure.id}/{number}"
                text, origin = "\n".join(said), measure.origin.path
                yield Event(key, measure.title, span.start, span.end, text, address(measure), origin)


def _survey(agency: Agency, year: Year, address: Callable[[Measure | None], str]) -> Iterator[Event]:
    """The window of this year's survey; where only one end is known, that day alone."""
    survey, words = agency.survey, load_words()["data"]["calendar"]
    if survey is None or survey.fiscal_year != year.number:
        return
    opens, closes = (thai.parse_date(day).value if day else None for day in (survey.opens, survey.closes))
    start, end = opens or closes, closes or opens
    if start is None or end is None or end < start:
        return
    word = words["survey"] if opens and closes else words["survey_opens"] if opens else words["survey_closes"]
    key, title = f"{agency.slug}/{year.number}/survey", word.format(name=agency.label)
    text = words["invented"] if agency.example else survey.address
    yield Event(key, title, start, end, text, address(None), agency.origin.path)


def _event(event: Event, mark: str, revised: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, 'tag:prongsai,2026:calendar/' + event.key)}"
    yield f"DTSTAMP:{datetime.fromtimestamp(revised, UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.end + timedelta(days=1):%Y%m%d}"  # the first day after
    yield f"SUMMARY:{_escaped(mark + event.title)}"
    yield f"DESCRIPTION:{_escaped(event.text)}"
    if event.address:
        yield f"URL:{event.address}"
    yield "TRANSP:TRANSPARENT"  # the reader is free on these days
    yield "END:VEVENT"


def _first_day(year: Year) -> int:
    """A stamp must be there; where history says nothing it comes from the data, never from the clock."""
    start, _ = thai.fiscal_year_bounds(year.number)
    return int(datetime(start.year, start.month, start.day, tzinfo=UTC).timestamp())


def _escaped(text: str) -> str:
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")
