"""Attachments: known by their bytes, cleaned of what cameras note, named for an address."""

from __future__ import annotations

import io
import random
import re
import zlib
from typing import Any

import pytest
from attachment_files import archive, picture
from PIL import Image

from prongsai.attachments import ALLOWED, refusal, safe_name
from prongsai.photos import cleaned, has_position

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
    "page.html": (b"<html>", "attachment-kind"),
    "drawing.svg": (b"<svg onload=alert(1)/>", "attachment-kind"),
    ".htaccess": (b"Options +ExecCGI", "attachment-kind"),
    "shell.phtml": (b"<?php", "attachment-kind"),
    "letter.docm": (archive("word/document.xml"), "attachment-kind"),
    "all.zip": (archive("a.pdf"), "attachment-kind"),
    "no-ending": (b"%PDF-1.7", "attachment-kind"),
    "shell.php.pdf": (b"%PDF-1.7", "attachment-name"),
    "script.pdf": (b"<script>alert(1)</script>", "attachment-content"),
    "empty.pdf": (b"", "attachment-content"),
    "photo.png": (b"\xff\xd8\xff", "attachment-content"),
    "cut.jpg": (picture("JPEG")[:100], "attachment-content"),
    "cut.png": (picture("PNG")[:-20], "attachment-content"),
    "cut.webp": (picture("WEBP")[:-20], "attachment-content"),
    "macro.docx": (archive("word/document.xml", "word/vbaProject.bin"), "attachment-content"),
    "any.xlsx": (archive("word/document.xml"), "attachment-content"),
    "million.docx": (b"PK\x01\x02" * 5001 + archive("word/document.xml"), "attachment-content"),
    "page.txt": (b"<!DOCTYPE html><script>", "attachment-content"),
    "thai.csv": ("ลำดับ,ชื่อ".encode("cp874"), "attachment-content"),
    "large.pdf": (b"%PDF-1.7" + bytes(50_000_000), "attachment-too-large"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_real_file_is_let_through(name: str) -> None:
    assert refusal(name, GOOD[name]) is None


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_what_it_says_is_refused(name: str) -> None:
    raw, rule = BAD[name]
    refused = refusal(name, raw)
    assert refused is not None
    assert refused.rule == rule


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


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2, "big") + body


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def hidden(kind: str) -> dict[str, bytes]:
    """A photo with a secret in every place where cameras and editors put one."""
    raw = picture(kind)
    xmp = b'http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="13,45N" dc:creator="secret"/>'
    if kind == "JPEG":
        notes = {
            "xmp": segment(0xE1, xmp),
            "iptc": segment(0xED, b"Photoshop 3.0\0secret"),
            "comment": segment(0xFE, b"secret"),
            "maker": segment(0xE7, b"secret"),
            "colour profile of nobody": segment(0xE2, b"FPXR\0secret"),
        }
        found = {name: raw[:2] + note + raw[2:] for name, note in notes.items()}
        return found | {"after the end": raw + raw, "two pictures": picture("MPO")}
    if kind == "PNG":
        notes = {
            "text": chunk(b"tEXt", b"Author\0secret"),
            "xmp": chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp),
            "time": chunk(b"tIME", b"secret!"),
            "unknown": chunk(b"prVt", b"secret"),
        }
        found = {name: raw[:33] + note + raw[33:] for name, note in notes.items()}
        return found | {"after the end": raw + b"secret"}
    note = b"XMP " + len(xmp).to_bytes(4, "little") + xmp + b"\0" * (len(xmp) % 2)
    body = raw[8:] + note
    return {"xmp": b"RIFF" + len(body).to_bytes(4, "little") + body, "after the end": raw + b"secret"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_place_in_a_photo_keeps_a_secret(kind: str) -> None:
    name = f"photo.{kind.lower()}"
    for where, raw in hidden(kind).items():
        assert b"secret" in raw
        assert refusal(name, raw) is None, where
        clean = cleaned(name, raw)
        assert b"secret" not in clean, where
        assert not has_position(name, clean), where
        assert Image.open(io.BytesIO(clean)).tobytes() == Image.open(io.BytesIO(raw)).tobytes(), where
        assert cleaned(name, clean) == clean, where


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 0}])
def test_every_way_of_coding_a_jpeg_keeps_its_picture(options: dict[str, Any]) -> None:
    out = io.BytesIO()
    Image.effect_noise((300, 200), 90).convert("RGB").save(out, "JPEG", quality=95, comment=b"secret", **options)
    clean = cleaned("a.jpg", out.getvalue())
    assert b"secret" not in clean
    assert Image.open(io.BytesIO(clean)).tobytes() == Image.open(out).tobytes()


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
            has_position(f"f{suffix}", bytes(raw))
            if refusal(f"f{suffix}", bytes(raw)) is None:
                assert not has_position(f"f{suffix}", cleaned(f"f{suffix}", bytes(raw)))
