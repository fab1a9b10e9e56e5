"""Reports made for the tests: a document that was read, written again as Word, Excel or a web page."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import Alignment

from prongsai.importers.document import Document, Paragraph, Table
from prongsai.importers.draft import DraftMeasure, Field, Import

SEEDS = Path(__file__).parent / "seeds"
YEARS = {"ban-laem": 2566, "hin-dat": 2567, "khok-yai": 2568, "sing": 2568, "thung-bu-lang": 2566}


def seed(name: str) -> Path:
    return SEEDS / f"{name}-{YEARS[name]}.txt"


def write_docx(document: Document, path: Path) -> Path:
    made = docx.Document()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            made.add_paragraph(block.text)
            continue
        table = made.add_table(len(block.rows), len(block.rows[0]))
        for at, row in enumerate(block.rows):
            for column, slot in enumerate(row):
                lines = slot.text.split("\n") if slot.first else []
                cell = table.cell(at, column)
                for number, line in enumerate(lines):
                    paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                    paragraph.add_run(line)
        made.add_paragraph()
    made.save(str(path))
    return path


def write_xlsx(document: Document, path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    for block in document.blocks:
        if isinstance(block, Paragraph):
            sheet.cell(at, 1, block.text)
            at += 1
        else:
            at += 1
            for row in block.rows:
                for column, slot in enumerate(row, 1):
                    if slot.first and slot.text:
                        cell = sheet.cell(at, column)
                        cell.value = slot.text
                        cell.data_type = "s"
                        cell.alignment = Alignment(wrap_text=True)
                at += 1
            at += 1
    book.save(path)
    return path


def write_html(document: Document, path: Path) -> Path:
    parts = ["<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body><nav><ul><li>เมนู</ul></nav>"]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(f"<p>{html.escape(block.text)}")
            continue
        parts.append("<table border=1>")
        for row in block.rows:
            cells = ("<br>".join(map(html.escape, slot.text.split("\n"))) for slot in row if slot.first)
            parts.append("<tr>" + "".join(f"<td>{cell}" for cell in cells))
        parts.append("</table>")
    path.write_text("".join(parts), encoding="utf-8")
    return path


def plain(measure: DraftMeasure) -> tuple[object, ...]:
    """What a record says, without where it stood."""
    fields = {key: measure.lines(key) for key in Field if measure.lines(key)}
    return measure.kind, measure.code, measure.status, measure.indicator, measure.issue, measure.number, fields


def fields_of(made: Import) -> list[dict[str, tuple[str, ...]]]:
    return [{key.value: one.lines(key) for key in Field if one.lines(key)} for one in made.measures]


def table_rows(document: Document) -> Iterable[tuple[str, ...]]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield tuple(slot.text for slot in row)


def number_format(made: docx.document.Document, form: str, text: str = "%1.") -> int:
    """Add an automatic list (`thaiNumbers`, `decimal`, `bullet`) to a Word document and give its number."""
    numbering = made.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    ident = str(900 + len(numbering))
    abstract.set(qn("w:abstractNumId"), ident)
    for level in range(2):
        one = OxmlElement("w:lvl")
        one.set(qn("w:ilvl"), str(level))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text.replace("%1", f"%{level + 1}"))):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            one.append(child)
        abstract.append(one)
    numbering.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), ident)
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), ident)
    num.append(link)
    numbering.append(num)
    return int(ident)


def numbered(paragraph: docx.text.paragraph.Paragraph, number: int, level: int = 0) -> None:
    properties = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", number)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        properties.append(child)
    paragraph._p.get_or_add_pPr().append(properties)
