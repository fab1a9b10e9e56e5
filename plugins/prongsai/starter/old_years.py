"""Years of last year's texts, blanked: a text that is carried over must not say that it happens in a year gone by."""

from __future__ import annotations

import re

from prongsai import thai
from prongsai.thai.digits import ARABIC_DIGITS, THAI_DIGITS

BLANK = "____"
"""What stands where a year stood, until a person has written the right one."""

_DIGITS = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)
_REACH = 3
"""Years back that a text of the old year is likely to be about; further back it is history, and stays."""
_YEAR = re.compile(r"(?<![0-9])(?:25|26)[0-9]{2}(?![0-9])")
_MONTHS = "|".join(re.escape(name) for month in thai.MONTHS for name in month)
_SHORT = re.compile(
    rf"(?:ปี ?งบประมาณ|ปี ?งบ|ปี|พ ?\. ?ศ ?\.|{_MONTHS}) ?(?:พ ?\. ?ศ ?\. ?)?(?P<year>[0-9]{{2}})(?![0-9.,])"
)
_SPAN = re.compile(
    r"(?<![0-9])(?P<first>2[56][0-9]{2}) ?\)? ?(?:[-–—/]|ถึง) ?(?:ปี ?)?"
    r"(?:พ ?\. ?ศ ?\. ?)?(?P<last>2[56][0-9]{2})(?![0-9])"
)
_LAW = re.compile(
    r"(?:พระราช|พ ?\. ?ร ?\. ?[บก]|กฎหมาย|กฎกระทรวง|ระเบียบ|ข้อบังคับ|รัฐธรรมนูญ|หลักเกณฑ์)[^0-9ปี]{0,120}พ ?\. ?ศ ?\. ?$"
)
_PHONE = re.compile(r"(?<![0-9])0[0-9]{0,2}[- ][0-9]{3,4}[- ][0-9]{3,4}(?![0-9])")


def without_old_years(text: str, year: int) -> str:
    """The text with every mention of `year` and the years just before it blanked.

    A law keeps the year of its name, and a plan that runs on beyond `year` keeps its span.
    """
    plain = text.translate(_DIGITS)
    kept = [found.span() for found in _SPAN.finditer(plain) if int(found["first"]) <= year < int(found["last"])]
    kept += [found.span() for found in _PHONE.finditer(plain)]
    gone = [found.span() for found in _YEAR.finditer(plain) if year - _REACH <= int(found[0]) <= year]
    gone = [
        (start, end)
        for start, end in gone
        if int(plain[start:end]) == year or not _LAW.search(plain[max(0, start - 160) : start])
    ]
    short = {f"{one % 100:02}" for one in range(year - _REACH, year + 1)}
    gone += [found.span("year") for found in _SHORT.finditer(plain) if found["year"] in short]
    for start, end in sorted(gone, reverse=True):
        if not any(first <= start < last for first, last in kept):
            text = text[:start] + BLANK + text[end:]
    return text
