"""Evidence as an assessor meets it: is it of this item, of this year, and are all required parts in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prongsai.checks.addresses import Cited, cited, items_in, years_in
from prongsai.checks.rule import Finding, Rule
from prongsai.model import Agency, Item, Site, Year
from prongsai.problems import Level, Message

_UNCONFIRMED = "(พบในบางหน่วยงาน ยังไม่ยืนยัน)"
_LOCAL_PART = "(อปท.)"
_LOCAL_NAME = re.compile("องค์การบริหารส่วน|เทศบาล|เมืองพัทยา|อบต|อบจ")


def evidence_other_item(site: Site) -> Iterator[Finding]:
    """A file or address is named for another item than the one it is cited under.

    ไทย: ชื่อไฟล์หรือที่อยู่มีรหัสข้ออื่น ไม่ใช่ข้อที่อ้างถึง
    ทำไม: มักเกิดจากลิงก์สลับข้อ หรือใช้รหัสของปีก่อน (รหัสเดียวกันเป็นคนละเรื่องในแต่ละปี)
    ตัวอย่าง: o12-plan.pdf อยู่ใต้ข้อ O18
    แก้: ตรวจว่าเป็นเอกสารของข้อนี้ แล้วเปลี่ยนชื่อไฟล์หรือแก้ลิงก์

    Why: Links get swapped between items, and codes change from year to year.
    Remedy: Make sure the document is of this item; rename the file or correct the link.
    """
    for one in cited(site):
        numbers = items_in(one.named) if one.answer else set()
        if one.answer and numbers and int(one.answer.code[1:]) not in numbers:
            other = f"O{min(numbers)}"
            yield Finding(
                one.source,
                one.where,
                Message(
                    f"“{_tail(one.named)}” ตั้งชื่อเป็นข้อ {other} แต่อยู่ใต้ข้อ {one.answer.code} ตรวจว่าลิงก์สลับข้อหรือไม่",
                    f"“{_tail(one.named)}” is named for {other} but cited under {one.answer.code}; is it swapped?",
                ),
            )


def evidence_wrong_year(site: Site) -> Iterator[Finding]:
    """A file name or address names a year that the record is not about.

    ไทย: ชื่อไฟล์หรือที่อยู่มีปีที่ไม่ใช่ปีของข้อนี้ (นับปีที่อยู่ติดกันว่าใช้ได้ เพราะปีงบประมาณคาบเกี่ยวสองปี)
    ทำไม: ผู้ตรวจเห็นว่าเป็นเอกสารของปีอื่น ข้อนั้นอาจได้ 0 คะแนน
    ตัวอย่าง: plan-2565.pdf ในรายงานปี 2568
    แก้: ใส่เอกสารของปีที่ถูก หรือเปลี่ยนชื่อไฟล์ถ้าเนื้อหาถูกปีแล้ว

    Why: The assessor takes it for another year's document.
    Remedy: Cite the right year's document, or rename the file if its content is right.
    """
    for one in cited(site):
        years = years_in(one.named)
        if not years or years_in(one.evidence.title):  # a title that names a year is judged by item-year
            continue
        allowed = _years_allowed(one)
        if allowed and not _touches(years, allowed):
            named = ", ".join(str(year) for year in sorted(years))
            yield Finding(
                one.source,
                one.where,
                Message(
                    f"“{_tail(one.named)}” เป็นของปี {named} ตรวจว่าเป็นเอกสารของปี {one.year.number} หรือไม่",
                    f"“{_tail(one.named)}” is of {named}; is it the document for {one.year.number}?",
                ),
            )


def evidence_parts(site: Site) -> Iterator[Finding]:
    """Required parts of an item are covered by no evidence.

    ไทย: มีหลักฐานแล้ว แต่ยังไม่บอกว่าองค์ประกอบที่ต้องมีบางข้ออยู่ในหลักฐานใด (covers:)
    ทำไม: ข้อ OIT ได้ 100 หรือ 0 ขาดองค์ประกอบเดียวได้ 0
    ตัวอย่าง: ข้อ O7 มีองค์ประกอบ 3 ข้อ แต่ covers: [1, 2]
    แก้: เพิ่มหลักฐานของส่วนที่ขาด หรือเพิ่มเลขใน covers: ถ้ามีอยู่แล้ว

    Why: An item scores 100 or 0, and one missing part makes it 0.
    Remedy: Add evidence for the part, or its number in `covers:` if it is there already.
    """
    for agency in site.agencies:
        for year in agency.years:
            for answer in year.disclosures:
                item = year.rules.item(answer.code)
                if item is None or not any(one.link or one.file for one in answer.evidence):
                    continue
                shown = {part for one in answer.evidence for part in one.covers}
                gaps = [number for number in required_parts(item, agency) if number not in shown]
                if gaps and shown:
                    listed = ", ".join(f"{number} ({_first(item.parts[number - 1])})" for number in gaps)
                    message = Message(
                        f"ยังไม่มีหลักฐานขององค์ประกอบ {listed} เพิ่มหลักฐาน หรือเพิ่มเลขใน covers:",
                        f"no evidence for part {listed}; add it, or its number in covers:",
                    )
                    yield Finding(answer.origin, (*answer.place, "evidence"), message)
                elif gaps:
                    message = Message(
                        f"ยังไม่บอกว่าหลักฐานใดแสดงองค์ประกอบใดของ {len(item.parts)} ข้อ เพิ่ม covers: เช่น covers: [1]",
                        f"no evidence says which of the {len(item.parts)} parts it shows; add covers: [1] or the like",
                    )
                    yield Finding(answer.origin, (*answer.place, "evidence"), message, Level.INFO)


def required_parts(item: Item, agency: Agency) -> list[int]:
    """The numbers of an item's parts that this agency must show; unconfirmed ones are not asked for."""
    local = is_local(agency)
    return [
        number
        for number, part in enumerate(item.parts, start=1)
        if _UNCONFIRMED not in part and (local or not part.startswith(_LOCAL_PART))
    ]


def is_local(agency: Agency) -> bool:
    """Whether the agency is a local government, by its name."""
    return bool(_LOCAL_NAME.search(agency.name))


def _years_allowed(one: Cited) -> set[int]:
    """The years that a document may be named for; empty where any may."""
    item = one.year.rules.item(one.answer.code) if one.answer else None
    year = _about(one.year)
    if item is None or item.role:
        return set() if one.answer and item is None else {year - 2, year - 1, year, year + 1}
    if item.date_rule == "none":
        return set()
    return {one.year.rules.fiscal_year - 1, one.year.rules.fiscal_year}


def _about(year: Year) -> int:
    return year.report_year or year.number


def _touches(years: set[int], allowed: set[int]) -> bool:
    """Whether one of the years is allowed, or those of a plan (`2566-2570`) enclose one that is."""
    return bool(years & allowed) or any(min(years) <= year <= max(years) for year in allowed)


def _tail(name: str) -> str:
    return name.rstrip("?")[-60:]


def _first(part: str) -> str:
    part = part.removeprefix(_LOCAL_PART).strip()
    return part if len(part) <= 40 else part[:39] + "…"


RULES: tuple[Rule, ...] = (
    Rule("evidence-other-item", Level.WARNING, evidence_other_item),
    Rule("evidence-wrong-year", Level.WARNING, evidence_wrong_year),
    Rule("evidence-parts", Level.WARNING, evidence_parts),
)
