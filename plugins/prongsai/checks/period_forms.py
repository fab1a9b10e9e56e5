"""How periods are written: what cannot be read, does not exist, or stands there twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from prongsai import thai
from prongsai.checks.rule import Finding
from prongsai.model import Measure, Site, Year
from prongsai.problems import Level, Message
from prongsai.thai import ProblemCode

_QUOTED = 60


def reports(site: Site) -> Iterator[tuple[Year, int]]:
    """Every report with the fiscal year in which its measures were carried out."""
    for agency in site.agencies:
        for year in agency.years:
            yield year, year.report_year or year.number


@lru_cache(maxsize=4096)
def _parse(text: str, fiscal_year: int) -> thai.Period:
    """Cached: each rule here reads the same lines, and officers write the same line for every measure."""
    return thai.parse_period(text, fiscal_year)


def read_periods(measure: Measure, fiscal_year: int) -> list[thai.Period]:
    """The lines of a measure's period, read in the light of its report's year."""
    return [_parse(text, fiscal_year) for text in measure.period]


def quote(text: str) -> str:
    """Data inside a message, cut where it is long."""
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"


_ERA = {
    ProblemCode.GREGORIAN_YEAR: ("เป็นปี ค.ศ. เขียนเป็น พ.ศ. (บวก 543)", "has a Gregorian year; write พ.ศ. (add 543)"),
    ProblemCode.DOUBLED_YEAR: ("ปีมากเกินไป น่าจะบวก 543 สองครั้ง", "has a year too large: 543 was added twice"),
    ProblemCode.SMALL_YEAR: ("ปี พ.ศ. น้อยเกินไป ตรวจว่าพิมพ์ตกหรือไม่", "has a พ.ศ. year too small; is a digit missing?"),
    ProblemCode.ERA_UNCLEAR: (
        "ไม่ชัดว่าเป็น พ.ศ. หรือ ค.ศ. เขียนแบบ 1 ต.ค. 2567",
        "is unclear about its era; write 1 ต.ค. 2567",
    ),
}
_FORM = {
    ProblemCode.IMPOSSIBLE_DATE: ("ไม่มีวันนี้ในปฏิทิน ตรวจวันและเดือน", "does not exist; check day and month"),
    ProblemCode.REVERSED: ("จบก่อนเริ่ม สลับวันหรือแก้ปี", "ends before it begins; swap the days or mend the year"),
    ProblemCode.UNREADABLE: (
        "อ่านเป็นช่วงเวลาไม่ได้ เขียนแบบ 1 ต.ค. 2567 - 30 ก.ย. 2568",
        "is no period; write 1 ต.ค. 2567 - 30 ก.ย. 2568",
    ),
}


def period_wrong_era(site: Site) -> Iterator[Finding]:
    """A period's year is not a year of the Buddhist era.

    ไทย: ปีในช่วงเวลาเป็น ค.ศ. หรือแปลงเป็น พ.ศ. ผิด
    ทำไม: ผู้ตรวจอ่านเป็นปีอื่น และเว็บไม่แสดงวันที่ให้
    ตัวอย่าง: ตุลาคม 2024 หรือ 1 ต.ค. 3110
    แก้: เขียนปี พ.ศ. สี่หลัก เช่น 2567

    Why: The reader takes it for another year, and no date can be shown.
    Remedy: Write the พ.ศ. year in four digits.
    """
    yield from _problems(site, _ERA)


def period_malformed(site: Site) -> Iterator[Finding]:
    """A period cannot be read, does not exist, or ends before it begins.

    ไทย: อ่านช่วงเวลาไม่ได้ วันที่ไม่มีจริง หรือวันจบมาก่อนวันเริ่ม
    ทำไม: ไม่รู้ว่าทำเมื่อใด ทั้งที่เป็นองค์ประกอบที่ต้องมี
    ตัวอย่าง: 31 ก.พ. 2567 หรือ กันยายน 2567 - ตุลาคม 2566
    แก้: เขียนวันเริ่มและวันจบ เช่น 1 ต.ค. 2567 - 30 ก.ย. 2568

    Why: Nobody can tell when the measure was carried out, which the item requires.
    Remedy: Write the first and the last day.
    """
    yield from _problems(site, _FORM)


def _problems(site: Site, wording: dict[ProblemCode, tuple[str, str]]) -> Iterator[Finding]:
    for year, fiscal_year in reports(site):
        for measure in year.measures:
            for number, period in enumerate(read_periods(measure, fiscal_year)):
                found = next((problem for problem in period.problems if problem.code in wording), None)
                if found:
                    th, en = wording[found.code]
                    quoted = f"“{quote(found.text)}”"
                    level = Level.WARNING if found.code is ProblemCode.UNREADABLE else None
                    yield Finding(
                        measure.origin, ("period", number), Message(f"{quoted} {th}", f"{quoted} {en}"), level
                    )


def period_repeated(site: Site) -> Iterator[Finding]:
    """A measure gives the same period twice.

    ไทย: มาตรการเดียวเขียนช่วงเวลาเดียวกันซ้ำ
    ทำไม: มักเกิดจากคัดลอกช่องตารางเกินมา อาจมีมาตรการอื่นขาดช่วงเวลา
    ตัวอย่าง: ม.ค.- ก.ย. ๖๗ ม.ค.- ก.ย. ๖๗
    แก้: เหลือไว้ครั้งเดียว หรือย้ายไปมาตรการที่เป็นเจ้าของ

    Why: A cell was copied once too often, and another measure may lack its own period.
    Remedy: Keep one, or move it to the measure it belongs to.
    """
    for year, fiscal_year in reports(site):
        for measure in year.measures:
            seen: set[object] = set()
            for number, period in enumerate(read_periods(measure, fiscal_year)):
                plain = thai.to_arabic_digits("".join(period.text.split()))
                half = len(plain) // 2
                doubled = half > 5 and plain[:half] == plain[-half:]  # odd lengths: a mark stands between
                what = tuple((span.start, span.end) for span in period.spans) or plain
                if doubled or what in seen:
                    yield Finding(
                        measure.origin,
                        ("period", number),
                        Message(
                            f"“{quote(period.text)}” เป็นช่วงเวลาซ้ำ เหลือไว้ครั้งเดียว",
                            f"“{quote(period.text)}” repeats a period; keep one",
                        ),
                    )
                seen.add(what)
