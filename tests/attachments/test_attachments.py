"""Attachments: known by their bytes, cleaned of what cameras note, named for an address."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest
from PIL import Image

from prongsai.attachments import ALLOWED, cleaned, has_position, refusal, safe_name


def picture(kind: str, *, turned: int = 6, note: str = "secret") -> bytes:
    """A photo as a telephone writes it: with a place, an owner and a turn."""
    image = Image.effect_noise((40, 20), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x013B] = note
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 45.0, 0.0), 3: "E", 4: (100.0, 30.0, 0.0)})
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        for name in names:
            files.writestr(name, "x")
    return out.getvalue()


GOOD = {
    "report.pdf": b"%PDF-1.7\n...",
    "photo.png": picture("PNG"),
    "photo.JPG": picture("JPEG"),
    "photo.webp": picture("WEBP"),
    "letter.docx": archive("word/document.xml"),
    "table.xlsx": archive("xl/workbook.xml"),
    "list.csv": "ลำดับ,ชื่อ\n1,ก\n".encode("utf-8-sig"),
}
BAD = {
    "page.html": (b"<html>", "ไฟล์ชนิด “.html” เผยแพร่ไม่ได้"),
    "drawing.svg": (b"<svg/>", "ไฟล์ชนิด “.svg” เผยแพร่ไม่ได้"),
    ".htaccess": (b"Options +ExecCGI", "ไฟล์ชนิด “.htaccess” เผยแพร่ไม่ได้"),
    "shell.phtml": (b"<?php", "ไฟล์ชนิด “.phtml” เผยแพร่ไม่ได้"),
    "shell.php.pdf": (b"%PDF-1.7", "ชื่อ “shell.php.pdf” มีนามสกุลของโปรแกรมซ่อนอยู่"),
    "script.pdf": (b"<script>alert(1)</script>", "เนื้อไฟล์ไม่ใช่ .pdf จริง"),
    "photo.png": (b"\xff\xd8\xff", "เนื้อไฟล์ไม่ใช่ .png จริง"),
    "macro.docx": (archive("word/document.xml", "word/vbaProject.bin"), "เนื้อไฟล์ไม่ใช่ .docx จริง"),
    "any.xlsx": (archive("word/document.xml"), "เนื้อไฟล์ไม่ใช่ .xlsx จริง"),
    "page.txt": (b"<!DOCTYPE html><script>", "เนื้อไฟล์ไม่ใช่ .txt จริง"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_real_file_is_let_through(name: str) -> None:
    assert refusal(name, GOOD[name]) is None


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_what_it_says_is_refused(name: str) -> None:
    raw, start = BAD[name]
    message = refusal(name, raw)
    assert message is not None
    assert message.th.startswith(start)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_loses_its_place_and_owner_but_not_its_picture(kind: str) -> None:
    name = f"photo.{kind.lower()}"
    raw = picture(kind)
    assert has_position(name, raw)
    clean = cleaned(name, raw)
    assert not has_position(name, clean)
    assert b"secret" not in clean
    before, after = Image.open(io.BytesIO(raw)), Image.open(io.BytesIO(clean))
    assert before.tobytes() == after.tobytes()
    assert dict(after.getexif().get_ifd(0x8825)) == {}


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_turned_photo_stays_turned(turned: int) -> None:
    clean = cleaned("photo.jpg", picture("JPEG", turned=turned))
    assert Image.open(io.BytesIO(clean)).getexif().get(0x0112, 1) == turned


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("No Gift (2568).PDF", r"no-gift-2568\.pdf"),
        ("report.pdf", r"report\.pdf"),
        ("ประกาศ.pdf", r"[0-9a-f]{8}\.pdf"),
        ("O18 ประกาศ.pdf", r"o18-[0-9a-f]{8}\.pdf"),
        ("-.pdf", r"file\.pdf"),
    ],
)
def test_names_become_addresses(name: str, pattern: str) -> None:
    assert re.fullmatch(pattern, safe_name(name))


def test_thai_names_that_differ_have_addresses_that_differ() -> None:
    assert safe_name("ประกาศ ก.pdf") != safe_name("ประกาศ ข.pdf")


def test_damaged_files_never_break_the_cleaner() -> None:
    chance = random.Random(2568)
    seeds = [picture(kind) for kind in ("JPEG", "PNG", "WEBP")]
    for number in range(3000):
        raw = bytearray(seeds[number % 3])
        for _ in range(chance.randrange(1, 12)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        raw = raw[: chance.randrange(len(raw))]
        for suffix in ALLOWED:
            refusal(f"f{suffix}", bytes(raw))
            cleaned(f"f{suffix}", bytes(raw))
            has_position(f"f{suffix}", bytes(raw))
