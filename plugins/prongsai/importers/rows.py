"""Rows of tables into raw records: which row begins one, which goes on with the one before, which is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from prongsai.importers import columns, sections
from prongsai.importers.columns import Column, Header
from prongsai.importers.document import Row, Table
from prongsai.importers.draft import Cell, Doubt, Field, Heading, Outside, Question
from prongsai.importers.headers import Known
from prongsai.importers.items import split_items
from prongsai.importers.sections import Names
from prongsai.importers.values import TICKS
from prongsai.problems import Message

_WIDE = 0.6
"""Share of the columns that a merged cell covers when it is a heading."""
_TOTAL = re.compile(
    r"รวม(?:ทั้งสิ้น|ทั้งหมด|งบประมาณ|เป็นเงิน|เงิน|จำนวน)*[\s0-9๐-๙,.:]*(?:บาท|มาตรการ|โครงการ|กิจกรรม|ข้อ|รายการ)?\s*$"
)
_JOINED = Message("ข้อความต่อจากแถวก่อนหน้า ตรวจว่าต่อกันถูก", "this goes on from the row before; see that it joins")
_MERGED = Message("ช่องผสานข้ามหลายคอลัมน์ ตรวจว่าอยู่ถูกช่อง", "a cell over several columns; check its field")
_SHORT_FIELDS = (Field.RESPONSIBLE, Field.PERIOD, Field.BUDGET, Field.STATUS, Field.EVIDENCE)
"""Fields whose next row is another entry and never the rest of a sentence."""
_GROUPING = (Field.INDICATOR, Field.ISSUE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell's text on its way into a field. `join`: it goes on with the sentence before; `next`: below it."""

    cell: Cell
    column: Column
    mode: Literal["start", "next", "join"] = "start"
    derived: bool = False


@dataclass(slots=True)
class Raw:
    """A record as cells, before its texts are read."""

    header: Header
    heading: Heading | None = None
    pieces: dict[Field, list[Piece]] = field(default_factory=dict)
    unmapped: list[Cell] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    indicator: int | None = None
    issue: int | None = None


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
    records: list[Raw] = field(default_factory=list)
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
        self.header = columns.settle(header, body, self.names, self.fiscal_year)
        for question in columns.questions(self.header, body, top):
            self.questions.setdefault(question.key, question)

    def _headless(self, table: Table, rows: Sequence[Row], *, followed: bool) -> None:
        """Rows without a header above: they go on with the last table if they are as wide, else all is asked."""
        goes_on = self.header and len(self.header.columns) == len(rows[0])
        if goes_on and not (followed and all(len(_own(row)) <= 1 for row in rows)):
            self._body(rows, cut=True)
            return
        assumed = None if followed else columns.assume_header(table, self.known, self.mapping, self.fiscal_year)
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
        numbered = sum(_has(row, header, (Field.NUMBER,)) for row in rows) * 2 > len(rows)
        for at, row in enumerate(rows):
            own = _own(row)
            if not own or self._is_no_record(row, own, header):
                continue
            if self._goes_on(row, header, first=cut and at == 0, numbered=numbered):
                self._continue(row, header, cut=cut and at == 0)
            else:
                self._start(row, header)

    def _is_no_record(self, row: Row, own: list[int], header: Header) -> bool:
        """Whether a row is a heading across the table, a total, a note or a signature."""
        slot = row[own[0]]
        wide = len(own) == 1 and slot.width >= max(2, _WIDE * len(row))
        lone = len(own) == 1 and (own[0] == 0 or wide)
        if sections.is_footer(slot.text) and len(own) <= 2 and header.columns[own[0]].field is not Field.NUMBER:
            self.ended = True
        keyed = any(header.columns[at].field in _keys(header) for at in own)
        if self.ended and keyed and len(own) >= 3:
            self.ended = False
        if self.ended or _TOTAL.match(slot.text):
            self._put_outside(row, "row")
            return True
        if lone:
            heading = sections.read_heading(slot.text, slot.cell.place, self.names, marked=wide)
            if heading and (wide or header.columns[own[0]].field not in _GROUPING):
                self.heading = heading
                self._put_outside(row, "heading")
                return True
        return False

    def _goes_on(self, row: Row, header: Header, *, first: bool, numbered: bool) -> bool:
        """Whether a row belongs to the record before it."""
        last = self.records[-1] if self.records else None
        if last is None or last.header.columns != header.columns or last.heading is not self.heading:
            return False
        keys = _keys(header)
        naming = [
            at for at, column in enumerate(header.columns) if column.field in keys and column.field != Field.NUMBER
        ]
        if not any(column.field in keys for column in header.columns):
            return len(_own(row)) < 2
        if any(row[at].first and row[at].text for at in naming):
            title = " ".join(row[at].text for at in naming if row[at].first)
            labelled = any(item.label for item in split_items(title)[:1])
            has_number = _has(row, header, (Field.NUMBER,))
            cut_title = first and not labelled and not has_number and (numbered or _is_labelled(last))
            return cut_title and _own(row)[0] in naming
        if _has(row, header, (Field.NUMBER,)):
            return any(row[at].from_above for at in naming)
        return True

    def _start(self, row: Row, header: Header) -> None:
        raw = Raw(header, self.heading)
        before = self.records[-1] if self.records and self.records[-1].header is header else None
        for at, (slot, column) in enumerate(zip(row, header.columns, strict=False)):
            if column.field in _GROUPING and not slot.text and before and before.heading is raw.heading:
                raw.indicator, raw.issue = raw.indicator or before.indicator, raw.issue or before.issue
            if not slot.text or not (slot.first or slot.from_above):
                continue
            if column.field in _GROUPING:
                indicator, issue = sections.group_of(slot.text, self.names)
                raw.indicator, raw.issue = indicator or raw.indicator, issue or raw.issue
            if slot.from_above and slot.cell.place.column != at + 1:
                continue
            covered = {one.field for one in header.columns[at : at + slot.width]}
            if slot.first and len(covered) > 1 and not covered <= {Field.NUMBER, Field.TITLE}:
                raw.doubts.append(Doubt(column.field, _MERGED, slot.cell))
            self._put(raw, column, Piece(slot.cell, column, derived=not slot.first))
        self.records.append(raw)

    def _continue(self, row: Row, header: Header, *, cut: bool) -> None:
        raw = self.records[-1]
        few = len(_own(row)) <= 2
        for slot, column in zip(row, header.columns, strict=False):
            if not (slot.first and slot.text):
                continue
            labelled = bool(split_items(slot.text)[0].label)
            before = raw.pieces.get(column.field, []) if column.field else []
            listed = bool(before) and bool(split_items(before[-1].cell.text)[-1].label)
            whole = column.field in (Field.RESPONSIBLE, Field.PERIOD, Field.BUDGET, Field.STATUS, Field.EVIDENCE)
            joins = (
                bool(before) and not labelled and not whole and (cut or (few and listed) or column.field is Field.TITLE)
            )
            self._put(raw, column, Piece(slot.cell, column, "join" if joins else "next"))
            if joins:
                message = Message(
                    "ข้อความต่อจากแถวก่อนหน้า ตรวจว่าต่อกันถูก", "this goes on from the row before; see that it joins"
                )
                raw.doubts.append(Doubt(column.field, message, slot.cell))

    def _put(self, raw: Raw, column: Column, piece: Piece) -> None:
        if column.field is None or column.field is Field.SKIP:
            if not piece.derived:
                raw.unmapped.append(piece.cell)
        elif column.mark and piece.cell.text not in TICKS and not piece.derived:
            raw.unmapped.append(piece.cell)
        else:
            raw.pieces.setdefault(column.field, []).append(piece)


def _own(row: Row) -> list[int]:
    return [at for at, slot in enumerate(row) if slot.first and slot.text]


def _lone_heading(row: Row, names: Names) -> Heading | None:
    """The heading that a row holds and nothing else."""
    own = _own(row)
    return sections.read_heading(row[own[0]].text, row[own[0]].cell.place, names) if len(own) == 1 else None


def _keys(header: Header) -> set[Field]:
    """The fields that name a record; an indicator does where there is no title."""
    named = {Field.NUMBER, Field.TITLE, Field.FILED_CODE, Field.FILED_NAME}
    return named if header.fields & {Field.TITLE, Field.FILED_NAME} else named | set(_GROUPING)


def _has(row: Row, header: Header, fields: tuple[Field, ...]) -> bool:
    return any(
        slot.first and slot.text and column.field in fields for slot, column in zip(row, header.columns, strict=False)
    )


def _is_labelled(raw: Raw) -> bool:
    titles = raw.pieces.get(Field.TITLE, [])
    return bool(titles) and bool(split_items(titles[0].cell.text)[0].label)
