"""Data that is too much, or made to be slow: it ends, soon, in a site or in a message."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import test_hostile_text as hostile

from case_files import write_files
from prongsai.build import build_site, gather
from prongsai.load import files, load_site
from prongsai.pages import Options

SLOW = [
    *("[", "(", "[x](", "<", "&", "http://", "1-", "๑. ", "๑", "1 ม.ค. 2567 ", "ถึง", "อบต.", "ก ", "ปี 2567 ", "O18 "),
    *("เ", "\u0e4d", "่", "ๆ", "“", "@a.", "..", "* ", "`", "ตัวชี้วัดที่ 1 ", "081-234-", "นาย ", "\n"),
]
"""What patterns, parsers and comparers stumble over when there is much of it."""


def test_text_made_to_be_slow_is_read_checked_and_built_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join((unit * 700)[:690] for unit in SLOW)[:19_999].strip()
    monkeypatch.setattr(
        hostile, "VALUES", hostile.VALUES | {"Line": text[:900], "Text": text, "Items": [text, text[::-1].strip()]}
    )
    hostile.hostile_data(tmp_path / "data")
    began = time.process_time()
    gathered = gather(tmp_path / "data", root=tmp_path)
    assert [problem.line() for problem in gathered.stops] == []
    assert len(build_site(gathered.site, Options(), tmp_path / "data").pages) > 50
    assert time.process_time() - began < 40, "of CPU; it takes some six"


@pytest.mark.parametrize("limit", ["MAX_FILES", "MAX_TOTAL"])
def test_all_records_together_have_an_end(tmp_path: Path, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    agency, year = "name: ก\nprovince: ก\n", "title: ก\nsource: {title: ก}\n"
    measures = {f"aa/2568/measures/m{number}.yml": "title: ก\n" for number in range(9)}
    write_files(tmp_path, {"aa/agency.yml": agency, "aa/2568/year.yml": year, "bb/agency.yml": agency, **measures})
    monkeypatch.setattr(files, limit, {"MAX_FILES": 5, "MAX_TOTAL": 60}[limit])
    site, problems = load_site(tmp_path, shown="data")
    assert [problem.line() for problem in problems] == [
        f"data/aa/2568/measures/m5.yml:1:1: ข้อมูลทั้งโฟลเดอร์เกิน {files.MAX_FILES:,} ไฟล์ "
        f"หรือ {files.MAX_TOTAL:,} ไบต์ (ไม่นับเอกสารใน evidence/) หยุดอ่านที่นี่ แบ่งเป็นหลายเว็บ [data-too-large]"
    ]
    assert site.agencies == ()


def test_the_limits_are_those_that_the_manual_gives() -> None:
    assert (files.MAX_FILES, files.MAX_TOTAL) == (20_000, 200_000_000)
    assert (files.MAX_EVIDENCE_FILES, files.MAX_EVIDENCE) == (2_000, 500_000_000)
