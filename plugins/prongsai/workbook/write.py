"""The workbook as bytes: text cells only, lists to choose from, help on every heading, the same bytes each time."""

from __future__ import annotations

import io
import re
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from prongsai.exporters.cells import safe_cell
from prongsai.extras import require
from prongsai.model import Agency, Year
from prongsai.words import load_words
from prongsai.workbook.columns import (
    EVIDENCE,
    FIRST_ROW,
    HELP,
    HIDDEN,
    KEY_ROW,
    LISTS,
    MARK,
    MEASURES,
    TITLE_ROW,
    VERSION,
    Column,
    Sheet,
    choices,
    sheets,
)
from prongsai.workbook.rows import Cells, digests, rows_of

_LAST_ROW = 2_000
"""Down to which row cells are text and offer their lists."""
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_HEAD, _MUST, _GREY = "FFE3ECF7", "FFFDE9C9", "FFF0F0F0"


def write_workbook(agency: Agency, year: Year) -> bytes:
    """The records of a year as a workbook. Raises MissingExtra without openpyxl."""
    openpyxl = require("openpyxl", "xlsx")
    book = openpyxl.Workbook()
    _help(book.active, agency, year)
    rows = rows_of(year)
    _lists(book, year)
    for name, sheet in sheets().items():
        _sheet(book.create_sheet(name), sheet, rows.by_sheet()[name])
    _validate(book, year)
    hidden = book.create_sheet(HIDDEN)
    for line in ((MARK, VERSION), ("agency", agency.slug), ("year", str(year.number)), ()):
        hidden.append(line)
    for (record, key), value in digests(rows).items():
        hidden.append((record, key, value))
    hidden.sheet_state = "veryHidden"
    book.move_sheet(LISTS, offset=len(book.sheetnames))
    book.active = 1
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == MEASURES
    out = io.BytesIO()
    book.save(out)
    return _same_each_time(out.getvalue())


def _help(sheet: Any, agency: Agency, year: Year) -> None:
    words = load_words()["workbook"]
    sheet.title = HELP
    sheet.column_dimensions["A"].width = 110
    lines = [words["head"].format(agency=agency.name, year=year.number), *words["how"]]
    for number, line in enumerate(lines, 1):
        _put(sheet.cell(number, 1), safe_cell(line), bold=number == 1)


def _sheet(sheet: Any, made: Sheet, rows: tuple[Cells, ...]) -> None:
    for at, column in enumerate(made.columns, 1):
        _heading(sheet, at, column)
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 3)
    for number, row in enumerate(rows, FIRST_ROW):
        for at, column in enumerate(made.columns, 1):
            _put(sheet.cell(number, at), safe_cell(row.get(column.key, "")))


def _heading(sheet: Any, at: int, column: Column) -> None:
    styles, comments = require("openpyxl.styles", "xlsx"), require("openpyxl.comments", "xlsx")
    cell = sheet.cell(TITLE_ROW, at)
    _put(cell, column.title, bold=True)
    cell.fill = styles.PatternFill("solid", fgColor=_MUST if column.required else _HEAD)
    if column.help:
        cell.comment = comments.Comment(column.help, "prongsai", height=130, width=320)
    _put(sheet.cell(KEY_ROW, at), column.key)
    letter = cell.column_letter
    sheet.column_dimensions[letter].width = column.width
    sheet.column_dimensions[letter].number_format = "@"
    sheet.column_dimensions[letter].alignment = styles.Alignment(vertical="top", wrap_text=True)


def _put(cell: Any, text: str, *, bold: bool = False) -> None:
    """A text cell, whatever it looks like."""
    styles = require("openpyxl.styles", "xlsx")
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = styles.Alignment(vertical="top", wrap_text=True)
    if bold:
        cell.font = styles.Font(bold=True)


def _lists(book: Any, year: Year) -> None:
    """The hidden sheet with what may be chosen, a column each."""
    sheet = book.create_sheet(LISTS)
    groups = {
        "indicator": tuple(str(one.number) for one in year.rules.indicators),
        "issue": tuple(str(one.number) for one in year.rules.issues),
    }
    for at, (key, values) in enumerate((choices() | groups).items(), 1):
        for number, value in enumerate((key, *values), 1):
            _put(sheet.cell(number, at), value)
    sheet.sheet_state = "hidden"


def _validate(book: Any, year: Year) -> None:
    """Drop-downs from the hidden lists; evidence chooses its measure from the first sheet."""
    words = load_words()["workbook"]
    validation = require("openpyxl.worksheet.datavalidation", "xlsx")
    offered = {column[0].value: column for column in book[LISTS].iter_cols() if column[0].value}
    ranges = {
        key: f"{LISTS}!${cells[1].column_letter}$2:${cells[1].column_letter}${sum(1 for c in cells if c.value)}"
        for key, cells in offered.items()
        if len(cells) > 1 and cells[1].value
    }
    for name, sheet in sheets().items():
        for at, column in enumerate(sheet.columns, 1):
            source = ranges.get(column.key)
            if name == EVIDENCE and at == 1:
                source = f"'{MEASURES}'!$A${FIRST_ROW}:$A${_LAST_ROW}"
            if source is None:
                continue
            rule = validation.DataValidation(type="list", formula1=source, allow_blank=True)
            rule.errorStyle = "warning" if name == EVIDENCE else "stop"
            rule.errorTitle, rule.error = words["wrong_title"], words["wrong"]
            rule.promptTitle, rule.prompt = column.title[:32], column.help[:250]
            rule.showInputMessage = rule.showErrorMessage = True
            letter = book[name].cell(1, at).column_letter
            rule.add(f"{letter}{FIRST_ROW}:{letter}{_LAST_ROW}")
            book[name].add_data_validation(rule)


def _same_each_time(raw: bytes) -> bytes:
    """The same archive without the time of its making."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
            target.writestr(info, content)
    return out.getvalue()
