"""Headers of columns: known ones in any spelling, and never a wrong field without a question."""

from __future__ import annotations

import random
from functools import cache

import pytest
from made_reports import YEARS, seed

from prongsai.importers.draft import Field
from prongsai.importers.headers import Hit, find_field, key_of, known_headers, without
from prongsai.importers.importing import import_document
from prongsai.importers.reading import read_document
from prongsai.load.frameworks import load_frameworks

KNOWN = known_headers()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("มาตรการ/โครงการ/ กิจกรรม ที่ดำเนินการ เพื่อส่งเสริมคุณธรรมและ ความโปร่งใสภายใน หน่วยงาน", Field.TITLE),
        ("ระยะเวลา\nดําเนินการ", Field.PERIOD),
        ("ผลการดำเนินการ (Output)", Field.RESULTS),
        ("ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (Outcome/result)", Field.OUTCOMES),
        ("OUTCOME", Field.OUTCOMES),
        ("ผุ้รับผิดชอบ", Field.RESPONSIBLE),
        ("งบประมาณ(บาท)", Field.BUDGET),
        ("ขั้น ตอน การ ดำเนิน งาน", Field.STEPS),
    ],
)
def test_a_header_is_known_in_any_spelling(header: str, field: Field) -> None:
    assert find_field(header, KNOWN) == Hit(field)


@pytest.mark.parametrize(
    ("header", "candidates"),
    [
        ("แผนการดำเนินกา", (Field.STEPS, Field.RESULTS)),  # two letters from ผลการดำเนินการ
        ("ผลผลิต (Outcome)", (Field.RESULTS, Field.OUTCOMES)),
        ("ผลการดำเนินการ (output/outcome)", (Field.RESULTS, Field.OUTCOMES)),
        ("ผู้รับผิดชอบ/ระยะเวลา", (Field.RESPONSIBLE, Field.PERIOD)),
        ("ระยะเวลาดำเนินการและงบประมาณ", (Field.PERIOD, Field.BUDGET)),
        ("ปัญหา อุปสรรค ข้อเสนอแนะ", (Field.OBSTACLES, Field.SUGGESTIONS)),
        ("หมายเหตุ", (Field.SUGGESTIONS, Field.EVIDENCE)),
        ("ตัวชี้วัดความสำเร็จ", (Field.GOALS, Field.OUTCOMES)),
        ("เรื่องอื่นใดที่ไม่มีใครรู้จัก", ()),
    ],
)
def test_an_unsure_header_is_asked(header: str, candidates: tuple[Field, ...]) -> None:
    hit = find_field(header, KNOWN)
    assert hit.field is None
    assert hit.candidates[:2] == candidates


def test_the_table_is_of_one_mind() -> None:
    assert KNOWN.sure.keys() & KNOWN.asked.keys() == set()
    for key, field in KNOWN.sure.items():
        assert find_field(key, KNOWN) == Hit(field), key


def test_a_damaged_header_is_never_taken_for_another() -> None:
    rng = random.Random(7)
    sure = right = 0
    for key, field in list(KNOWN.sure.items())[::3]:
        letters = list(key)
        for _ in range(rng.choice((1, 2, 3))):
            at = rng.randrange(len(letters))
            match rng.choice(("drop", "swap", "space")):
                case "drop" if len(letters) > 4:
                    del letters[at]
                case "swap" if at:
                    letters[at - 1], letters[at] = letters[at], letters[at - 1]
                case _:
                    letters.insert(at, " ")
        hit = find_field("".join(letters), KNOWN)
        if hit.field:
            sure += 1
            right += hit.field is field
    assert right == sure
    assert sure > 60


@pytest.mark.parametrize("name", YEARS)
def test_without_its_own_headers_a_report_asks_and_loses_nothing(name: str) -> None:
    """Leave one report out: what only this report has printed is not in the table."""
    rules = load_frameworks()[YEARS[name]]
    document = read_document(seed(name))
    headers = {other: _headers(other) for other in YEARS}
    own = headers[name] - {key_of(header) for other in YEARS if other != name for header in headers[other]}
    whole = import_document(document, {}, rules)
    made = import_document(document, {}, rules, known=without(KNOWN, sorted(own)))
    assert len(made.measures) == len(whole.measures)
    assert made.letters_in == made.letters_out
    for left, right in zip(made.measures, whole.measures, strict=True):
        for key in left.fields:
            assert left.lines(key) == right.lines(key), (key, own)


@cache
def _headers(name: str) -> set[str]:
    made = import_document(read_document(seed(name)), {}, load_frameworks()[YEARS[name]])
    return {key_of(one.text) for one in made.outside if one.kind == "header"}
