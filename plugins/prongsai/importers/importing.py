"""A document into draft records: the recipe of the reading half."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from prongsai import thai
from prongsai.importers import sections
from prongsai.importers.document import Document, Paragraph
from prongsai.importers.draft import Doubt, DraftMeasure, Field, Import, Outside
from prongsai.importers.drafting import draft
from prongsai.importers.headers import Known, known_headers
from prongsai.importers.tables import Reader
from prongsai.model import Framework
from prongsai.problems import Message

_DEFAULT_YEAR = 2568


def import_document(
    document: Document,
    mapping: Mapping[str, str] | None = None,
    framework: Framework | None = None,
    *,
    known: Known | None = None,
) -> Import:
    """Find the records of a document. `mapping` answers questions: their keys to values of `Field`.

    Without a framework no group is known by its name. Raises ValueError for a mapping to a field that does not exist.
    """
    answers = {key: Field(value) for key, value in (mapping or {}).items()}
    year = framework.fiscal_year if framework else _DEFAULT_YEAR
    reader = Reader(known or known_headers(), answers, sections.names_of(framework), year)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            _paragraph(reader, block)
        else:
            reader.table(block)
    wrapped = any(cell.place.sheet for cell in document.cells()) or document.name.lower().endswith(".pdf")
    drafts = [draft(raw, reader.names, framework, year, wrapped=wrapped) for raw in reader.records]
    return Import(
        measures=tuple(_restarts_doubted(drafts)),
        outside=tuple(reader.outside),
        questions=tuple(reader.questions.values()),
        letters_in=document.letters,
        doubts=(*document.doubts, *reader.doubts),
    )


def _paragraph(reader: Reader, block: Paragraph) -> None:
    reader.enter(block.place.sheet)
    heading = sections.read_heading(block.text, block.place, reader.names)
    continued = heading and reader.heading and _bare(heading.text) == _bare(reader.heading.text)
    if heading and not continued:
        reader.heading = heading
    reader.outside.append(Outside(block.text, block.place, "heading" if heading or block.is_heading else "text"))


def _bare(text: str) -> str:
    return re.sub(r"[\s#*]|\(ต่อ\)", "", text)


def _restarts_doubted(drafts: list[DraftMeasure]) -> list[DraftMeasure]:
    """Where the numbers begin anew under the same heading, a heading was lost: the group is not known any more."""
    checked: list[DraftMeasure] = []
    lost, last = None, 0
    for one in drafts:
        before = checked[-1] if checked else None
        if before is None or before.heading is not one.heading:
            lost, last = None, 0
        digits = thai.to_arabic_digits(one.number).strip("(). ")
        number = int(digits) if digits.isdigit() and len(digits) < 4 else 0
        if number == 1 and last >= 1 and one.kind != "ข้อ OIT" and _grouped_by_heading(one):
            lost = one.heading
        last = number or last
        if lost is not None and lost is one.heading and _grouped_by_heading(one):
            message = Message(
                f"ลำดับเริ่ม ๑ ใหม่ใต้หัวข้อเดิม “{lost.text[:60]}” หัวข้ออาจหายไป จึงไม่ใส่ตัวชี้วัดหรือประเด็น",
                f"numbers begin anew under “{lost.text[:60]}”; a heading may be lost, so no group was taken",
            )
            one = replace(one, indicator=None, issue=None, doubts=(*one.doubts, Doubt(Field.INDICATOR, message)))
        checked.append(one)
    return checked


def _grouped_by_heading(one: DraftMeasure) -> bool:
    heading = one.heading
    if heading is None or (heading.indicator is None and heading.issue is None):
        return False
    return (one.indicator, one.issue) in ((heading.indicator, heading.issue), (None, None))
