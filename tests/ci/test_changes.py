"""`prongsai changes`: which pages differ between two built sites."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from prongsai.cli import main
from prongsai.cli.changes import LONGEST, summary
from prongsai.compared import compare, read_side
from prongsai.manifest import make

OLD = {
    "index.html": "ทุกหน่วยงาน",
    "404.html": "ไม่พบหน้า",
    "sing/index.html": "อบต.สิงห์",
    "sing/data/index.html": "ข้อมูลเปิด",
    "sing/2568/index.html": "ภาพรวม",
    "sing/2568/indicators/2/index.html": "ตัวชี้วัดที่ 2",
    "sing/2568/indicators/10/index.html": "ตัวชี้วัดที่ 10",
    "sing/2568/measures/index.html": "มาตรการ",
    "about/index.html": "เกี่ยวกับ",
}


def site(folder: Path, headings: dict[str, str], others: dict[str, str] | None = None) -> Path:
    pages = {
        path: f'<h1 class="x">{text} <small>ปี</small><a class="headerlink" href="#x">¶</a></h1><h1>สอง</h1>'
        for path, text in headings.items()
    }
    for path, text in {**pages, **(others or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def changes(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, ["changes", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return site(tmp_path / "old", OLD, {"assets/a.css": "1", "prongsai-manifest.json": "{}"})


@pytest.fixture
def new(tmp_path: Path) -> Path:
    headings = {
        **OLD,
        "sing/2568/index.html": "ภาพรวม &amp; <em>ผล</em>",
        "sing/2568/indicators/2/index.html": "ตัวชี้วัดที่ 2 ใหม่",
        "sing/2568/indicators/10/index.html": "ตัวชี้วัดที่ 10 ใหม่",
        "sing/2569/index.html": "[ปี](javascript:x) @everyone",
        "sing/index.html": "อบต.สิงห์ ",
    }
    del headings["sing/2568/measures/index.html"]
    others = {"assets/b.css": "1", "sing/2568/evidence/plan.pdf": "%PDF", "prongsai-manifest.json": "other"}
    return site(tmp_path / "new", headings, others)


def test_pages_are_listed_by_agency_and_year_with_their_headings(old: Path, new: Path) -> None:
    assert (
        changes(old, new)
        == """หน้าที่เปลี่ยน: เพิ่ม 1 เปลี่ยน 4 หาย 1

อบต.สิงห์
- เปลี่ยน อบต.สิงห์ (/sing/)

อบต.สิงห์ ปี 2568
- เปลี่ยน ภาพรวม & ผล (/sing/2568/)
- เปลี่ยน ตัวชี้วัดที่ 2 ใหม่ (/sing/2568/indicators/2/)
- เปลี่ยน ตัวชี้วัดที่ 10 ใหม่ (/sing/2568/indicators/10/)
- หาย มาตรการ (/sing/2568/measures/)

อบต.สิงห์ ปี 2569
- เพิ่ม [ปี](javascript:x) @everyone (/sing/2569/)

เอกสารหลักฐาน
- เพิ่ม /sing/2568/evidence/plan.pdf

ไฟล์ประกอบอื่น เพิ่ม 1 เปลี่ยน 0 หาย 1
"""
    )


def test_in_markdown_a_heading_is_text_and_links_lead_to_the_published_page(old: Path, new: Path) -> None:
    told = changes(old, new, "--format", "markdown", "--base-url", "https://www.example.go.th/ita")
    assert told.startswith("### หน้าที่เปลี่ยน: เพิ่ม 1 เปลี่ยน 4 หาย 1\n\n#### อบต.สิงห์\n\n- เปลี่ยน [อบต.สิงห์](https://")
    assert "\n- หาย [มาตรการ](https://www.example.go.th/ita/sing/2568/measures/)\n" in told
    hostile = "&#91;ปี&#93;&#40;javascript&#58;x&#41; &#64;everyone"
    assert f"\n- เพิ่ม [{hostile}](https://www.example.go.th/ita/sing/2569/)\n" in told
    plain = changes(old, new, "--format", "markdown", "--base-url", "javascript:x")
    assert f"\n- เพิ่ม {hostile}\n" in plain


def test_a_manifest_stands_for_a_site_that_is_elsewhere(old: Path, new: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "published.json"
    manifest.write_bytes(make(old).write())
    whole = changes(old, new)
    gone = "- หาย sing/2568/measures/ (/sing/2568/measures/)"  # its heading is not known there
    assert changes(manifest, new) == whole.replace("- หาย มาตรการ (/sing/2568/measures/)", gone)


def test_nothing_changed_is_said(old: Path) -> None:
    assert changes(old, old) == "ไม่มีหน้าหรือไฟล์ใดเปลี่ยน\n"
    assert changes(old, old, "--format", "markdown") == "### ไม่มีหน้าหรือไฟล์ใดเปลี่ยน\n"


def test_files_alone_are_counted(old: Path, tmp_path: Path) -> None:
    other = site(tmp_path / "other", OLD, {"assets/a.css": "2"})
    assert changes(old, other) == "ไม่มีหน้าใดเปลี่ยน\n\nไฟล์ประกอบอื่น เพิ่ม 0 เปลี่ยน 1 หาย 0\n"


def test_a_long_list_is_cut_with_a_count(old: Path, tmp_path: Path) -> None:
    many = site(tmp_path / "many", OLD | {f"sing/2568/p{number}/index.html": "ก" * 300 for number in range(500)})
    told = summary(compare(read_side(old), read_side(many)), markdown=True, link="https://www.example.go.th/ita/")
    assert LONGEST - 1000 < len(told) < LONGEST
    shown = told.count("\n- เพิ่ม ")
    assert f"\n\nและอีก {500 - shown} รายการ\n\nไฟล์ประกอบอื่น เพิ่ม 0 เปลี่ยน 0 หาย 1" in told
    assert "ก" * 200 + "…" in told
    assert "ก" * 201 not in told


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": []}', '{"files": {"a": 1}}', "\x00"])
def test_what_is_no_site_is_refused(text: str, old: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    for place in (tmp_path / "bad.json", empty):
        result = CliRunner().invoke(main, ["changes", str(place), str(old)])
        said = f"อ่านเว็บที่ {place} ไม่ได้: ใช้โฟลเดอร์ของเว็บที่สร้างแล้ว หรือไฟล์ prongsai-manifest.json"
        assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {said}")
