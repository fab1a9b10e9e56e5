"""What `prongsai build` says when it begins by itself and leaves the rest to MkDocs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MKDOCS_YML = """
site_name: อบต.ตัวอย่าง
docs_dir: pages
theme: {name: material, language: th, font: false}
plugins: [search, {prongsai: {agencies: [tua-yang], papers: false}}]
"""


def build(project: Path) -> list[str]:
    """The lines that `prongsai build` says; how long it took is taken out."""
    done = subprocess.run(
        [sys.executable, "-m", "prongsai", "build", "--jobs", "1"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    return [re.sub(r"\d+\.\d\d(?= วินาที)", "…", line) for line in done.stderr.splitlines()]


@pytest.mark.site
def test_what_mkdocs_builds_after_all_is_told_once(root: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    agency = tmp_path / "data" / "tua-yang"
    shutil.copytree(root / "data" / "tua-yang", agency)
    assert build(tmp_path) == [
        "ข้อสังเกตสำหรับเจ้าหน้าที่ · ผิดพลาด 0 เตือน 1 แนะนำ 0 · ดูด้วย prongsai check",
        "สร้างเว็บเสร็จใน … วินาที",
    ]
    (agency / "2569").mkdir()
    (agency / "2569" / "year.yml").write_text("title: มาตรการของปีใหม่\nsource: {title: รายงาน}\n", encoding="utf-8")
    told = build(tmp_path)  # a year more is another menu, which MkDocs has to draw
    assert told == [
        "ข้อสังเกตสำหรับเจ้าหน้าที่ · ผิดพลาด 0 เตือน 3 แนะนำ 1 · ดูด้วย prongsai check",
        "สร้างเว็บเสร็จใน … วินาที",
    ]
    assert (tmp_path / "site" / "2569" / "index.html").is_file()
