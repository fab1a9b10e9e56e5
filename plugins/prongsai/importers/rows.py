"""Rows into raw records: which row begins one, and which goes on with the one before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from prongsai.importers import sections
from prongsai.importers.columns import Column, Header
from prongsai.importers.document import Row
from prongsai.importers.draft import Cell, Doubt, Field, Heading
from prongsai.importers.items import split_items
from prongsai.importers.sections import Names
from prongsai.importers.values import TICKS
from prongsai.problems import Message

_JOINED = Message("ข้อความต่อจากแถวก่อนหน้า ตรวจว่าต่อกันถูก", "this goes on from the row before; see that it joins")
_MERGED = Message("ช่องผสานข้ามหลายคอลัมน์ ตรวจว่าอยู่ถูกช่อง", "a cell over several columns; check its field")
_SHORT_FIELDS = (Field.RESPONSIBLE, Field.PERIOD, Field.BUDGET, Field.STATUS, Field.EVIDENCE)
"""Fields whose next row is another entry and never the rest of a sentence."""
GROUPING = (Field.INDICATOR, Field.ISSUE)


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


def goes_on(last: Raw, row: Row, header: Header, *, first: bool, numbered: bool) -> bool:
    """Whether a row belongs to the record before it; `first` if a page break cut the table there."""
    if last.header.columns != header.columns:
        return False
    naming_fields = keys(header)
    naming = [at for at, column in enumerate(header.columns) if column.field in naming_fields - {Field.NUMBER}]
    if not any(column.field in naming_fields for column in header.columns):
        return len(own(row)) < 2
    if any(row[at].first and row[at].text for at in naming):
        title = " ".join(row[at].text for at in naming if row[at].first)
        labelled = any(item.label for item in split_items(title)[:1])
        has_number = has(row, header, (Field.NUMBER,))
        cut_title = first and not labelled and not has_number and (numbered or _is_labelled(last))
        return cut_title and own(row)[0] in naming
    if has(row, header, (Field.NUMBER,)):
        return any(row[at].from_above for at in naming)
    return True


def start(row: Row, header: Header, heading: Heading | None, before: Raw | None, names: Names) -> Raw:
    """A new record; an empty indicator says that it is the one of the record before in the same table."""
    raw = Raw(header, heading)
    for at, (slot, column) in enumerate(zip(row, header.columns, strict=False)):
        if column.field in GROUPING and not slot.text and before and before.heading is raw.heading:
            raw.indicator, raw.issue = raw.indicator or before.indicator, raw.issue or before.issue
        if not slot.text or not (slot.first or slot.from_above):
            continue
        if column.field in GROUPING:
            indicator, issue = sections.group_of(slot.text, names)
            if indicator is None and issue is None and column.field is Field.INDICATOR:
                indicator = sections.number_of(slot.text, names.indicators)
            elif indicator is None and issue is None:
                issue = sections.number_of(slot.text, names.issues)
            raw.indicator, raw.issue = indicator or raw.indicator, issue or raw.issue
        if slot.from_above and slot.cell.place.column != at + 1:
            continue
        covered = {one.field for one in header.columns[at : at + slot.width]}
        if slot.first and len(covered) > 1 and not covered <= {Field.NUMBER, Field.TITLE}:
            raw.doubts.append(Doubt(column.field, _MERGED, slot.cell))
        _put(raw, column, Piece(slot.cell, column, derived=not slot.first))
    return raw


def go_on(raw: Raw, row: Row, header: Header, *, cut: bool) -> None:
    """Put a row into the record before it, in mid-sentence where the row says so."""
    few = len(own(row)) <= 2
    for slot, column in zip(row, header.columns, strict=False):
        if not (slot.first and slot.text):
            continue
        labelled = bool(split_items(slot.text)[0].label)
        before = raw.pieces.get(column.field, []) if column.field else []
        listed = bool(before) and bool(split_items(before[-1].cell.text)[-1].label)
        whole = column.field in (Field.RESPONSIBLE, Field.PERIOD, Field.BUDGET, Field.STATUS, Field.EVIDENCE)
        joins = bool(before) and not labelled and not whole and (cut or (few and listed) or column.field is Field.TITLE)
        _put(raw, column, Piece(slot.cell, column, "join" if joins else "next"))
        if joins:
            message = Message(
                "ข้อความต่อจากแถวก่อนหน้า ตรวจว่าต่อกันถูก", "this goes on from the row before; see that it joins"
            )
            raw.doubts.append(Doubt(column.field, message, slot.cell))


def _put(raw: Raw, column: Column, piece: Piece) -> None:
    if column.field is None or column.field is Field.SKIP:
        if not piece.derived:
            raw.unmapped.append(piece.cell)
    elif column.mark and piece.cell.text not in TICKS and not piece.derived:
        raw.unmapped.append(piece.cell)
    else:
        raw.pieces.setdefault(column.field, []).append(piece)


def own(row: Row) -> list[int]:
    """The columns in which a row has a text of its own."""
    return [at for at, slot in enumerate(row) if slot.first and slot.text]


def keys(header: Header) -> set[Field]:
    """The fields that name a record; an indicator does where there is no title."""
    named = {Field.NUMBER, Field.TITLE, Field.FILED_CODE, Field.FILED_NAME}
    return named if header.fields & {Field.TITLE, Field.FILED_NAME} else named | set(GROUPING)


def has(row: Row, header: Header, fields: tuple[Field, ...]) -> bool:
    """Whether a row has a text of its own in one of these fields."""
    return any(
        slot.first and slot.text and column.field in fields for slot, column in zip(row, header.columns, strict=False)
    )


def _is_labelled(raw: Raw) -> bool:
    titles = raw.pieces.get(Field.TITLE, [])
    return bool(titles) and bool(split_items(titles[0].cell.text)[0].label)
