"""A document as its reader gives it: paragraphs and tables in order, merged cells laid out on a grid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from prongsai import thai
from prongsai.importers.draft import Cell, Doubt, Place, count_letters
from prongsai.problems import Message

MAX_BYTES = 60_000_000
MAX_CELLS = 200_000
MAX_SPAN = 1_000


class ReadingError(Exception):
    """The file is of no kind that can be read, or is damaged; `message` says what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.en)


def too_large(name: str) -> Message:
    """What to do with a table that no agency's report has."""
    return Message(
        f"{name}: ตารางใหญ่เกิน {MAX_CELLS:,} ช่อง คัดลอกเฉพาะตารางมาตรการไปไว้ในไฟล์ใหม่ แล้วนำเข้าไฟล์นั้น",
        f"{name}: a table of more than {MAX_CELLS:,} cells; copy the measures into a new file and import that",
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text outside tables; `is_heading` if the source marks it as one."""

    text: str
    place: Place
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of the grid. A merged cell stands in all the slots it covers and is `first` in one of them."""

    cell: Cell
    first: bool = True
    from_above: bool = False
    """Whether the cell begins in a row above."""
    width: int = 1
    """Columns that the cell covers."""

    @property
    def text(self) -> str:
        """The text of the cell, also where it is only covered by it."""
        return self.cell.text


Row = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; `header_rows` of them are marked as header by the source."""

    rows: tuple[Row, ...]
    header_rows: int = 0


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A file, read."""

    name: str
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = field(default=())

    def cells(self) -> Iterator[Cell]:
        """Each cell once, by table and row."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from (slot.cell for row in block.rows for slot in row if slot.first)

    @property
    def letters(self) -> int:
        """Letters and digits of the whole document."""
        paragraphs = sum(count_letters(block.text) for block in self.blocks if isinstance(block, Paragraph))
        return paragraphs + sum(count_letters(cell.text) for cell in self.cells())


_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000\f\v]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffc\ufffe\uffff]")
_BOXES = str.maketrans(
    {
        **dict.fromkeys("\u2611\u2612\u2714\uf052\uf0fe\uf053\uf0fd\U0001f5f9\U0001f5f5", "☑"),
        **dict.fromkeys("\u25a1\u25fb\u25fd\u2b1c\uf06f\uf0a8\uf071\uf0a1\U0001f78f", "☐"),
        **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf02d\u25cf\u25aa\u27a2\u2022\u00b7\uf076", "•"),
        "\uf0fc": "✓",
    }
)


def clean(text: str) -> str:
    """Mend what is certain: one spelling for what looks the same, boxes and bullets of symbol fonts, stray spaces.

    Line ends stay: a line is a paragraph or an entry of a list.
    """
    text = _CONTROL.sub(" ", thai.normalise(text.translate(_BOXES)).replace("\r\n", "\n").replace("\r", "\n"))
    if "☐" in text:
        text = text.replace("■", "☑")
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class Grid:
    """Lays cells with row and column spans on a grid, row by row."""

    name: str
    block: int
    sheet: str = ""
    rows: list[dict[int, Slot]] = field(default_factory=list)
    waiting: dict[int, tuple[Slot, int]] = field(default_factory=dict)
    """By column: a cell that reaches further down, and how many rows it still covers."""
    size: int = 0
    """Slots of all rows."""

    def add(self, cells: list[tuple[str, int, int]]) -> None:
        """Add a row of cells, each with its text, columns and rows it covers."""
        row: dict[int, Slot] = {}
        for column, (slot, left) in list(self.waiting.items()):
            row[column] = Slot(slot.cell, first=False, from_above=True, width=slot.width)
            if left > 1:
                self.waiting[column] = (slot, left - 1)
            else:
                del self.waiting[column]
        column = 0
        for text, width, height in cells:
            while column in row:
                column += 1
            cell = Cell(clean(text), Place(self.name, self.block, len(self.rows) + 1, column + 1, self.sheet))
            for at in range(column, column + max(1, min(width, MAX_SPAN))):
                if at in row:
                    break
                row[at] = Slot(cell, first=at == column, width=width)
                if height > 1:
                    self.waiting[at] = (row[at], min(height, MAX_SPAN) - 1)
            column += width
        self.rows.append(row)
        self.size += len(row)
        if self.size > MAX_CELLS:
            raise ReadingError(too_large(self.name))

    def table(self, header_rows: int = 0) -> Table | None:
        """What was added, as wide as its widest row, a sheet only as wide as its texts; None without any text."""
        filled = [at for row in self.rows for at, slot in row.items() if slot.text]
        if not filled:
            return None
        width = max(filled if self.sheet else [at for row in self.rows for at in row]) + 1
        rows = []
        for number, row in enumerate(self.rows, 1):
            empty = (Cell("", Place(self.name, self.block, number, at + 1, self.sheet)) for at in range(width))
            rows.append(tuple(row.get(at) or Slot(cell) for at, cell in enumerate(empty)))
        return Table(tuple(rows), header_rows)
