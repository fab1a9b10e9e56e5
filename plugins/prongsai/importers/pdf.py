"""PDF, as well as it goes: the ruled grid from pdfplumber, the letters from PDFium. Always marked for review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prongsai.extras import require
from prongsai.importers.document import Block, Document, Grid, Paragraph, ReadingError, clean
from prongsai.importers.draft import Doubt, Place, count_letters
from prongsai.problems import Message

_MAX_PAGES = 300
_DOUBLED = re.compile("([ก-ฮ]{1,2}[ัิึ][่-๋])\\1(?=[ก-ฮ])")
"""A syllable that Typst and Chromium write twice (ขั้ขั้นตอน): with these vowels it cannot end, so no word has it twice."""
_RIM = 2.0
"""Points."""
_ADVICE = Doubt(
    None,
    Message(
        "อ่านจาก PDF ซึ่งตารางและตัวอักษรอาจคลาดเคลื่อน เทียบกับต้นฉบับทุกช่อง ถ้ามีไฟล์ Word หรือ Excel ให้นำเข้าไฟล์นั้นแทน",
        "read from a PDF, where tables and letters may have moved; compare every cell, or import the Word file",
    ),
)


def read_pdf(path: Path) -> Document:
    """Read a PDF. Raises ReadingError if it is damaged or holds pictures only, MissingExtra without pdfplumber."""
    plumber, pdfium = require("pdfplumber", "import-pdf"), require("pypdfium2", "import-pdf")
    try:
        letters = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise ReadingError(
            Message(f"{path.name}: เปิด PDF ไม่ได้ อาจเสียหรือใส่รหัสผ่านไว้", f"{path.name}: the PDF cannot be opened")
        ) from error
    try:
        with plumber.open(path) as lines:
            blocks = [
                block for number, page in enumerate(lines.pages[:_MAX_PAGES]) for block in _page(page, letters[number])
            ]
    finally:
        letters.close()
    if not any(count_letters(text) for text in _texts(blocks)):
        raise ReadingError(
            Message(
                f"{path.name}: เป็นภาพสแกน ไม่มีตัวอักษรให้อ่าน ใช้ไฟล์ Word หรือ Excel ที่เป็นต้นฉบับ",
                f"{path.name}: scanned pictures without letters; use the Word or Excel file it was made from",
            )
        )
    return Document(path.name, tuple(_placed(blocks, path.name)), (_ADVICE,))


_Raw = str | list[list[str]]


def _texts(blocks: list[_Raw]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, str):
            yield block
        else:
            yield from (cell for row in block for cell in row)


def _placed(blocks: list[_Raw], name: str) -> Iterator[Block]:
    tables = paragraphs = 0
    for block in blocks:
        if isinstance(block, str):
            paragraphs += 1
            yield Paragraph(block, Place(name, paragraphs))
            continue
        grid = Grid(name, tables + 1)
        for row in block:
            grid.add([(cell, 1, 1) for cell in row])
        table = grid.table()
        if table:
            tables += 1
            yield table


def _page(page: Any, letters: Any) -> Iterator[_Raw]:
    """Paragraphs and tables of a page from top to bottom."""
    text = letters.get_textpage()
    height = float(page.height)

    def between(left: float, top: float, right: float, bottom: float) -> str:
        return _DOUBLED.sub(r"\1", clean(text.get_text_bounded(left, height - bottom, right, height - top)))

    def lines(top: float, bottom: float) -> Iterator[str]:
        if bottom - top > 2:
            yield from (line for line in between(0, top, float(page.width), bottom).split("\n") if line)

    reached = 0.0
    for table in sorted(page.find_tables(), key=lambda found: found.bbox[1]):
        if len(table.rows) * len(table.columns) < 2 or table.bbox[1] < reached - 1:
            continue
        yield from lines(reached, table.bbox[1])
        yield [[_line(between(*_inside(box))) if box else "" for box in row.cells] for row in table.rows]
        reached = table.bbox[3]
    yield from lines(reached, height)
    text.close()


def _inside(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A cell without its rim: a raised mark of the row below reaches over the rule."""
    left, top, right, bottom = box
    rim = min(_RIM, (bottom - top) / 4)
    return left, top + rim, right, bottom - rim


def _line(text: str) -> str:
    """Lines of a PDF are only where the cell was too narrow; a list finds its entries by their marks."""
    return " ".join(text.split("\n"))
