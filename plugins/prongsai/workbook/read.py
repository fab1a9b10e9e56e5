"""A workbook of ours, read back: what stands in each field of each row, wherever people moved rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from prongsai import thai
from prongsai.exporters.cells import plain_cell
from prongsai.extras import require
from prongsai.problems import Message
from prongsai.workbook.codec import canonical
from prongsai.workbook.columns import CODE, FIRST_ROW, HIDDEN, ID, KEY_ROW, MARK, TITLE_ROW, Sheet, sheets

_MAX_BYTES = 60_000_000
_MAX_ROWS = 5_000
_BUDDHIST = 2400


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the record it is of (empty for a new one), its texts by field, and where it stands (`มาตรการ!3`)."""

    record: str
    texts: dict[str, str]
    where: str


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook holds; `sums` are those of the fields when it was written."""

    agency: str
    year: int
    rows: dict[str, tuple[Row, ...]]
    sums: dict[tuple[str, str], str]
    problems: list[Message] = field(default_factory=list)


def is_own_workbook(path: Path) -> bool:
    """Whether a file is a workbook that `prongsai xlsx` wrote, at a glance."""
    try:
        with ZipFile(path) as archive:
            info = archive.getinfo("xl/workbook.xml")
            return info.file_size < 1_000_000 and f'name="{HIDDEN}"'.encode() in archive.read(info)
    except (BadZipFile, KeyError, OSError):
        return False


def read_workbook(path: Path) -> Book | Message:
    """Read a workbook back, or say why it cannot be. Raises MissingExtra without openpyxl."""
    openpyxl = require("openpyxl", "xlsx")
    try:
        with ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MAX_BYTES:
                return Message(f"{path.name}: ไฟล์ใหญ่เกินไป", f"{path.name}: too large")
        book = openpyxl.load_workbook(path)
    except Exception as error:  # noqa: BLE001  # openpyxl raises whatever a damaged part happens to cause
        kind = type(error).__name__
        return Message(f"{path.name}: เปิดสมุดงานไม่ได้ ({kind})", f"{path.name}: cannot be opened ({kind})")
    hidden = book[HIDDEN] if HIDDEN in book.sheetnames else None
    lines = [[str(v or "") for v in row] for row in hidden.iter_rows(max_col=3, values_only=True)] if hidden else []
    if len(lines) < 3 or lines[0][0] != MARK or not lines[2][1].isdecimal():
        return Message(f"{path.name}: ไม่ใช่สมุดงานจาก prongsai xlsx", f"{path.name}: not a workbook of prongsai xlsx")
    found = Book(lines[1][1], int(lines[2][1]), {}, {(line[0], line[1]): line[2] for line in lines[4:]})
    for name, sheet in sheets().items():
        found.rows[name] = tuple(_rows(book[name], sheet, found.problems)) if name in book.sheetnames else ()
    return found


def _rows(sheet: Any, made: Sheet, problems: list[Message]) -> list[Row]:
    columns = _columns(sheet, made)
    owner = made.columns[0].key
    if owner not in columns.values():
        problems.append(
            Message(
                f"แผ่นงาน “{made.name}” ไม่มีคอลัมน์ “{made.columns[0].title}” เติมกลับแล้วนำเข้าใหม่",
                f"the sheet “{made.name}” has lost its column “{made.columns[0].title}”",
            )
        )
        return []
    found = []
    last = min(sheet.max_row, _MAX_ROWS)
    for row in sheet.iter_rows(min_row=FIRST_ROW, max_row=last):
        texts = {}
        for cell in row:
            if cell.column in columns:
                texts[columns[cell.column]] = _text(cell, made, problems)
        record = texts.pop(owner, "")
        texts = {key: text for key, text in texts.items() if key in made.fields}
        if record or any(texts.values()):
            found.append(Row(record, texts, f"{made.name}!{row[0].row}"))
    if owner in (ID, CODE) and made.fields and made.name != "หลักฐาน":
        problems += _twice(found, made)
    return found


def _columns(sheet: Any, made: Sheet) -> dict[int, str]:
    """By number the key of each column: from the hidden row, or from the Thai titles if it was deleted."""
    keys = {column.key for column in made.columns}
    titles = {column.title: column.key for column in made.columns}
    found = {cell.column: str(cell.value) for cell in sheet[KEY_ROW] if str(cell.value) in keys}
    titled = {
        cell.column: titles[canonical(str(cell.value))]
        for cell in sheet[TITLE_ROW]
        if canonical(str(cell.value)) in titles
    }
    return found or titled


def _text(cell: Any, made: Sheet, problems: list[Message]) -> str:
    where = f"{made.name}!{cell.coordinate}"
    if cell.data_type == "f":
        problems.append(
            Message(
                f"{where}: เป็นสูตร พิมพ์เป็นข้อความแทน (คัดลอก แล้ววางแบบค่า)",
                f"{where}: a formula; type the text (copy, then paste as values)",
            )
        )
        return ""
    if cell.data_type == "e":
        problems.append(Message(f"{where}: มีค่าผิดพลาด {cell.value}", f"{where}: holds the error {cell.value}"))
        return ""
    return canonical(plain_cell(_said(cell.value)))


def _said(value: object) -> str:
    """A value as an officer reads it: Excel makes numbers and dates of what is pasted."""
    match value:
        case None:
            return ""
        case bool():
            return "ใช่" if value else "ไม่ใช่"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            if value.year > _BUDDHIST:
                return f"{value.day} {thai.MONTHS[value.month - 1].long} {value.year}"
            return thai.format_date(value.date() if isinstance(value, datetime) else value)
        case _:
            return str(value).replace("\r\n", "\n")


def _twice(rows: list[Row], made: Sheet) -> list[Message]:
    seen: dict[str, Row] = {}
    said = []
    for row in rows:
        first = seen.setdefault(row.record, row) if row.record else row
        if first is not row:
            said.append(
                Message(
                    f"{row.where}: “{row.record}” ซ้ำกับ {first.where} มาตรการใหม่ให้เว้นช่อง{made.columns[0].title}",
                    f"{row.where}: “{row.record}” stands in {first.where} too; leave the id of a new measure empty",
                )
            )
    return said
