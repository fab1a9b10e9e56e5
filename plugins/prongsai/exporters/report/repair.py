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
_END = re.compile(rb"trailer\s*<<(?P<trailer>.*)>>\s*startxref\s+(?P<place>[0-9]+)\s+%%EOF\s*\Z", re.DOTALL)
_ENTRY = re.compile(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def mend_text_layer(pdf: bytes) -> bytes:
    """The PDF with every ToUnicode map mended: nothing of it is written anew, the maps are added at its end.

    Raises MissingExtra without the extra `pdf`.
    """
    pypdf = require("pypdf", "pdf")
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    known = _known_letters()
    maps: dict[int, bytes] = {}
    for font in _fonts(reader):
        number = font.raw_get("/ToUnicode").idnum
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        if number in maps or "/FontFile2" not in descriptor:
            continue
        letters = _old_letters(font["/ToUnicode"].get_object().get_data().decode("latin-1"))
        for glyph, key in enumerate(outlines(descriptor["/FontFile2"].get_object().get_data())):
            if key in known:
                letters[glyph] = known[key]
        maps[number] = _character_map(letters)
    return pdf + _update(pdf, maps)


def _fonts(reader: Any) -> Iterator[Any]:
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            if font.get_object().get("/Subtype") == "/Type0":
                yield font.get_object()


def _update(pdf: bytes, streams: Mapping[int, bytes]) -> bytes:
    """Streams in the place of those with the same numbers, as an incremental update (PDF 32000-1, 7.5.6).

    Not compressed: other machines' zlib gives other bytes, and these are few.
    """
    end = _END.search(pdf)
    if not end:
        raise ValueError("this PDF ends in a way that Typst's do not")
    written = io.BytesIO()
    table = "xref\n"
    for number, content in sorted(streams.items()):
        table += f"{number} 1\n{len(pdf) + written.tell() + 1:010} 00000 n\r\n"
        written.write(f"\n{number} 0 obj\n<</Length {len(content)}>>\nstream\n".encode())
        written.write(content + b"\nendstream\nendobj")
    place = len(pdf) + written.tell() + 1
    trailer = (
        f"trailer\n<<{end['trailer'].decode('latin-1')}/Prev {end['place'].decode()}>>\nstartxref\n{place}\n%%EOF\n"
    )
    return written.getvalue() + f"\n{table}{trailer}".encode("latin-1")


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
