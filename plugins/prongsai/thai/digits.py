"""Thai and Arabic digits, one for the other, never inside an address that would stop working."""

from __future__ import annotations

import re
from collections.abc import Mapping

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)

# Each part may begin only where a run of its own letters begins: that keeps the search linear.
_ADDRESS = re.compile(
    r"""
      (?:https?://|(?<![a-z0-9])www\.) [^\s<>"']+
    | (?<![a-z0-9._%+-]) [a-z0-9._%+-]+ @ [a-z0-9-]+ (?:\.[a-z0-9-]+)+
    | (?<![a-z0-9.-]) (?:[a-z0-9-]+\.)+ [a-z]{2,} (?![a-z0-9]) (?::[0-9]+)? (?:/[^\s<>"']*)?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def to_thai_digits(text: str) -> str:
    """Write 0–9 as ๐–๙, leaving web addresses, e-mail addresses and file names alone.

    >>> to_thai_digits("ข้อ 18 ดูที่ www.example.go.th/o18")
    'ข้อ ๑๘ ดูที่ www.example.go.th/o18'
    """
    return _outside_addresses(text, _TO_THAI)


def to_arabic_digits(text: str) -> str:
    """Write ๐–๙ as 0–9, leaving web addresses, e-mail addresses and file names alone.

    >>> to_arabic_digits("ปีงบประมาณ พ.ศ. ๒๕๖๘")
    'ปีงบประมาณ พ.ศ. 2568'
    """
    return _outside_addresses(text, _TO_ARABIC)


def _outside_addresses(text: str, digits: Mapping[int, int]) -> str:
    parts, end = [], 0
    for address in _ADDRESS.finditer(text):
        parts += [text[end : address.start()].translate(digits), address.group()]
        end = address.end()
    return "".join([*parts, text[end:].translate(digits)])
