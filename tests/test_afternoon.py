"""docs/webmaster/one-afternoon.md tells what happens: its commands, their order, its figures and its pictures."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from prongsai.build import gather

PAGE = (ROOT / "docs" / "webmaster" / "one-afternoon.md").read_text("utf-8")


@pytest.fixture(scope="module")
def tool() -> Any:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import afternoon  # a script beside the package
    finally:
        sys.path.pop(0)
    return afternoon


def test_every_picture_stands_on_the_page_and_is_small(tool: Any) -> None:
    files = sorted((ROOT / "docs" / "images").glob("afternoon-*.png"))
    assert [file.name for file in files] == sorted(re.findall(r"\(\.\./images/(.+?)\)", PAGE))
    assert [file.name for file in files if file.stat().st_size >= tool.MOST_BYTES] == []


@pytest.mark.slow
def test_the_afternoon_goes_as_the_page_tells(tool: Any, tmp_path: Path) -> None:
    said = tool.walk(tmp_path)
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    typed = [one.typed for step, one in said.items() if step != "check again"]
    assert [line for line in lines if line.startswith(("prongsai", "mkdocs build"))] == typed
    assert "อ่าน รายงาน 2568.docx: 7 ระเบียน 1 คำถาม\n" in said["import"].text
    assert "ต้องตรวจ 5 แห่ง" in said["import"].text
    assert "5 แห่ง" in PAGE
    assert "พบผิดพลาด 0 " in said["check again"].text
    files = re.findall(r"ส่ง ([0-9]+) ไฟล์", said["dry"].text)
    assert f"แผนการเผยแพร่ {files[0]} ไฟล์" in PAGE
    years = gather(tmp_path / "ita" / "data").site.agencies[0].years
    assert {year.number: (year.status, len(year.measures)) for year in years} == {
        2568: ("published", 7),
        2569: ("draft", 7),
    }
    shown = (tmp_path / "www" / "2568" / "measures" / "index.html").read_text("utf-8")
    assert "กำหนดมาตรการการยืม" in shown
    assert not (tmp_path / "www" / "2569").exists()
    tool.typed(tmp_path / "ita", "mkdocs build --strict")  # the ledger is that of this site
    assert (tmp_path / "ita" / "report-2568.docx").stat().st_size > 10_000
