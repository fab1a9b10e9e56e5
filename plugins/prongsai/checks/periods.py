"""When measures were carried out: inside the report's fiscal year, written in a way that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from prongsai import thai
from prongsai.checks.period_forms import (
    period_malformed,
    period_repeated,
    period_wrong_era,
    quote,
    read_periods,
    reports,
)
from prongsai.checks.rule import Finding, Rule
from prongsai.checks.year_slips import year_slip
from prongsai.model import Measure, Site
from prongsai.problems import Level, Message
from prongsai.thai import Span


def period_outside_year(site: Site) -> Iterator[Finding]:
    """A measure's period lies outside the report's fiscal year.

    ไทย: ช่วงเวลาของมาตรการอยู่นอกปีงบประมาณของรายงาน ทั้งช่วงหรือบางส่วน
    ทำไม: ผู้ตรวจเห็นว่าเป็นงานของปีอื่น ข้อรายงานผลจึงอาจได้ 0 คะแนน
    ตัวอย่าง: รายงานปี 2568 เขียนว่า ตุลาคม ๒๕๖๘ - กันยายน ๒๕๖๙
    แก้: แก้ปีให้ตรงกับปีที่ทำ หรือย้ายมาตรการไปปีที่ถูก ถ้าข้ามปีจริงให้ใส่ waive พร้อมเหตุผล

    Why: The report item is about one fiscal year; work of another year does not count for it.
    Remedy: Correct the year, move the measure to its own year, or waive the rule with the reason.
    """
    for year, fiscal_year in reports(site):
        first, last = thai.fiscal_year_bounds(fiscal_year)
        for measure in year.measures:
            for number, period in enumerate(read_periods(measure, fiscal_year)):
                out = [span for span in period.spans if span.start < first or span.end > last]
                if not out:
                    continue
                wholly = all(span.end < first or span.start > last for span in period.spans)
                likely, likely_en = _likely(out[0], fiscal_year)
                yield Finding(
                    measure.origin,
                    ("period", number),
                    Message(
                        f"“{quote(period.text)}” คือ {_days(out[0])} อยู่นอกปีงบประมาณ {fiscal_year} "
                        f"({_range(first, last)}) {likely}",
                        f"“{quote(period.text)}” is {_days(out[0])}, outside fiscal year {fiscal_year} "
                        f"({_range(first, last)}); {likely_en}",
                    ),
                    Level.ERROR if wholly else Level.WARNING,
                )


def _likely(span: Span, fiscal_year: int) -> tuple[str, str]:
    """What was probably meant: the same months of the report's own year, if the span fits into one fiscal year."""
    years = fiscal_year - thai.fiscal_year_of(span.start)
    if not years or thai.fiscal_year_of(span.start) != thai.fiscal_year_of(span.end):
        return "ตรวจวันที่เริ่มและสิ้นสุด", "check its first and last day"
    moved = Span(_shift(span.start, years), _shift(span.end, years), span.precision)
    return f"ถ้าพิมพ์ปีผิด ควรเป็น {_days(moved)}", f"if the year is a slip, it should be {_days(moved)}"


def _shift(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 2, 28)


def period_after_certified(site: Site) -> Iterator[Finding]:
    """Measures go on after the day the report was certified.

    ไทย: รายงานรับรองแล้ว แต่ช่วงเวลาของมาตรการยังไม่สิ้นสุด แจ้งครั้งเดียวต่อรายงาน
    ทำไม: ผู้ตรวจจะถามว่ารายงานผลของงานที่ยังไม่จบได้อย่างไร
    ตัวอย่าง: รับรอง 31 มีนาคม 2567 แต่มาตรการทำ ม.ค.- ก.ย. ๖๗
    แก้: แก้ช่วงเวลาให้ตรงกับรอบรายงาน หรือใส่สถานะ กำลังดำเนินการ และรายงานใหม่เมื่อจบ

    Why: A certified result of work that has not ended is not believed.
    Remedy: State the period that is reported, or the status in progress, and report again at the end.
    """
    for year, fiscal_year in reports(site):
        signed = (
            thai.parse_date(year.certification.date).value if year.certification and year.certification.date else None
        )
        if signed is None:
            continue
        first, last = thai.fiscal_year_bounds(fiscal_year)
        late = [
            (measure, period.text)
            for measure in year.measures
            for period in read_periods(measure, fiscal_year)
            if any(signed < span.end and first <= span.start <= last for span in period.spans)
        ]
        if not late:
            continue
        count = len({measure.id for measure, _ in late})
        measure, text = late[0]
        where = f"{measure.origin.path}:{measure.origin.position(('period',)).line}"
        yield Finding(
            year.origin,
            ("certification", "date"),
            Message(
                f"รับรองเมื่อ {thai.format_date(signed)} แต่ {count} จาก {len(year.measures)} มาตรการยังไม่สิ้นสุดช่วงเวลา "
                f"เช่น “{quote(text)}” ({where}) แก้ช่วงเวลา หรือระบุสถานะว่ากำลังดำเนินการ",
                f"certified on {thai.format_date(signed)}, but {count} of {len(year.measures)} measures end later, "
                f"such as “{quote(text)}” ({where}); mend the period, or state that they are in progress",
            ),
        )


def period_part_of_year(site: Site) -> Iterator[Finding]:
    """Some months of the fiscal year are in no measure's period.

    ไทย: มีบางเดือนของปีงบประมาณที่ไม่อยู่ในช่วงเวลาของมาตรการใดเลย แจ้งครั้งเดียวต่อรายงาน
    ทำไม: ดูเหมือนทั้งหน่วยงานไม่ได้ทำอะไรในเดือนนั้น
    ตัวอย่าง: ทุกมาตรการของปี 2567 เขียนว่า ม.ค.- ก.ย. ๖๗ จึงขาด ต.ค.-ธ.ค. 2566
    แก้: ถ้าทำตลอดปีให้แก้ช่วงเวลา ถ้าเริ่มช้าจริงให้คงไว้

    Why: It looks as if nothing was done in those months.
    Remedy: Correct the periods if the work ran all year; keep them if it truly did not.
    """
    for year, fiscal_year in reports(site):
        first, last = thai.fiscal_year_bounds(fiscal_year)
        days = [stretch for measure in year.measures for stretch in _covered(measure, fiscal_year, first, last)]
        gaps = list(_gaps(sorted(days), first, last)) if days else []
        if gaps:
            listed = ", ".join(_range(start, end) for start, end in gaps)
            yield Finding(
                year.origin,
                (),
                Message(
                    f"ไม่มีมาตรการใดครอบคลุม {listed} ของปีงบประมาณ {fiscal_year} ถ้าทำตลอดปีให้แก้ช่วงเวลา",
                    f"no measure covers {listed} of fiscal year {fiscal_year}; mend the periods if work ran all year",
                ),
            )


def _covered(measure: Measure, fiscal_year: int, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The whole months of the year in which a measure ran; a bare ทุกเดือน or ต่อเนื่อง is the whole year."""
    for period in read_periods(measure, fiscal_year):
        if period.recurrence and not period.spans:
            yield first, last
        for span in period.spans:
            end = last if "continuous" in period.recurrence and span.start == span.end else span.end
            if span.start <= last and end >= first:
                yield max(span.start.replace(day=1), first), min(_month_end(end), last)


def _gaps(stretches: list[tuple[date, date]], first: date, last: date) -> Iterator[tuple[date, date]]:
    day = timedelta(1)
    reached = first - day
    for start, end in [*stretches, (last + day, last + day)]:
        if start > reached + day:
            yield reached + day, start - day
        reached = max(reached, end)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def _days(span: Span) -> str:
    return thai.format_range(span.start, span.end, precision=span.precision, short=True)


def _range(start: date, end: date) -> str:
    return thai.format_range(start, end, precision=thai.Precision.MONTH, short=True)


RULES: tuple[Rule, ...] = (
    Rule("period-outside-year", Level.ERROR, period_outside_year),
    Rule("period-after-certified", Level.WARNING, period_after_certified),
    Rule("period-part-of-year", Level.INFO, period_part_of_year),
    Rule("period-wrong-era", Level.ERROR, period_wrong_era),
    Rule("period-malformed", Level.ERROR, period_malformed),
    Rule("period-repeated", Level.INFO, period_repeated),
    Rule("period-year-slip", Level.WARNING, year_slip),
)
