"""Years in running text that are not of this report: last year's file, filled in anew but not everywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from prongsai import thai
from prongsai.checks.rule import Finding
from prongsai.checks.spots import Spot, spots
from prongsai.model import Disclosure, Site, Year
from prongsai.problems import Message

_BE = r"พ ?\. ?ศ ?\.? ?"
_MONTH = "|".join(re.escape(name) for month in thai.MONTHS for name in month)


@cache
def _year() -> re.Pattern[str]:
    before = rf"ปี ?งบประมาณ ?(?:{_BE})?|ปี ?(?:{_BE})?|{_BE}|(?:{_MONTH}) ?(?:{_BE})?"
    return re.compile(f"(?P<before>{before})(?P<year>[0-9]{{4}})(?![0-9])")


_FOUR_DIGITS = re.compile("[0-9๐-๙]{4}")
_ENDS = "".join(sorted({name[-1] for month in thai.MONTHS for name in month} | set("ีณศ.")))
_NUMBER = re.compile(f"(?:(?<=[{_ENDS}])|(?<=[{_ENDS}] ))[0-9]{{4,}}")
"""What may be a year: it stands after the last letter of ปี, งบประมาณ, พ.ศ. or a month."""
_SPAN = re.compile(rf"[0-9]{{4}} ?\)? ?(?:[-–—/]|ถึง) ?(?:ปี ?)?(?:งบประมาณ ?)?(?:{_BE})?[0-9]{{4}}(?![0-9])")
"""A plan's years, `พ.ศ. 2561 - 2580`: it covers the report's year without naming it."""
_LAW = re.compile(
    r"พ ?\. ?ร ?\. ?[บก]|พระราช|กฎหมาย|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ|กฎ ?(?:กระทรวง|ก\.)|รัฐธรรมนูญ|ประมวล|หลักเกณฑ์|ฉบับที่"
    r"|มติ|ลงวันที่|หนังสือ|คำสั่ง|ประกาศ(?:คณะ|กระทรวง|สำนัก|กรม|ก\.)"
)
_LAW_REACH = 160
_PAST = re.compile(r"(?:ตั้งแต่|นับแต่|ก่อตั้ง|จัดตั้ง|ยกฐานะ|ย้อนหลัง|เทียบกับ|เมื่อ|ถึง|ภายใน|จาก|กว่า)[^0-9]{0,12}$")
"""Words after which another year is meant on purpose: since, compared with, until."""
_PAST_REACH = 40
_UNSAID = {"period", "waive"}
_NO_PROSE = {"link", "file", "date", "opens", "closes", "website"}
_IN_YEAR = {"in_fy", "first_half_fy", "effective_in_fy"}
_FARTHEST = 1


def year_slip(site: Site) -> Iterator[Finding]:
    """A text names a year that does not belong to this report.

    ไทย: ข้อความกล่าวถึงปีที่ไม่ใช่ปีของรายงาน ปีที่วิเคราะห์ หรือปีข้างเคียง ปีของกฎหมายและช่วงปีของแผนไม่นับ
    ทำไม: เป็นร่องรอยของการคัดลอกจากปีก่อน ผู้ตรวจอาจเห็นว่าเป็นข้อมูลของปีอื่น
    ตัวอย่าง: ข้อ O30 ของปี 2566 เขียนว่า เป็นการดำเนินการในปี พ.ศ. 2565
    แก้: แก้ปีให้ถูก ถ้าตั้งใจกล่าวถึงปีนั้นให้ใส่ waive พร้อมเหตุผล

    Why: A year left over from last year's file makes the answer look like last year's.
    Remedy: Correct the year, or waive the rule with the reason.
    """
    for agency in site.agencies:
        for year in agency.years:
            yield from _order(year)
    named = {id(year): _named(year) for agency in site.agencies for year in agency.years}
    for spot in spots(site).holding(_FOUR_DIGITS):
        if spot.year is None or spot.field in _UNSAID or spot.place[-1] in _NO_PROSE:
            continue
        found = _slip(spot, spot.year, named[id(spot.year)])
        if found:
            yield Finding(spot.source, spot.place, found)


def _order(year: Year) -> Iterator[Finding]:
    """The result that measures come from is of a year before theirs."""
    carried_out = year.report_year or year.number
    if year.analysed_year is not None and year.analysed_year >= carried_out:
        yield Finding(
            year.origin,
            ("analysed_year",),
            Message(
                f"ปีที่นำผลมาวิเคราะห์ ({year.analysed_year}) ต้องมาก่อนปีที่ทำมาตรการ ({carried_out}) ตรวจปีในรายงาน",
                f"the analysed year ({year.analysed_year}) must come before the year of the measures ({carried_out})",
            ),
        )


def _slip(spot: Spot, year: Year, named: set[int]) -> Message | None:
    text = thai.to_arabic_digits(spot.text)
    wanted = _wanted(spot, year, named)
    if all(len(number) == 4 and int(number) in wanted for number in _NUMBER.findall(text)):
        return None
    text = _SPAN.sub(lambda plan: "-" * len(plan[0]), text)
    for found in _year().finditer(text):
        number = int(found["year"])
        if number in wanted or _is_law(text, found):
            continue
        era = "พ" in found["before"] or "งบ" in found["before"]
        if not 2400 <= number < 2700:
            if era:
                return Message(
                    f"“{_around(spot.text, found)}” ไม่ใช่ปี พ.ศ. ตรวจว่าเป็น ค.ศ. หรือพิมพ์ผิด",
                    f"“{_around(spot.text, found)}” is no พ.ศ. year; is it Gregorian, or a slip?",
                )
            continue
        if _PAST.search(text[max(0, found.start() - _PAST_REACH) : found.start()]):
            continue
        expected = ", ".join(str(one) for one in sorted(named if len(wanted) > 1 else wanted))
        return Message(
            f"“{_around(spot.text, found)}” เป็นปี {number} แต่ตรงนี้ควรเป็นปี {expected} ตรวจว่าค้างมาจากปีก่อนหรือไม่",
            f"“{_around(spot.text, found)}” names {number} where {expected} is expected; is it left over?",
        )
    return None


def _named(year: Year) -> set[int]:
    """The years that the report says it is about."""
    scored = year.scores.fiscal_year if year.scores else None
    named = (year.number, year.report_year, year.analysed_year, year.assessment_year, year.rules.fiscal_year, scored)
    return {one for one in named if one is not None}


def _wanted(spot: Spot, year: Year, named: set[int]) -> Collection[int]:
    """The years that a text may name without a question: a required part just one, other texts any close by."""
    if isinstance(spot.owner, Disclosure) and spot.field == "parts":
        item = year.rules.item(spot.owner.code)
        if item and item.role is None and item.date_rule in _IN_YEAR:
            return {year.rules.fiscal_year}
        if item and item.role is None and item.date_rule == "previous_fy":
            return {year.rules.fiscal_year - 1}
    if spot.field == "title" and isinstance(spot.owner, Year):
        return {year.number, year.report_year or year.number, year.assessment_year or year.number}
    return range(min(named) - _FARTHEST, max(named) + _FARTHEST + 1)


def _is_law(text: str, found: re.Match[str]) -> bool:
    return "ปี" not in found["before"] and bool(_LAW.search(text[max(0, found.start() - _LAW_REACH) : found.start()]))


def _around(text: str, found: re.Match[str]) -> str:
    """The year with some words before it; both texts are of one length, as digits are."""
    start = max(0, found.start() - 30)
    return ("…" if start else "") + " ".join(text[start : found.end()].split())
