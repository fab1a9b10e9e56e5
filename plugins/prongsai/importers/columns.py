"""Which field each column of a table holds, as far as its header says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from prongsai import thai
from prongsai.importers import values
from prongsai.importers.document import Row, Slot
from prongsai.importers.draft import Field
from prongsai.importers.headers import Hit, Known, find_field, key_of

SHORT = 120
MOSTLY = 0.6
BEGIN, END = re.compile("เริ่ม|ตั้งแต่|^จาก"), re.compile("สิ้นสุด|แล้วเสร็จ|^ถึง|จนถึง")
_COUNT = re.compile(r"\(?[0-9๐-๙]{1,2}\)?[.)]?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, or None when it is asked for or has no header; `mark` when a tick in it says the header."""

    header: str
    field: Field | None = None
    candidates: tuple[Field, ...] = ()
    mark: str = ""
    key: str = ""
    answered: bool = False
    listed: bool = False
    """Whether the header is listed as one that means different things."""
    part: str = ""
    """"start" or "end" where a period stands in two columns."""


class Header(NamedTuple):
    """A header: the columns, and how many rows of the table it takes."""

    columns: tuple[Column, ...]
    rows: int

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that are certain."""
        return frozenset(column.field for column in self.columns if column.field)


def read_header(rows: Sequence[Row], known: Known, mapping: Mapping[str, Field], *, marked: bool) -> Header | None:
    """The header that the first of these rows begins, None if it is a row of data."""
    row = rows[0]
    texts = [slot.text for slot in row if slot.first and slot.text]
    if len(texts) < 2 or sum(len(text) > SHORT for text in texts) * 3 > len(texts):
        return None
    below = rows[1] if len(rows) > 1 and _is_second_row(row, rows[1]) else None
    columns = tuple(
        column_of(row[at], below[at] if below else None, _parent(row, at), known, mapping) for at in range(len(row))
    )
    named = [column for column in columns if column.header]
    sure = sum(column.field is not None for column in named)
    likely = sum(bool(column.candidates) for column in named)
    enough = 1 if marked else 2
    if sure >= enough and sure + likely >= MOSTLY * len(named):
        return Header(columns, 2 if below else 1)
    return None


def _parent(row: Row, at: int) -> str:
    """The header above column `at`: its own, or in pasted text, where merges are lost, the next one to the left."""
    while at > 0 and not row[at].text:
        at -= 1
    return row[at].text


def _is_second_row(row: Row, below: Row) -> bool:
    """Whether the next row names parts of columns: texts only below merged or empty headers, short ones."""
    own = [at for at, slot in enumerate(below) if slot.first and slot.text]
    if len(own) < 2 or any(len(below[at].text) > SHORT // 2 for at in own):
        return False
    parted = [at for at in own if row[at].width > 1 or not row[at].text or (at + 1 in own and not row[at + 1].text)]
    covered = any(slot.from_above for slot in below) or any(row[at].width > 1 for at in own)
    blank = all(not below[at].text or below[at].from_above for at in range(len(row)) if at not in own)
    return len(parted) == len(own) and blank and (covered or len(own) < len(row) - 1)


def column_of(slot: Slot, below: Slot | None, parent: str, known: Known, mapping: Mapping[str, Field]) -> Column:
    """The column below a header, or below the part of one that `below` names."""
    child = below.text if below and not below.from_above else ""
    if not child:
        return _named(slot.text, slot.text, find_field(slot.text, known), mapping)
    header = f"{parent} {child}".strip()
    key = key_of(header)
    if key in mapping or key_of(child) in mapping:
        return _named(header, child, Hit(None), mapping)
    above, own = find_field(parent, known), find_field(child, known)
    if values.status_word(child):
        return Column(header, Field.STATUS, mark=child, key=key)
    if above.field in (Field.PERIOD, None) and _is_time(child):
        return Column(header, Field.PERIOD, mark=f"{child} {_year(parent)}".strip(), key=key)
    if above.field is Field.PERIOD and (BEGIN.search(child) or END.search(child)):
        return Column(header, Field.PERIOD, key=key, part="start" if BEGIN.search(child) else "end")
    if own.field and (above.field in (None, own.field) or above.field in (Field.RESULTS, Field.OUTCOMES, Field.TITLE)):
        return Column(header, own.field, key=key)
    whole = find_field(header, known)
    if whole.field:
        return Column(header, whole.field, key=key)
    likely = dict.fromkeys((*filter(None, (own.field, above.field)), *own.candidates, *above.candidates))
    return Column(header, None, tuple(likely) or whole.candidates, key=key)


def _named(header: str, shown: str, hit: Hit, mapping: Mapping[str, Field]) -> Column:
    for key in (key_of(header), key_of(shown)):
        if key in mapping:
            return Column(header, mapping[key], key=key, answered=True)
    key = key_of(header)
    if values.status_word(shown) and not hit.field:
        return Column(header, Field.STATUS, mark=shown, key=key)
    return Column(header, hit.field, hit.candidates, key=key, listed=hit.listed)


def _is_time(text: str) -> bool:
    read = thai.parse_period(text, 2568)
    return len(text) < 25 and len(read.spans) == 1 and not read.problems


def _year(text: str) -> str:
    found = re.search(r"(?:ปีงบประมาณ\s*)?(?:พ\.?\s?ศ\.?\s*)?(?:25|๒๕)[0-9๐-๙]{2}", text)
    return found[0] if found else ""


def is_count_row(row: Row) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3)."""
    texts = [slot.text for slot in row if slot.first and slot.text]
    if len(texts) < 3 or not all(map(_COUNT.fullmatch, texts)):
        return False
    numbers = [int(re.sub(r"\D", "", thai.to_arabic_digits(text))) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
