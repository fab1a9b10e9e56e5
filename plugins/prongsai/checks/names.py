"""Whose report is it: names of other agencies, districts and websites, and spoilt forms of the own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from prongsai.checks import domains, own_name, places
from prongsai.checks.places import KIND, own_names
from prongsai.checks.quotes import quote
from prongsai.checks.rule import Finding, Rule
from prongsai.checks.spots import spots
from prongsai.model import Agency, Site
from prongsai.problems import Level, Message
from prongsai.thai.dictionary import is_word

_OUTSIDE = re.compile(r"ดูงาน|ร่วมกับ|เครือข่าย|ประสาน|บันทึกข้อตกลง|ขอความอนุเคราะห์|ขอรับการสนับสนุน|ต้นแบบ|วิทยากร")
"""Words before a place that say why another one is named."""
_BEFORE = 60


class _Other(NamedTuple):
    """Another place in a text: where, and what is written there."""

    start: int
    end: int
    named: str

    def level(self, text: str) -> Level:
        """Quieter where the text says why another place is named."""
        return Level.INFO if _OUTSIDE.search(text, max(0, self.start - _BEFORE), self.start) else Level.WARNING


def _other_agencies(text: str, own: tuple[str, ...], known: frozenset[str]) -> Iterator[_Other]:
    for kind in KIND.finditer(text):
        start = kind.end() + (text[kind.end() : kind.end() + 1] == " ")
        run = places.letters_at(text, start)
        if not run or (_is_own(run, own) and not _is_longer(run, kind[0], own)):
            continue
        name = max((n for n in known if places.begins_with(run, n)), key=len, default="")
        apart = start > kind.end() and is_word(run)  # "อบต. ควร…"
        name = name or ("" if apart else _listed(run, kind[0]))
        if name and not places.alike(name, own):
            yield _Other(kind.start(), start + len(name), f"{kind[0]}{name}")


def _is_own(run: str, own: tuple[str, ...]) -> bool:
    return any(places.begins_with(run, name) for name in own)


def _is_longer(run: str, kind: str, own: tuple[str, ...]) -> bool:
    """Whether another place only begins like the own one: หนองบัวแดง is not หนองบัว."""
    return run not in own and _listed(run, kind) == run


def _listed(run: str, kind: str) -> str:
    return places.place_at(run, "จังหวัด" if "จังหวัด" in kind or "อบจ" in kind else "ตำบล")


def name_other_agency(site: Site) -> Iterator[Finding]:
    """A record names another local government.

    ไทย: ข้อความมีชื่อ อบต. หรือเทศบาลอื่น มักติดมาจากไฟล์ที่คัดลอก
    ทำไม: ผู้ตรวจสงสัยว่ารายงานไม่ใช่ของหน่วยงาน ทั้งข้ออาจไม่ได้คะแนน
    ตัวอย่าง: รายงานของ อบต.สิงห์ เขียนว่า ประกาศองค์การบริหารส่วนตำบลโคกใหญ่
    แก้: ใส่ชื่อหน่วยงานของตน ถ้าตั้งใจกล่าวถึงหน่วยงานอื่นให้ใส่ waive พร้อมเหตุผล

    Why: A name left over from a copied file makes an assessor doubt the whole record.
    Remedy: Write the own name, or waive the rule with the reason.
    """
    every = frozenset(name for agency in site.agencies for name in own_names(agency))
    for spot in spots(site):
        own = own_names(spot.agency)
        told: set[str] = set()
        for other in _other_agencies(spot.text, own, every - set(own)):
            if other.named in told:
                continue
            told.add(other.named)
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"“{quote(spot.text, other.start, other.end)}” เป็นชื่อหน่วยงานอื่น รายงานนี้เป็นของ{spot.agency.label} "
                    "แก้ชื่อให้ถูก",
                    f"“{quote(spot.text, other.start, other.end)}” names another agency; "
                    f"this report is of {spot.agency.label}: correct the name",
                ),
                other.level(spot.text),
            )


_DISTRICT = re.compile(r"อ[ำ่]า?เภอ ?|(?<![ก-๎.])อ\. ?")
_PROVINCE = re.compile(r"จังหวัด ?|(?<![ก-๎.])จ\. ?")


def _other_places(text: str, agency: Agency) -> Iterator[_Other]:
    district, province = agency.district or "", agency.province
    end = -_BEFORE
    for kind in _DISTRICT.finditer(text) if district else ():
        run = places.letters_at(text, kind.end())
        name = places.place_at(run, "อำเภอ")
        own = places.begins_with(run, district) or (name == "เมือง" and district.startswith("เมือง"))
        if name and not own and not places.alike(name, {district}):
            end = kind.end() + len(name)
            yield _Other(kind.start(), end, f"อำเภอ{name}")
    for kind in _PROVINCE.finditer(text):
        run = places.letters_at(text, kind.end())
        name = places.place_at(run, "จังหวัด")
        if name and not places.begins_with(run, province) and not 0 <= kind.start() - end <= 2:
            yield _Other(kind.start(), kind.end() + len(name), f"จังหวัด{name}")


def name_other_place(site: Site) -> Iterator[Finding]:
    """A record names another district or province.

    ไทย: ข้อความมีชื่ออำเภอหรือจังหวัดที่ไม่ใช่ของหน่วยงาน
    ทำไม: เป็นร่องรอยของการคัดลอก ผู้ตรวจสงสัยว่ารายงานเป็นของที่อื่น
    ตัวอย่าง: อบต.บ้านแหลม จังหวัดเพชรบุรี เขียนว่า อำเภอโพธิ์ทอง
    แก้: ใส่อำเภอและจังหวัดของตน ถ้าตั้งใจกล่าวถึงที่อื่นให้ใส่ waive พร้อมเหตุผล

    Why: Another district or province is a trace of a copied file.
    Remedy: Write the own district and province, or waive the rule with the reason.
    """
    every = frozenset(name for agency in site.agencies for name in own_names(agency))
    for spot in spots(site):
        own = own_names(spot.agency)
        agencies = list(_other_agencies(spot.text, own, every - set(own)))
        told: set[str] = set()
        for other in _other_places(spot.text, spot.agency):
            # The place of an agency that has been reported already is no finding of its own.
            if other.named in told or any(0 <= other.start - a.end <= _BEFORE for a in agencies):
                continue
            told.add(other.named)
            home = f"อำเภอ{spot.agency.district} " if spot.agency.district else ""
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"“{quote(spot.text, other.start, other.end)}” เป็นที่อื่น "
                    f"{spot.agency.label}อยู่{home}จังหวัด{spot.agency.province} แก้ชื่อให้ถูก",
                    f"“{quote(spot.text, other.start, other.end)}” is another place; "
                    f"{spot.agency.label} is in {home}จังหวัด{spot.agency.province}: correct the name",
                ),
                other.level(spot.text),
            )


RULES: tuple[Rule, ...] = (
    Rule("name-other-agency", Level.WARNING, name_other_agency),
    Rule("name-other-place", Level.WARNING, name_other_place),
    Rule("name-other-domain", Level.WARNING, domains.name_other_domain),
    Rule("name-spelling", Level.WARNING, own_name.name_spelling),
    Rule("name-mangled", Level.WARNING, own_name.name_mangled),
    Rule("name-central-wording", Level.WARNING, own_name.name_central_wording),
)
