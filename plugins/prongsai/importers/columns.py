"""Which field each column of a table holds: the header found among the rows, then held against what stands below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from prongsai import thai
from prongsai.importers import values
from prongsai.importers.document import Row, Slot, Table
from prongsai.importers.draft import Field, Question, count_letters
from prongsai.importers.headers import Hit, Known, find_field, key_of
from prongsai.importers.sections import Names, share

_SHORT = 120
_PROSE = 30
"""Letters of a cell from which on it is a sentence and not a date or a number."""
_MOSTLY = 0.6
_SHIFTED = 2
"""So many columns that cannot be what their headers say make all headers of the table doubtful."""
BODY = frozenset(Field) - {Field.NUMBER, Field.SKIP, Field.NOTE, Field.INDICATOR, Field.ISSUE}
_NAMING = (Field.TITLE, Field.FILED_NAME, Field.INDICATOR)
_BEGIN, _END = re.compile("เริ่ม|ตั้งแต่|^จาก"), re.compile("สิ้นสุด|แล้วเสร็จ|^ถึง|จนถึง")
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
    if len(texts) < 2 or sum(len(text) > _SHORT for text in texts) * 3 > len(texts):
        return None
    below = rows[1] if len(rows) > 1 and _is_second_row(row, rows[1]) else None
    columns = tuple(
        _column(row[at], below[at] if below else None, _parent(row, at), known, mapping) for at in range(len(row))
    )
    named = [column for column in columns if column.header]
    sure = sum(column.field is not None for column in named)
    likely = sum(bool(column.candidates) for column in named)
    enough = 1 if marked else 2
    if sure >= enough and sure + likely >= _MOSTLY * len(named):
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
    if len(own) < 2 or any(len(below[at].text) > _SHORT // 2 for at in own):
        return False
    parted = [at for at in own if row[at].width > 1 or not row[at].text or (at + 1 in own and not row[at + 1].text)]
    covered = any(slot.from_above for slot in below) or any(row[at].width > 1 for at in own)
    blank = all(not below[at].text or below[at].from_above for at in range(len(row)) if at not in own)
    return len(parted) == len(own) and blank and (covered or len(own) < len(row) - 1)


def _column(slot: Slot, below: Slot | None, parent: str, known: Known, mapping: Mapping[str, Field]) -> Column:
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
    if above.field is Field.PERIOD and (_BEGIN.search(child) or _END.search(child)):
        return Column(header, Field.PERIOD, key=key, part="start" if _BEGIN.search(child) else "end")
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
    return Column(header, hit.field, hit.candidates, key=key)


def _is_time(text: str) -> bool:
    read = thai.parse_period(text, 2568)
    return len(text) < 25 and len(read.spans) == 1 and not read.problems


def _year(text: str) -> str:
    found = re.search(r"(?:ปีงบประมาณ\s*)?(?:พ\.?\s?ศ\.?\s*)?(?:25|๒๕)[0-9๐-๙]{2}", text)
    return found[0] if found else ""


def assume_header(table: Table, known: Known, mapping: Mapping[str, Field], fiscal_year: int) -> Header | None:
    """The first row as header although too little of it is known: what is not certain is asked.

    Only where headers or cells speak of measures: a table of scores is none.
    """
    row = table.rows[0]
    texts = [slot.text for slot in row if slot.first and slot.text]
    if len(texts) < 3 or len(table.rows) < 2 or any(len(text) > _SHORT // 2 for text in texts):
        return None
    columns = tuple(_column(slot, None, slot.text, known, mapping) for slot in row)
    likely = sum(column.field in BODY or bool(set(column.candidates[:1]) & BODY) for column in columns)
    below = ([one[at].text for one in table.rows[1:] if one[at].text] for at in range(len(row)))
    seen = any(_seen(cells, fiscal_year) for cells in below)
    return Header(columns, 1) if likely >= 2 or seen or any(column.answered for column in columns) else None


def is_count_row(row: Row) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3)."""
    texts = [slot.text for slot in row if slot.first and slot.text]
    if len(texts) < 3 or not all(map(_COUNT.fullmatch, texts)):
        return False
    numbers = [int(re.sub(r"\D", "", thai.to_arabic_digits(text))) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def settle(header: Header, body: Sequence[Row], names: Names, fiscal_year: int) -> Header:
    """Columns whose meaning follows from the table: what stands below them, and which fields are still free."""
    columns = list(header.columns)
    below = [[row[at].text for row in body if row[at].first and row[at].text] for at in range(len(columns))]
    for at, column in enumerate(columns):
        if not column.answered:
            columns[at] = _by_content(column, below[at], names, fiscal_year)
    lost = [one for one, old in zip(columns, header.columns, strict=True) if old.field and not one.field]
    if len(lost) >= _SHIFTED:
        columns = [one if one.answered or one.mark or not one.field else _asked(one) for one in columns]
    columns = _items_or_measures(columns, below)
    sure = {column.field for column in columns}
    if not sure & set(_NAMING):
        first = next(
            (at for at, column in enumerate(columns) if column.header and column.field is not Field.NUMBER), None
        )
        if first is not None and Field.TITLE in columns[first].candidates and not columns[first].field:
            columns[first] = replace(columns[first], field=Field.TITLE, candidates=())
    return Header(tuple(_each_field_once(columns)), header.rows)


def _by_content(column: Column, cells: list[str], names: Names, fiscal_year: int) -> Column:
    if not cells or column.mark:
        return column
    if set(column.candidates) & {Field.INDICATOR, Field.ISSUE} and share(cells, names) >= _MOSTLY:
        issues = share(cells, Names({}, names.issues)) > share(cells, Names(names.indicators, {}))
        return replace(column, field=Field.ISSUE if issues else Field.INDICATOR, candidates=())
    if column.field and _contradicts(column.field, cells, fiscal_year):
        column = _asked(column)
    if column.field is None:
        seen = _seen(cells, fiscal_year)
        return replace(column, candidates=tuple(dict.fromkeys((*seen, *column.candidates))))
    return column


def _asked(column: Column) -> Column:
    return replace(column, field=None, candidates=(column.field, *column.candidates) if column.field else ())


def _seen(cells: Sequence[str], fiscal_year: int) -> tuple[Field, ...]:
    """What a column looks like by its cells alone; good for a proposal, not for a decision."""
    if not cells:
        return ()
    if sum(values.reads_as_period(cell, fiscal_year) for cell in cells) > _MOSTLY * len(cells):
        return (Field.PERIOD,)
    named = sum(values.is_unit(cell) and count_letters(cell) < 2 * _PROSE for cell in cells)
    return (Field.RESPONSIBLE,) if named > _MOSTLY * len(cells) else ()


def _contradicts(field: Field, cells: list[str], fiscal_year: int) -> bool:
    """Whether what stands in a column cannot be what its header says, as when headers and cells are shifted."""
    count = len(cells)
    letters = sum(map(count_letters, cells)) / count
    times = sum(values.reads_as_period(cell, fiscal_year) for cell in cells) / count
    units = sum(values.is_unit(cell) for cell in cells) / count
    digits = sum(bool(re.search("[0-9๐-๙]", cell)) for cell in cells) / count
    match field:
        case Field.NUMBER:
            return letters > 8
        case Field.PERIOD:
            return (times == 0 and letters > _PROSE) or units > _MOSTLY
        case Field.RESPONSIBLE:
            return times > _MOSTLY or letters > 5 * _PROSE
        case Field.BUDGET:
            return (digits == 0 and letters > _PROSE) or times > _MOSTLY
        case Field.STATUS:
            return letters > 2 * _PROSE
        case Field.TITLE | Field.STEPS | Field.RESULTS | Field.OUTCOMES | Field.PARTS | Field.GOALS:
            short_units = units > _MOSTLY and letters < _PROSE
            return count > 1 and (times > _MOSTLY or short_units or (letters < 4 and digits > _MOSTLY))
    return False


def _items_or_measures(columns: list[Column], below: list[list[str]]) -> list[Column]:
    """In a table of disclosure items ข้อ is their code and ข้อมูล their name; elsewhere ข้อ is only a number."""
    is_items = any(column.field in (Field.PARTS, Field.FILED_CODE) for column in columns)
    for at, column in enumerate(columns):
        if column.answered:
            continue
        if column.field is Field.NUMBER and (is_items or _are_codes(below[at])):
            others = {other.field for other in columns}
            if Field.FILED_CODE not in others and (is_items or Field.FILED_NAME in others):
                columns[at] = replace(column, field=Field.FILED_CODE)
    works = any(column.field in (Field.STEPS, Field.OUTCOMES, Field.BUDGET) for column in columns)
    has_codes = any(column.field is Field.FILED_CODE for column in columns)
    for at, column in enumerate(columns):
        if column.field is Field.FILED_NAME and not has_codes and not column.answered:
            columns[at] = replace(column, field=None, candidates=(Field.TITLE, Field.FILED_NAME, Field.REASON))
        if has_codes and not works and column.field is Field.TITLE and not column.answered:
            free = all(other.field is not Field.FILED_NAME for other in columns)
            columns[at] = replace(column, field=Field.FILED_NAME if free else None, candidates=(Field.FILED_NAME,))
    return columns


def _are_codes(cells: list[str]) -> bool:
    coded = [cell for cell in cells if re.match(r"\s*(?:[oO]|[0๐]\s*-?\s*[0-9๐-๙])", cell) and values.item_code(cell)]
    return len(coded) > _MOSTLY * len(cells) and bool(cells)


def _each_field_once(columns: list[Column]) -> list[Column]:
    """Two columns that claim one field are one too many, unless they are parts of it or the officer said so."""
    seen: dict[Field, str] = {}
    for at, column in enumerate(columns):
        if column.field is None or column.mark or column.part or column.answered:
            continue
        if seen.setdefault(column.field, column.key) != column.key:
            others = {Field.TITLE: (Field.ACTIVITIES, Field.TITLE, Field.STEPS)}.get(column.field, (column.field,))
            columns[at] = replace(column, field=None, candidates=others)
    return columns


def questions(header: Header, body: Sequence[Row], top: Row) -> list[Question]:
    """What must be asked about this header; a column with nothing in it is not worth a question."""
    found = []
    for at, column in enumerate(header.columns):
        cells = [row[at].text for row in body if row[at].first and row[at].text]
        if column.field is None and cells and not column.answered and (column.header or not _is_covered(body, at)):
            key = column.key or f"ตาราง {top[at].cell.place.block} ช่อง {at + 1}"
            samples = tuple(" ".join(cell.split())[:_SHORT] for cell in cells[:3])
            found.append(Question(key, column.header, column.candidates, top[at].cell.place, samples))
    return found


def _is_covered(body: Sequence[Row], at: int) -> bool:
    return all(not row[at].first for row in body)
