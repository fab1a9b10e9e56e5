"""What stands on the paper: the table of the report page, in Thai digits, with nothing added and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from paper_samples import NAMES, ROOT, all_texts, flat, papers, real_site

from prongsai.build import build_site
from prongsai.exporters.report import Paper, make_paper
from prongsai.exporters.report.content import Document, Item, digits
from prongsai.exporters.report.layout import WIDTH, column_widths, is_kept_whole, text_width
from prongsai.exporters.segment import words_of
from prongsai.model import Agency, Year
from prongsai.pages import Options


def labels(paper: Paper) -> list[str]:
    return [column.label for column in paper.columns]


def test_the_columns_are_those_of_the_report_page_as_far_as_the_report_fills_them() -> None:
    agency, _ = example_year()
    (page,) = (
        page
        for page in build_site(replace(real_site(), agencies=(agency,)), Options(), ROOT / "data").pages
        if page.address == "tua-yang/2568/report/"
    )
    headings = re.findall(r'<th scope="col">([^<]+)</th>', page.html)
    assert labels(papers()["tua-yang-2568"]) == headings
    for name in NAMES:
        paper = papers()[name]
        left_out = [heading for heading in headings if heading not in labels(paper)]
        assert labels(paper) == [heading for heading in headings if heading in labels(paper)]
        assert paper.unsaid == (f"รายงานไม่ได้ระบุ: {' · '.join(left_out)}" if left_out else "")


@pytest.mark.parametrize("name", NAMES)
def test_every_measure_stands_in_its_group_with_all_that_its_columns_hold(name: str) -> None:
    slug, _, number = name.rpartition("-")
    agency = real_site().agency(slug)
    year = agency.year(int(number)) if agency else None
    assert year
    paper = papers()[name]
    rows = [row for section in paper.sections for row in section.rows]
    assert len(rows) == len(year.measures)
    written = flat("".join(all_texts(paper)))
    for measure in year.measures:
        filed = (measure.title, *measure.steps, *measure.activities, *measure.period, *measure.responsible)
        for text in (*filed, *measure.results, *measure.outcomes, *measure.suggestions, measure.status or ""):
            assert flat(digits(text)) in written, text


def test_what_is_not_said_is_printed_as_not_said() -> None:
    paper = papers()["ban-laem-2566"]
    status, outcomes = labels(paper).index("สถานะ"), labels(paper).index("ผลลัพธ์หรือผลสัมฤทธิ์")
    rows = [row for section in paper.sections for row in section.rows]
    unknown = (Item("", ("ไม่ระบุ",)),)
    assert sum(row[status] == unknown for row in rows) == 6
    assert sum(row[outcomes] == unknown for row in rows) == 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ร้อยละ 92.1 ของ 1,648 คน", "ร้อยละ ๙๒.๑ ของ ๑,๖๔๘ คน"),
        ("ข้อ O18 และ COVID-19 ปี 2568", "ข้อ O18 และ COVID-19 ปี ๒๕๖๘"),
        ("ดู https://www.go.th/2568/a.pdf หน้า 3", "ดู https://www.go.th/2568/a.pdf หน้า ๓"),
    ],
)
def test_digits_are_thai_where_they_are_numbers(text: str, expected: str) -> None:
    assert digits(text) == expected


def test_no_arabic_digit_is_left_outside_codes_and_addresses() -> None:
    for paper in papers().values():
        shown = {document.shown for proof in paper.proofs for document in proof.documents}
        for text in set(all_texts(paper)) - shown:
            rest = re.sub(r"\S*[A-Za-z]\S*", "", text)
            assert not re.search("[0-9]", rest), text


def test_groups_have_their_headings_and_a_report_without_groups_has_none() -> None:
    assert [section.heading for section in papers()["hin-dat-2567"].sections[:2]] == [
        "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่",
        "ตัวชี้วัดที่ ๒ การใช้งบประมาณ",
    ]
    assert [section.heading for section in papers()["khok-yai-2568"].sections] == [""]


def example_year() -> tuple[Agency, Year]:
    agency = real_site().agency("tua-yang")
    assert agency
    year = agency.year(2568)
    assert year
    return agency, year


def documents(paper: Paper) -> Mapping[str, Document]:
    return {one.shown: one for proof in paper.proofs for one in proof.documents if "/evidence/" in one.shown}


def test_evidence_is_shown_by_its_path_until_the_sites_address_is_known() -> None:
    agency, year = example_year()
    path = "tua-yang/2568/evidence/no-gift-policy-2568.pdf"
    here = documents(make_paper(agency, year))
    assert here[f"/{path}"].link == ""
    there = documents(make_paper(agency, year, site_url="https://ita.go.th/x/"))
    assert there[f"https://ita.go.th/x/{path}"].link == f"https://ita.go.th/x/{path}"
    single = documents(make_paper(agency, year, site_url="https://ita.go.th", folder="2568/"))
    assert "https://ita.go.th/2568/evidence/no-gift-policy-2568.pdf" in single


def test_evidence_without_an_address_is_explained_once() -> None:
    note = "รายการที่ไม่มีที่อยู่ต่อท้าย คือรายงานไม่ได้ให้ลิงก์"
    assert papers()["ban-laem-2566"].proofs_note == note
    assert papers()["tua-yang-2568"].proofs_note == ""


def test_the_signature_has_the_position_and_no_name_and_is_empty_when_nobody_is_told() -> None:
    paper = papers()["hin-dat-2567"]
    assert paper.position == "รองปลัดองค์การบริหารส่วนตำบล รักษาราชการแทนปลัดองค์การบริหารส่วนตำบลหินดาด"
    assert paper.date == "๓๑ มีนาคม ๒๕๖๗"
    assert (papers()["sing-2568"].position, papers()["sing-2568"].date) == ("", "")


def test_an_example_a_draft_and_a_demonstration_say_so() -> None:
    agency, year = example_year()
    example = "เอกสารตัวอย่าง หน่วยงานและข้อมูลทั้งหมดเป็นเรื่องสมมติ"
    assert make_paper(agency, year, demonstration=True).marks == (example,)
    draft = year.model_copy(update={"status": "draft"})
    assert make_paper(agency, draft).marks == (example, "ฉบับร่าง ยังไม่เผยแพร่")
    sing = real_site().agency("sing")
    assert sing
    told = make_paper(sing, sing.years[0], demonstration=True).marks
    assert told == ("จัดทำจากเว็บไซต์สาธิต ไม่ใช่เอกสารทางการของหน่วยงาน",)
    assert papers()["sing-2568"].marks == ()


def test_the_data_editors_notes_and_waivers_stay_out() -> None:
    for agency in real_site().agencies:
        for year in agency.years:
            written = flat("".join(all_texts(papers()[f"{agency.slug}-{year.number}"])))
            for measure in year.measures:
                notes = [measure.note or "", *measure.waive.values()]
                assert not [note for note in notes if note and flat(digits(note)) in written]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("เผยแพร่บนเว็บไซต์หน่วยงาน", ["เผยแพร่", "บน", "เว็บไซต์", "หน่วยงาน"]),
        ("ประจำปีงบประมาณ", ["ประจำ", "ปีงบประมาณ"]),
        ("จัดซื้อจัดจ้าง", ["จัดซื้อจัดจ้าง"]),
        ("ฬฬฬเป็น", ["ฬฬฬ", "เป็น"]),
        ("", []),
    ],
)
def test_thai_is_cut_into_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_cutting_loses_no_letter_and_never_parts_a_mark_from_its_letter() -> None:
    for paper in papers().values():
        for text in all_texts(paper):
            for run in re.findall("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]{2,}", text):
                words = words_of(run)
                assert "".join(words) == run
                assert not [word for word in words[1:] if word[0] in "ะัาำิีึืุู็่้๊๋์"], run
                assert not [word for word in words[:-1] if word[-1] in "เแโใไ"], run


def test_columns_share_the_page_and_only_long_rows_may_be_cut() -> None:
    for paper in papers().values():
        assert sum(column_widths(paper.columns)) == pytest.approx(WIDTH)
    assert text_width("ปี่") == text_width("ป")
    long, short = papers()["thung-bu-lang-2566"], papers()["hin-dat-2567"]
    assert not any(is_kept_whole(row, long.columns) for section in long.sections for row in section.rows)
    assert all(is_kept_whole(row, short.columns) for section in short.sections for row in section.rows)
