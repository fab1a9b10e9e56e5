"""The cells of a raw record into the entries of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from prongsai.importers import values
from prongsai.importers.draft import Cell, Doubt, Field, Item
from prongsai.importers.items import split_items
from prongsai.importers.rows import Piece, Raw
from prongsai.problems import Message

_ONE_LINE = frozenset({Field.NUMBER, Field.BUDGET, Field.FILED_CODE, Field.INDICATOR, Field.ISSUE})
_MAY_HOLD_BOXES = frozenset({Field.PROGRESS, Field.RESULTS, Field.STEPS, Field.OUTCOMES, Field.STATUS, Field.NOTE})


@dataclass(slots=True)
class Texts:
    """Entries and cells by field, the word of status, and what was doubtful on the way."""

    fields: dict[Field, tuple[Item, ...]] = field(default_factory=dict)
    cells: dict[Field, tuple[Cell, ...]] = field(default_factory=dict)
    unmapped: list[Cell] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    status: str = ""

    def add(self, key: Field, items: Sequence[Item], cell: Cell) -> None:
        """Put entries below those that the field has."""
        if items:
            self.fields[key] = (*self.fields.get(key, ()), *items)
            if cell not in self.cells.get(key, ()):
                self.cells[key] = (*self.cells.get(key, ()), cell)

    def move(self, old: Field, new: Field) -> None:
        """Let a field's entries stand in another one."""
        if old in self.fields:
            self.fields[new] = (*self.fields.get(new, ()), *self.fields.pop(old))
            self.cells[new] = (*self.cells.get(new, ()), *self.cells.pop(old))


def read_texts(raw: Raw, fiscal_year: int, *, wrapped: bool) -> Texts:
    """Read every cell of a record by the field it stands in."""
    texts = Texts(unmapped=list(raw.unmapped), doubts=list(raw.doubts))
    for key, pieces in raw.pieces.items():
        if key is Field.PERIOD:
            pieces = list(_ends_joined(pieces, texts))
        for piece in pieces:
            if piece.column.mark and not piece.derived:
                _read_mark(key, piece, texts)
            else:
                _read_piece(key, piece, texts, fiscal_year, wrapped=wrapped)
    return texts


def _read_mark(key: Field, piece: Piece, texts: Texts) -> None:
    """A tick says what its column's header says."""
    texts.unmapped.append(piece.cell)
    mark = piece.column.mark
    if key is Field.STATUS:
        if texts.status:
            texts.doubts.append(_two_ticks(piece.cell))
        texts.status = "" if texts.status else values.status_word(mark)
        texts.add(key, [Item(mark, place=piece.cell.place, derived=True)], piece.cell)
    else:
        texts.add(key, [Item(mark, place=piece.cell.place, derived=True)], piece.cell)


def _two_ticks(cell: Cell) -> Doubt:
    message = Message("ทำเครื่องหมายไว้มากกว่าหนึ่งช่อง จึงไม่ใส่สถานะให้", "more than one box is ticked, so no status was taken")
    return Doubt(Field.STATUS, message, cell)


def _ends_joined(pieces: Sequence[Piece], texts: Texts) -> Iterator[Piece]:
    """Begin and end of a period from two columns as one."""
    parts = {piece.column.part: piece for piece in pieces if piece.column.part}
    if len(parts) == 2 and len(pieces) == 2:
        first, last = parts["start"], parts["end"]
        text = " ".join(f"{first.cell.text} - {last.cell.text}".split())
        derived = first.derived and last.derived
        if first.derived is last.derived:
            items = [Item(text, place=first.cell.place, derived=derived)]
            texts.add(Field.PERIOD, items, first.cell)
            texts.cells[Field.PERIOD] = (*texts.cells[Field.PERIOD], last.cell)
            return
    yield from pieces


def _read_piece(key: Field, piece: Piece, texts: Texts, fiscal_year: int, *, wrapped: bool) -> None:
    cell, text = piece.cell, piece.cell.text
    boxes = values.read_boxes(text, cell.place) if key in _MAY_HOLD_BOXES else None
    if boxes:
        texts.add(Field.STATUS, _mark_derived(boxes.choices, piece), cell)
        if not boxes.certain:
            texts.doubts.append(
                _two_ticks(cell)
                if any(choice.text.startswith("☑") for choice in boxes.choices)
                else Doubt(Field.STATUS, Message("ไม่ได้ทำเครื่องหมายในช่องใด", "no box is ticked"), cell)
            )
        texts.status = boxes.word
        text = boxes.rest
        if not text:
            return
    if key is Field.STATUS:
        texts.add(*_status(text, piece, texts))
        return
    match key:
        case Field.RESPONSIBLE:
            items = values.split_units(text, cell.place)
        case Field.PERIOD:
            items = values.split_periods(text, fiscal_year, cell.place)
        case _ if key in _ONE_LINE:
            items = (Item(" ".join(text.split()), place=cell.place),)
        case _:
            items = split_items(text, cell.place, wrapped=wrapped)
    items = tuple(_mark_derived(items, piece))
    if piece.mode == "join" and texts.fields.get(key) and items:
        *before, last = texts.fields[key]
        texts.fields[key] = (*before, _joined(last, items[0]))
        items = items[1:]
        texts.cells[key] = (*texts.cells[key], cell)
    texts.add(key, items, cell)


def _mark_derived(items: Sequence[Item], piece: Piece) -> Sequence[Item]:
    return tuple(replace(item, derived=True) for item in items) if piece.derived else items


def _joined(last: Item, rest: Item) -> Item:
    """A sentence that was cut between two rows, together again at its deepest entry."""
    if last.subs:
        return replace(last, subs=(*last.subs[:-1], _joined(last.subs[-1], rest)))
    return replace(last, text=f"{last.text} {rest.filed}".strip(), subs=rest.subs)


def _status(text: str, piece: Piece, texts: Texts) -> tuple[Field, Sequence[Item], Cell]:
    word = values.status_word(text)
    if word:
        texts.status = word
    elif text:
        message = Message(f"ไม่รู้จักสถานะ “{text[:60]}” จึงไม่ใส่ให้", f"the status “{text[:60]}” is not known")
        texts.doubts.append(Doubt(Field.STATUS, message, piece.cell))
    items = [Item(" ".join(text.split()), place=piece.cell.place, derived=piece.derived)]
    return Field.STATUS, items, piece.cell
