"""Records as YAML, written and changed: what is meant reads back, what is not meant stays as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from prongsai import thai
from prongsai.load import strict_yaml
from prongsai.model import DisclosureFields, MeasureFields
from prongsai.rewrite import edit, record_lines
from prongsai.rewrite.ids import new_id
from prongsai.rewrite.order import DISCLOSURE, MEASURE

FILE = """# หัวไฟล์
title: จัดทำคู่มือ # ข้างชื่อ
steps:
  # ในขั้นตอน
  - "๑. ก"
  - >-
    # นี่คือข้อความ
    ข

# ก่อนช่วงเวลา
period: [ปีงบประมาณ 2568]
"""


def read(text: str) -> Any:
    document = strict_yaml.read(text.encode(), "x.yml")
    assert document.problems == []
    return document.value


def test_the_orders_name_every_key_of_the_model() -> None:
    assert set(MEASURE) == set(MeasureFields.model_fields)
    assert set(DISCLOSURE) == set(DisclosureFields.model_fields)


TEXTS = (
    st.text(st.sampled_from("กขค๑า่ ำ abc01 :#-[]{}&*!|>'\"%@`,?=~\n\t\\\u00a0é😀"), min_size=1, max_size=150)
    .map(lambda text: thai.normalise(text).strip())
    .filter(bool)
)
VALUES = st.one_of(
    TEXTS,
    st.lists(TEXTS, min_size=1, max_size=3),
    st.lists(st.fixed_dictionaries({"title": TEXTS}), min_size=1, max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(MEASURE), VALUES, min_size=1, max_size=4))
def test_any_text_is_read_back_as_written(record: dict[str, Any]) -> None:
    assert read("\n".join(record_lines(record)) + "\n") == record


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(MEASURE), VALUES)
def test_any_change_reads_back_and_the_other_lines_stay(key: str, value: Any) -> None:
    made = edit(FILE, {key: value}, MEASURE)
    assert read(made.text) == read(FILE) | {key: value}
    kept = {"title": "title: จัดทำคู่มือ # ข้างชื่อ", "period": "period: [ปีงบประมาณ 2568]"}
    assert all(line in made.text for name, line in kept.items() if name != key)
    assert "# หัวไฟล์\n" in made.text
    assert "\n# ก่อนช่วงเวลา\n" in made.text


def test_a_changed_key_takes_its_comments_with_it_and_says_so() -> None:
    made = edit(FILE, {"steps": ["ใหม่"], "budget": "5 บาท", "period": None}, MEASURE)
    assert made.text == ("# หัวไฟล์\ntitle: จัดทำคู่มือ # ข้างชื่อ\nsteps:\n  - ใหม่\n\n# ก่อนช่วงเวลา\nbudget: 5 บาท\n")
    assert made.lost == ("ในขั้นตอน",)
    assert edit(FILE, {"title": "ก"}, MEASURE).lost == ("ข้างชื่อ",)


@pytest.mark.parametrize(
    ("before", "code", "after"),
    [
        ("O1:\n  status: ดำเนินการ\n# จบ\n", "O1", "O1:\n  status: ดำเนินการ\n  note: จด\n# จบ\n"),
        ("O1: {status: ดำเนินการ}\nO2:\n", "O1", "O1:\n  status: ดำเนินการ\n  note: จด\nO2:\n"),
        ("O1:\n  # status:\nO2:\n", "O1", "O1:\n  note: จด\n  # status:\nO2:\n"),
        ("O1:\r\n  status: ดำเนินการ\r\n", "O1", "O1:\r\n  status: ดำเนินการ\r\n  note: จด\r\n"),
        ("# ว่าง", "O3", "# ว่าง\nO3:\n  note: จด\n"),
        ("O1:\n  status: ดำเนินการ", "O3", "O1:\n  status: ดำเนินการ\nO3:\n  note: จด\n"),
    ],
)
def test_a_record_inside_a_file_is_changed_in_place(before: str, code: str, after: str) -> None:
    assert edit(before, {"note": "จด"}, DISCLOSURE, (code,)).text == after


def test_every_real_measure_can_be_changed_and_stays_the_same_elsewhere() -> None:
    for at, path in enumerate(sorted((ROOT / "data").glob("*/*/measures/*.yml"))):
        text = path.read_text("utf-8")
        value = read(text)
        key = list(value)[at % len(value)]
        made = edit(text, {key: ["ใหม่ทั้งหมด"]}, MEASURE)
        assert read(made.text) == value | {key: ["ใหม่ทั้งหมด"]}, path
        assert read("\n".join(record_lines(value)) + "\n") == value, path


def test_ids_go_on_from_those_that_are_taken() -> None:
    taken = ["i2-1-budget-plan", "i2-2", "i20-7", "p2-9", "m3-old", "up-8"]
    assert new_id("มาตรการ", 2, None, taken) == "i2-3"
    assert new_id("มาตรการ", 5, None, taken) == "i5-1"
    assert new_id("มาตรการ", None, 2, taken) == "p2-10"
    assert new_id("มาตรการ", None, None, taken) == "m4"
    assert new_id("แนวทางยกระดับ", 2, None, taken) == "up-9"
