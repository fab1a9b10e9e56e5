"""The sheet for filing: what an officer pastes into the filing system, item by item. Private; no part of the site."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import NamedTuple

from prongsai.exporters.cells import safe_cell, safe_lines
from prongsai.exporters.tables import BOM
from prongsai.extras import require
from prongsai.model import Agency, Year
from prongsai.pages import Addresses
from prongsai.problems import Problem
from prongsai.ready import make_ready
from prongsai.render import render
from prongsai.words import load_words

Reach = Callable[[str, str], str]


class Line(NamedTuple):
    """One item: what it is, where it stands, how far it is. Addresses are in full where the site's own is known."""

    code: str
    name: str
    confirmed: bool
    """Whether number and name rest on more than memory."""
    address: str
    status: str
    """The status as filed, or that there is none."""
    state: str
    """Ready, or what is to be done first."""
    evidence: tuple[tuple[str, str], ...]
    """Title and address of each piece of evidence; the address is empty where the record has none."""

    def cells(self) -> tuple[str, ...]:
        """The line as texts, in the order of the columns."""
        mark = "" if self.confirmed else load_words()["ready"]["unconfirmed"]
        evidence = "\n".join(f"{title} {address}".rstrip() for title, address in self.evidence)
        return (self.code, self.name + mark, self.address, self.status, self.state, evidence)


class Sheet(NamedTuple):
    """The sheet of one agency's year."""

    agency: Agency
    year: Year
    lines: tuple[Line, ...]
    absolute: bool
    """Whether the addresses are in full."""


def make_sheet(
    agency: Agency, year: Year, problems: Iterable[Problem], at: Addresses, reach: Reach, *, absolute: bool
) -> Sheet:
    """The sheet: all items of the year's framework in their order, answered or not."""
    words = load_words()
    lines = []
    for row in make_ready(agency, year, problems).items:
        answer = year.disclosure(row.name)
        status = (answer.status if answer else None) or words["status"]["not_stated"]
        state = words["ready"]["is_ready"] if row.is_ready else " · ".join(row.lacks) or words["filing"]["findings"]
        evidence = tuple(
            (one.title, one.link or (reach("", at.evidence(agency, year, one.file)) if one.file else ""))
            for one in (answer.evidence if answer else ())
        )
        address = reach("", at.item(agency, year, row.name))
        lines.append(Line(row.name, row.title, row.confirmed, address, status, state, evidence))
    return Sheet(agency, year, tuple(lines), absolute)


def columns() -> tuple[str, ...]:
    """The titles of the columns, in the order of `Line.cells`."""
    return tuple(load_words()["filing"]["columns"].values())


def sheet_text(sheet: Sheet) -> str:
    """The sheet for a terminal."""
    lines = [load_words()["filing"]["title"].format(agency=sheet.agency.name, year=sheet.year.number), *_notes(sheet)]
    for line in sheet.lines:
        code, name, address, status, state, evidence = line.cells()
        lines += ["", f"{code} {name}", f"  {address}", f"  {status} · {state}"]
        lines += [f"  - {one}" for one in evidence.splitlines()]
    return "\n".join(lines)


def sheet_csv(sheet: Sheet) -> bytes:
    """The sheet for Excel and its kin: UTF-8 with a mark, CRLF, no cell a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns())
    writer.writerows([safe_lines(cell) for cell in line.cells()] for line in sheet.lines)
    return (BOM + text.getvalue()).encode()


def sheet_xlsx(sheet: Sheet) -> bytes:
    """The sheet as a workbook: every cell is text, and guarded too. Raises MissingExtra without openpyxl."""
    openpyxl = require("openpyxl", "xlsx")
    styles = require("openpyxl.styles", "xlsx")
    book = openpyxl.Workbook()
    page = book.active
    page.title = str(sheet.year.number)
    for number, row in enumerate([columns(), *(line.cells() for line in sheet.lines)], start=1):
        for column, text in enumerate(row, start=1):
            cell = page.cell(number, column)
            cell.value = safe_cell(text)
            cell.data_type, cell.number_format = "s", "@"
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
            cell.font = styles.Font(bold=number == 1)
    page.freeze_panes = "B2"
    for letter, width in zip("ABCDEF", (8, 44, 60, 20, 36, 60), strict=True):
        page.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_html(sheet: Sheet) -> str:
    """The sheet as one page that needs nothing else: no script, no font, no picture, no address outside."""
    return render("filing.html", "arabic", sheet=sheet, notes=_notes(sheet))


def _notes(sheet: Sheet) -> list[str]:
    words = load_words()["filing"]
    draft = [] if sheet.year.published else [words["draft"]]
    return [words["private"], *draft, *([] if sheet.absolute else [words["relative"]])]
