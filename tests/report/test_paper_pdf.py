"""The PDF: the letters behind the page are the letters of the report, for every program that takes them out."""

from __future__ import annotations

import io
import re
import runpy
from dataclasses import replace
from functools import lru_cache

import pypdf
import pypdfium2
import pytest
from paper_samples import NAMES, ROOT, all_texts, flat, found_phrases, papers

from prongsai.exporters.report import Paper, report_pdf
from prongsai.exporters.report.content import Item, Section
from prongsai.exporters.report.repair import GLYPHS, mend_text_layer, outlines


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


@lru_cache(maxsize=8)
def pages_by_pypdf(pdf: bytes) -> list[str]:
    """Reads ToUnicode and nothing else, as pdf.js (Firefox) and most programs that take texts out do."""
    return [page.extract_text() for page in opened(pdf).pages]


def by_pypdf(pdf: bytes) -> str:
    return "".join(pages_by_pypdf(pdf))


def by_pdfium(pdf: bytes) -> str:
    """Reads ActualText too: Chrome and Edge."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("name", NAMES)
def test_the_text_layer_is_what_was_written(name: str) -> None:
    paper = papers()[name]
    pdf = report_pdf(paper)
    assert found_phrases(paper, by_pypdf(pdf)) >= 0.98  # the rest is cut by the end of a page
    assert found_phrases(paper, by_pdfium(pdf)) >= 0.98


def test_without_the_repair_it_would_not_be(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = papers()["khok-yai-2568"]
    monkeypatch.setattr("prongsai.exporters.report.pdf.mend_text_layer", lambda pdf: pdf)
    plain = report_pdf.__wrapped__(paper)
    assert found_phrases(paper, by_pypdf(plain)) < 0.1
    mended = mend_text_layer(plain)
    assert mended.startswith(plain), "the repair adds and rewrites nothing"


def test_the_table_of_glyphs_is_that_of_the_packaged_fonts() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "glyphs.py"))["table"]()
    path = ROOT / "plugins" / "prongsai" / "exporters" / "report" / GLYPHS
    assert path.read_text(encoding="utf-8") == made, "run python tools/glyphs.py"
    font = (ROOT / "plugins" / "prongsai" / "fonts" / "THSarabun-Regular.ttf").read_bytes()
    assert len({key for key in outlines(font) if key}) > 300


def test_the_licence_lies_beside_the_fonts() -> None:
    folder = ROOT / "plugins" / "prongsai" / "fonts"
    assert "Font Computer Program License Agreement" in (folder / "LICENCE-THSarabunPSK.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["khok-yai-2568", "tua-yang-2568"])
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert report_pdf.__wrapped__(papers()[name]) == report_pdf.__wrapped__(papers()[name])


def test_pages_are_a4_that_lies_tagged_and_named() -> None:
    paper = papers()["sing-2568"]
    reader = opened(report_pdf(paper))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {(842, 595)}
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "th-TH"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == paper.title
    assert reader.metadata.author == paper.agency
    assert reader.metadata.creation_date is None
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def roles(reader: pypdf.PdfReader) -> list[tuple[str, object]]:
    """Every part of the structure tree: its role, and the scope of a heading cell."""
    found: list[tuple[str, object]] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                attributes = node.get("/A", [])
                attributes = attributes if isinstance(attributes, list) else [attributes]
                scope = [one.get_object()["/Scope"] for one in attributes if "/Scope" in one.get_object()]
                found.append((node["/S"], scope[0] if scope else None))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_the_table_is_one_table_with_headings_for_each_column() -> None:
    paper = papers()["sing-2568"]
    parts = roles(opened(report_pdf(paper)))
    assert sum(role == "/Table" for role, _ in parts) == 1
    heads = [scope for role, scope in parts if role == "/TH"]
    assert heads == ["/Column"] * (len(paper.columns) + len(paper.sections))
    assert sum(role == "/TD" for role, _ in parts) == len(paper.columns) * sum(len(s.rows) for s in paper.sections)
    assert [role for role, _ in parts if re.fullmatch("/H[1-6]", role)] == ["/H1", "/H2"]


def test_headings_stand_on_each_page_of_the_table() -> None:
    paper = papers()["sing-2568"]
    pages = [flat(page) for page in pages_by_pypdf(report_pdf(paper))]
    head = flat("".join(column.label for column in paper.columns))
    with_head = [head in page for page in pages]
    assert with_head == sorted(with_head, reverse=True)
    assert sum(with_head) >= 6
    headings = [flat(section.heading) for section in paper.sections]
    for page in pages[: sum(with_head)]:
        assert any(page[page.index(head) + len(head) :].startswith(heading) for heading in headings)


def test_pages_are_counted_in_thai() -> None:
    pages = [flat(page) for page in pages_by_pypdf(report_pdf(papers()["ban-laem-2566"]))]
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    for number, page in enumerate(pages, start=1):
        assert f"หน้า{number}จาก{len(pages)}".translate(thai) in page


def test_the_fonts_are_inside_and_no_other() -> None:
    reader = opened(report_pdf(papers()["tua-yang-2568"]))
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"THSarabunPSK", "THSarabunPSK-Bold"}


def test_an_address_of_evidence_can_be_followed() -> None:
    paper = papers()["tua-yang-2568"]
    reader = opened(report_pdf(paper))
    links = {annotation.get_object()["/A"]["/URI"] for page in reader.pages for annotation in page.get("/Annots", [])}
    assert links == {one.link for proof in paper.proofs for one in proof.documents if one.link}


def spoilt(text: str) -> Paper:
    """A real paper with one text in its title, a heading and a cell."""
    paper = papers()["khok-yai-2568"]
    row = ((Item("๑.", (text, text)),), *paper.sections[0].rows[0][1:])
    return replace(paper, title=text, sections=(Section(text, (row,)),))


@pytest.mark.parametrize(
    "text",
    ['#panic("x") $x$ @ref *b* _i_ `c` // /* <l> [x] \\ = a', "#read(sys.inputs.paper)", "<script>alert(1)</script>"],
)
def test_text_is_set_as_text(text: str) -> None:
    assert flat(by_pypdf(report_pdf(spoilt(text)))).count(flat(text)) == 4


@pytest.mark.parametrize("text", ["😀 ดีมาก", "漢字", "ก" * 1000, "x" * 1000, "กา" * 450])
def test_odd_text_does_not_stop_the_paper(text: str) -> None:
    assert report_pdf(spoilt(text)).startswith(b"%PDF-")


def test_a_year_without_measures_is_a_paper_too() -> None:
    empty = replace(papers()["sing-2568"], sections=(), proofs=(), unsaid="")
    assert "รายงานปีนี้ไม่มีมาตรการ" in flat(by_pypdf(report_pdf(empty)))


def test_every_phrase_is_looked_for() -> None:
    paper = papers()["sing-2568"]
    assert found_phrases(paper, "".join(all_texts(paper))) == 1
    assert found_phrases(paper, "") == 0
