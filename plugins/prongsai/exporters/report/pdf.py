"""The official paper as PDF: set by Typst in TH SarabunPSK, tagged, its text layer mended."""

from __future__ import annotations

import json
import re
from functools import lru_cache, partial
from importlib.resources import as_file, files

from prongsai.exporters.report.content import Cell, Paper
from prongsai.exporters.report.layout import WIDTH, column_rooms, is_kept_whole, text_width
from prongsai.exporters.report.repair import mend_text_layer
from prongsai.exporters.search_words import RUN
from prongsai.exporters.segment import words_of
from prongsai.extras import require
from prongsai.words import load_words

Pieces = list[str | list[str]]
"""A line for the template: plain text, and words in lists of one that must not be broken."""

_HYPHENED = re.compile("(?<![/A-Za-z0-9-])([A-Za-z]+-[A-Za-z0-9]+)(?![/A-Za-z0-9-])")
_NO_GLYPH = "could not be displayed with font"
"""In Typst's refusal of text that would show as an empty box, which PDF/UA forbids."""
_SPARE = 2.0
"""Millimetres that a word kept together must leave of its column: its width is an estimate."""
_FOLLOWS = re.compile("(?: ?[ๆฯ]|[)”’.,:;?!])+")
"""What belongs to the word before it, and must not begin a line."""


@lru_cache(maxsize=64)
def report_pdf(paper: Paper) -> bytes:
    """The paper as a PDF, the same bytes for the same paper. Raises MissingExtra without the extra `pdf`."""
    typst = require("typst", "pdf")
    package = files("prongsai")
    with as_file(package / "fonts") as fonts, as_file(package / "exporters" / "report" / "report.typ") as template:
        set_paper = partial(
            typst.compile,
            template,
            format="pdf",
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
        )
        try:  # what Typst knows to break the standard stops it here
            written: bytes = set_paper(pdf_standards=["ua-1"])
        except typst.TypstError as error:
            if _NO_GLYPH not in str(error):
                raise
            written = set_paper()  # a letter that no font has (😀) is an empty box, and the rest is as good as ever
    return mend_text_layer(written)


def _data(paper: Paper) -> dict[str, object]:
    """The paper as the template reads it."""
    rooms = column_rooms(paper.columns)
    return {
        "words": load_words()["paper"],
        "title": paper.title,
        "title-pieces": _pieces(paper.title),
        "agency": paper.agency,
        "place": paper.place,
        "marks": paper.marks,
        "columns": [
            {"label": _pieces(column.label, room), "share": column.share}
            for column, room in zip(paper.columns, rooms, strict=True)
        ],
        "sections": [
            {
                "heading": _pieces(section.heading),
                "rows": [
                    {
                        "whole": is_kept_whole(row, paper.columns),
                        "cells": [_cell(cell, room) for cell, room in zip(row, rooms, strict=True)],
                    }
                    for row in section.rows
                ],
            }
            for section in paper.sections
        ],
        "unsaid": _pieces(paper.unsaid),
        "proofs_note": _pieces(paper.proofs_note),
        "position": _pieces(paper.position),
        "date": paper.date,
        "proofs": [
            {
                "measure": _pieces(proof.measure),
                "documents": [{**one._asdict(), "title": _pieces(one.title)} for one in proof.documents],
            }
            for proof in paper.proofs
        ],
    }


def _cell(cell: Cell, room: float) -> list[dict[str, object]]:
    return [{"label": item.label, "lines": [_pieces(line, room) for line in item.lines]} for item in cell]


def _pieces(text: str, room: float = WIDTH) -> Pieces:
    """A line with its Thai words kept together, those that fit into the room (in millimetres)."""
    pieces: Pieces = []
    end = 0
    for run in RUN.finditer(text):
        pieces += _latin(text[end : run.start()], room)
        words = words_of(run[0])
        end = run.end()
        follows = _FOLLOWS.match(text, end)
        if follows:
            words[-1] += follows[0]
            end = follows.end()
        pieces += [[word] if text_width(word) <= room - _SPARE else word for word in words]
    return [*pieces, *_latin(text[end:], room)]


def _latin(text: str, room: float) -> Pieces:
    """What stands between Thai words, with E-Service in one piece."""
    parts = _HYPHENED.split(text)  # every second one is a match
    kept = (place % 2 and text_width(part) <= room - _SPARE for place, part in enumerate(parts))
    return [[part] if whole else part for part, whole in zip(parts, kept, strict=True) if part]
