"""Mends the text layer of a PDF: which letters each glyph of its fonts stands for.

Typst notes the right text beside each run (ActualText), which Acrobat, Chrome and Poppler read, but a wrong one for
single glyphs (ToUnicode), which is all that Firefox, Preview and most programs that take texts out know: in Thai they
get other words than the page shows. A glyph is known again by its outline, which embedding does not change.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from prongsai.extras import require

GLYPHS = "glyphs.json"
"""Beside this module: the letters of each glyph of the packaged fonts, by its outline; made by tools/glyphs.py."""
_BLOCK = 100
"""Entries that a block of a character map may have."""
_ENTRY = re.compile(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def mend_text_layer(pdf: bytes) -> bytes:
    """The PDF with every ToUnicode map mended, all else as it was. Raises MissingExtra without the extra `pdf`."""
    pypdf = require("pypdf", "pdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for font in _fonts(writer):
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        if "/FontFile2" not in descriptor:
            continue
        letters = _old_letters(font["/ToUnicode"].get_object().get_data().decode("latin-1"))
        known = _known_letters()
        for glyph, key in enumerate(outlines(descriptor["/FontFile2"].get_object().get_data())):
            if key in known:
                letters[glyph] = known[key]
        stream = pypdf.generic.StreamObject()
        stream.set_data(_character_map(letters))
        font[pypdf.generic.NameObject("/ToUnicode")] = writer._add_object(stream.flate_encode())
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def outlines(font: bytes) -> Iterator[str]:
    """A key for each glyph of a TrueType font, in order: contours and points, without hints and padding.

    Empty for a glyph that has no outline (a space) or is put together from others.
    """
    tables = {
        font[start : start + 4]: struct.unpack(">II", font[start + 8 : start + 16])
        for start in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    head, (places, length), glyphs = tables[b"head"][0], tables[b"loca"], tables[b"glyf"][0]
    if struct.unpack(">h", font[head + 50 : head + 52])[0]:
        bounds = struct.unpack(f">{length // 4}I", font[places : places + length])
    else:
        bounds = tuple(2 * half for half in struct.unpack(f">{length // 2}H", font[places : places + length]))
    for begin, end in pairwise(bounds):
        glyph = font[glyphs + begin : glyphs + end]
        contours = struct.unpack(">h", glyph[:2])[0] if len(glyph) >= 12 else -1
        if contours < 0:
            yield ""
            continue
        hints = 10 + 2 * contours
        points = hints + 2 + struct.unpack(">H", glyph[hints : hints + 2])[0]
        yield hashlib.sha256(glyph[:hints] + glyph[points:].rstrip(b"\0")).hexdigest()[:16]


def _fonts(writer: Any) -> Iterator[Any]:
    for reference in list(writer._objects):
        found: Any = reference.get_object() if reference is not None else None
        if hasattr(found, "get") and found.get("/Type") == "/Font" and found.get("/Subtype") == "/Type0":
            yield found


@cache
def _known_letters() -> Mapping[str, str]:
    text = (files("prongsai") / "exporters" / "report" / GLYPHS).read_text(encoding="utf-8")
    known: dict[str, str] = json.loads(text)
    return known


def _old_letters(character_map: str) -> dict[int, str]:
    """What the map says so far, by glyph."""
    return {
        int(glyph, 16): bytes.fromhex(text).decode("utf-16-be", "replace")
        for glyph, text in _ENTRY.findall(character_map)
    }


def _character_map(letters: Mapping[int, str]) -> bytes:
    """A ToUnicode map, as PDF 32000-1, 9.10.3 has it."""
    entries = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(letters.items())]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end", ""]).encode()
