"""Years that a title or an answer names, and whether they are the ones asked for."""

from __future__ import annotations

import re

from prongsai import thai

_BE = r"(?:พ ?\. ?ศ\.? ?)?"
_SPAN = re.compile(rf"(2[56][0-9]{{2}}) ?\)? ?(?:[-–—/]|ถึง) ?(?:ปี ?)?(?:งบประมาณ ?)?{_BE}(2[56][0-9]{{2}})(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(2[56][0-9]{2})(?![0-9])")
_LAW = re.compile(r"พ ?\. ?ร ?\. ?[บก]|พระราช|ระเบียบ|กฎหมาย|ข้อบังคับ|ประกาศ(?:คณะ|กระทรวง|สำนัก|กรม)|หลักเกณฑ์.{0,40}ฉบับ")
_MONTHS = {name: number for number, month in enumerate(thai.MONTHS, start=1) for name in month}
_DATE = re.compile(
    rf"(?P<day>[0-9]{{1,2}} ?)?(?P<month>{'|'.join(map(re.escape, _MONTHS))}) ?{_BE}(?P<year>2[56][0-9]{{2}})(?![0-9])"
)


def years_named(text: str) -> tuple[set[int], list[tuple[int, int]]]:
    """The single years and the ranges of years in a text, without those of laws and of full dates."""
    line = thai.to_arabic_digits(text)
    if _LAW.search(line):
        return set(), []
    line = _DATE.sub(_fiscal_year_of_month, line)
    spans = [(int(first), int(last)) for first, last in _SPAN.findall(line)]
    return {int(year) for year in _YEAR.findall(_SPAN.sub(" ", line))}, spans


def _fiscal_year_of_month(found: re.Match[str]) -> str:
    """A day says when a document was signed, not what it is about; a month is of its fiscal year."""
    if found["day"]:
        return " "
    return str(int(found["year"]) + (_MONTHS[found["month"]] >= 10))


def fits(named: set[int], spans: list[tuple[int, int]], wanted: set[int]) -> bool:
    """Whether one of the years is wanted, or a range covers one that is."""
    return bool(named & wanted) or any(first <= year <= last for first, last in spans for year in wanted)
