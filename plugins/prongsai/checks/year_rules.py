"""What the assessment of a year asks of time: documents dated in it, figures about the right year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from prongsai import thai
from prongsai.checks.addresses import cited
from prongsai.checks.named_years import fits, years_named
from prongsai.checks.rule import Finding, Rule
from prongsai.model import Disclosure, Item, Site, Year
from prongsai.problems import Level, Message


def item_date(site: Site) -> Iterator[Finding]:
    """A document's date does not fit the date rule of its item.

    ไทย: วันที่ของเอกสารไม่เข้ากับช่วงเวลาที่ข้อ OIT นั้นกำหนดในปีนั้น
    ทำไม: เอกสารของปีอื่นอาจทำให้ข้อนั้นได้ 0 คะแนน (ช่วงเวลาของแต่ละข้อมาจากแหล่งที่เชื่อถือได้ปานกลาง)
    ตัวอย่าง: ข้อที่ต้องเป็นของปีงบประมาณ 2568 มีเอกสารลงวันที่ 3 มีนาคม 2566
    แก้: ใส่เอกสารของช่วงเวลาที่ถูก หรือแก้ date: ถ้าพิมพ์ผิด

    Why: A document of another year may make the item score 0; how sure the date rules are, the framework says.
    Remedy: Cite the document of the right time, or correct `date:`.
    """
    for one in cited(site):
        item = one.year.rules.item(one.answer.code) if one.answer else None
        day = thai.parse_date(one.evidence.date).value if one.evidence.date else None
        window = _window(item, one.year) if item else None
        if item and day and window and not window[0] <= day <= window[1]:
            first, last = (thai.format_date(end) for end in window)
            yield Finding(
                one.source,
                (*one.place, "date"),
                Message(
                    f"ข้อ {item.code} ต้องเป็นเอกสารช่วง {first} ถึง {last} แต่ลงวันที่ {one.evidence.date}",
                    f"{item.code} asks for a document from {first} to {last}, but it is dated {one.evidence.date}",
                ),
            )


def item_year(site: Site) -> Iterator[Finding]:
    """The title of a document names a year that its item does not ask for.

    ไทย: ชื่อเอกสารบอกปีที่ข้อ OIT นั้นไม่ได้ขอ เช่น ข้อที่ขอผลของปีก่อนแต่ชื่อเป็นปีนี้
    ทำไม: ผู้ตรวจดูปีจากชื่อก่อน ปีผิดข้อนั้นอาจได้ 0 คะแนน
    ตัวอย่าง: ข้อที่ขอรายงานผลของปี 2567 มีเอกสารชื่อ รายงานผล ประจำปี 2566
    แก้: ใส่เอกสารของปีที่ข้อนั้นขอ แผนหลายปีให้เขียนช่วงปี เช่น พ.ศ. 2566–2570

    Why: The year in the title is the first thing that an assessor looks at.
    Remedy: Cite the document of the year asked for; write a plan's years as a range.
    """
    for one in cited(site):
        item = one.year.rules.item(one.answer.code) if one.answer else None
        if item is None:
            continue
        wanted, text = _years_wanted(item, one.year), one.evidence.title
        named, spans = years_named(text)
        if wanted and (named or spans) and not fits(named, spans, wanted):
            said = ", ".join([*map(str, sorted(named)), *(f"{first}–{last}" for first, last in spans)])
            asked = " หรือ ".join(map(str, sorted(wanted)))
            yield Finding(
                one.source,
                (*one.place, "title"),
                Message(
                    f"ข้อ {item.code} ขอเอกสารของปี {asked} แต่ชื่อเอกสารบอกปี {said}",
                    f"{item.code} asks for {' or '.join(map(str, sorted(wanted)))}, but the title names {said}",
                ),
            )


def item_progress_year(site: Site) -> Iterator[Finding]:
    """An answer without evidence speaks only of years that its item does not ask for.

    ไทย: คำตอบที่ยังไม่มีหลักฐานกล่าวถึงแต่ปีที่ข้อนั้นไม่ได้ขอ
    ทำไม: น่าจะค้างมาจากคำตอบของปีก่อน
    ตัวอย่าง: ข้อที่ขอข้อมูลปี 2566 ตอบว่า จัดทำแผนประจำปีงบประมาณ 2564 แล้ว
    แก้: แก้คำตอบให้เป็นของปีที่ขอ

    Why: It is probably left over from an earlier year.
    Remedy: Answer for the year that is asked for.
    """
    for year, answer in _answers(site):
        item = year.rules.item(answer.code)
        if item is None or answer.evidence:
            continue
        wanted = _years_wanted(item, year)
        for number, text in enumerate(answer.progress):
            named, spans = years_named(text)
            if wanted and (named or spans) and not fits(named, spans, wanted):
                said = ", ".join([*map(str, sorted(named)), *(f"{first}–{last}" for first, last in spans)])
                asked = " หรือ ".join(map(str, sorted(wanted)))
                yield Finding(
                    answer.origin,
                    (*answer.place, "progress", number),
                    Message(
                        f"ข้อ {item.code} ขอข้อมูลของปี {asked} แต่กล่าวถึงปี {said} ตรวจว่าค้างมาจากปีก่อนหรือไม่",
                        f"{item.code} asks for {' or '.join(map(str, sorted(wanted)))}, but the answer names {said}",
                    ),
                )


def _answers(site: Site) -> Iterator[tuple[Year, Disclosure]]:
    for agency in site.agencies:
        for year in agency.years:
            for answer in year.disclosures:
                yield year, answer


def _window(item: Item, year: Year) -> tuple[date, date] | None:
    """From when to when a document of the item may be dated; None where the year does not limit it.

    A half-year's figures are written after the half; a year's report may be begun while the year still runs.
    """
    fiscal_year = year.rules.fiscal_year
    first, last = thai.fiscal_year_bounds(fiscal_year)
    if item.role:
        return None
    if item.date_rule in {"in_fy", "first_half_fy"}:
        return first, last
    if item.date_rule == "previous_fy":
        return date(first.year, 4, 1), last
    return None


def _years_wanted(item: Item, year: Year) -> set[int]:
    """The fiscal years that a document of the item may be about; empty where any may."""
    rules = year.rules
    if item.role == "measures":
        return {rules.fiscal_year, rules.fiscal_year - 1}
    if item.role == "report":
        return {rules.report_item_reports_fy, rules.fiscal_year, year.report_year or year.number}
    if item.date_rule == "none":
        return set()
    return {rules.fiscal_year - 1} if item.date_rule == "previous_fy" else {rules.fiscal_year}


RULES: tuple[Rule, ...] = (
    Rule("item-date", Level.WARNING, item_date),
    Rule("item-year", Level.WARNING, item_year),
    Rule("item-progress-year", Level.WARNING, item_progress_year),
)
