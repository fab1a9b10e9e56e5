"""Cells into entries, units, periods, boxes and codes."""

from __future__ import annotations

import pytest

from prongsai.importers.items import split_items
from prongsai.importers.values import item_code, names_person, read_boxes, split_periods, split_units, status_word


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("๑. มีแผน ดังนี้ ๑) จัดทำ ๒) ประกาศ ๒. มีช่องทาง", [["๑. มีแผน ดังนี้", "๑) จัดทำ", "๒) ประกาศ"], ["๒. มีช่องทาง"]]),
        ("- แสดงข้อมูล ชื่อ - นามสกุล -เป็นแผน", [["- แสดงข้อมูล ชื่อ - นามสกุล"], ["- เป็นแผน"]]),
        ("๑.๑.จัดทำแผนประจำปี ๒.ทำเผยแพร่", [["๑.๑. จัดทำแผนประจำปี"], ["๒. ทำเผยแพร่"]]),
        (
            "1. ก\n1.1 ข\n1.2 ค\n2. ง ข้อ 9.1 จำนวน 2.5 ล้านบาท",
            [["1. ก", "1.1 ข", "1.2 ค"], ["2. ง ข้อ 9.1 จำนวน 2.5 ล้านบาท"]],
        ),
        ("- มีแผน\n- มีผล\n๓. สูงขึ้น", [["- มีแผน"], ["- มีผล"], ["๓. สูงขึ้น"]]),
        ("มีช่องทาง ได้แก่\n-Facebook : a\n-Line", [["มีช่องทาง ได้แก่", "- Facebook : a", "- Line"]]),
        ("๑. มี 6 เดือน 1 คู่มือ 1 ต.ค 65 ข้อ ๒. จบ", [["๑. มี 6 เดือน 1 คู่มือ 1 ต.ค 65 ข้อ ๒. จบ"]]),
        ("- มีการตั้ง - สอบถาม\nมีช่องทาง\n- มีการสร้าง", [["- มีการตั้ง - สอบถาม"], ["มีช่องทาง"], ["- มีการสร้าง"]]),
        ("๑. ก\n๑. ข\n๒ มีการ\n๔. ง", [["๑. ก"], ["๑. ข"], ["๒ มีการ"], ["๔. ง"]]),
        ("- มี อย่างน้อย (1) สรรหา (2) บรรจุ - เป็นหลัก", [["- มี อย่างน้อย", "(1) สรรหา", "(2) บรรจุ"], ["- เป็นหลัก"]]),
        ("ก. ขออนุมัติ\nข. จัดอบรม", [["ก. ขออนุมัติ"], ["ข. จัดอบรม"]]),
        ("อ.เมือง จ.ตรัง น.ส.3", [["อ.เมือง จ.ตรัง น.ส.3"]]),
        ("วันที่ 1. ต้องมาก่อน", [["วันที่ 1. ต้องมาก่อน"]]),
        ("", []),
    ],
)
def test_entries_and_what_hangs_under_them(text: str, entries: list[list[str]]) -> None:
    assert [list(item.flat) for item in split_items(text)] == entries


def test_lines_of_a_sheet_may_be_broken_sentences() -> None:
    text = "๑. ปรับปรุงช่องทาง\nผ่านระบบออนไลน์\n๒. ประชาสัมพันธ์"
    assert [item.filed for item in split_items(text, wrapped=True)] == [
        "๑. ปรับปรุงช่องทาง ผ่านระบบออนไลน์",
        "๒. ประชาสัมพันธ์",
    ]
    assert len(split_items(text)) == 3


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("สำนักปลัด (งาน พัฒนาเว็บไซต์\nหน่วยงาน)\nกองคลัง", ["สำนักปลัด (งาน พัฒนาเว็บไซต์ หน่วยงาน)", "กองคลัง"]),
        ("สำนักปลัด (งานพัฒนา\nสำนักปลัด (งานพัฒนา", ["สำนักปลัด (งานพัฒนา", "สำนักปลัด (งานพัฒนา"]),
        ("สำนักปลัด กองคลัง กองช่าง", ["สำนักปลัด", "กองคลัง", "กองช่าง"]),
        ("สำนักปลัด/ หน่วยงาน ตรวจสอบ ภายใน", ["สำนักปลัด", "หน่วยงาน ตรวจสอบ ภายใน"]),
        ("1. สำนักปลัด 2. กองคลัง", ["1. สำนักปลัด", "2. กองคลัง"]),
        ("คณะทำงานและกองคลัง", ["คณะทำงาน", "กองคลัง"]),
    ],
)
def test_units_one_by_one(text: str, units: list[str]) -> None:
    assert [unit.filed for unit in split_units(text)] == units


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("ม.ค.- ก.ย. ๖๗ ม.ค.- ก.ย. ๖๗", ["ม.ค.- ก.ย. ๖๗", "ม.ค.- ก.ย. ๖๗"]),
        ("ตุลาคม ๒๕๖๕\n-\nกันยายน ๒๕๖๖", ["ตุลาคม ๒๕๖๕ - กันยายน ๒๕๖๖"]),
        ("ไตรมาส 1\nไตรมาส 2", ["ไตรมาส 1", "ไตรมาส 2"]),
        ("1 ตุลาคม 2567\nถึง 30 กันยายน 2568", ["1 ตุลาคม 2567 ถึง 30 กันยายน 2568"]),
    ],
)
def test_periods_one_by_one(text: str, periods: list[str]) -> None:
    assert [period.text for period in split_periods(text, 2567)] == periods


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ - มีประกาศ", "ดำเนินการ", "- มีประกาศ"),
        ("(/) ดำเนินการแล้ว (  ) อยู่ระหว่างดำเนินการ", "ดำเนินการแล้ว", ""),
        ("☑ ดำเนินการแล้ว ☑ ยังไม่ดำเนินการ", "", ""),
        ("☐ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ", "", ""),
    ],
)
def test_one_ticked_box_is_a_status_and_none_is_guessed(text: str, word: str, rest: str) -> None:
    boxes = read_boxes(text)
    assert boxes is not None
    assert (boxes.word, boxes.rest) == (word, rest)
    assert boxes.certain == bool(word)


def test_a_text_without_boxes_has_no_choice() -> None:
    assert read_boxes("ดำเนินการ (1) ประกาศ (2) เผยแพร่") is None
    assert status_word("อยู่ระหว่าง ดำเนินการ") == "อยู่ระหว่างดำเนินการ"
    assert status_word("เกือบเสร็จ") == ""


@pytest.mark.parametrize("typed", ["O18", "o18", "O-18", "018", "0๑๘", "ข้อ 18", "ข้อ ๑๘"])
def test_codes_typed_in_any_way(typed: str) -> None:
    assert item_code(typed) == "O18"


def test_persons_are_noticed_and_offices_are_not() -> None:
    assert names_person("นายสมมติ สมมติ")
    assert names_person("นางสาวสมมติ")
    assert not any(map(names_person, ("นายก อบต.", "นายช่างโยธา", "นายอำเภอ", "กองช่าง")))
