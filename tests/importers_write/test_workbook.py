"""`prongsai xlsx` and the way back: a workbook loses nothing, changes only what was changed, and runs nothing."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cli.conftest import Project, Run, project, run
from conftest import ROOT
from prongsai import thai
from prongsai.load import load_site, strict_yaml
from prongsai.model import Agency, DisclosureFields, MeasureFields, Year
from prongsai.workbook import Book, bring_back, is_own_workbook, read_workbook, write_workbook
from prongsai.workbook.codec import NOT_HERE, from_cell, to_cell
from prongsai.workbook.columns import EVIDENCE, HIDDEN, ITEMS, LISTS, MEASURES, sheets
from prongsai.workbook.judge import with_records

__all__ = ["project", "run"]  # fixtures of the command's tests

SITE, _ = load_site(ROOT / "data")
YEARS = [(agency, year) for agency in SITE.agencies for year in agency.years]
Sheet = Callable[[str], Any]

MEASURE = """# ของบ้านทดสอบ
title: จัดทำคู่มือ
issue: 1 # กลุ่ม
steps:
  - "- ขั้นหนึ่ง"
  # จำไว้
  - "=1+1"
status: ดำเนินการแล้ว
evidence:
  - {title: คู่มือ, link: 'https://ban.go.th/m'}
"""
FILES = {"data/ban/2568/measures/p1-1.yml": MEASURE, "data/ban/2568/disclosures.yml": "O1: {status: ดำเนินการ}\n"}


def named(pair: object) -> str:
    return f"{pair.slug}" if isinstance(pair, Agency) else f"{pair.number}" if isinstance(pair, Year) else ""


def read(content: bytes, folder: Path) -> Book:
    path = folder / "b.xlsx"
    path.write_bytes(content)
    assert is_own_workbook(path)
    book = read_workbook(path)
    assert isinstance(book, Book)
    return book


@pytest.mark.parametrize(("agency", "year"), YEARS, ids=named)
def test_a_workbook_brought_back_unchanged_changes_nothing_and_holds_everything(
    agency: Agency, year: Year, tmp_path: Path
) -> None:
    book = read(write_workbook(agency, year), tmp_path)
    same = bring_back(book, agency, year, ROOT / "data" / agency.slug / str(year.number))
    assert (same.files, same.problems, same.notes) == ({}, [], [])
    bare = with_records(year, (), ())
    book.sums.clear()
    made = bring_back(book, agency, bare, tmp_path / "none")
    assert made.problems == []
    for measure in year.measures:
        value = strict_yaml.read(made.files[f"measures/{measure.id}.yml"].encode(), "").value
        keys = set(MeasureFields.model_fields)
        assert MeasureFields.model_validate(value).model_dump() == measure.model_dump(include=keys), measure.id
    answers = strict_yaml.read(made.files.get("disclosures.yml", "").encode(), "").value or {}
    for answer in year.disclosures:
        keys = set(DisclosureFields.model_fields)
        assert DisclosureFields.model_validate(answers.get(answer.code, {})).model_dump() == answer.model_dump(
            include=keys
        )


def test_every_cell_is_text_and_the_sheets_are_made_for_people() -> None:
    agency, year = next((a, y) for a, y in YEARS if a.slug == "tua-yang")
    content = write_workbook(agency, year)
    assert content == write_workbook(agency, year)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["วิธีใช้", MEASURES, EVIDENCE, ITEMS, HIDDEN, LISTS]
    assert [book[name].sheet_state for name in (HIDDEN, LISTS)] == ["veryHidden", "hidden"]
    for name, made in sheets().items():
        sheet = book[name]
        assert sheet.freeze_panes == "C3"
        assert sheet.row_dimensions[2].hidden
        assert [cell.value for cell in sheet[1]] == [column.title for column in made.columns]
        assert [cell.value for cell in sheet[2]] == [column.key for column in made.columns]
        assert all(cell.comment for cell in sheet[1])
        assert all(sheet.column_dimensions[cell.column_letter].number_format == "@" for cell in sheet[1])
        assert {(c.data_type, c.number_format) for row in sheet.iter_rows() for c in row if c.value} == {("s", "@")}
        assert all(sheet.column_dimensions[cell.column_letter].width >= 10 for cell in sheet[1])
    lists = {str(rule.sqref): rule.formula1 for rule in book[MEASURES].data_validations.dataValidation}
    offered = {
        book[MEASURES][place.split(":")[0]].column_letter: [
            cell[0].value for cell in book[LISTS][formula.partition("!")[2].replace("$", "")]
        ]
        for place, formula in lists.items()
    }
    by_key = {cell.value: cell.column_letter for cell in book[MEASURES][2]}
    assert offered[by_key["kind"]] == ["มาตรการ", "แนวทางยกระดับ"]
    assert offered[by_key["indicator"]] == [str(n) for n in range(1, 11)]
    assert offered[by_key["issue"]] == [str(n) for n in range(1, 8)]
    assert offered[by_key["status"]][0] == "ดำเนินการแล้ว"


HOSTILE = ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1+1", "'=1+1", "''-ก", "'ก", " =1", "- ก", "=1\n=2"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula_and_every_text_comes_back(text: str, project: Project, tmp_path: Path, run: Run) -> None:
    value = "|-\n  " + text.strip().replace("\n", "\n  ")
    root = project({"data/ban/2568/measures/m1.yml": f"title: ก\nreason: {value}\nsteps: [ก]\nnote: {value}\n"})
    assert run("xlsx", "ban", "2568", "--out", "b.xlsx").exit_code == 0
    book = openpyxl.load_workbook(root / "b.xlsx")
    column = next(cell.column for cell in book[MEASURES][2] if cell.value == "reason")
    cell = book[MEASURES].cell(3, column)
    assert cell.data_type == "s"
    assert str(cell.value)[0] not in "=+-@＝ \t"
    result = run("import", "b.xlsx")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "ไม่มีอะไรเปลี่ยน\n")
    cell.value = f"{cell.value} ต่อ"
    cell.data_type = "s"
    book.save(root / "b.xlsx")
    assert run("import", "b.xlsx", "--write").exit_code == 0
    site, _ = load_site(root / "data")
    assert site.agencies[0].years[0].measures[0].reason == f"{text.strip()} ต่อ"


@pytest.fixture
def book(project: Project, run: Run) -> Sheet:
    """A workbook of a small project, and a way to change the cells of its sheets by row and key."""
    root = project(FILES)
    assert run("xlsx", "ban", "2568", "--out", "b.xlsx").exit_code == 0
    opened = openpyxl.load_workbook(root / "b.xlsx")

    def put(sheet: str, row: int = 0, **cells: Any) -> Any:
        columns = {cell.value: cell.column for cell in opened[sheet][2]}
        for key, value in cells.items():
            opened[sheet].cell(row, columns[key]).value = value
        opened.save(root / "b.xlsx")
        return opened[sheet]

    return put


def test_a_change_is_shown_first_and_written_when_asked(book: Sheet, run: Run) -> None:
    book(MEASURES, 3, budget="5 บาท")
    result = run("import", "b.xlsx")
    assert result.exit_code == 0
    assert result.stdout == (
        "--- measures/p1-1.yml\n+++ measures/p1-1.yml\n@@ -8,2 +8,3 @@\n"
        " status: ดำเนินการแล้ว\n+budget: 5 บาท\n evidence:\n"
    )
    assert result.stderr == "เปลี่ยน 1 ไฟล์ ยังไม่ได้เขียน ใส่ --write เพื่อเขียน\n"
    file = Path("data/ban/2568/measures/p1-1.yml")
    assert file.read_text("utf-8") == MEASURE
    assert run("import", "b.xlsx", "--write").stderr == "เขียนแล้ว 1 ไฟล์\n"
    assert file.read_text("utf-8") == MEASURE.replace("evidence:", "budget: 5 บาท\nevidence:")
    assert run("import", "b.xlsx").stderr == "ไม่มีอะไรเปลี่ยน\n"


def test_a_lost_comment_is_told(book: Sheet, run: Run) -> None:
    book(MEASURES, 3, steps="- ขั้นหนึ่ง\n\n- ขั้นสอง\n↳ ต่อ")
    result = run("import", "b.xlsx", "--write")
    assert "measures/p1-1.yml: หมายเหตุในช่องที่แก้หายไป: # จำไว้" in result.stderr
    text = Path("data/ban/2568/measures/p1-1.yml").read_text("utf-8")
    assert strict_yaml.read(text.encode(), "").value["steps"] == ["- ขั้นหนึ่ง", "- ขั้นสอง\nต่อ"]
    assert "issue: 1 # กลุ่ม\n" in text


def test_new_rows_become_new_files_once(book: Sheet, run: Run) -> None:
    book(MEASURES, 4, title="เรื่องใหม่", issue=1, period="ปีงบประมาณ 2568")
    book(EVIDENCE, 4, id="p1-1", title="ภาพ", covers=None)
    book(ITEMS, 4, note="จด")
    result = run("import", "b.xlsx", "--write")
    assert result.exit_code == 0, result.stderr
    folder = Path("data/ban/2568")
    new = (folder / "measures/p1-2.yml").read_text("utf-8")
    assert new == "title: เรื่องใหม่\nissue: 1\nperiod:\n  - ปีงบประมาณ 2568\n"
    assert strict_yaml.read((folder / "measures/p1-1.yml").read_bytes(), "").value["evidence"] == [
        {"title": "คู่มือ", "link": "https://ban.go.th/m"},
        {"title": "ภาพ"},
    ]
    answers = (folder / "disclosures.yml").read_text("utf-8")
    assert answers == "O1: {status: ดำเนินการ}\nO2:\n  note: จด\n"
    again = run("import", "b.xlsx", "--write")
    assert again.stderr == "ไม่มีอะไรเปลี่ยน\n"


def test_a_row_that_is_gone_leaves_its_file(book: Sheet, run: Run) -> None:
    book(MEASURES).delete_rows(3)
    book(EVIDENCE).delete_rows(3)
    book(MEASURES)
    result = run("import", "b.xlsx", "--write")
    assert result.exit_code == 0
    assert result.stderr == ("measures/p1-1.yml: แถวถูกลบในสมุดงาน ไฟล์ยังอยู่ ลบเองถ้าต้องการ\nไม่มีอะไรเปลี่ยน\n")


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "said"),
    [
        (MEASURES, 3, {"budget": "=1+1"}, "มาตรการ!R3: เป็นสูตร พิมพ์เป็นข้อความแทน (คัดลอก แล้ววางแบบค่า)"),
        (MEASURES, 3, {"status": "เกือบ"}, "data/ban/2568/measures/p1-1.yml:8:9: status:"),
        (MEASURES, 3, {"title": None}, "data/ban/2568/measures/p1-1.yml:2:1: title:"),
        (MEASURES, 3, {"issue": "9"}, "[unknown-issue]"),
        (MEASURES, 4, {"id": "ก ข", "title": "ก"}, "มาตรการ!4: รหัส “ก ข” ใช้ไม่ได้ ใช้ a–z 0–9 และ - หรือเว้นไว้"),
        (MEASURES, 4, {"id": "p1-1", "title": "ก"}, "มาตรการ!4: “p1-1” ซ้ำกับ มาตรการ!3"),
        (EVIDENCE, 4, {"title": "ก"}, "หลักฐาน!4: ใส่รหัสของมาตรการหรือข้อ OIT"),
        (EVIDENCE, 4, {"id": "m9", "title": "ก"}, "หลักฐาน: ไม่มีมาตรการหรือข้อ OIT “m9”"),
        (EVIDENCE, 4, {"id": "p1-1", "title": "ก", "file": "x.pdf"}, "[missing-evidence]"),
        (EVIDENCE, 4, {"id": "p1-1", "title": "ก", "link": "javascript:alert(1)"}, "javascript"),
    ],
)
def test_what_may_not_stand_in_the_data_is_said_and_nothing_is_written(
    sheet: str, row: int, cells: dict[str, Any], said: str, book: Sheet, run: Run
) -> None:
    before = {path: path.read_bytes() for path in Path("data").rglob("*.yml")}
    book(sheet, row, **cells)
    result = run("import", "b.xlsx", "--write")
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.endswith("เรื่องข้างบนก่อน\n")
    assert {path: path.read_bytes() for path in Path("data").rglob("*.yml")} == before


def test_a_file_that_changed_meanwhile_is_not_overwritten(book: Sheet, run: Run) -> None:
    book(MEASURES, 3, title="ชื่อในสมุดงาน")
    file = Path("data/ban/2568/measures/p1-1.yml")
    file.write_text(MEASURE.replace("จัดทำคู่มือ", "ชื่อในไฟล์"), encoding="utf-8")
    result = run("import", "b.xlsx", "--write")
    assert result.exit_code == 1
    assert "มาตรการ!3 title: ไฟล์ YAML ถูกแก้หลังสร้างสมุดงาน" in result.stderr
    assert "ชื่อในไฟล์" in file.read_text("utf-8")


def test_moved_columns_and_typed_numbers_and_dates_are_understood(book: Sheet, run: Run) -> None:
    sheet = book(MEASURES, 3, issue=2, budget=5.0)
    sheet.insert_cols(2)
    sheet.cell(1, 2).value, sheet.cell(3, 2).value = "ของฉัน", "ไม่เกี่ยว"
    book(EVIDENCE, 3, date=__import__("datetime").datetime(2025, 3, 31))
    result = run("import", "b.xlsx", "--write")
    assert result.exit_code == 0, result.stderr
    site, _ = load_site(Path("data"))
    measure = site.agencies[0].years[0].measures[0]
    assert (measure.issue, measure.budget, measure.evidence[0].date) == (2, "5", "31 มีนาคม 2568")


def test_a_workbook_is_not_written_over_nor_where_it_would_be_published(project: Project, run: Run) -> None:
    root = project(FILES)
    assert run("xlsx", "ban", "2568").stderr == "เขียนแล้ว: ban-2568.xlsx (1 มาตรการ 28 ข้อ OIT)\n"
    assert "ban-2568.xlsx มีอยู่แล้ว ไม่เขียนทับ" in run("xlsx", "ban", "2568").stderr
    for place in ("site/b.xlsx", "data/ban/2568/evidence/b.xlsx"):
        result = run("xlsx", "ban", "2568", "--out", place)
        assert (result.exit_code, (root / place).exists()) == (2, False)
        assert "จะถูกเผยแพร่ สมุดงานมีหมายเหตุภายใน เลือกที่อื่น" in result.stderr
    assert "สมุดงานนี้เป็นของ ban ปี 2568" in run("import", "ban-2568.xlsx", "--year", "2567").stderr
    shutil.copy("ban-2568.xlsx", "two.xlsx")
    assert "ครั้งละหนึ่งไฟล์" in run("import", "ban-2568.xlsx", "two.xlsx").stderr


LETTERS = st.text(st.sampled_from("กข ↳\\'=+-@\t:,1😀é\n"), min_size=1, max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["steps", "reason", "period", "waive"]), st.lists(LETTERS, min_size=1, max_size=4))
def test_any_value_comes_back_from_its_cell_or_is_marked(key: str, raw: list[str]) -> None:
    texts = [thai.normalise(text) for text in raw]
    given_: Any = dict.fromkeys(texts, "เหตุ") if key == "waive" else texts[0] if key == "reason" else texts
    try:
        record = MeasureFields.model_validate({"title": "ก", key: given_})
    except ValidationError:
        return
    value = getattr(record, key)
    cell = to_cell(key, value)
    plain = dict(value) if key == "waive" else value if key == "reason" else list(value)
    assert cell == NOT_HERE or from_cell(key, cell) == plain
    if key in ("steps", "period"):
        assert cell != NOT_HERE


def test_a_value_too_long_for_a_cell_stays_in_its_file(project: Project, run: Run) -> None:
    steps = "\n".join(f"  - ขั้น {n} {'ก ' * 400}" for n in range(60))
    root = project({"data/ban/2568/measures/m1.yml": f"title: ก\nsteps:\n{steps}\n"})
    assert run("xlsx", "ban", "2568", "--out", "b.xlsx").exit_code == 0
    opened = openpyxl.load_workbook(root / "b.xlsx")
    column = next(cell.column for cell in opened[MEASURES][2] if cell.value == "steps")
    assert opened[MEASURES].cell(3, column).value == NOT_HERE
    assert run("import", "b.xlsx").stderr == "ไม่มีอะไรเปลี่ยน\n"
