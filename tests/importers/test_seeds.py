"""The five real reports: every record, every cell, every letter; the same again through Word, Excel and the web."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from made_reports import YEARS, plain, seed, write_docx, write_html, write_xlsx

from prongsai import thai
from prongsai.importers.document import Document, Table
from prongsai.importers.draft import Field, Import, count_letters
from prongsai.importers.importing import import_document
from prongsai.importers.reading import read_document
from prongsai.load.frameworks import load_frameworks


@cache
def document(name: str) -> Document:
    return read_document(seed(name))


@cache
def imported(name: str) -> Import:
    return import_document(document(name), {}, load_frameworks()[YEARS[name]])


def letters_of(texts: str) -> Counter[str]:
    return Counter(char for char in texts if count_letters(char))


@pytest.mark.parametrize(
    ("name", "rows", "records"),
    [("sing", 7, 7), ("ban-laem", 57, 57), ("thung-bu-lang", 3, 3), ("khok-yai", 7, 7), ("hin-dat", 14, 10)],
)
def test_each_row_of_data_is_in_a_record(name: str, rows: int, records: int) -> None:
    heads = {(one.place.block, one.place.row) for one in imported(name).outside if one.kind == "header"}
    all_rows = [
        (row[0].cell.place.block, row[0].cell.place.row)
        for block in document(name).blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert len(set(all_rows) - heads) == rows
    assert len(imported(name).measures) == records
    assert imported(name).questions == ()


def test_the_five_reports_give_eighty_four_records() -> None:
    kinds = Counter(measure.kind for name in YEARS for measure in imported(name).measures)
    assert kinds == {"มาตรการ": 33, "แนวทางยกระดับ": 8, "ข้อ OIT": 43}


@pytest.mark.parametrize("name", YEARS)
def test_no_cell_and_no_letter_is_lost(name: str) -> None:
    raw = re.sub(r"</?[a-z][^<>]*>", " ", seed(name).read_text(encoding="utf-8"))
    raw = thai.normalise(html.unescape(raw))
    made = imported(name)
    assert letters_of(raw) == letters_of("".join(made.texts()))
    assert made.letters_in == made.letters_out == count_letters(raw)
    in_records = {cell for measure in made.measures for cells in measure.cells.values() for cell in cells}
    filled = {cell for cell in document(name).cells() if cell.text}
    outside = {(one.text, one.place) for one in made.outside}
    assert {cell for cell in filled - in_records if (cell.text, cell.place) not in outside} == set()
    assert all(measure.unmapped == () for measure in made.measures)


def test_all_forty_one_period_cells_are_read() -> None:
    cells = [
        (measure, measure.lines(Field.PERIOD))
        for name in YEARS
        for measure in imported(name).measures
        if Field.PERIOD in measure.fields
    ]
    assert len(cells) == 41
    for _, lines in cells:
        for line in lines:
            read = thai.parse_period(line, 2567)
            assert read.spans or read.recurrence, line
            assert not read.problems, line


@pytest.mark.parametrize(
    ("suffix", "write"),
    [(".docx", write_docx), (".xlsx", write_xlsx), (".html", write_html)],
    ids=lambda one: str(one)[:5],
)
@pytest.mark.parametrize("name", YEARS)
def test_the_same_records_come_from_word_excel_and_the_web(
    name: str, suffix: str, write: Callable[[Document, Path], Path], tmp_path: Path
) -> None:
    path = write(document(name), tmp_path / f"{name}{suffix}")
    made = import_document(read_document(path), {}, load_frameworks()[YEARS[name]])
    assert [plain(one) for one in made.measures] == [plain(one) for one in imported(name).measures]
    assert made.letters_in == made.letters_out
    assert made.questions == ()


def test_steps_units_and_periods_pair_only_where_they_are_as_many() -> None:
    pairs = {measure.number: len(measure.pairs) for measure in imported("hin-dat").measures}
    assert pairs == {"๑": 2, "๒": 2, "๓": 0, "๔": 0, "๕": 4, "๖": 0, "๗": 3, "๘": 4, "๙": 3, "๑๐": 4}
    fifth = imported("hin-dat").measures[4].pairs[2]
    assert fifth.step.text.startswith("จัดทำช่องทางการร้องเรียนการทุจริต")
    assert fifth.responsible is not None
    assert fifth.responsible.text == "สำนักปลัด (งาน พัฒนาเว็บไซต์ หน่วยงาน)"
    assert all(measure.pairs == () for measure in imported("sing").measures)  # three units, one period for all


def test_a_sentence_cut_by_a_page_is_whole_again_and_doubted() -> None:
    eighth, tenth = imported("hin-dat").measures[7], imported("hin-dat").measures[9]
    assert "ไม่จำเป็นต้องเดินทางมายัง หน่วยงาน เพื่อสร้างความเท่าเทียม" in eighth.lines(Field.STEPS)[0]
    assert tenth.lines(Field.STEPS)[3].endswith("มาตรการส่งเสริม คุณธรรมและความโปร่งใสภายใน หน่วยงาน")
    assert [doubt.message.th for doubt in (*eighth.doubts, *tenth.doubts)] == ["ข้อความต่อจากแถวก่อนหน้า ตรวจว่าต่อกันถูก"] * 2


def test_groups_follow_headings_and_names_and_a_lost_heading_is_doubted() -> None:
    assert [measure.issue for measure in imported("sing").measures] == [1, 2, 3, 4, 5, 6, 7]
    assert [measure.indicator for measure in imported("hin-dat").measures] == list(range(1, 11))
    groups = [measure.indicator for measure in imported("ban-laem").measures[:14]]
    assert groups == [2, 2, None, None, 8, 9, *range(1, 9)]
    assert imported("ban-laem").measures[2].doubts[-1].message.th == (
        "ลำดับเริ่ม ๑ ใหม่ใต้หัวข้อเดิม “ตัวชี้วัดที่ ๒ การใช้งบประมาณ” หัวข้ออาจหายไป จึงไม่ใส่ตัวชี้วัดหรือประเด็น"
    )


def test_codes_with_a_zero_and_ticked_boxes_are_read() -> None:
    items = [measure for measure in imported("ban-laem").measures if measure.kind == "ข้อ OIT"]
    assert [item.code for item in items] == [f"O{number}" for number in range(1, 44)]
    assert items[17].lines(Field.FILED_CODE) == ("018",)
    assert {item.status for item in items} == {"ดำเนินการ"}
    assert items[0].lines(Field.STATUS) == ("☐ ยังไม่ได้ดำเนินการ", "☑ ดำเนินการ")


def test_several_measures_in_one_row_are_kept_together_and_doubted() -> None:
    first = imported("sing").measures[0]
    assert first.title.startswith("๑. คู่มือการปฏิบัติงานของเจ้าหน้าที่/แสดงขั้นตอนการปฏิบัติงาน ๒. ประชาสัมพันธ์")
    assert first.doubts[0].message.th == "ช่องชื่อมีหลายมาตรการ (2) ในแถวเดียว แยกเป็นหลายไฟล์ถ้าต้องการ"


def test_spaces_inside_words_are_offered_and_not_made() -> None:
    last = imported("khok-yai").measures[6]
    assert "คุ้มครองและป กปิดข้อมูล" in last.title
    assert ["คุ้มครองและปกปิดข้อมูล" in one.after for one in last.suggestions] == [True]
    assert last.suggestions[0].before == last.lines(Field.TITLE)[0]


@pytest.mark.parametrize(
    ("name", "items"), [("sing", 70), ("ban-laem", 310), ("thung-bu-lang", 20), ("khok-yai", 37), ("hin-dat", 65)]
)
def test_entries_are_split(name: str, items: int) -> None:
    """Counted by eye once; a dash that joins two words (ติดต่อ - สอบถาม) begins none."""
    texts = (Field.TITLE, Field.STEPS, Field.RESULTS, Field.OUTCOMES, Field.SUGGESTIONS, Field.PARTS, Field.PROGRESS)
    assert sum(len(measure.lines(key)) for measure in imported(name).measures for key in texts) == items
