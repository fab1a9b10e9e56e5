"""The evidence folder of a year: what is refused when the data is read, and what of the rest is published."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from attachment_files import archive, picture
from PIL import Image

from case_files import write_files
from prongsai import attachments
from prongsai.build import build_site, gather
from prongsai.load import files, load_site
from prongsai.pages import Asset, Options
from prongsai.photos import has_position

CITED = """\
title: ก
evidence:
  - {title: ข, file: แผน ๒๕๖๘.pdf}
  - {title: ค, file: "Photo (1).JPG"}
"""
KINDS = " ".join(attachments.ALLOWED)


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """The evidence folder of a small data folder, with a document and a photo that a measure cites."""
    write_files(
        tmp_path / "data/aa",
        {
            "agency.yml": "name: อบต.ทดสอบ\nprovince: ทดสอบ\n",
            "2568/year.yml": "title: ก\nsource: {title: ก}\n",
            "2568/measures/m1.yml": CITED,
        },
    )
    folder = tmp_path / "data/aa/2568/evidence"
    folder.mkdir()
    (folder / "แผน ๒๕๖๘.pdf").write_bytes(b"%PDF-1.7")
    (folder / "Photo (1).JPG").write_bytes(picture("JPEG"))
    return folder


def said(evidence: Path) -> list[str]:
    _, problems = load_site(evidence.parents[2], shown="data")
    return [p.line().removeprefix("data/aa/2568/evidence/") for p in problems if p.rule != "photo-position"]


def test_the_place_in_a_photo_is_told_stops_nothing_and_is_not_published(evidence: Path) -> None:
    gathered = gather(evidence.parents[2], shown="data")
    assert gathered.loud == []
    (told,) = [problem for problem in gathered.advice if problem.rule == "photo-position"]
    assert told.line() == (
        "data/aa/2568/evidence/Photo (1).JPG:1:1: พบพิกัด GPS ในรูป ลบออกให้แล้วก่อนเผยแพร่ [photo-position]"
    )
    built = build_site(gathered.site, Options(), evidence.parents[2])
    (photo,) = [asset for asset in built.assets if asset.address.endswith(".jpg")]
    before = (evidence / "Photo (1).JPG").read_bytes()
    assert has_position("a.jpg", before)
    assert not has_position("a.jpg", photo.read())
    assert b"secret" not in photo.read()
    assert Image.open(io.BytesIO(photo.read())).tobytes() == Image.open(io.BytesIO(before)).tobytes()


def test_pages_link_the_address_and_records_name_the_file(evidence: Path) -> None:
    gathered = gather(evidence.parents[2], shown="data")
    built = build_site(gathered.site, Options(), evidence.parents[2])
    published = {asset.address: asset for asset in built.assets if "/evidence/" in asset.address}
    plan = attachments.safe_name("แผน ๒๕๖๘.pdf")
    assert set(published) == {f"aa/2568/evidence/{name}" for name in (plan, "photo-1.jpg", ".htaccess")}
    assert published[f"aa/2568/evidence/{plan}"].read() == b"%PDF-1.7"
    assert b"nosniff" in published["aa/2568/evidence/.htaccess"].read()
    (page,) = [page for page in built.pages if page.address == "aa/2568/measures/"]
    assert f'href="../evidence/{plan}"' in page.html
    assert 'href="../evidence/photo-1.jpg"' in page.html


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("a.svg", b"<svg onload=alert(1)/>", f"ไฟล์ชนิด “.svg” เผยแพร่ไม่ได้ ใช้ได้เฉพาะ {KINDS} [attachment-kind]"),
        ("a.phtml", b"<?php", f"ไฟล์ชนิด “.phtml” เผยแพร่ไม่ได้ ใช้ได้เฉพาะ {KINDS} [attachment-kind]"),
        ("a.php.pdf", b"%PDF-1.7", "ชื่อ “a.php.pdf” มีนามสกุลของโปรแกรมซ่อนอยู่ เปลี่ยนชื่อไฟล์ [attachment-name]"),
        (
            "a.pdf",
            b"<script>alert(1)</script>",
            "เนื้อไฟล์ไม่ใช่ .pdf จริง หรือเสียหาย หรือมีมาโคร เปิดในโปรแกรมแล้วบันทึกใหม่เป็น .pdf [attachment-content]",
        ),
        (
            "a.docx",
            archive("word/document.xml", "word/vbaProject.bin"),
            "เนื้อไฟล์ไม่ใช่ .docx จริง หรือเสียหาย หรือมีมาโคร เปิดในโปรแกรมแล้วบันทึกใหม่เป็น .docx [attachment-content]",
        ),
        (
            "a.jpg",
            picture("JPEG")[:100],
            "เนื้อไฟล์ไม่ใช่ .jpg จริง หรือเสียหาย หรือมีมาโคร เปิดในโปรแกรมแล้วบันทึกใหม่เป็น .jpg [attachment-content]",
        ),
        (
            "photo-1.jpg",
            picture("JPEG"),
            "จะได้ที่อยู่เว็บ “photo-1.jpg” ซ้ำกับไฟล์ “Photo (1).JPG” เปลี่ยนชื่อไฟล์ใดไฟล์หนึ่ง [attachment-same-address]",
        ),
        (
            "big.pdf",
            b"%PDF-1.7" + bytes(50_000_000),
            "เอกสารใหญ่เกิน 50,000,000 ไบต์ ลดขนาดหรือแบ่งเป็นหลายไฟล์ [attachment-too-large]",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_a_bad_file_stops_the_build_where_it_lies(evidence: Path, name: str, raw: bytes, message: str) -> None:
    (evidence / name).write_bytes(raw)
    assert said(evidence) == [f"{name}:1:1: {message}"]
    assert len(gather(evidence.parents[2]).stops) == 1


def test_a_file_that_is_refused_is_not_called_missing_too(evidence: Path) -> None:
    (evidence / "แผน ๒๕๖๘.pdf").write_bytes(b"no pdf")
    assert [problem.rule for problem in gather(evidence.parents[2]).stops] == ["attachment-content"]


@pytest.mark.parametrize("limit", ["MAX_EVIDENCE", "MAX_EVIDENCE_FILES"])
def test_all_documents_of_a_year_together_have_an_end(
    evidence: Path, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, limit, 1)
    _, problems = load_site(evidence.parents[2], shown="data")
    assert [p.line() for p in problems if p.rule != "photo-position"] == [
        f"data/aa/2568/evidence:1:1: เอกสารใน evidence/ ของปีนี้รวมกันเกิน {files.MAX_EVIDENCE:,} ไบต์ หรือ "
        f"{files.MAX_EVIDENCE_FILES:,} ไฟล์ ลดขนาดหรือย้ายบางส่วนออก [attachments-too-large]"
    ]


def test_a_file_exchanged_after_the_data_was_read_is_not_published(evidence: Path) -> None:
    path = evidence / "แผน ๒๕๖๘.pdf"
    path.write_bytes(b"<script>alert(1)</script>")
    with pytest.raises(ValueError, match="may not be published"):
        Asset("aa/2568/evidence/a.pdf", path).read()


def test_a_file_that_is_cited_and_not_there_stops_the_build_at_the_line_that_cites_it(evidence: Path) -> None:
    (evidence / "แผน ๒๕๖๘.pdf").unlink()
    assert [problem.line() for problem in gather(evidence.parents[2], shown="data").stops] == [
        "data/aa/2568/measures/m1.yml:3:22: evidence[0].file: ไม่พบไฟล์ “แผน ๒๕๖๘.pdf” ในโฟลเดอร์ evidence/ ของปี 2568 "
        "[missing-evidence]"
    ]
