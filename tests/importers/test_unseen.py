"""Reports with other headers, orders, dates and merges than the ones that the importer was written on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import unseen_reports
from unseen_reports import Made

from prongsai.importers.draft import Field, Import
from prongsai.importers.importing import import_document
from prongsai.importers.reading import read_document
from prongsai.load.frameworks import load_frameworks

RULES = load_frameworks()[2568]


class Count(NamedTuple):
    right: int
    asked: int
    wrong: list[str]


def squash(text: str) -> str:
    """Letters and digits, for marks and spaces may be set anew."""
    return re.sub(r"[\s,/.()–-]", "", text)


def count(made: Import, expected: list[unseen_reports.F]) -> Count:
    """How many cells stand in their field, how many are asked for, and what is anywhere else."""
    assert len(made.measures) == len(expected)
    right = asked = 0
    wrong = []
    for measure, record in zip(made.measures, expected, strict=True):
        left = {squash(cell.text) for cell in measure.unmapped}
        for field, text in record.items():
            if not text:
                continue
            stands = "".join(measure.lines(Field(field))) if field != "status" else measure.status
            if squash(stands) == squash(text) or (field == "indicator" and str(measure.indicator) in text):
                right += 1
            elif squash(text) in left:
                asked += 1
            else:
                wrong.append(f"{field}: {text!r} is {stands!r}")
    return Count(right, asked, wrong)


@pytest.mark.parametrize("make", unseen_reports.ALL, ids=lambda make: make.__name__)
def test_every_cell_is_in_its_field(make: Callable[[Path], Made], tmp_path: Path) -> None:
    path, expected = make(tmp_path)
    made = import_document(read_document(path), {}, RULES)
    counted = count(made, expected)
    assert counted.wrong == []
    assert counted.asked == 0
    assert made.letters_in == made.letters_out


def test_headers_that_stand_beside_their_cells_are_all_asked(tmp_path: Path) -> None:
    path, expected = unseen_reports.shifted(tmp_path)
    made = import_document(read_document(path), {}, RULES)
    assert count(made, expected) == (0, 20, [])
    assert [question.key for question in made.questions] == [
        "ลำดับ", "มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา",
    ]  # fmt: skip
    assert made.questions[2].candidates == (Field.RESPONSIBLE, Field.STEPS)
    assert made.letters_in == made.letters_out


def test_words_that_nobody_listed_are_asked_and_the_answers_believed(tmp_path: Path) -> None:
    path, expected = unseen_reports.unknown_words(tmp_path)
    document = read_document(path)
    made = import_document(document, {}, RULES)
    assert count(made, expected) == (0, 20, [])
    assert [(question.header, question.candidates) for question in made.questions] == [
        ("สิ่งที่จะทำ", ()),
        ("ทำอย่างไร", ()),
        ("ใครทำ", (Field.RESPONSIBLE,)),
        ("ทำเมื่อไร", (Field.PERIOD,)),
        ("ทำแล้วได้อะไร", ()),
    ]
    assert made.questions[0].samples[0] == "จัดทำแผนการใช้จ่ายงบประมาณที่เปิดเผยได้"
    fields = ("title", "steps", "responsible", "period", "results")
    answers = {question.key: field for question, field in zip(made.questions, fields, strict=True)}
    made = import_document(document, answers, RULES)
    assert made.questions == ()
    assert count(made, expected) == (20, 0, [])


def test_a_skipped_column_stays_readable_and_a_wrong_answer_is_refused(tmp_path: Path) -> None:
    path, _ = unseen_reports.unknown_words(tmp_path)
    document = read_document(path)
    made = import_document(document, {"สิ่งที่จะทำ": "title", "ใครทำ": "skip"}, RULES)
    assert [question.header for question in made.questions] == ["ทำอย่างไร", "ทำเมื่อไร", "ทำแล้วได้อะไร"]
    assert "กองคลัง" in [cell.text for cell in made.measures[0].unmapped]
    with pytest.raises(ValueError, match="'colour' is not a valid Field"):
        import_document(document, {"ใครทำ": "colour"}, RULES)


def test_a_table_of_scores_is_left_outside_and_said_so(tmp_path: Path) -> None:
    path, _ = unseen_reports.word_ticked_columns(tmp_path)
    made = import_document(read_document(path), {}, RULES)
    assert [doubt.message.th for doubt in made.doubts] == [
        "ticked.docx ตาราง 1 แถว 1: ไม่พบหัวตารางของมาตรการ จึงไม่ได้นำเข้าตารางนี้"
    ]
    assert [one.text for one in made.outside if one.kind == "row"][3:] == ["การปฏิบัติหน้าที่", "88.50", "ผ่าน"]


FORM = """มาตรการที่ 1

| หัวข้อ | รายละเอียด |
|---|---|
| ชื่อมาตรการ | จัดทำคู่มือ |
| ขั้นตอนการดำเนินการ | 1. ร่าง 2. ประกาศ |
| ผู้รับผิดชอบ | นายสมมติ สมมติ |
| ระยะเวลา | เมื่อพร้อม |
| ผลการดำเนินงาน | ประกาศแล้ว |
"""


def test_a_form_with_headers_down_the_side_is_a_record(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(FORM, encoding="utf-8")
    (made,) = import_document(read_document(path), {}, RULES).measures
    assert {key.value: made.lines(key) for key in made.fields} == {
        "title": ("จัดทำคู่มือ",),
        "steps": ("1. ร่าง", "2. ประกาศ"),
        "responsible": ("นายสมมติ สมมติ",),
        "period": ("เมื่อพร้อม",),
        "results": ("ประกาศแล้ว",),
    }
    assert [doubt.message.th for doubt in made.doubts] == [
        "อ่านช่วงเวลา “เมื่อพร้อม” ไม่ออก",
        "ดูเหมือนมีชื่อบุคคล ใส่เฉพาะหน่วยงานหรือตำแหน่ง",
    ]
    assert made.place.th == "form.md ตาราง 1 แถว 2 ช่อง 2"


NUMBERED = """ที่\tมาตรการ/โครงการ\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\tหมายเหตุ
(1)\t(2)\t(3)\t(4)\t(5)\t(6)
1\tการใช้งบประมาณ\t\t\t\t
1.1\tเผยแพร่แผน\tต.ค. 2567\tกองคลัง\tเผยแพร่แล้ว\tดูเว็บไซต์
1.2\tประชุม\tตลอดปีงบประมาณ\tกองช่าง และกองคลัง\tประชุม 4 ครั้ง\t
\tรวม 2 โครงการ\t\t\t\t
หมายเหตุ ข้อมูล ณ วันที่ 30 กันยายน 2568\t\t\t\t\t
"""


def test_rows_that_are_no_records_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "numbered.txt"
    path.write_text(NUMBERED, encoding="utf-8")
    made = import_document(read_document(path), {}, RULES)
    assert [(one.number, one.title, one.indicator) for one in made.measures] == [
        ("1.1", "เผยแพร่แผน", 2),
        ("1.2", "ประชุม", 2),
    ]
    assert made.measures[1].lines(Field.RESPONSIBLE) == ("กองช่าง", "กองคลัง")
    assert [one.text for one in made.outside if one.kind != "header"] == [
        "1", "การใช้งบประมาณ", "รวม 2 โครงการ", "หมายเหตุ ข้อมูล ณ วันที่ 30 กันยายน 2568",
    ]  # fmt: skip
    assert [question.candidates for question in made.questions] == [
        (Field.SUGGESTIONS, Field.EVIDENCE, Field.OBSTACLES, Field.SKIP)
    ]
    assert made.letters_in == made.letters_out


ENDS = """ลำดับ\tโครงการ\tวันที่เริ่มดำเนินการ\tวันที่แล้วเสร็จ\tผลการดำเนินงาน ปี 2567\tผลการดำเนินงาน
1\tก้าวหน้า\t1 ต.ค. 67\t30 ก.ย. 68\tเดิม\tใหม่
"""


def test_start_and_end_in_two_columns_are_one_period_and_one_alone_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "ends.txt"
    path.write_text(ENDS, encoding="utf-8")
    made = import_document(read_document(path), {}, RULES)
    assert made.measures[0].lines(Field.PERIOD) == ("1 ต.ค. 67 - 30 ก.ย. 68",)
    assert made.measures[0].lines(Field.RESULTS) == ("ใหม่",)
    assert [question.header for question in made.questions] == ["ผลการดำเนินงาน ปี 2567"]
    path.write_text(ENDS.replace("วันที่แล้วเสร็จ", "หมายเหตุ"), encoding="utf-8")
    made = import_document(read_document(path), {}, RULES)
    assert [question.header for question in made.questions][:2] == ["วันที่เริ่มดำเนินการ", "หมายเหตุ"]
