"""The tables of a report and what their rows lack, for the checks and for the officer's list."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.model import Answer, Disclosure, Measure, Progress, Year
from prongsai.problems import Place

_FIELDS = {
    "steps": ("ขั้นตอน", "steps"),
    "responsible": ("ผู้รับผิดชอบ", "responsible unit"),
    "period": ("ช่วงเวลา", "period"),
    "results": ("ผลการดำเนินการ", "results"),
    "outcomes": ("ผลลัพธ์", "outcomes"),
    "suggestions": ("ข้อเสนอแนะ", "suggestions"),
    "status": ("สถานะ", "status"),
    "evidence": ("ลิงก์หรือไฟล์หลักฐาน", "a link or file as evidence"),
}
"""Fields that a complete row has, in the order of the form, in Thai and English."""
_OF_MEASURE = ("steps", "responsible", "period", "results", "outcomes", "suggestions", "evidence")
_OF_ANSWER = ("responsible", "status", "evidence")
_LIGHT = {"steps", "suggestions", "evidence"}
"""Without these a measure is still understood: a shortcoming, not a gap."""
_SMALLEST_TABLE = 3
"""From so many rows on, what no row has is the table's gap and is told once."""


Row = Measure | Disclosure
Table = tuple[list[Row], tuple[str, ...], tuple[str, str]]


def lacking(row: Row) -> list[str]:
    """The fields that a record should have and has not, in Thai: for the officer's list."""
    wanted = _OF_MEASURE if isinstance(row, Measure) else _OF_ANSWER
    return [_FIELDS[field][0] for field in lacks_of(row, wanted)]


def has_address(answer: Answer) -> bool:
    """Whether some evidence can be opened: it has a link or a file, not just a name."""
    return any(one.link or one.file for one in answer.evidence)


def tables(year: Year) -> Iterator[Table]:
    """The tables of a report, each with the columns that are asked of it and its name."""
    measures: list[Row] = [m for m in year.measures if m.kind == "มาตรการ"]
    guidance: list[Row] = [m for m in year.measures if m.kind != "มาตรการ"]
    answers: list[Row] = list(year.disclosures)
    for rows, wanted, name in (
        (measures, _OF_MEASURE, ("มาตรการ", "measures")),
        (guidance, _OF_MEASURE, ("แนวทางยกระดับ", "rows of guidance")),
        (answers, _OF_ANSWER, ("คำตอบข้อ OIT ", "answers")),
    ):
        if rows:
            yield rows, wanted, name


def empty_columns(rows: list[Row], wanted: tuple[str, ...]) -> list[str]:
    """The fields that no row of a table has; none of a table too small to tell."""
    return [field for field in wanted if _is_empty(rows, field)]


def _is_empty(rows: list[Row], field: str) -> bool:
    asked = [row for row in rows if field not in _excused(row)]
    return len(asked) >= _SMALLEST_TABLE and not any(_has(row, field) for row in rows)


def lacks_of(row: Row, wanted: tuple[str, ...]) -> list[str]:
    """The wanted fields that a record has not, and that its state lets one ask for."""
    return [field for field in wanted if field not in _excused(row) and not _has(row, field)]


def _excused(row: Row) -> frozenset[str]:
    """No result is asked of what has not begun, no outcome of what is under way."""
    if row.progress_state is Progress.NOT_STARTED:
        return frozenset({"results", "outcomes", "evidence", "suggestions"})
    return frozenset({"outcomes"}) if row.progress_state is Progress.IN_PROGRESS else frozenset()


def _has(row: Row, field: str) -> bool:
    return has_address(row) if field == "evidence" else bool(getattr(row, field))


def is_light(row: Row, fields: list[str]) -> bool:
    """Whether a reader of a measure can do without these; an answer to an item is nothing without its evidence."""
    if isinstance(row, Measure):
        return row.kind != "มาตรการ" or set(fields) <= _LIGHT
    return set(fields) <= {"status"}


def place_of(row: Row) -> Place:
    """Where the record begins in its file."""
    return row.place if isinstance(row, Disclosure) else ()


def name_fields(fields: list[str], language: int) -> str:
    """The names of fields in Thai (0) or English (1)."""
    return (" " if language == 0 else ", ").join(_FIELDS[field][language] for field in fields)
