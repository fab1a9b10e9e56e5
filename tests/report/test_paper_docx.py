"""The Word file: the same paper, as Word's own checker wants it, with Thai set as Thai."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator
from paper_samples import NAMES, all_texts, flat, found_phrases, papers

from prongsai.exporters.report import report_docx
from prongsai.exporters.report.content import Item, Section


def opened(name: str) -> Any:
    return docx.Document(io.BytesIO(report_docx(papers()[name])))


def text_of(document: Any) -> str:
    return "".join(node.text or "" for node in document.element.iter(qn("w:t")))


@pytest.mark.parametrize("name", [*NAMES, "tua-yang-2567", "tua-yang-2568"])
def test_word_would_find_nothing_to_repair(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(report_docx(papers()[name]))
    result = OpenXmlValidator().validate(str(file))
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("name", NAMES)
def test_all_of_the_paper_is_in_it(name: str) -> None:
    written = text_of(opened(name))
    assert found_phrases(papers()[name], written) == 1
    for text in all_texts(papers()[name]):
        assert flat(text) in flat(written)


@pytest.mark.parametrize("name", ["khok-yai-2568", "tua-yang-2568"])
def test_the_same_paper_gives_the_same_bytes_and_no_date_of_today(name: str) -> None:
    written = report_docx.__wrapped__(papers()[name])
    assert written == report_docx.__wrapped__(papers()[name])
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:created" not in file.read("docProps/core.xml")


def test_the_page_lies_and_counts_in_thai() -> None:
    document = opened("sing-2568")
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == "thaiNumbers"
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == [" PAGE \\* THAIARABIC ", " NUMPAGES \\* THAIARABIC "]


def test_the_heading_row_is_repeated_and_short_rows_are_not_cut() -> None:
    table = opened("thung-bu-lang-2566").tables[0]
    rows = table._tbl.findall(qn("w:tr"))
    assert [place for place, row in enumerate(rows) if row.find(f".//{qn('w:tblHeader')}") is not None] == [0]
    assert [row.find(f".//{qn('w:cantSplit')}") is not None for row in rows] == [True, False, False, False]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "ตารางรายงานผลตามมาตรการ"


def test_thai_has_font_size_and_weight_of_its_own() -> None:
    document = opened("tua-yang-2568")
    for name, size in (("Normal", "32"), ("Heading 1", "36"), ("Heading 2", "32")):
        properties = document.styles[name].element.rPr
        assert {properties.find(qn("w:rFonts")).get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs")} == {
            "TH SarabunPSK"
        }
        assert properties.find(qn("w:rFonts")).get(qn("w:cstheme")) is None
        assert properties.find(qn("w:szCs")).get(qn("w:val")) == size
        assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
    for bold in document.element.iter(qn("w:b")):
        assert bold.getnext().tag == qn("w:bCs")


def test_evidence_can_be_followed_and_a_name_is_nowhere() -> None:
    paper = papers()["tua-yang-2568"]
    document = opened("tua-yang-2568")
    addresses = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert addresses == {one.link for proof in paper.proofs for one in proof.documents if one.link}
    written = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Signature"]
    assert [text.strip(". ") for text in written] == [
        "ลงชื่อ",
        f"({'.' * 60})",
        "ตำแหน่ง นายกองค์การบริหารส่วนตำบลตัวอย่าง",
        "วันที่ ๓๐ ตุลาคม ๒๕๖๘",
        "ผู้รับรองข้อมูล",
    ]


@pytest.mark.parametrize("text", ["<w:p/> & ]]>", "😀 漢字", "x" * 1000, "=1+1"])
def test_odd_text_stays_text(text: str, tmp_path: Path) -> None:
    paper = papers()["khok-yai-2568"]
    row = ((Item("๑.", (text, text)),), *paper.sections[0].rows[0][1:])
    file = tmp_path / "odd.docx"
    file.write_bytes(report_docx(replace(paper, title=text, sections=(Section(text, (row,)),))))
    assert OpenXmlValidator().validate(str(file)).is_valid
    assert text_of(docx.Document(str(file))).count(text) == 4


def test_a_year_without_measures_is_a_paper_too() -> None:
    empty = replace(papers()["sing-2568"], sections=(), proofs=(), unsaid="")
    document = docx.Document(io.BytesIO(report_docx(empty)))
    assert document.tables == []
    assert "รายงานปีนี้ไม่มีมาตรการ" in text_of(document)
