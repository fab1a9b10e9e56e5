"""Files into documents: what Word, Excel, browsers and clipboards hold, and files that cannot be read."""

from __future__ import annotations

import datetime as dt
import zipfile
from importlib.resources import files
from pathlib import Path

import docx
import openpyxl
import pytest
import typst
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches
from made_reports import number_format, numbered
from PIL import Image

from prongsai.importers.document import Document, Paragraph, ReadingError, Table, clean
from prongsai.importers.reading import read_document


def grid(document: Document, number: int = 0) -> list[list[str]]:
    """The texts of a table; a merged cell only where it begins."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[slot.text if slot.first else "" for slot in row] for row in tables[number].rows]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_automatic_numbers_of_word_run_on_over_cells_and_paragraphs(tmp_path: Path) -> None:
    made = docx.Document()
    thai, dash = number_format(made, "thaiNumbers"), number_format(made, "bullet")
    numbered(made.add_paragraph("หัวข้อ"), thai)
    table = made.add_table(2, 2)
    for row in table.rows:
        numbered(row.cells[0].paragraphs[0], thai)
    first = table.rows[0].cells[1]
    first.paragraphs[0].text = "จัดทำคู่มือ"
    numbered(first.paragraphs[0], dash)
    numbered(first.add_paragraph("ประกาศ"), dash)
    made.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx")
    assert paragraphs(document) == ["๑. หัวข้อ"]
    assert grid(document) == [["๒.", "- จัดทำคู่มือ\n- ประกาศ"], ["๓.", ""]]


def test_numbers_of_a_style_and_of_levels(tmp_path: Path) -> None:
    made = docx.Document()
    numbered(made.add_paragraph("หนึ่ง"), number_format(made, "decimal", "%1)"))
    number = number_format(made, "thaiLetters")
    for text, level in (("ต้น", 0), ("ย่อย", 1), ("ย่อยสอง", 1), ("ต่อ", 0), ("ย่อยใหม่", 1)):
        numbered(made.add_paragraph(text), number, level)
    for text in ("แบบหนึ่ง", "แบบสอง"):
        made.add_paragraph(text, style="List Number")
    made.save(str(tmp_path / "a.docx"))
    assert paragraphs(read_document(tmp_path / "a.docx")) == [
        "1) หนึ่ง", "ก. ต้น", "ก. ย่อย", "ข. ย่อยสอง", "ข. ต่อ", "ก. ย่อยใหม่", "1. แบบหนึ่ง", "2. แบบสอง",
    ]  # fmt: skip


def test_changes_links_boxes_and_merges_of_word(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "รวมสองแถว"
    cell = table.cell(0, 1).paragraphs[0]
    for tag, text in (("w:ins", "เพิ่ม"), ("w:del", "ลบ"), ("w:moveFrom", "ย้ายไป"), ("w:moveTo", "ย้ายมา")):
        change = OxmlElement(tag)
        run = cell.add_run(text)._r
        if tag == "w:del":
            run[0].tag = qn("w:delText")
        change.append(run)
        cell._p.append(change)
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"),
        made.part.relate_to("https://example.go.th/o1", RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
    )
    link.append(table.cell(0, 2).paragraphs[0].add_run("ดูที่นี่")._r)
    table.cell(0, 2).paragraphs[0]._p.append(link)
    table.cell(1, 1).merge(table.cell(1, 2)).text = "☐ ยังไม่ได้ดำเนินการ \uf0fe ดำเนินการ"
    made.add_paragraph("เดิม นํ้าเเข็ง\u200b")
    made.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx")
    assert grid(document) == [
        ["รวมสองแถว", "เพิ่มย้ายมา", "ดูที่นี่ (https://example.go.th/o1)"],
        ["", "☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ", ""],
    ]
    assert paragraphs(document) == ["เดิม น้ำแข็ง"]


def test_pictures_are_left_out(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40)).save(tmp_path / "p.png")
    made = docx.Document()
    made.add_picture(str(tmp_path / "p.png"), width=Inches(1))
    made.add_paragraph("หลังภาพ")
    made.save(str(tmp_path / "a.docx"))
    assert paragraphs(read_document(tmp_path / "a.docx")) == ["หลังภาพ"]


def test_dates_numbers_and_hidden_sheets_of_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "มาตรการ"
    sheet.append(["ก", 15000, 2.5, True, dt.date(2024, 10, 1), dt.datetime(2567, 10, 1, 0, 0)])
    book.create_sheet("ซ่อน").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    document = read_document(tmp_path / "a.xlsx")
    assert grid(document) == [["ก", "15000", "2.5", "☑", "1 ตุลาคม 2567", "1 ตุลาคม 2567"]]
    assert [doubt.message.th for doubt in document.doubts] == ["ไม่ได้อ่านแผ่นงานที่ซ่อนไว้ “ซ่อน”"]
    assert next(iter(document.cells())).place.th == "a.xlsx แผ่น มาตรการ แถว 1 ช่อง 1"


def test_a_web_page_with_unclosed_tags_and_spans(tmp_path: Path) -> None:
    page = (
        "<title>x</title><script>1<2</script><p>ก่อน<table><tr><th>ก<th colspan=2>ข"
        "<tr><td rowspan=2>ค<td>ง<ol><li>หนึ่ง<li>สอง</ol>"
        "<td><input type=checkbox checked>ทำ &amp; แล้ว<tr><td>จ<td><ul><li>- ฉ</ul></table><p>หลัง"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    document = read_document(tmp_path / "a.html")
    assert grid(document) == [
        ["ก", "ข", ""],
        ["ค", "ง\n1. หนึ่ง\n2. สอง", "☑ ทำ & แล้ว"],
        ["", "จ", "- ฉ"],
    ]
    assert paragraphs(document) == ["ก่อน", "หลัง"]


@pytest.mark.parametrize("name", ["a.xls", "a.doc", "a.htm"])
def test_html_under_another_name_is_read_for_what_it_is(name: str, tmp_path: Path) -> None:
    page = '<html><meta charset="tis-620"><table><tr><td>มาตรการ<td>ผล</table>'
    (tmp_path / name).write_bytes(page.encode("cp874"))
    assert grid(read_document(tmp_path / name)) == [["มาตรการ", "ผล"]]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "มาตรการ\tผล\nก\t<p>๑. ข</p> <p>๒. ค</p>\n---\t---\n", [["มาตรการ", "ผล"], ["ก", "๑. ข\n๒. ค"]]),
        (
            "a.md",
            "| ก | ข |\n|:--|--:|\n| **ค** \\| ง | [จ](https://a.go.th) |",
            [["ก", "ข"], ["ค | ง", "จ (https://a.go.th)"]],
        ),
        ("a.tsv", 'ก\t"ข\nค ""ง"""\nจ\tฉ', [["ก", 'ข\nค "ง"'], ["จ", "ฉ"]]),
        ("a.csv", 'ก;"ข;ค"\nง;', [["ก", "ข;ค"], ["ง", ""]]),
    ],
)
def test_pasted_tables(name: str, text: str, expected: list[list[str]], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert grid(read_document(tmp_path / name)) == expected


def test_a_pdf_is_read_and_always_doubted(tmp_path: Path) -> None:
    source = tmp_path / "a.typ"
    source.write_text(
        '#set page(width: 30cm, height: 20cm)\n#set text(font: "Sarabun", lang: "th")\nรายงานผล\n\n'
        "#table(columns: 3, [มาตรการ], [วิธีการ], [ผล], [จัดทำคู่มือ], [ตั้งขั้นตอนที่ที่ชี้แจง], [มีคู่มือ])\n",
        encoding="utf-8",
    )
    path = tmp_path / "a.pdf"
    typst.compile(
        str(source), output=str(path), font_paths=[str(files("prongsai") / "fonts")], ignore_system_fonts=True
    )
    document = read_document(path)
    assert grid(document) == [["มาตรการ", "วิธีการ", "ผล"], ["จัดทำคู่มือ", "ตั้งขั้นตอนที่ที่ชี้แจง", "มีคู่มือ"]]
    assert paragraphs(document) == ["รายงานผล"]
    assert [doubt.message.th for doubt in document.doubts] == [
        "อ่านจาก PDF ซึ่งตารางและตัวอักษรอาจคลาดเคลื่อน เทียบกับต้นฉบับทุกช่อง ถ้ามีไฟล์ Word หรือ Excel ให้นำเข้าไฟล์นั้นแทน"
    ]


def test_a_scanned_pdf_is_answered_with_what_to_do(tmp_path: Path) -> None:
    Image.new("RGB", (200, 100), "white").save(tmp_path / "scan.pdf")
    with pytest.raises(ReadingError) as caught:
        read_document(tmp_path / "scan.pdf")
    assert caught.value.message.th == "scan.pdf: เป็นภาพสแกน ไม่มีตัวอักษรให้อ่าน ใช้ไฟล์ Word หรือ Excel ที่เป็นต้นฉบับ"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "old.doc: เป็นไฟล์ Word แบบเดิม เปิดใน Word แล้วเลือก แฟ้ม > บันทึกเป็น > Word Document (.docx) "
            "หรือใช้ LibreOffice: soffice --headless --convert-to docx แล้วนำเข้าไฟล์ .docx",
        ),
        ("x.png", b"\x89PNG", "x.png: อ่านไฟล์ชนิดนี้ไม่ได้ ใช้ได้กับ .docx .xlsx .xls .ods .html .htm .txt .md .tsv .csv .pdf"),
        ("x.docx", b"PK", "x.docx: ไฟล์เสีย หรือไม่ใช่ .docx ตามชื่อ เปิดในโปรแกรมเดิมแล้วบันทึกใหม่"),
        *(
            (name, b"", f"{name}: ไฟล์ว่าง (0 ไบต์) คัดลอกหรือดาวน์โหลดใหม่แล้วลองอีกครั้ง")
            for name in ("x.docx", "x.xlsx", "x.txt")
        ),
        (
            "x.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "x.docx: ใส่รหัสผ่านไว้ หรือเป็นไฟล์ Word แบบเดิมที่เปลี่ยนนามสกุล เปิดใน Word เอารหัสผ่านออก "
            "แล้วเลือก แฟ้ม > บันทึกเป็น > Word Document (.docx)",
        ),
        ("x.pdf", b"%PDF-1.4 no", "x.pdf: เปิด PDF ไม่ได้ อาจเสียหรือใส่รหัสผ่านไว้"),
        (
            "x.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "x.xls: เปิดไฟล์ตารางไม่ได้ อาจเสียหรือใส่รหัสผ่านไว้ บันทึกใหม่เป็น .xlsx ไม่ใส่รหัสผ่าน",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadingError) as caught:
        read_document(tmp_path / name)
    assert caught.value.message.th == message


@pytest.mark.parametrize(
    "main",
    [
        b"<w:document",
        b'<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
    ],
)
def test_a_damaged_or_hostile_word_file_is_refused(main: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    docx.Document().save(str(path))
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w") as target:
        for name, raw in parts.items():
            target.writestr(name, main if name == "word/document.xml" else raw)
    with pytest.raises(ReadingError) as caught:
        read_document(path)
    assert caught.value.message.th == (
        "x.docx: ไฟล์ Word เสียหรือไม่ใช่ .docx เปิดใน Word แล้วบันทึกใหม่เป็น Word Document (.docx)"
    )


def test_only_what_is_certain_is_mended() -> None:
    assert clean("ดํา\u00a0 เนิน\u200bการ\r\n\n  □ ■ \uf0a8 \uf0fe ") == "ดำ เนินการ\n☐ ☑ ☐ ☑"
    assert clean("จ ริ ย ธ ร ร ม") == "จ ริ ย ธ ร ร ม"


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "F20002"])
def test_a_sheet_that_is_too_large_is_refused_before_it_is_laid_out(place: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0][place] = "มาตรการ", "x"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(ReadingError) as caught:
        read_document(tmp_path / "far.xlsx")
    assert caught.value.message.th == (
        "far.xlsx: ตารางใหญ่เกิน 200,000 ช่อง คัดลอกเฉพาะตารางมาตรการไปไว้ในไฟล์ใหม่ แล้วนำเข้าไฟล์นั้น"
    )
