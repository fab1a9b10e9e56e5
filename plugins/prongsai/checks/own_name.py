"""The own name: spelt in more than one way, spoilt, or replaced by the words of a central agency."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from prongsai.checks import places
from prongsai.checks.places import KIND, KIND_WORDS, own_names, place_of
from prongsai.checks.quotes import change, quote
from prongsai.checks.rule import Finding
from prongsai.checks.spots import Spot, spots
from prongsai.model import Agency, Site
from prongsai.problems import Message, Source, format_place


def name_spelling(site: Site) -> Iterator[Finding]:
    """The own name is spelt in a rare way.

    ไทย: ชื่อหน่วยงานสะกดหลายแบบในปีเดียวกัน บอกจำนวนและที่อยู่ของแต่ละแบบ
    ทำไม: ผู้ตรวจไม่แน่ใจว่าเป็นหน่วยงานเดียวกัน และค้นหาไม่พบ
    ตัวอย่าง: หินดาต 4 แห่ง หินดาด 15 แห่ง
    แก้: ใช้แบบเดียวตามประกาศจัดตั้ง คำที่คงไว้ตามเอกสารเดิมให้ใส่ waive

    Why: Two spellings look like two agencies, and a search finds only one of them.
    Remedy: Use one spelling throughout; waive the rule where an old document is quoted.
    """
    seen: dict[tuple[int, str], list[Spot]] = defaultdict(list)
    reports: dict[int, tuple[Agency, Source]] = {}
    long = {name for agency in site.agencies for name in own_names(agency) if len(name) >= _SHORTEST_ANYWHERE}
    for spot in spots(site).holding(*KIND_WORDS, *long):
        if spot.field == "name_variants":
            continue
        report = spot.year.origin if spot.year else spot.agency.origin
        reports[id(report)] = (spot.agency, report)
        for spelling in _spellings(spot):
            seen[id(report), spelling].append(spot)
    for key, (agency, report) in reports.items():
        official = place_of(agency.name)
        found = {spelling: where for (report_key, spelling), where in seen.items() if report_key == key}
        if not set(found) - {official}:
            continue
        first = {spelling: where[0] for spelling, where in found.items() if spelling != official}
        counts = ", ".join(f"{spelling} {len(where)}" for spelling, where in found.items())
        at = ", ".join(f"{_short(spot, report)}" for spot in first.values())
        yield Finding(
            report,
            (),
            Message(
                f"ชื่อหน่วยงานสะกดไม่ตรงกับ “{official}”: {counts} แห่ง (แห่งแรกที่ต่าง: {at}) เลือกใช้แบบเดียว",
                f"the agency's name is not always “{official}”: {counts} places (first that differs: {at}); use one",
            ),
        )


def _short(spot: Spot, report: Source) -> str:
    place = format_place(spot.place)
    return place if spot.source is report else f"{spot.source.path.rpartition('/')[2]} {place}"


def _spellings(spot: Spot) -> Iterator[str]:
    own = own_names(spot.agency)
    for found in _own_pattern(own).finditer(spot.text):
        yield found[0]
    for kind in KIND.finditer(spot.text):
        run = places.letters_at(spot.text, kind.end() + (spot.text[kind.end() : kind.end() + 1] == " "))
        name = next((name for name in own if places.begins_with(run, name)), "")
        if name and len(name) < _SHORTEST_ANYWHERE:
            yield name
        elif not name:
            official = place_of(spot.agency.name)
            likely = next((run[:n] for n in _lengths(official) if places.alike(run[:n], {official})), "")
            if likely and places.begins_with(run, likely):
                yield likely


def _lengths(name: str) -> tuple[int, ...]:
    return (len(name), len(name) + 1, len(name) - 1)


@lru_cache(maxsize=1000)
def _own_pattern(own: tuple[str, ...]) -> re.Pattern[str]:
    """The own spellings wherever they stand; a name of few letters only after the kind of agency or its level."""
    long = sorted((re.escape(n) for n in own if len(n) >= _SHORTEST_ANYWHERE), key=len, reverse=True)
    return re.compile("|".join(long) or r"(?!)")


_SHORTEST_ANYWHERE = 5

_ALONE = "(?:(?<![ก-๎])|(?<=์))"
"""Where a letter belongs to no word before it: after เว็บไซต์, not after เขต or อนุญาต."""
_SPOILT = re.compile(
    r"(?P<join>ต่อ|ของ|ที่)?(?<=[ก-๎])[aA][bB][tT]\.?(?![A-Za-z])"
    r"|(?P<of>ของ|หลัก)บต\.(?! ?[0-9๐-๙])"
    rf"|{_ALONE}ตอบต\.|ต่อบต\."
    rf"|{_ALONE}อ(?: บ ?| ?บ )ต\."
)

_MAY_BE_SPOILT = (
    re.compile("[aA][bB][tT]"),
    *("ของบต.", "หลักบต.", "ตอบต.", "ต่อบต.", "อ บต.", "อ บ ต.", "อบ ต."),
)
"""The same without looking around: what all texts are looked through for."""


def name_mangled(site: Site) -> Iterator[Finding]:
    """The abbreviation of the kind of agency is spoilt.

    ไทย: คำว่า อบต. พิมพ์ผิดหรือถูกแปลงผิด
    ทำไม: อ่านไม่รู้ว่าเป็นหน่วยงานใด และแสดงว่าไม่ได้ตรวจก่อนยื่น
    ตัวอย่าง: เว็บไซต์ต่อabt. เว็บไซต์ของบต. เว็บไซต์ตอบต.
    แก้: แก้เป็น อบต. ตามที่แนะนำ

    Why: A reader cannot tell which agency is meant.
    Remedy: Write อบต. as the message proposes.
    """
    for spot in spots(site).holding(*_MAY_BE_SPOILT):
        found = _SPOILT.search(spot.text)
        if found is None:
            continue
        word = found["of"] or (found["join"] if found["join"] != "ต่อ" else "") or ""
        diff = change(spot.text, found.start(), found.end(), f"{word}อบต.")
        yield Finding(spot.source, spot.place, Message(f"คำว่า อบต. ผิดรูป แก้เป็น {diff}", f"อบต. is spoilt: {diff}"))


_OURS = r"(?:บุคลากร|เจ้าหน้าที่|ข้าราชการ|ผู้บริหาร|เว็บไซต์|นโยบาย|วิสัยทัศน์|ภารกิจ|งบประมาณ|ทรัพย์สิน|ผู้บังคับบัญชา)"


@cache
def _central() -> re.Pattern[str]:
    return re.compile(
        rf"{_OURS}(?:ของ|ใน|ภายใน)?(?P<what>กระทรวง|กรม|สำนักงานปลัดกระทรวง)(?=ฯ|[\s.,;)/]|$)"
        r"|(?:ประกาศ|คำสั่ง|ระเบียบ)(?P<mine>กรม|กระทรวง)(?=ฯ|[\s.,;)/]|$)"
        r"|(?:ลงนามโดย|ลงนามของ|เสนอ(?:ต่อ)?|โดยมี|โดย)(?P<head>อธิบดี|ปลัดกระทรวง|รัฐมนตรี(?:ว่าการ)?)(?=[\s.,;)/]|$|มอบ|เป็น|ประกาศ|ลงนาม)"
        r"|(?P<chief>อธิบดี|ปลัดกระทรวง)(?:มอบนโยบาย|ประกาศเจตนารมณ์|ประกาศเจตจำนง|เป็นประธาน)"
    )


_LOCAL = re.compile(r"องค์การบริหารส่วน|เทศบาล|เมืองพัทยา")


def name_central_wording(site: Site) -> Iterator[Finding]:
    """A local government's record speaks as a ministry or department.

    ไทย: รายงานของท้องถิ่นใช้คำของส่วนกลางเรียกตนเอง เช่น กรม กระทรวง อธิบดี
    ทำไม: เป็นร่องรอยของการคัดลอกจากคู่มือหรือรายงานของส่วนกลาง
    ตัวอย่าง: บุคลากรของกรม ลงนามโดยอธิบดี
    แก้: ใช้คำของท้องถิ่น เช่น หน่วยงาน นายก อบต. ปลัด อบต.

    Why: It is a trace of a manual or report of a central agency.
    Remedy: Use the words of a local government.
    """
    for spot in spots(site).holding("กระทรวง", "กรม", "อธิบดี", "รัฐมนตรี"):
        found = _central().search(spot.text) if _LOCAL.match(spot.agency.name) else None
        if found:
            shown = quote(spot.text, found.start(), found.end())
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"“{shown}” เป็นคำของส่วนกลาง แต่{spot.agency.label}เป็นท้องถิ่น ใช้คำของหน่วยงานตนเอง",
                    f"“{shown}” is wording of a central agency; {spot.agency.label} is a local one: use its own words",
                ),
            )
