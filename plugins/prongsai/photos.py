"""What cameras write into photos (place, owner, time, serial number), and photos without it, their picture untouched.

Kept is what is known to draw the picture; all else goes, whatever it is called. Pure functions over bytes.

Sources: JPEG ITU-T T.81 annex B and Exif 3.0, PNG third edition (W3C), RIFF/WebP (RFC 9649).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import PurePosixPath


def is_photo(name: str) -> bool:
    """Whether a file is of a kind into which cameras write where and by whom it was taken."""
    return PurePosixPath(name).suffix.lower() in _CLEANERS


def cleaned(name: str, raw: bytes) -> bytes:
    """The file without what a camera or editor noted in it; other kinds as they are.

    Raises ValueError for a photo so damaged that nobody can say what is in it; `refusal` has refused such a one.
    """
    cleaner = _CLEANERS.get(PurePosixPath(name).suffix.lower())
    try:
        return cleaner(raw) if cleaner else raw
    except (struct.error, IndexError) as error:
        raise ValueError(f"{name} ends in the middle") from error


def has_position(name: str, raw: bytes) -> bool:
    """Whether a photo tells where it was taken (an Exif GPS directory, or XMP that speaks of GPS)."""
    if not is_photo(name):
        return False
    if b"GPSLatitude" in raw:
        return True
    starts = [found.end() for found in re.finditer(rb"Exif\0\0|eXIf|EXIF.{4}", raw, re.DOTALL)]
    return any(tag == _GPS for start in starts[:20] for tag, _ in _tags(raw[start : start + 65_536]))


_GPS, _TURN = 0x8825, 0x0112


def _tags(tiff: bytes) -> Iterator[tuple[int, int]]:
    """Tag and value of the first directory of a TIFF block; values are right for SHORT and LONG only."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return
    (start,) = struct.unpack(order + "I", tiff[4:8])
    (count,) = struct.unpack(order + "H", tiff[start : start + 2].ljust(2, b"\0"))
    for number in range(min(count, 200)):
        entry = tiff[start + 2 + 12 * number : start + 14 + 12 * number]
        if len(entry) < 12:
            return
        tag, kind = struct.unpack(order + "HH", entry[:4])
        value = struct.unpack(order + ("H" if kind == 3 else "I"), entry[8 : 10 if kind == 3 else 12])[0]
        yield tag, value


_SCAN_END = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""The next marker after coded picture data, in which 0xFF is followed by 0 or a restart mark."""


def _clean_jpeg(raw: bytes) -> bytes:
    """Keep what draws the picture, and its turn (or it would lie on its side); drop all other notes.

    What follows the end of the picture goes too: telephones hang a second one there, with a place of its own.
    """
    out, at, turned = bytearray(b"\xff\xd8"), 2, 1
    while at < len(raw):
        if raw[at] != 0xFF:
            raise ValueError("a segment that does not begin with a marker")
        marker = raw[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xD9:
            out += b"\xff\xd9"
            break
        (length,) = struct.unpack(">H", raw[at + 2 : at + 4])
        if length < 2:
            raise ValueError("a segment shorter than its own length")
        end = at + 2 + length
        if marker == 0xDA:
            found = _SCAN_END.search(raw, end)
            end = found.start() if found else len(raw)
        elif end > len(raw):
            raise ValueError("a segment longer than the file")
        segment = raw[at:end]
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            turned = next((value for tag, value in _tags(segment[10:]) if tag == _TURN), turned)
        if _draws(marker, segment[4:16]):
            out += segment
        at = end
    if 2 <= turned <= 8:
        tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + struct.pack(">HHI", turned, 0, 0)
        body = b"Exif\0\0" + tiff
        out[2:2] = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    return bytes(out)


def _draws(marker: int, begin: bytes) -> bool:
    """Whether a segment of a JPEG is needed to draw it: tables, data, and of the notes only colours."""
    if 0xE0 <= marker <= 0xEF:
        return begin.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))
    return 0xC0 <= marker <= 0xCF or 0xDA <= marker <= 0xDF


_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs hIST acTL fcTL fdAT".split()  # animation too
)


def _clean_png(raw: bytes) -> bytes:
    out, at, kind = bytearray(raw[:8]), 8, b""
    while kind != b"IEND":  # what follows the end is no part of the picture
        (length,) = struct.unpack(">I", raw[at : at + 4])
        chunk = raw[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("a chunk longer than the file")
        kind = chunk[4:8]
        if kind in _PNG_KEPT:
            out += chunk
        at += 12 + length
    return bytes(out)


_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})


def _clean_webp(raw: bytes) -> bytes:
    (size,) = struct.unpack("<I", raw[4:8])
    body = raw[12 : 8 + size]  # what follows the end is no part of the picture
    out, at = bytearray(), 0
    while at + 8 <= len(body):
        (length,) = struct.unpack("<I", body[at + 4 : at + 8])
        chunk = bytearray(body[at : at + 8 + length + length % 2])
        if len(chunk) < 8 + length:
            raise ValueError("a chunk longer than the file")
        kind = bytes(chunk[:4])
        if kind == b"VP8X":
            chunk[8] &= ~0b0000_1100  # the flags that promise EXIF and XMP chunks
        if kind in _WEBP_KEPT:
            out += chunk
        at += 8 + length + length % 2
    return raw[:4] + struct.pack("<I", len(out) + 4) + b"WEBP" + bytes(out)


_CLEANERS = {".jpg": _clean_jpeg, ".jpeg": _clean_jpeg, ".png": _clean_png, ".webp": _clean_webp}
