"""Texts as cells that no spreadsheet takes for a formula: https://owasp.org/www-community/attacks/CSV_Injection."""

from __future__ import annotations

import re
import unicodedata

GUARD = "'"
"""What stands before a cell that would run. Excel and LibreOffice show it in a CSV, and hide it once it is retyped."""

_STARTS = "=+-@"
_CONTROL = "\t\r\n\0"
_GUARDS_AND_REST = re.compile(r"('*)(.*)", re.DOTALL)


def safe_cell(text: str) -> str:
    """The text, with a guard before it where a spreadsheet would run it; `plain_cell` takes exactly that away again.

    A text runs when it begins with = + - @ (in any width, also behind spaces), a tab or a line end. Where the sheet
    hides a guard that was typed, the text behind it counts, so a text that has guards of its own gets one more.
    """
    return GUARD + text if _runs(text) else text


def plain_cell(cell: str) -> str:
    """The text that `safe_cell` made this cell of."""
    return cell[1:] if cell.startswith(GUARD) and _runs(cell) else cell


def safe_lines(text: str) -> str:
    """The text with every line of it guarded: a program that takes the wrong separator makes cells of single lines."""
    return "\n".join(safe_cell(line) for line in text.split("\n"))


def _runs(text: str) -> bool:
    found = _GUARDS_AND_REST.match(text)
    rest = found[2] if found else text
    if rest[:1] and rest[0] in _CONTROL:
        return True
    start = rest.lstrip()[:1]
    return bool(start) and unicodedata.normalize("NFKC", start)[0] in _STARTS
