"""The letters that pictures are set in: Sarabun, the looped form of official letters, two weights (licence: OFL.txt).

No font of the machine is ever used: the same words give the same picture everywhere.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import Literal

Weight = Literal["Regular", "Bold"]


def font_file(weight: Weight) -> Path:
    """The TrueType file of a weight."""
    return Path(__file__).parent / f"Sarabun-{weight}.ttf"


def width(text: str, weight: Weight) -> float:
    """How wide a line of text is, in units of the letters' size (em). Marks above and below take no room.

    >>> width("กิ่ง", "Regular") == width("กง", "Regular")
    True
    """
    letters = _widths(weight)
    return sum(letters.get(ord(letter), 1.0) for letter in text)  # a letter that the font has not: a wide guess


@cache
def _widths(weight: Weight) -> dict[int, float]:
    """The width of each letter by its code, from the font's own tables (OpenType: cmap format 4, hhea, hmtx)."""
    raw = font_file(weight).read_bytes()
    (count,) = struct.unpack_from(">H", raw, 4)
    tables = {tag: at for tag, _, at, _ in struct.iter_unpack(">4sLLL", raw[12 : 12 + 16 * count])}
    (em,) = struct.unpack_from(">H", raw, tables[b"head"] + 18)
    (measured,) = struct.unpack_from(">H", raw, tables[b"hhea"] + 34)
    # the last measured glyph speaks for all that follow it
    advances = [struct.unpack_from(">H", raw, tables[b"hmtx"] + 4 * glyph)[0] for glyph in range(measured)]
    return {code: advances[min(glyph, measured - 1)] / em for code, glyph in _glyphs(raw, tables[b"cmap"]).items()}


def _glyphs(raw: bytes, cmap: int) -> dict[int, int]:
    (count,) = struct.unpack_from(">H", raw, cmap + 2)
    maps = [cmap + struct.unpack_from(">HHL", raw, cmap + 4 + 8 * number)[2] for number in range(count)]
    table = next(at for at in maps if struct.unpack_from(">H", raw, at)[0] == 4)
    segments = struct.unpack_from(">H", raw, table + 6)[0] // 2
    form = f">{segments}H"
    ends = struct.unpack_from(form, raw, table + 14)
    starts, deltas, offsets = (
        struct.unpack_from(form, raw, table + 16 + 2 * segments * (1 + number)) for number in range(3)
    )
    found: dict[int, int] = {}
    for segment in range(segments):
        at = table + 16 + 2 * segments * 3 + 2 * segment  # where this segment's own offset stands
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if offsets[segment]:
                (glyph,) = struct.unpack_from(">H", raw, at + offsets[segment] + 2 * (code - starts[segment]))
            if glyph:
                found[code] = (glyph + deltas[segment]) % 0x10000
    return found
