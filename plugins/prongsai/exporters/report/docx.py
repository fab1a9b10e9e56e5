"""The official paper as a Word file that can be edited: the same content, TH SarabunPSK 16 pt by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from prongsai.exporters.report.content import Cell, Paper
from prongsai.exporters.report.layout import INSET, column_widths, is_kept_whole
from prongsai.exporters.report.word_parts import (
    FIELD_PAGE,
    FIELD_PAGES,
    add_bottom_text,
    add_fields,
    add_link,
    blank_document,
    make_schema_valid,
    set_cell,
    set_row,
    set_style,
    set_table,
    whole_file,
)
from prongsai.extras import require
from prongsai.words import load_words

_HEAD, _GROUP = "E5E5E5", "F2F2F2"
_DOTS = "." * 60
_GAP = 76_200
"""6 pt in Word's English Metric Units, between the head and the table."""


@lru_cache(maxsize=64)
def report_docx(paper: Paper) -> bytes:
    """The paper as a .docx, the same bytes for the same paper. Raises MissingExtra without the extra `docx`."""
    require("docx", "docx")
    document = blank_document(paper.title, paper.agency)
    _write_head(document, paper)
    if paper.sections:
        _write_table(document, paper)
    else:
        document.add_paragraph(load_words()["paper"]["none"], style="Middle")
    if paper.unsaid:
        document.add_paragraph(paper.unsaid)
    _write_signature(document, paper)
    _write_proofs(document, paper)
    _write_foot(document, paper)
    make_schema_valid(document)
    return whole_file(document)


def _write_head(document: Any, paper: Paper) -> None:
    document.add_heading(paper.title, level=1)
    document.add_paragraph(style="Middle").add_run(paper.agency).bold = True
    last = document.add_paragraph(paper.place, style="Middle")
    for mark in paper.marks:
        last = document.add_paragraph(style="Middle")
        last.add_run(mark).bold = True
    last.paragraph_format.space_after = _GAP


def _write_table(document: Any, paper: Paper) -> None:
    widths = column_widths(paper.columns)
    table = document.add_table(rows=0, cols=len(widths))
    set_table(table, widths, INSET, title=load_words()["paper"]["table"], description=paper.title)
    head = table.add_row()
    set_row(head, repeated=True, whole=True)
    for cell, column, width in zip(head.cells, paper.columns, widths, strict=True):
        set_cell(cell, width, fill=_HEAD, middle=True)
        set_style(cell.paragraphs[0], "Middle")
        cell.paragraphs[0].add_run(column.label).bold = True
    for section in paper.sections:
        if section.heading:
            _write_group(table, section.heading, sum(widths))
        for row in section.rows:
            _write_row(table, row, widths, whole=is_kept_whole(row, paper.columns))


def _write_group(table: Any, heading: str, width: float) -> None:
    row = table.add_row()
    set_row(row, repeated=False, whole=True)
    cells = row.cells
    cell = cells[0].merge(cells[-1])
    set_cell(cell, width, fill=_GROUP)
    paragraph = cell.paragraphs[0]
    set_style(paragraph, "Item")
    paragraph.paragraph_format.keep_with_next = True  # a heading alone at the end of a page heads nothing
    paragraph.add_run(heading).bold = True


def _write_row(table: Any, row: Sequence[Cell], widths: Sequence[float], *, whole: bool) -> None:
    written = table.add_row()
    set_row(written, repeated=False, whole=whole)
    for cell, content, width in zip(written.cells, row, widths, strict=True):
        set_cell(cell, width)
        paragraph = cell.paragraphs[0]
        for place, item in enumerate(content):
            paragraph = cell.add_paragraph() if place else paragraph
            set_style(paragraph, "Labelled item" if item.label else "Item")
            run = paragraph.add_run(f"{item.label} " if item.label else "")
            for number, line in enumerate(item.lines):
                if number:
                    run.add_break()
                run.add_text(line)


def _write_signature(document: Any, paper: Paper) -> None:
    words = load_words()["paper"]
    lines = [
        f"{words['sign']} {_DOTS}",
        f"({_DOTS})",
        f"{words['position']} {paper.position or _DOTS}",
        f"{words['date']} {paper.date or _DOTS}",
        words["certified"],
    ]
    for place, line in enumerate(lines):
        paragraph = document.add_paragraph(line, style="Signature")
        paragraph.paragraph_format.keep_with_next = place < len(lines) - 1


def _write_proofs(document: Any, paper: Paper) -> None:
    if not paper.proofs:
        return
    document.add_heading(load_words()["paper"]["evidence"], level=2)
    if paper.proofs_note:
        document.add_paragraph(paper.proofs_note)
    for proof in paper.proofs:
        name = document.add_paragraph()
        name.paragraph_format.keep_with_next = True
        name.add_run(proof.measure).bold = True
        for one in proof.documents:
            paragraph = document.add_paragraph(f"– {one.title}", style="Labelled item")
            if one.shown:
                paragraph.add_run(" · ")
            if one.link:
                add_link(paragraph, one.link, one.shown)
            elif one.shown:
                paragraph.add_run(one.shown)


def _write_foot(document: Any, paper: Paper) -> None:
    paragraph = add_bottom_text(document)
    before, between, after = load_words()["paper"]["page"].replace("{page}", "\0").replace("{pages}", "\0").split("\0")
    add_fields(paragraph, [before, FIELD_PAGE, between, FIELD_PAGES, after])
    for mark in paper.marks:
        paragraph.add_run().add_break()
        paragraph.add_run(mark)
