"""Whose report is it: names of other agencies, districts and websites, and spoilt forms of the own name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from prongsai.checks import domains, own_name, places
from prongsai.checks.places import KIND, KIND_WORDS, own_names
from prongsai.checks.quotes import quote
from prongsai.checks.rule import Finding, Plain, Rule
from prongsai.checks.spots import spots, standing
from prongsai.model import Agency, Site
from prongsai.problems import Level, Message, Position, Source
from prongsai.thai.dictionary import is_word

_OUTSIDE = re.compile(r"ดูงาน|ร่วมกับ|เครือข่าย|ประสาน|บันทึกข้อตกลง|ขอความอนุเคราะห์|ขอรับการสนับสนุน|ต้นแบบ|วิทยากร")
"""Words before a place that say why another one is named."""
_BEFORE = 60


class _Other(NamedTuple):
    """Another place in a text: where, and what is written there."""

    start: int
    end: int
    named: str
    loud: bool
    """Whether no word before it says why another place is named."""

    @property
    def level(self) -> Level:
        """Quieter where the text says why another place is named."""
        return Level.WARNING if self.loud else Level.INFO


def _is_loud(text: str, start: int) -> bool:
    return not _OUTSIDE.search(text, max(0, start - _BEFORE), start)


class _Mention(NamedTuple):
    """A kind of agency with a name after it that is not the own one."""

    start: int
    at: int
    """Where the name begins."""
    run: str
    kind: str
    listed: str
    """The place of the packaged list that the run begins with; empty for none."""
    loud: bool


def _mentions(text: str, own: tuple[str, ...]) -> Iterator[_Mention]:
    for kind in KIND.finditer(text):
        start = kind.end() + (text[kind.end() : kind.end() + 1] == " ")
        run = places.letters_at(text, start)
        if not run or (_is_own(run, own) and not _is_longer(run, kind[0], own)):
            continue
        apart = start > kind.end() and is_word(run)  # "อบต. ควร…"
        listed = "" if apart else _listed(run, kind[0])
        yield _Mention(kind.start(), start, run, kind[0], listed, _is_loud(text, kind.start()))


def _other_agencies(mentions: Iterable[Sequence[Any]], own: Sequence[str], every: _Every) -> Iterator[_Other]:
    for start, at, run, kind, listed, loud in mentions:
        name = every.begun_by(run, own) or listed
        if name and not places.alike(name, own):
            yield _Other(start, at + len(name), f"{kind}{name}", loud)


class _Every:
    """The names of all agencies of the site."""

    def __init__(self, seen: Iterable[Sequence[Any]]) -> None:
        self._names = frozenset(name for own, *_ in seen for name in own)
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    def begun_by(self, run: str, own: Collection[str]) -> str:
        """The longest name of another agency that the run begins with; empty if there is none."""
        for length in self._lengths:
            name = run[:length]
            if len(name) == length and name in self._names and name not in own and places.begins_with(run, name):
                return name
        return ""


def _is_own(run: str, own: tuple[str, ...]) -> bool:
    return any(places.begins_with(run, name) for name in own)


def _is_longer(run: str, kind: str, own: tuple[str, ...]) -> bool:
    """Whether another place only begins like the own one: หนองบัวแดง is not หนองบัว."""
    return run not in own and run in places.names(_level(kind)) and _listed(run, kind) == run


def _listed(run: str, kind: str) -> str:
    return places.place_at(run, _level(kind))


def _level(kind: str) -> places.Level:
    return "จังหวัด" if "จังหวัด" in kind or "อบจ" in kind else "ตำบล"


def agencies_named(site: Site) -> Plain:
    """What telling other agencies needs of one: its own names, its label, and the texts that name some agency."""
    (agency,) = site.agencies
    own = own_names(agency)
    texts = [(spot, tuple(_mentions(spot.text, own))) for spot in spots(site).holding(*KIND_WORDS)]
    return own, agency.label, tuple((*standing(spot), spot.text, found) for spot, found in texts if found)


def name_other_agency(seen: Sequence[Any]) -> Iterator[Finding]:
    """A record names another local government.

    ไทย: ข้อความมีชื่อ อบต. หรือเทศบาลอื่น มักติดมาจากไฟล์ที่คัดลอก
    ทำไม: ผู้ตรวจสงสัยว่ารายงานไม่ใช่ของหน่วยงาน ทั้งข้ออาจไม่ได้คะแนน
    ตัวอย่าง: รายงานของ อบต.สิงห์ เขียนว่า ประกาศองค์การบริหารส่วนตำบลโคกใหญ่
    แก้: ใส่ชื่อหน่วยงานของตน ถ้าตั้งใจกล่าวถึงหน่วยงานอื่นให้ใส่ waive พร้อมเหตุผล

    Why: A name left over from a copied file makes an assessor doubt the whole record.
    Remedy: Write the own name, or waive the rule with the reason.
    """
    every = _Every(seen)
    for own, label, texts in seen:
        for path, place, line, column, text, mentions in texts:
            told: set[str] = set()
            for other in _other_agencies(mentions, own, every):
                if other.named in told:
                    continue
                told.add(other.named)
                shown = quote(text, other.start, other.end)
                message = Message(
                    f"“{shown}” เป็นชื่อหน่วยงานอื่น รายงานนี้เป็นของ{label} แก้ชื่อให้ถูก",
                    f"“{shown}” names another agency; this report is of {label}: correct the name",
                )
                yield Finding(Source(path, {place: Position(line, column)}), place, message, other.level)


_DISTRICT = re.compile(r"อ[ำ่]า?เภอ ?|(?<![ก-๎.])อ\. ?")
_PROVINCE = re.compile(r"จังหวัด ?|(?<![ก-๎.])จ\. ?")


def _other_places(text: str, agency: Agency) -> Iterator[_Other]:
    district, province = agency.district or "", agency.province
    end = -_BEFORE
    for kind in _DISTRICT.finditer(text) if district else ():
        run = places.letters_at(text, kind.end())
        if places.begins_with(run, district):
            continue
        name = places.place_at(run, "อำเภอ")
        own = name == "เมือง" and district.startswith("เมือง")
        if name and not own and not places.alike(name, {district}):
            end = kind.end() + len(name)
            yield _Other(kind.start(), end, f"อำเภอ{name}", _is_loud(text, kind.start()))
    for kind in _PROVINCE.finditer(text):
        run = places.letters_at(text, kind.end())
        if places.begins_with(run, province):
            continue
        name = places.place_at(run, "จังหวัด")
        if name and not 0 <= kind.start() - end <= 2:
            yield _Other(kind.start(), kind.end() + len(name), f"จังหวัด{name}", _is_loud(text, kind.start()))


def places_named(site: Site) -> Plain:
    """What telling other places needs of an agency: its names, label and home, and the texts that name another place.

    With each text its mentions of agencies: the place of an agency that is told of is no finding of its own.
    """
    (agency,) = site.agencies
    own = own_names(agency)
    home = f"อำเภอ{agency.district} " if agency.district else ""
    texts = [
        (spot, tuple(_other_places(spot.text, agency))) for spot in spots(site).holding("เภอ", "อ.", "จังหวัด", "จ.")
    ]
    return (
        own,
        agency.label,
        f"{home}จังหวัด{agency.province}",
        tuple((*standing(spot), spot.text, found, tuple(_mentions(spot.text, own))) for spot, found in texts if found),
    )


def name_other_place(seen: Sequence[Any]) -> Iterator[Finding]:
    """A record names another district or province.

    ไทย: ข้อความมีชื่ออำเภอหรือจังหวัดที่ไม่ใช่ของหน่วยงาน
    ทำไม: เป็นร่องรอยของการคัดลอก ผู้ตรวจสงสัยว่ารายงานเป็นของที่อื่น
    ตัวอย่าง: อบต.บ้านแหลม จังหวัดเพชรบุรี เขียนว่า อำเภอโพธิ์ทอง
    แก้: ใส่อำเภอและจังหวัดของตน ถ้าตั้งใจกล่าวถึงที่อื่นให้ใส่ waive พร้อมเหตุผล

    Why: Another district or province is a trace of a copied file.
    Remedy: Write the own district and province, or waive the rule with the reason.
    """
    every = _Every(seen)
    for own, label, home, texts in seen:
        for path, place, line, column, text, others, mentions in texts:
            agencies = list(_other_agencies(mentions, own, every))
            told: set[str] = set()
            for other in map(_Other._make, others):
                if other.named in told or any(0 <= other.start - a.end <= _BEFORE for a in agencies):
                    continue
                told.add(other.named)
                shown = quote(text, other.start, other.end)
                message = Message(
                    f"“{shown}” เป็นที่อื่น {label}อยู่{home} แก้ชื่อให้ถูก",
                    f"“{shown}” is another place; {label} is in {home}: correct the name",
                )
                yield Finding(Source(path, {place: Position(line, column)}), place, message, other.level)


RULES: tuple[Rule, ...] = (
    Rule("name-other-agency", Level.WARNING, name_other_agency, look=agencies_named),
    Rule("name-other-place", Level.WARNING, name_other_place, look=places_named),
    Rule("name-other-domain", Level.WARNING, domains.name_other_domain, look=domains.hosts_named),
    Rule("name-spelling", Level.WARNING, own_name.name_spelling),
    Rule("name-mangled", Level.WARNING, own_name.name_mangled),
    Rule("name-central-wording", Level.WARNING, own_name.name_central_wording),
)
