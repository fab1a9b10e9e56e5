"""Tables into raw records: headers found and kept for what goes on, headings, totals and signatures set aside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from prongsai.importers import columns, sections, settling
from prongsai.importers import rows as rows_
from prongsai.importers.columns import Header
from prongsai.importers.document import Row, Table
from prongsai.importers.draft import Doubt, Field, Heading, Outside, Question
from prongsai.importers.headers import Known, find_field, key_of
from prongsai.importers.rows import GROUPING, has, keys, own
from prongsai.importers.sections import Names
from prongsai.problems import Message

_WIDE = 0.6
"""Share of the columns that a merged cell covers when it is a heading."""
_FORM = 4
"""Columns of a table that may be a form, with the headers in the first."""
_FORM_HEADS = frozenset({"รายละเอียด", "ข้อมูล", "เนื้อหา", "ข้อความ", "คำตอบ"})
_TOTAL = re.compile(
    r"รวม(?:ทั้งสิ้น|ทั้งหมด|งบประมาณ|เป็นเงิน|เงิน|จำนวน)*[\s0-9๐-๙,.:]*(?:บาท|มาตรการ|โครงการ|กิจกรรม|ข้อ|รายการ)?\s*$"
)


@dataclass(slots=True)
class Reader:
    """Goes through the tables of a document in order and remembers what a table without header goes on with."""

    known: Known
    mapping: Mapping[str, Field]
    names: Names
    fiscal_year: int
    header: Header | None = None
    sheet: str = ""
    heading: Heading | None = None
    records: list[rows_.Raw] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    ended: bool = False
    """Whether a signature or note has closed the table."""

    def table(self, table: Table) -> None:
        """Read one table."""
        self.enter(table.rows[0][0].cell.place.sheet)
        self.ended = False
        starts = self._headers(table)
        if not starts and not (self.header and len(self.header.columns) == len(table.rows[0])):
            turned = self._turned(table)
            if turned:
                self.table(turned)
                self.header = None
                return
        first = min(starts, default=len(table.rows))
        if first:
            self._headless(table, table.rows[:first], followed=first < len(table.rows))
        for at, header in starts.items():
            end = min((other for other in starts if other > at), default=len(table.rows))
            body = table.rows[at + header.rows : end]
            for row in table.rows[at : at + header.rows]:
                self._put_outside(row, "header")
            if body and columns.is_count_row(body[0]):
                self._put_outside(body[0], "header")
                body = body[1:]
            self._begin(header, body, table.rows[at])
            self._body(body, cut=False)

    def _turned(self, table: Table) -> Table | None:
        """A table with its headers down the first column, set upright: a form for each measure."""
        labelled = [row for row in table.rows if len(row) > 1 and row[0].width == 1]
        sure = sum(find_field(row[0].text, self.known).field is not None for row in labelled)
        if len(table.rows[0]) > _FORM or sure < 3 or sure < _WIDE * len(labelled):
            return None
        if find_field(labelled[0][0].text, self.known).field is None and key_of(labelled[0][1].text) in _FORM_HEADS:
            self._put_outside(labelled.pop(0), "header")
        for row in table.rows:
            if row[0].width > 1:
                heading = _lone_heading(row, self.names)
                self.heading = heading or self.heading
                self._put_outside(row, "heading" if heading else "row")
        width = range(len(table.rows[0]))
        return Table(tuple(tuple(replace(row[at], from_above=False, width=1) for row in labelled) for at in width))

    def enter(self, sheet: str) -> None:
        """Come to a sheet of a workbook: header and heading of another one do not go on."""
        if sheet != self.sheet:
            self.header, self.heading, self.sheet = None, None, sheet

    def _headers(self, table: Table) -> dict[int, Header]:
        found: dict[int, Header] = {}
        at = 0
        while at < len(table.rows):
            marked = at < table.header_rows
            header = columns.read_header(table.rows[at : at + 2], self.known, self.mapping, marked=marked)
            if header:
                found[at] = header
            at += header.rows if header else 1
        return found

    def _begin(self, header: Header, body: Sequence[Row], top: Row) -> None:
        self.header = settling.settle(header, body, self.names, self.fiscal_year)
        for question in settling.questions(self.header, body, top):
            self.questions.setdefault(question.key, question)

    def _headless(self, table: Table, rows: Sequence[Row], *, followed: bool) -> None:
        """Rows without a header above: they go on with the last table if they are as wide, else all is asked."""
        goes_on = self.header and len(self.header.columns) == len(rows[0])
        if goes_on and not (followed and all(len(own(row)) <= 1 for row in rows)):
            self._body(rows, cut=True)
            return
        assumed = None if followed else settling.assume_header(table, self.known, self.mapping, self.fiscal_year)
        if assumed:
            self._put_outside(rows[0], "header")
            self._begin(assumed, rows[1:], rows[0])
            self._body(rows[1:], cut=False)
            return
        for row in rows:
            heading = _lone_heading(row, self.names)
            self.heading = heading or self.heading
            self._put_outside(row, "heading" if heading else "row")
        if not followed and len(rows[0]) > 2:
            place = rows[0][0].cell.place._replace(row=1, column=0)
            self.doubts.append(
                Doubt(
                    None,
                    Message(
                        f"{place.th}: ไม่พบหัวตารางของมาตรการ จึงไม่ได้นำเข้าตารางนี้",
                        f"{place.en}: no header of measures was found, so the table was not imported",
                    ),
                    rows[0][0].cell,
                )
            )

    def _put_outside(self, row: Row, kind: Literal["heading", "header", "text", "row"]) -> None:
        self.outside += [Outside(slot.text, slot.cell.place, kind) for slot in row if slot.first and slot.text]

    def _body(self, rows: Sequence[Row], *, cut: bool) -> None:
        header = self.header
        if header is None:
            return
        numbered = sum(has(row, header, (Field.NUMBER,)) for row in rows) * 2 > len(rows)
        for at, row in enumerate(rows):
            filled = own(row)
            below = rows[at + 1] if at + 1 < len(rows) else None
            if not filled or self._is_no_record(row, filled, header) or self._is_named_heading(row, below, header):
                continue
            here = cut and at == 0
            last = self.records[-1] if self.records and self.records[-1].heading is self.heading else None
            if last and rows_.goes_on(last, row, header, first=here, numbered=numbered):
                rows_.go_on(last, row, header, cut=here)
            else:
                before = last if last and last.header is header else None
                self.records.append(rows_.start(row, header, self.heading, before, self.names))

    def _is_no_record(self, row: Row, filled: list[int], header: Header) -> bool:
        """Whether a row is a heading across the table, a total, a note or a signature."""
        slot = row[filled[0]]
        wide = len(filled) == 1 and slot.width >= max(2, _WIDE * len(row))
        lone = len(filled) == 1 and (filled[0] == 0 or wide)
        if sections.is_footer(slot.text) and len(filled) <= 2:
            self.ended = True
        keyed = any(header.columns[at].field in keys(header) for at in filled)
        if self.ended and keyed and len(filled) >= 3:
            self.ended = False
        if self.ended or _TOTAL.match(slot.text):
            self._put_outside(row, "row")
            return True
        if lone:
            heading = sections.read_heading(slot.text, slot.cell.place, self.names, marked=wide)
            if heading and (wide or header.columns[filled[0]].field not in GROUPING):
                self.heading = heading
                self._put_outside(row, "heading")
                return True
        return False

    def _is_named_heading(self, row: Row, below: Row | None, header: Header) -> bool:
        """Whether a numbered row is only the name of an indicator or issue over the measures below it."""
        filled = [header.columns[at].field for at in own(row)]
        if filled != [Field.NUMBER, Field.TITLE] or below is None or not has(below, header, (Field.TITLE,)):
            return False
        slot = row[own(row)[1]]
        heading = sections.read_heading(slot.text, slot.cell.place, self.names)
        if heading is None:
            return False
        self.heading = heading
        self._put_outside(row, "heading")
        return True


def _lone_heading(row: Row, names: Names) -> Heading | None:
    """The heading that a row holds and nothing else."""
    filled = own(row)
    return sections.read_heading(row[filled[0]].text, row[filled[0]].cell.place, names) if len(filled) == 1 else None
