"""What reading a report gives: drafts of records, with the cell that each text came from and every doubt.

Nothing here is decided for the officer. A text that found no field stands in `unmapped` or `outside`, so that all
letters that were read can be counted again (`Import.letters_out`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from prongsai.problems import Message

Kind = Literal["มาตรการ", "แนวทางยกระดับ", "ข้อ OIT"]
"""The first two are measures (`MeasureFields.kind`), the last an answer in disclosures.yml."""


class Field(StrEnum):
    """Where a column's texts go; the values are the keys of the YAML records, but for the last three."""

    NUMBER = "number"
    TITLE = "title"
    INDICATOR = "indicator"
    ISSUE = "issue"
    REASON = "reason"
    GOALS = "goals"
    STEPS = "steps"
    ACTIVITIES = "activities"
    RESPONSIBLE = "responsible"
    PERIOD = "period"
    BUDGET = "budget"
    STATUS = "status"
    RESULTS = "results"
    OUTCOMES = "outcomes"
    OBSTACLES = "obstacles"
    SUGGESTIONS = "suggestions"
    EVIDENCE = "evidence"
    NOTE = "note"
    FILED_CODE = "filed_code"
    FILED_NAME = "filed_name"
    PARTS = "parts"
    PROGRESS = "progress"
    SKIP = "skip"
    """A column that the officer leaves out; its texts stay in `unmapped`."""


class Place(NamedTuple):
    """Where something stands in the source. Rows and columns count from 1 and are 0 outside tables."""

    file: str
    block: int
    """Which table or paragraph, counted apart from 1; in PDF too."""
    row: int = 0
    column: int = 0
    sheet: str = ""
    """Name of the worksheet; empty elsewhere."""

    @property
    def th(self) -> str:
        """As people read it: `report.docx ตาราง 3 แถว 2 ช่อง 4`."""
        if not self.row:
            return f"{self.file} ย่อหน้า {self.block}"
        table = f"แผ่น {self.sheet}" if self.sheet else f"ตาราง {self.block}"
        return f"{self.file} {table} แถว {self.row}" + (f" ช่อง {self.column}" if self.column else "")

    @property
    def en(self) -> str:
        """The same in English."""
        if not self.row:
            return f"{self.file} paragraph {self.block}"
        table = f"sheet {self.sheet}" if self.sheet else f"table {self.block}"
        return f"{self.file} {table} row {self.row}" + (f" column {self.column}" if self.column else "")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as read: a line per paragraph or list entry, automatic numbers written out, boxes as ☐ and ☑."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a cell: its mark as filed ("๑.", "-", "" for none), the text, what hangs under it."""

    text: str
    label: str = ""
    subs: tuple[Item, ...] = ()
    place: Place | None = None
    left_out: str = ""
    """A joining word that stood before it and is in no record: สำนักปลัด และ กองคลัง."""
    derived: bool = False
    """Copied from a merged cell or read from a header: its letters stand elsewhere too."""

    @property
    def filed(self) -> str:
        """Mark and text as a record holds them."""
        return f"{self.label} {self.text}".strip()

    @property
    def flat(self) -> tuple[str, ...]:
        """This entry and all under it, in the order of reading, each as a record holds it."""
        return (self.filed, *(line for sub in self.subs for line in sub.flat))


@dataclass(frozen=True, slots=True)
class Heading:
    """The section heading that a record stands under, as filed, and the number read from it."""

    text: str
    place: Place
    indicator: int | None = None
    issue: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should look at: a sentence, the field that it concerns (None: the whole record), the cell."""

    field: Field | None
    message: Message
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A repair that is likely and not certain (a space inside a word): offered, never made. `before` is a `filed`."""

    field: Field
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One step with its own unit and period; only where the report has as many of each."""

    step: Item
    responsible: Item | None
    period: Item | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMeasure:
    """One record of the report, before a person has looked at it."""

    kind: Kind
    fields: Mapping[Field, tuple[Item, ...]]
    """The texts of each field that the report filled. `responsible` and `period` are one item a unit or span."""
    cells: Mapping[Field, tuple[Cell, ...]]
    """For each of these fields, the cells that its texts came from."""
    heading: Heading | None = None
    indicator: int | None = None
    issue: int | None = None
    code: str = ""
    """`O18`: the item that it answers, or that a measure belongs to; as printed in `fields[Field.FILED_CODE]`."""
    status: str = ""
    """A word of `STATUS_WORDS` if a box was ticked or a status column filled; never guessed."""
    pairs: tuple[Pair, ...] = ()
    unmapped: tuple[Cell, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def title(self) -> str:
        """The name without its number, or all entries with theirs if the report puts several into one row; or empty."""
        named = self.fields.get(Field.TITLE) or self.fields.get(Field.FILED_NAME) or ()
        if len(named) == 1 and not named[0].subs:
            return named[0].text
        return " ".join(line for item in named for line in item.flat)

    @property
    def number(self) -> str:
        """The printed number, from its own column or from before the title; empty if there is none."""
        return " ".join(item.filed for item in self.fields.get(Field.NUMBER, ()))

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return min(cell.place for cells in (*self.cells.values(), self.unmapped) for cell in cells)

    def lines(self, key: Field) -> tuple[str, ...]:
        """The texts of a field as the YAML record holds them, sub-items in line with the rest."""
        return tuple(line for item in self.fields.get(key, ()) for line in item.flat)


@dataclass(frozen=True, slots=True)
class Question:
    """A column whose field is not certain. The answer goes into the mapping as `key: field`."""

    key: str
    """The header without spaces and marks; the same header is asked once. `ตาราง 3 ช่อง 2` where there is none."""
    header: str
    """As printed."""
    candidates: tuple[Field, ...]
    """Likeliest first; may be empty."""
    place: Place
    samples: tuple[str, ...] = ()
    """What stands below, shortened, so that a person can tell."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A text of the source that is in no record: a heading, a header row, a paragraph, a row nobody could place."""

    text: str
    place: Place
    kind: Literal["heading", "header", "text", "row"]


@dataclass(frozen=True, slots=True)
class Import:
    """All that a document gave. While there are `questions`, the columns they ask for stand in `unmapped`."""

    measures: tuple[DraftMeasure, ...]
    outside: tuple[Outside, ...]
    questions: tuple[Question, ...]
    letters_in: int
    """Letters and digits that the reader gave, after certain repairs."""
    doubts: tuple[Doubt, ...] = field(default=())
    """Of the whole document, such as: this is a PDF."""

    @property
    def letters_out(self) -> int:
        """Letters and digits in records and outside; equal to `letters_in`, or something was lost."""
        return sum(count_letters(text) for text in self.texts())

    def texts(self) -> Iterator[str]:
        """Every text of the import, each once."""
        for measure in self.measures:
            for items in measure.fields.values():
                for item in items:
                    if not item.derived:
                        yield item.left_out
                        yield from item.flat
            yield from (cell.text for cell in measure.unmapped)
        yield from (one.text for one in self.outside)


def count_letters(text: str) -> int:
    """Letters, vowels, marks and digits; not spaces, boxes or punctuation."""
    return sum(char.isalnum() or "\u0e31" <= char <= "\u0e4e" for char in text)


def mapping_keys(questions: Sequence[Question]) -> tuple[str, ...]:
    """The keys that a mapping must answer."""
    return tuple(dict.fromkeys(question.key for question in questions))
