"""`prongsai filing-sheet`: what an officer pastes into the filing system, for their eyes only."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from click.testing import Result

from cli.conftest import AGENCY, Project, Run
from prongsai.cli.site_file import SiteFile, read_site_file
from prongsai.exporters.cells import plain_cell

FILES = {
    "data/ban/agency.yml": AGENCY + "website: https://ban.go.th\n",
    "data/ban/2568/evidence/plan.pdf": "%PDF-1.7",
    "data/ban/2568/disclosures.yml": """O1:
  responsible: [สำนักปลัด]
  status: ดำเนินการแล้ว
  progress: [แยกฝ่ายการเมืองกับฝ่ายประจำ]
  evidence: [{title: โครงสร้าง, link: https://ban.go.th/structure, covers: [1, 2, 3, 4]}]
O2:
  status: กำลังดำเนินการ
  responsible: [กองคลัง]
  evidence: [{title: "=cmd|' /C calc'!A0", file: plan.pdf, covers: [1, 2]}, {title: ยังไม่มีลิงก์}]
""",
}
MKDOCS = """site_name: ก
site_url: https://www.example.go.th/ita
markdown_extensions: [{x: {emoji: !!python/name:material.x }}]
plugins: [search, {prongsai: {agencies: [ban], data_dir: data}}]
"""


def sheet(result: Result) -> dict[str, list[str]]:
    """The lines of each item."""
    found: dict[str, list[str]] = {}
    for block in result.stdout.split("\n\n")[1:]:
        head, *rest = block.splitlines()
        found[head.split()[0]] = [head, *rest]
    return found


def test_each_item_has_name_address_state_and_evidence(project: Project, run: Run) -> None:
    project(FILES)
    result = run("filing-sheet", "ban", "2568", "--site-url", "https://www.example.go.th/ita/")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:3] == [
        "ใบกรอกสำหรับยื่น: องค์การบริหารส่วนตำบลบ้านทดสอบ ปีงบประมาณ 2568",
        "ใบนี้สำหรับเจ้าหน้าที่ ไม่เผยแพร่",
        "",
    ]
    found = sheet(result)
    assert list(found) == [f"O{number}" for number in range(1, 29)]
    there = "https://www.example.go.th/ita/ban/2568"
    assert found["O1"] == [
        "O1 โครงสร้างและอำนาจหน้าที่",
        f"  {there}/oit/o1/",
        "  ดำเนินการแล้ว · พร้อม",
        "  - โครงสร้าง https://ban.go.th/structure",
    ]
    assert found["O2"][1:] == [
        f"  {there}/oit/o2/",
        "  กำลังดำเนินการ · ทำให้เสร็จ (กำลังดำเนินการ) · หลักฐานขององค์ประกอบข้อ 3 4 5",
        f"  - =cmd|' /C calc'!A0 {there}/evidence/plan.pdf",
        "  - ยังไม่มีลิงก์",
    ]
    assert found["O3"][1:] == [f"  {there}/oit/o3/", "  ไม่ระบุสถานะ · ยังไม่มีคำตอบใน disclosures.yml"]


def test_the_address_comes_from_mkdocs_yml_and_a_site_of_one_agency_is_its_own_front_page(
    project: Project, run: Run
) -> None:
    project(FILES | {"mkdocs.yml": MKDOCS})
    assert sheet(run("filing-sheet", "ban", "2568"))["O1"][1] == "  https://www.example.go.th/ita/2568/oit/o1/"


def test_without_an_address_the_sheet_says_that_it_must_be_made_again(project: Project, run: Run) -> None:
    project(FILES)
    result = run("filing-sheet", "ban", "2568")
    assert result.stdout.splitlines()[2] == (
        "ยังไม่ทราบที่อยู่ของเว็บ จึงบอกที่อยู่นับจากหน้าแรก ใส่ site_url ใน mkdocs.yml หรือ --site-url แล้วทำใหม่ก่อนยื่น"
    )
    assert sheet(result)["O1"][1] == "  ban/2568/oit/o1/"


def test_a_draft_has_no_addresses_to_file_yet(project: Project, run: Run) -> None:
    project(FILES | {"data/ban/2568/year.yml": "title: ก\nsource: {title: ก}\nstatus: draft\n"})
    said = run("filing-sheet", "ban", "2568").stdout
    assert "ปีนี้ยังเป็นฉบับร่าง ที่อยู่ในใบนี้ยังเปิดไม่ได้จนกว่าจะเผยแพร่" in said


def test_csv_xlsx_and_page_say_the_same_and_nothing_in_them_runs(project: Project, run: Run) -> None:
    root = project(FILES | {"mkdocs.yml": MKDOCS})
    names = {"--csv": "private/a.csv", "--xlsx": "private/a.xlsx", "--html": "private/a.html"}
    result = run("filing-sheet", "ban", "2568", *(part for pair in names.items() for part in pair))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [f"เขียนแล้ว: {name}" for name in names.values()]

    content = (root / "private/a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert table[0] == ["ข้อ", "ชื่อทางการ", "ที่อยู่บนเว็บ", "สถานะ", "ความพร้อม", "หลักฐาน"]
    assert len(table) == 29
    address = "https://www.example.go.th/ita/2568/evidence/plan.pdf"
    assert table[2][5] == f"'=cmd|' /C calc'!A0 {address}\nยังไม่มีลิงก์"

    page = openpyxl.load_workbook(root / "private/a.xlsx").active
    cells = [[str(cell.value or "") for cell in row] for row in page.iter_rows()]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} == {"s"}
    assert [[plain_cell(cell) for cell in row] for row in cells] == [
        ["\n".join(map(plain_cell, cell.split("\n"))) for cell in row] for row in table
    ]

    html = (root / "private/a.html").read_text(encoding="utf-8")
    assert html.count("<section>") == 28
    assert '<meta name="robots" content="noindex">' in html
    assert "<script" not in html
    assert "=cmd|&#39; /C calc&#39;!A0" in html


@pytest.mark.parametrize("option", ["--csv", "--xlsx", "--html"])
def test_the_sheet_is_never_written_where_it_would_be_published(project: Project, run: Run, option: str) -> None:
    root = project(FILES)
    result = run("filing-sheet", "ban", "2568", option, "site/a.txt")
    assert result.exit_code == 2
    assert "site จะถูกเผยแพร่ รายการนี้มีไว้ภายใน เลือกที่อื่น" in result.stderr
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("bam", "2568"), "ไม่มีหน่วยงาน “bam” ที่มีคือ ban"),
        (("ban", "2567"), "ไม่มีปี 2567 ที่มีคือ 2568"),
        (("ban", "2568", "--site-url", "javascript:x"), "ใช้ที่อยู่เว็บ “javascript:x” ไม่ได้ เขียนเป็น https://… ไม่มี ? และ #"),
    ],
)
def test_what_is_not_there_is_said(project: Project, run: Run, arguments: tuple[str, ...], said: str) -> None:
    project(FILES)
    result = run("filing-sheet", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_without_openpyxl_the_command_says_what_to_install(
    project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(FILES)
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    result = run("filing-sheet", "ban", "2568", "--xlsx", "a.xlsx", "--csv", "a.csv")
    assert result.exit_code == 1
    assert result.stderr == "Error: ต้องติดตั้งส่วนเสริม xlsx ก่อน: pip install 'prongsai[xlsx]'\n"
    assert not (root / "a.csv").exists()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (None, SiteFile()),
        ("", SiteFile()),
        ("a: [", SiteFile()),
        ("site_url: !ENV [SITE, x]\nuse_directory_urls: false\n", SiteFile("", False)),
        ("site_url:\nplugins: {prongsai: {agencies: [a, b]}}\n", SiteFile("", True, ("a", "b"))),
        (MKDOCS, SiteFile("https://www.example.go.th/ita", True, ("ban",))),
    ],
)
def test_mkdocs_yml_is_read_without_running_what_it_names(project: Project, text: str | None, wanted: SiteFile) -> None:
    root = project({} if text is None else {"mkdocs.yml": text})
    assert read_site_file(root / "mkdocs.yml") == wanted
