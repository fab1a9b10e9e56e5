"""The sheets and their columns, taken from the model: a new field is a new column without any work here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from prongsai.described import explanations
from prongsai.model import DisclosureFields, Evidence, MeasureFields, Record
from prongsai.model.records import STATUS_WORDS
from prongsai.rewrite.order import DISCLOSURE, MEASURE
from prongsai.words import load_words

VERSION = "1"
MARK = "prongsai-workbook"
HIDDEN, LISTS, HELP = "prongsai", "lists", "วิธีใช้"
MEASURES, EVIDENCE, ITEMS = "มาตรการ", "หลักฐาน", "ข้อ OIT"
ID, CODE, NAME = "id", "code", "name"
"""Keys of columns that are no fields: the file's name, the item's code, the item's official name (never read back)."""
TITLE_ROW, KEY_ROW, FIRST_ROW = 1, 2, 3

_WIDE = {"title", "reason", "goals", "steps", "activities", "results", "outcomes", "progress", "parts"}
_NARROW = {"number", "indicator", "issue", "items", "covers", "filed_code"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key of its field, the Thai title, what the model says of it."""

    key: str
    title: str
    help: str
    required: bool = False

    @property
    def width(self) -> int:
        """In letters."""
        return 52 if self.key in _WIDE else 11 if self.key in _NARROW else 26


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of records; the first column says which record a row is, or belongs to."""

    name: str
    columns: tuple[Column, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The keys that are brought back."""
        return tuple(column.key for column in self.columns[1:] if column.key != NAME)


def sheets() -> dict[str, Sheet]:
    """The three sheets by name."""
    words = load_words()["workbook"]
    made = Column(ID, words["id"], words["id_help"])
    owner = Column(ID, words["owner"], words["owner_help"], required=True)
    code = Column(CODE, words["code"], words["code_help"], required=True)
    official = Column(NAME, words["name"], words["name_help"])
    return {
        MEASURES: Sheet(MEASURES, (made, *_columns(MeasureFields, MEASURE))),
        EVIDENCE: Sheet(EVIDENCE, (owner, *_columns(Evidence, tuple(Evidence.model_fields)))),
        ITEMS: Sheet(ITEMS, (code, official, *_columns(DisclosureFields, DISCLOSURE))),
    }


def _columns(record: type[Record], order: Sequence[str]) -> tuple[Column, ...]:
    """The fields of a record but its evidence, which has a sheet of its own."""
    infos = ((key, record.model_fields[key]) for key in order if key != "evidence")
    texts = explanations(record)
    return tuple(Column(key, i.title or key, texts.get(key, ""), required=i.is_required()) for key, i in infos)


def choices() -> dict[str, tuple[str, ...]]:
    """What may stand in a column that has a list."""
    return {
        "kind": get_args(MeasureFields.model_fields["kind"].annotation),
        "status": tuple(STATUS_WORDS),
    }
