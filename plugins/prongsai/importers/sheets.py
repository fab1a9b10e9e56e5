"""Spreadsheets (.xlsx, .xls, .ods): each visible sheet is one table, dates written as Thai dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

from prongsai import thai
from prongsai.extras import require
from prongsai.importers.document import MAX_BYTES, Block, Document, Grid, Paragraph, ReadingError, Row, Table, too_large
from prongsai.importers.draft import Doubt
from prongsai.problems import Message

_MAX_ROWS = 20_000
_MAX_AREA = 50_000_000
"""Rows times columns that are laid out; three letters of a column count as 17,576."""
_VALUED = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>')
"""A cell with something in it; those that only have a format end with />."""
_BUDDHIST = 2400
"""A year above is one of the Buddhist era that was typed into a sheet which takes it for Gregorian."""


def read_sheets(path: Path) -> Document:
    """Read a workbook. Raises ReadingError if it is damaged or locked, MissingExtra without python-calamine."""
    calamine = require("python_calamine", "import")
    _refuse_far_cells(path)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        shown: list[str] = []
        hidden: list[str] = []
        for info in book.sheets_metadata:
            if str(info.typ).endswith("WorkSheet"):
                (shown if str(info.visible).endswith("Visible") else hidden).append(info.name)
        tables = [table for number, name in enumerate(shown, 1) if (table := _read(book, path.name, name, number))]
        blocks = [block for table in tables for block in _parts(table)]
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise ReadingError(
            Message(
                f"{path.name}: เปิดไฟล์ตารางไม่ได้ อาจเสียหรือใส่รหัสผ่านไว้ บันทึกใหม่เป็น .xlsx ไม่ใส่รหัสผ่าน",
                f"{path.name}: the workbook cannot be opened; save it anew as .xlsx without a password",
            )
        ) from error
    doubts = tuple(
        Doubt(None, Message(f"ไม่ได้อ่านแผ่นงานที่ซ่อนไว้ “{name}”", f"the hidden sheet “{name}” was not read"))
        for name in hidden
    )
    return Document(path.name, tuple(blocks), doubts)


def _refuse_far_cells(path: Path) -> None:
    """A lone cell at the far end of a sheet would make the reader lay out all 17 thousand million before it."""
    if not is_zipfile(path):
        return
    with ZipFile(path) as book:
        parts = [one for one in book.infolist() if one.filename.startswith("xl/worksheets/")]
        for part in parts:
            if part.file_size > 5 * MAX_BYTES:
                raise ReadingError(too_large(path.name))
            columns = rows = 0
            with book.open(part) as sheet:
                rest = b""
                while piece := sheet.read(1 << 20):
                    piece = rest + piece
                    for found in _VALUED.finditer(piece):
                        columns, rows = max(columns, len(found[1])), max(rows, int(found[2]))
                    rest = piece[-200:]
            if rows * 26**columns > _MAX_AREA:
                raise ReadingError(too_large(path.name))


def _read(book: Any, file: str, name: str, number: int) -> Table | None:
    sheet = book.get_sheet_by_name(name)
    values = sheet.to_python(skip_empty_area=False, nrows=_MAX_ROWS + 1)
    if len(values) > _MAX_ROWS:
        raise ReadingError(too_large(file))
    spans, covered = {}, set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        spans[top, left] = (right - left + 1, bottom - top + 1)
        covered |= {
            (row, column)
            for row in range(top, min(bottom + 1, len(values)))
            for column in range(left, min(right + 1, left + 200))
        } - {(top, left)}
    grid = Grid(file, number, name)
    for at, row in enumerate(values):
        cells = ((column, _text(value)) for column, value in enumerate(row) if (at, column) not in covered)
        grid.add([(text, *spans.get((at, column), (1, 1))) for column, text in cells])
    return grid.table()


def _parts(table: Table) -> Iterator[Block]:
    """Lines of text and tables of a sheet: an empty row parts them, as it does for who reads it."""
    left = min(at for row in table.rows for at, slot in enumerate(row) if slot.text)
    chunk: list[Row] = []
    for row in [*table.rows, ()]:
        if any(slot.text for slot in row):
            chunk.append(row)
            continue
        if chunk and all(_is_line(one, left) for one in chunk):
            for one in chunk:
                cell = next(slot.cell for slot in one if slot.text)
                yield from (Paragraph(line, cell.place) for line in cell.text.split("\n"))
        elif chunk:
            yield Table(tuple(chunk))
        chunk = []


def _is_line(row: Row, left: int) -> bool:
    """Whether a row holds one text that begins at the left edge or lies across the sheet."""
    own = [(at, slot) for at, slot in enumerate(row) if slot.first and slot.text]
    covered = any(slot.from_above and slot.text for slot in row)
    return len(own) == 1 and not covered and (own[0][0] == left or own[0][1].width > 2)


def _text(value: object) -> str:
    """A value as an officer reads it; numbers without the sheet's format."""
    match value:
        case bool():
            return "☑" if value else "☐"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() | date():
            return _day(value)
        case time() | timedelta():
            return str(value)
        case _:
            return str(value)


def _day(value: date) -> str:
    if value.year > _BUDDHIST:
        return f"{value.day} {thai.MONTHS[value.month - 1].long} {value.year}"
    return thai.format_date(value.date() if isinstance(value, datetime) else value)
