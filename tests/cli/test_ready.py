"""`prongsai ready`: the officer's list before filing, for their eyes only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cli.conftest import AGENCY, Project, Run

MEASURE = """title: ให้บริการตามเวลา <img src=x onerror=alert(1)>
responsible: [กองช่าง (งานควบคุมอาคาร)]
steps: [ก]
period: [ปีงบประมาณ 2568]
"""
FILES = {
    "data/ban/agency.yml": AGENCY + "website: https://ban.go.th\n",
    "data/ban/2568/measures/m1.yml": MEASURE,
    "data/ban/2568/disclosures.yml": """O1:
  responsible: [สำนักปลัด]
  status: ดำเนินการแล้ว
  progress: [แยกฝ่ายการเมืองกับฝ่ายประจำ]
  evidence: [{title: โครงสร้าง, link: https://ban.go.th/structure, covers: [1, 2, 3, 4]}]
O2:
  responsible: [กองคลัง]
  status: กำลังดำเนินการ
  evidence: [{title: ผู้บริหาร, link: https://ban.go.th/people, covers: [1, 2]}]
""",
}


def test_the_list_tells_what_is_there_and_what_is_missing(project: Project, run: Run) -> None:
    project(FILES)
    result = run("ready", "ban", "2568")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "รายการตรวจก่อนยื่น: องค์การบริหารส่วนตำบลบ้านทดสอบ ปีงบประมาณ 2568"
    at = lines.index("[x] O1 โครงสร้างและอำนาจหน้าที่")
    assert lines[at + 1] == "      มีแล้ว: สถานะ ดำเนินการแล้ว · หลักฐานเปิดได้ 1 ชิ้น"
    at = lines.index("[ ] O2 ข้อมูลผู้บริหาร")
    assert lines[at + 2] == "      ต้องทำ: ทำให้เสร็จ (กำลังดำเนินการ) · หลักฐานขององค์ประกอบข้อ 3 4 5"
    at = lines.index("[ ] O3 ข้อมูลการติดต่อ")
    assert lines[at + 1] == "      ต้องทำ: ยังไม่มีคำตอบใน disclosures.yml"
    at = next(number for number, line in enumerate(lines) if line.startswith("[ ] m1 "))
    assert lines[at + 1] == "      มีแล้ว: ขั้นตอน · ช่วงเวลา"
    assert lines[at + 2] == "      ต้องทำ: ผลการดำเนินการ · ผลลัพธ์ · ข้อเสนอแนะ · ลิงก์หรือไฟล์หลักฐาน"


def test_the_score_at_stake_is_an_estimate_and_says_so(project: Project, run: Run) -> None:
    project(FILES)
    said = run("ready", "ban", "2568").stdout
    assert "ข้อ OIT ยังไม่พร้อม 27 จาก 28 ข้อ มีคะแนนรวมที่เสี่ยงราว 38.57 คะแนน (จาก 40 คะแนนของ OIT)" in said
    assert "เป็นการประมาณสิ่งที่เสี่ยง ไม่ใช่คะแนนที่จะได้" in said
    assert "ข้อละราว 1.43 คะแนน" in said
    assert "น้ำหนักคะแนนของปีนี้ยังไม่ยืนยันจากเอกสารทางการ" in said


def test_each_department_gets_its_own_line(project: Project, run: Run) -> None:
    project(FILES)
    lines = run("ready", "ban", "2568").stdout.splitlines()
    assert "  กองคลัง: O2" in lines
    assert "  กองช่าง: m1" in lines
    assert any(line.startswith("  ไม่ระบุผู้รับผิดชอบ: O3 O4") for line in lines)
    assert not any(line.startswith("  สำนักปลัด") for line in lines)


def test_findings_stand_beside_their_record(project: Project, run: Run) -> None:
    project({"data/ban/2568/disclosures.yml": "O10: {evidence: [{title: ก, link: 'https://ban.go.th/'}]}\n"})
    said = run("ready", "ban", "2568").stdout
    assert re.search(
        r"\[ \] O10 .*\n(?:      .*\n)*      - ผิดพลาด: “https://ban\.go\.th/” เป็นหน้าแรก.*\[link-home-page\]", said
    )


@pytest.mark.parametrize(("agency", "year"), [("bann", "2568"), ("ban", "2567")])
def test_an_unknown_agency_or_year_is_refused_with_what_is_there(
    project: Project, run: Run, agency: str, year: str
) -> None:
    project({})
    result = run("ready", agency, year)
    assert result.exit_code == 2
    assert "ที่มีคือ" in result.stderr


def test_the_page_needs_nothing_else(project: Project, run: Run) -> None:
    folder = project(FILES)
    assert run("ready", "ban", "2568", "--html", "private/ready.html").exit_code == 0
    html = (folder / "private" / "ready.html").read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|link|img|iframe)\b|@import|url\(", html)
    assert not re.search(r"""(?:src|href)=["'](?!#)""", html)
    assert "default-src 'none'" in html
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


@pytest.mark.browser
def test_the_page_opens_without_a_word_to_anyone(project: Project, run: Run, browser: Browser) -> None:
    folder = project(FILES)
    run("ready", "ban", "2568", "--html", "ready.html")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "ready.html").as_uri())
    assert page.locator("h1").inner_text().startswith("รายการตรวจก่อนยื่น")
    assert page.locator("tr#O2").count() == 1
    assert page.locator("img").count() == 0
    assert len(asked) == 1
    page.close()


@pytest.mark.parametrize("target", ["site/ready.html", "site_src/a/ready.html", "data/ban/2568/evidence/ready.html"])
def test_it_is_never_written_where_it_would_be_published(project: Project, run: Run, target: str) -> None:
    folder = project(FILES)
    result = run("ready", "ban", "2568", "--html", target)
    assert result.exit_code == 2
    assert "จะถูกเผยแพร่" in result.stderr
    assert not (folder / target).exists()


def test_a_built_site_is_known_by_its_pages(project: Project, run: Run) -> None:
    folder = project({**FILES, "public/index.html": "", "public/404.html": ""})
    assert run("ready", "ban", "2568", "--html", "public/private/ready.html").exit_code == 2
    assert not (folder / "public" / "private").exists()


def test_a_way_around_by_a_link_is_closed_too(project: Project, run: Run, tmp_path: Path) -> None:
    project({**FILES, "site/.keep": ""})
    (tmp_path / "other").symlink_to(tmp_path / "site", target_is_directory=True)
    assert run("ready", "ban", "2568", "--html", "other/ready.html").exit_code == 2


def test_the_real_year_is_listed_whole(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    said = run("ready", "tua-yang", "2568").stdout
    assert re.findall(r"^\[.\] (O\d+)", said, re.MULTILINE) == [f"O{number}" for number in range(1, 29)]
    assert len(re.findall(r"^\[.\] p\d", said, re.MULTILINE)) == 8
