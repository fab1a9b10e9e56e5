"""The project's own wishes for its checks: the file `.prongsai.yml`, and the same keys in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from prongsai.load import encoding, messages, strict_yaml
from prongsai.load.strict_yaml import Document
from prongsai.load.validate import validate
from prongsai.model import Record
from prongsai.model.fields import Line, Names
from prongsai.problems import Level, Problem, Source

PROJECT_FILE = ".prongsai.yml"

LevelWord = Literal["error", "warning", "info"]


class Wishes(Record):
    """การตั้งค่าการตรวจ: .prongsai.yml ข้างโฟลเดอร์ data/ หรือช่อง checks ใน mkdocs.yml"""

    select: Names = Field((), title="เฉพาะกฎ")
    """ตรวจเฉพาะกฎเหล่านี้ ชื่อที่ลงท้ายด้วย - คือทุกกฎที่ขึ้นต้นเช่นนั้น เช่น period- ไม่ใส่คือทุกกฎ"""
    ignore: Names = Field((), title="ไม่ตรวจกฎ")
    """ไม่ต้องบอกปัญหาของกฎเหล่านี้"""
    level: LevelWord = Field("info", title="ระดับต่ำสุดที่แจ้ง")
    """error warning หรือ info"""
    levels: Annotated[dict[Line, LevelWord], Field(max_length=200)] = Field(default_factory=dict, title="ระดับรายกฎ")
    """เปลี่ยนระดับของกฎ เช่น period-part-of-year: info"""
    fail_on: Literal["error", "warning", "info", "never"] = Field("never", title="หยุดการสร้างเว็บตั้งแต่ระดับ")
    """ข้อสังเกตตั้งแต่ระดับนี้หยุดการสร้างเว็บด้วย ปกติ never คือไม่หยุด"""


class Project(NamedTuple):
    """What a project says, where it says it, and what is wrong with it."""

    wishes: Wishes
    source: Source
    problems: tuple[Problem, ...] = ()


def load_project(files: Iterable[tuple[Path, str]]) -> Project:
    """The first of these files that is there (each with how messages name it); without any, no wishes.

    A faulty file gives problems and no wishes.
    """
    for path, shown in files:
        if path.is_file():
            return _validated(_read(path, shown))
    return Project(Wishes(), Source(PROJECT_FILE))


def _read(path: Path, shown: str) -> Document:
    try:
        with path.open("rb") as file:
            return strict_yaml.read(file.read(encoding.MAX_BYTES + 1), shown)
    except OSError as error:
        source = Source(shown)
        message = messages.message("unreadable-file", reason=error.strerror or str(error))
        return Document(None, source, [Problem(Level.ERROR, "unreadable-file", source, message)])


def read_wishes(option: Mapping[str, object], shown: str) -> Project:
    """The same keys given as an option; `shown` is how messages name the place."""
    return _validated(Document(dict(option), Source(shown), []))


def _validated(document: Document) -> Project:
    if document.problems or document.value is None:  # an empty file wishes nothing
        return Project(Wishes(), document.source, tuple(document.problems))
    wishes, problems = validate(Wishes, document, {})
    return Project(wishes or Wishes(), document.source, tuple(problems))
