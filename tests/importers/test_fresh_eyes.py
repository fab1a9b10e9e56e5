"""Faults that were seen on reports made after the importer was written."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from prongsai.importers.draft import Field, Import
from prongsai.importers.headers import find_field, key_of, known_headers
from prongsai.importers.importing import import_document
from prongsai.importers.reading import read_document
from prongsai.load.frameworks import load_frameworks

RULES = load_frameworks()[2568]


def read(tmp_path: Path, rows: Sequence[Sequence[str]], answers: dict[str, str] | None = None) -> Import:
    """The rows as an officer copies them from Excel: tabs between, quotes around what has several lines."""
    text = io.StringIO()
    csv.writer(text, delimiter="\t").writerows(rows)
    file = tmp_path / "pasted.txt"
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    made = import_document(read_document(file), answers or {}, RULES)
    assert made.letters_in == made.letters_out
    return made


@pytest.mark.parametrize(
    ("header", "offered"),
    [
        ("ผลการดำเนินงานปีก่อน", Field.RESULTS),
        ("ผลการดำเนินการ (ปีก่อน)", Field.RESULTS),
        ("ผลการดำเนินการ (แผน)", Field.RESULTS),
        ("ผลการดำเนินการ (ร้อยละ)", Field.RESULTS),
        ("ผลการดำเนินการ (บาท)", Field.RESULTS),
        ("ผลการดำเนินการ (ปี 2566)", Field.RESULTS),
        ("ผลลัพธ์ (ที่คาดหวัง)", Field.GOALS),
        ("มาตรการ (เดิม)", Field.TITLE),
        ("ขั้นตอน (ที่ยังไม่ดำเนินการ)", Field.STEPS),
        ("แนวทางการดำเนินการปีถัดไป", Field.STEPS),
        ("การดำเนินการต่อไป", Field.STEPS),
        ("งบประมาณ (แหล่งที่มา)", Field.BUDGET),
        ("ผู้รับผิดชอบ (เบอร์โทรศัพท์)", Field.RESPONSIBLE),
        ("ระยะเวลา (วัน)", Field.PERIOD),
        ("ผลการวิเคราะห์ปีก่อน", Field.REASON),
        ("ข้อคำถาม", Field.FILED_CODE),
        ("แนวทาง/มาตรการในการพัฒนา", Field.STEPS),
    ],
)
def test_a_header_with_a_word_that_changes_it_is_asked(header: str, offered: Field) -> None:
    hit = find_field(header, known_headers())
    assert (hit.field, hit.candidates[0]) == (None, offered)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("๔. วิธีดำเนินการ", Field.STEPS),
        ("(5) ระยะเวลาดำเนินการ", Field.PERIOD),
        ("ผลการดำเนินการ (Output)", Field.RESULTS),
        ("ผลการดำเนินการ (รอบ ๖ เดือน)", Field.RESULTS),
        ("งบประมาณ (บาท)", Field.BUDGET),
        ("ระยะเวลา (วัน/เดือน/ปี)", Field.PERIOD),
        ("ชื่อโครงการ/มาตรการ (Project)", Field.TITLE),
        ("กรอบระยะเวลาดำเนินการ", Field.PERIOD),
        ("ห้วงระยะเวลา", Field.PERIOD),
        ("สรุปผลการดำเนินการตามมาตรการ", Field.RESULTS),
        ("รายละเอียดขั้นตอน", Field.STEPS),
    ],
)
def test_a_number_or_a_plain_word_before_a_header_changes_nothing(header: str, field: Field) -> None:
    assert find_field(header, known_headers()).field is field


def test_headers_that_differ_in_brackets_are_asked_apart() -> None:
    assert [key_of(text) for text in ("มาตรการ (เดิม)", "มาตรการ (ใหม่)", "มาตรการ (Measure)")] == [
        "มาตรการเดิม", "มาตรการใหม่", "มาตรการ",
    ]  # fmt: skip


def test_a_form_with_numbered_labels_is_a_measure(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        [
            ["๑. ชื่อมาตรการ", "การเผยแพร่ข้อมูลต่อสาธารณะ"],
            ["๒. วัตถุประสงค์", "เพื่อให้ประชาชนเข้าถึงข้อมูลข่าวสาร"],
            ["๓. ระยะเวลาดำเนินการ", "มกราคม - มิถุนายน 2568"],
            ["๔. หน่วยงานที่รับผิดชอบ", "กองคลัง"],
        ],
    )
    assert [measure.title for measure in made.measures] == ["การเผยแพร่ข้อมูลต่อสาธารณะ"]
    assert made.measures[0].lines(Field.RESPONSIBLE) == ("กองคลัง",)
    assert made.questions == ()


def test_a_column_of_indicators_may_hold_only_their_numbers(tmp_path: Path) -> None:
    rows = [
        ["ตัวชี้วัดที่", "มาตรการ", "ผู้รับผิดชอบ"],
        ["๒", "เผยแพร่แผนการจัดซื้อจัดจ้าง", "กองคลัง"],
        ["99", "เปิดช่องทางสื่อสาร", "สำนักปลัด"],
    ]
    assert [measure.indicator for measure in read(tmp_path, rows).measures] == [2, None]


def test_results_that_name_a_day_are_no_periods(tmp_path: Path) -> None:
    rows = [
        ["มาตรการ", "ระยะเวลา", "ผลการดำเนินงาน"],
        ["ฝึกอบรมคุณธรรมจริยธรรม", "มี.ค. 68", "อบรมเมื่อวันที่ 14 มีนาคม 2568 ผู้เข้าอบรม 62 คน"],
        ["ประกาศงดรับของขวัญ", "ภายในเดือน ม.ค. 2568", "ประกาศเมื่อวันที่ 8 มกราคม 2568 และแจ้งเวียนทุกกอง"],
    ]
    made = read(tmp_path, rows)
    assert made.questions == ()
    assert made.measures[0].lines(Field.RESULTS) == ("อบรมเมื่อวันที่ 14 มีนาคม 2568 ผู้เข้าอบรม 62 คน",)
