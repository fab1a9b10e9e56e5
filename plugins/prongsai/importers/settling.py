"""What a header leaves open: held against what stands below it, against the other columns, and then asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from prongsai.importers import values
from prongsai.importers.columns import BEGIN, END, MOSTLY, SHORT, Column, Header, column_of
from prongsai.importers.document import Row, Table
from prongsai.importers.draft import Field, Question, count_letters
from prongsai.importers.headers import Known
from prongsai.importers.sections import Names, share

_PROSE = 30
"""Letters of a cell from which on it is a sentence and not a date or a number."""
_SHIFTED = 2
"""So many columns that cannot be what their headers say make all headers of the table doubtful."""
_BODY = frozenset(Field) - {Field.NUMBER, Field.SKIP, Field.NOTE, Field.INDICATOR, Field.ISSUE}
_SHORT_FIELDS = (Field.NUMBER, Field.PERIOD, Field.RESPONSIBLE, Field.BUDGET, Field.STATUS, Field.FILED_CODE)
_NAMING = (Field.TITLE, Field.FILED_NAME, Field.INDICATOR)


def assume_header(table: Table, known: Known, mapping: Mapping[str, Field], fiscal_year: int) -> Header | None:
    """The first row as header although too little of it is known: what is not certain is asked.

    Only where headers or cells speak of measures: a table of scores is none.
    """
    row = table.rows[0]
    texts = [slot.text for slot in row if slot.first and slot.text]
    if len(texts) < 3 or len(table.rows) < 2 or any(len(text) > SHORT // 2 for text in texts):
        return None
    columns = tuple(column_of(slot, None, slot.text, known, mapping) for slot in row)
    likely = sum(column.field in _BODY or bool(set(column.candidates[:1]) & _BODY) for column in columns)
    below = ([one[at].text for one in table.rows[1:] if one[at].text] for at in range(len(row)))
    seen = any(_seen(cells, fiscal_year) for cells in below)
    return Header(columns, 1) if likely >= 2 or seen or any(column.answered for column in columns) else None


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
    columns = _two_ends(_items_or_measures(columns, below))
    sure = {column.field for column in columns}
    if not sure & set(_NAMING):
        first = next(
            (at for at, column in enumerate(columns) if column.header and column.field is not Field.NUMBER), None
        )
        if first is not None and columns[first].listed and Field.TITLE in columns[first].candidates:
            columns[first] = replace(columns[first], field=Field.TITLE, candidates=())
    return Header(tuple(_each_field_once(columns)), header.rows)


def _by_content(column: Column, cells: list[str], names: Names, fiscal_year: int) -> Column:
    if not cells or column.mark:
        return column
    if set(column.candidates) & {Field.INDICATOR, Field.ISSUE} and share(cells, names) >= MOSTLY:
        issues = share(cells, Names({}, names.issues)) > share(cells, Names(names.indicators, {}))
        return replace(column, field=Field.ISSUE if issues else Field.INDICATOR, candidates=())
    if column.field and _contradicts(column.field, cells, fiscal_year):
        column = _asked(column)
    if column.field is None:
        seen = _seen(cells, fiscal_year)
        likely = sorted(column.candidates, key=lambda field: _unlike(field, cells, fiscal_year))
        return replace(column, candidates=tuple(dict.fromkeys((*seen, *likely))))
    return column


def _asked(column: Column) -> Column:
    return replace(
        column, field=None, candidates=(column.field, *column.candidates) if column.field else column.candidates
    )


def _seen(cells: Sequence[str], fiscal_year: int) -> tuple[Field, ...]:
    """What a column looks like by its cells alone; good for a proposal, not for a decision."""
    if not cells:
        return ()
    if sum(values.reads_as_period(cell, fiscal_year) for cell in cells) > MOSTLY * len(cells):
        return (Field.PERIOD,)
    named = sum(values.is_unit(cell) and count_letters(cell) < 2 * _PROSE for cell in cells)
    return (Field.RESPONSIBLE,) if named > MOSTLY * len(cells) else ()


def _unlike(field: Field, cells: list[str], fiscal_year: int) -> bool:
    """Whether a field is to be proposed last: its cells would not look like these."""
    is_prose = median(map(count_letters, cells)) > 2 * _PROSE
    return (is_prose and field in _SHORT_FIELDS) or _contradicts(field, cells, fiscal_year)


def _contradicts(field: Field, cells: list[str], fiscal_year: int) -> bool:
    """Whether what stands in a column cannot be what its header says, as when headers and cells are shifted."""
    count = len(cells)
    letters = median(map(count_letters, cells))
    times = sum(values.reads_as_period(cell, fiscal_year) for cell in cells) / count
    units = sum(values.is_unit(cell) for cell in cells) / count
    digits = sum(bool(re.search("[0-9๐-๙]", cell)) for cell in cells) / count
    match field:
        case Field.NUMBER:
            return letters > 8
        case Field.PERIOD:
            return (
                letters > _PROSE and not any(values.names_time(cell, fiscal_year) for cell in cells)
            ) or units > MOSTLY
        case Field.RESPONSIBLE:
            return times > MOSTLY or letters > 5 * _PROSE
        case Field.BUDGET:
            return (digits == 0 and letters > _PROSE) or times > MOSTLY
        case Field.STATUS:
            return letters > 2 * _PROSE
        case Field.TITLE | Field.STEPS | Field.RESULTS | Field.OUTCOMES | Field.PARTS | Field.GOALS:
            short_units = units > MOSTLY and letters < _PROSE
            return count > 1 and (times > MOSTLY or short_units or (letters < 4 and digits > MOSTLY))
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


def _two_ends(columns: list[Column]) -> list[Column]:
    """A column of starts and one of ends are one period; one of them alone is asked."""
    ends = {}
    for at, column in enumerate(columns):
        is_time = column.field is Field.PERIOD or (column.field is None and Field.PERIOD in column.candidates[:1])
        if is_time and not (column.answered or column.mark or column.part):
            begins, closes = bool(BEGIN.search(column.header)), bool(END.search(column.header))
            if begins != closes:
                ends[at] = "start" if begins else "end"
    both = sorted(ends.values()) == ["end", "start"]
    for at, part in ends.items():
        columns[at] = replace(columns[at], field=Field.PERIOD, part=part) if both else _asked(columns[at])
    return columns


def _are_codes(cells: list[str]) -> bool:
    coded = [cell for cell in cells if re.match(r"\s*(?:[oO]|[0๐]\s*-?\s*[0-9๐-๙])", cell) and values.item_code(cell)]
    return len(coded) > MOSTLY * len(cells) and bool(cells)


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
            samples = tuple(_short(" ".join(cell.split())) for cell in cells[:3])
            found.append(Question(key, column.header, column.candidates, top[at].cell.place, samples))
    return found


def _short(text: str) -> str:
    """A text of at most `SHORT` letters; what was cut shows that it was."""
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def _is_covered(body: Sequence[Row], at: int) -> bool:
    return all(not row[at].first for row in body)
