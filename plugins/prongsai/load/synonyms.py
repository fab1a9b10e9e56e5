"""The words that a site's officers declare equal for its search: data/synonyms.yml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from prongsai.load.files import SYNONYMS, Folder
from prongsai.load.validate import validate
from prongsai.model import Record
from prongsai.model.fields import Line

Group = Annotated[tuple[Line, ...], Field(max_length=30)]


class SynonymFields(Record):
    """คำที่ความหมายเดียวกันสำหรับการค้นหา: data/synonyms.yml"""

    groups: tuple[Group, ...] = Field(title="กลุ่มคำ", max_length=500)
    """แต่ละกลุ่มคือคำที่ค้นแทนกันได้ เช่น [ของหลวง, ทรัพย์สินของทางราชการ]"""


def load_synonyms(root: Folder) -> tuple[tuple[str, ...], ...]:
    """The groups of the data folder; none when it has no such file. Problems go to the folder's list."""
    if not (root.path / SYNONYMS).is_file() or (root.path / SYNONYMS).is_symlink():
        return ()
    document = root.read(SYNONYMS)
    if document.value is None or document.problems:
        return ()
    record, problems = validate(SynonymFields, document, {})
    root.problems.extend(problems)
    return record.groups if record else ()
