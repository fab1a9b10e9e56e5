"""Write down which letters each glyph of the packaged fonts stands for, by the glyph's outline.

Run once for a font: `python tools/glyphs.py`. The PDF's text layer is mended with it (exporters/report/repair.py).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from prongsai.exporters.report.repair import GLYPHS, outlines

PACKAGE = Path(__file__).resolve().parent.parent / "plugins" / "prongsai"
FONTS = sorted((PACKAGE / "fonts").glob("THSarabun-*.ttf"))
_OWN_USE = range(0xE000, 0xF900)
"""Code points without a meaning of their own, where old fonts keep shifted marks."""


def letters_of(font: Any) -> dict[str, str]:
    """The text of each glyph by its name: what is typed for it, what a ligature joins, what its name says."""
    names = {name: chr(code) for code, name in sorted(font.getBestCmap().items(), reverse=True) if code not in _OWN_USE}
    for name in font.getGlyphOrder():
        written = re.fullmatch(r"uni([0-9A-F]{4})(?:\..+)?", name)
        if written and int(written[1], 16) not in _OWN_USE:
            names.setdefault(name, chr(int(written[1], 16)))
    changed = True
    while changed:  # one substitution may feed another
        changed = False
        for glyph, text in _substitutions(font, names):
            if glyph not in names:
                names[glyph], changed = text, True
    return names


def _substitutions(font: Any, names: dict[str, str]) -> Any:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            rule = getattr(table, "ExtSubTable", table)
            if rule.LookupType == 1:
                yield from ((new, names[old]) for old, new in rule.mapping.items() if old in names)
            elif rule.LookupType == 4:
                for first, ligatures in rule.ligatures.items():
                    for ligature in ligatures:
                        parts = [first, *ligature.Component]
                        if all(part in names for part in parts):
                            yield ligature.LigGlyph, "".join(names[part] for part in parts)


def table() -> str:
    """The file's text: one entry a line, in order."""
    known: dict[str, str] = {}
    for path in FONTS:
        font = TTFont(path)
        texts, order = letters_of(font), font.getGlyphOrder()
        for place, key in enumerate(outlines(path.read_bytes())):
            if key and order[place] in texts:
                known.setdefault(key, texts[order[place]])
    return json.dumps(known, indent=0, sort_keys=True, ensure_ascii=True) + "\n"


if __name__ == "__main__":
    (PACKAGE / "exporters" / "report" / GLYPHS).write_text(table(), encoding="utf-8", newline="\n")
