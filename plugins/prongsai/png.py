"""A picture of few colours written as PNG, which needs no imaging library.

Source: Portable Network Graphics, third edition (W3C).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

_GREY, _PALETTE = 0, 3
_LEVEL = 5
"""Of zlib: 9 takes twenty times as long for a QR code, and is no smaller."""


def grey(side: tuple[int, int], bits: int, rows: Iterable[bytes]) -> bytes:
    """A picture `side` (width, height) pixels large, of `bits` bits of grey a pixel; `rows` from top to bottom."""
    return _file(side, bits, _GREY, b"", rows)


def indexed(side: tuple[int, int], colours: Iterable[int], rows: Iterable[bytes]) -> bytes:
    """A picture of up to 256 `colours` (0xRRGGBB), one byte a pixel, which is the number of its colour."""
    palette = b"".join(colour.to_bytes(3, "big") for colour in colours)
    return _file(side, 8, _PALETTE, _chunk(b"PLTE", palette), rows)


def _file(side: tuple[int, int], bits: int, kind: int, between: bytes, rows: Iterable[bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", *side, bits, kind, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), _LEVEL)  # a row begins with its filter: none
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + between + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
