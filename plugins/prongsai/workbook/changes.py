"""What people changed in a workbook, as new texts of the YAML files: only changed fields are touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

from prongsai.load.files import SLUG
from prongsai.model import Agency, Year
from prongsai.problems import Message, Place
from prongsai.rewrite import Edit, EditError, edit_records, record_lines
from prongsai.rewrite.ids import new_id
from prongsai.rewrite.order import DISCLOSURE, MEASURE, ordered
from prongsai.workbook.codec import NOT_HERE, digest, yaml_value
from prongsai.workbook.columns import EVIDENCE, ID, ITEMS, MEASURES
from prongsai.workbook.read import Book, Row
from prongsai.workbook.rows import EVIDENCE_KEY, Cells, digests, evidence_text, rows_of


@dataclass(frozen=True, slots=True)
class Brought:
    """The files as they would be, by path below the year's folder, and what there is to say of them."""

    files: dict[str, str] = field(default_factory=dict)
    diffs: list[str] = field(default_factory=list)
    """One a changed record, for people."""
    notes: list[Message] = field(default_factory=list)
    """What was left alone, and what got lost."""
    problems: list[Message] = field(default_factory=list)


Wanted = dict[str, tuple[Any, str]]
"""By key the new value and where it stands in the workbook."""


def bring_back(book: Book, agency: Agency, year: Year, folder: Path) -> Brought:
    """Lay a workbook beside the records of its year; `folder` is the year's. Nothing is written."""
    found = Brought(problems=list(book.problems))
    now, before = rows_of(year), digests(rows_of(year))
    evidence = _evidence(book, found)
    cells = {row[ID]: row for row in now.measures}
    changed: dict[str, Wanted] = {}
    new: list[tuple[Row, Wanted]] = []
    rows = [_recognised(row, book, cells) for row in book.rows[MEASURES]]
    there = {row.record for row in rows}
    for row in rows:
        wanted = _changes(row, evidence.pop(row.record, None) if row.record else None, book, before, found)
        if row.record in cells:
            changed[row.record] = wanted
        elif any(value for value, _ in wanted.values()):
            new.append((row, wanted))
    for record in sorted(cells.keys() - there):
        _say(
            found, f"measures/{record}.yml", "แถวถูกลบในสมุดงาน ไฟล์ยังอยู่ ลบเองถ้าต้องการ", "its row is gone; the file stays"
        )
    for record, wanted in changed.items():
        _edit_file(found, folder, f"measures/{record}.yml", {(): wanted}, MEASURE)
    taken = set(cells)
    for row, wanted in new:
        _new_file(found, row, wanted, taken, folder)
    _items(book, evidence, before, found, folder)
    for owner in evidence:
        found.problems.append(
            Message(f"หลักฐาน: ไม่มีมาตรการหรือข้อ OIT “{owner}”", f"evidence: there is no measure or item “{owner}”")
        )
    return found


def _recognised(row: Row, book: Book, cells: Mapping[str, Cells]) -> Row:
    """A row without an id that has been written before, when the same workbook is brought back again."""
    if row.record:
        return row
    known = {one.record for one in book.rows[MEASURES]}
    same = (name for name, one in cells.items() if name not in known and one["title"] == row.texts.get("title"))
    return replace(row, record=next(same, ""))


def _items(
    book: Book,
    evidence: dict[str, tuple[Row, ...]],
    before: Mapping[tuple[str, str], str],
    found: Brought,
    folder: Path,
) -> None:
    records: dict[Place, Wanted] = {
        (row.record,): _changes(row, evidence.pop(row.record, None), book, before, found) for row in book.rows[ITEMS]
    }
    _edit_file(found, folder, "disclosures.yml", records, DISCLOSURE)


def _evidence(book: Book, found: Brought) -> dict[str, tuple[Row, ...]]:
    by_owner: dict[str, tuple[Row, ...]] = {}
    for row in book.rows[EVIDENCE]:
        if not row.record:
            found.problems.append(
                Message(f"{row.where}: ใส่รหัสของมาตรการหรือข้อ OIT", f"{row.where}: whose evidence is it?")
            )
        else:
            by_owner[row.record] = (*by_owner.get(row.record, ()), row)
    return by_owner


def _changes(
    row: Row,
    evidence: tuple[Row, ...] | None,
    book: Book,
    before: Mapping[tuple[str, str], str],
    found: Brought,
) -> Wanted:
    """The fields whose cells are not what they were when the workbook was written."""
    wanted: Wanted = {}
    texts: dict[str, tuple[str, Any]] = {key: (text, yaml_value(key, text)) for key, text in row.texts.items()}
    filed: list[Cells] = [one.texts for one in evidence or ()]
    records = [{key: value for key, text in one.items() if (value := yaml_value(key, text))} for one in filed]
    if book.rows[EVIDENCE] or not any(key == EVIDENCE_KEY for _, key in book.sums):
        texts[EVIDENCE_KEY] = (evidence_text(filed), records or None)
    for key, (text, value) in texts.items():
        sum_now, sum_then, sum_file = (
            digest(text),
            book.sums.get((row.record, key), ""),
            before.get((row.record, key), ""),
        )
        if sum_now in (sum_then, sum_file) or (text == NOT_HERE):
            continue
        where = evidence[0].where if key == EVIDENCE_KEY and evidence else f"{row.where} {key}"
        if NOT_HERE in text:
            found.problems.append(
                Message(f"{where}: ช่องนี้แก้ได้ในไฟล์ YAML เท่านั้น", f"{where}: change this one in its file")
            )
        elif sum_file != sum_then:
            found.problems.append(
                Message(
                    f"{where}: ไฟล์ YAML ถูกแก้หลังสร้างสมุดงาน ตรวจแล้วแก้ในไฟล์เอง หรือสร้างสมุดงานใหม่",
                    f"{where}: the file was changed after the workbook was made; change the file, or make a new one",
                )
            )
        else:
            wanted[key] = (value, where)
    return wanted


def _new_file(found: Brought, row: Row, wanted: Wanted, taken: set[str], folder: Path) -> None:
    record = {key: value for key, (value, _) in wanted.items() if value}
    name = row.record or new_id(
        str(record.get("kind", "")), _number(record.get("indicator")), _number(record.get("issue")), taken
    )
    if not SLUG.fullmatch(name):
        found.problems.append(
            Message(
                f"{row.where}: รหัส “{name}” ใช้ไม่ได้ ใช้ a–z 0–9 และ - หรือเว้นไว้",
                f"{row.where}: the id “{name}” cannot be used",
            )
        )
        return
    taken.add(name)
    path = f"measures/{name}.yml"
    text = "\n".join(record_lines(ordered(record, MEASURE))) + "\n"
    if (folder / path).exists():
        found.problems.append(Message(f"{row.where}: มีไฟล์ {path} อยู่แล้ว", f"{row.where}: {path} is there already"))
        return
    _keep(found, path, "", Edit(text))


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _edit_file(
    found: Brought, folder: Path, path: str, records: Mapping[Place, Wanted], order: tuple[str, ...]
) -> None:
    changes = {at: {key: value for key, (value, _) in wanted.items()} for at, wanted in records.items() if wanted}
    if not changes:
        return
    file = folder / path
    text = file.read_bytes().decode("utf-8") if file.is_file() else ""
    try:
        _keep(found, path, text, edit_records(text, changes, order))
    except EditError:
        where = ", ".join(where for wanted in records.values() for _, where in wanted.values())
        found.problems.append(
            Message(f"{where}: แก้ไฟล์ {path} ไม่ได้ แก้เอง", f"{where}: {path} cannot be changed; do it by hand")
        )


def _keep(found: Brought, path: str, before: str, made: Edit) -> None:
    found.files[path] = made.text
    lines = unified_diff(before.splitlines(), made.text.splitlines(), path if before else "-", path, n=1, lineterm="")
    found.diffs.append("\n".join(lines))
    for comment in made.lost:
        _say(found, path, f"หมายเหตุในช่องที่แก้หายไป: # {comment}", f"a comment inside the change is lost: # {comment}")


def _say(found: Brought, path: str, th: str, en: str) -> None:
    found.notes.append(Message(f"{path}: {th}", f"{path}: {en}"))
