"""Codes of OIT items as they were typed: zero for O, of another year, or of another item than the words say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from prongsai import thai
from prongsai.checks.indicator_words import wrong_indicator
from prongsai.checks.likeness import letters
from prongsai.checks.remembered import remembered
from prongsai.checks.rule import Finding, Rule
from prongsai.checks.spots import Spot, spots
from prongsai.model import Disclosure, Framework, Item, Site
from prongsai.problems import Level, Message

_CODE = re.compile(
    r"(?<![A-Za-z0-9./_-])(?:O ?-?0?(?P<letter>[1-9][0-9]?)|ข้อ ?(?:ที่ ?)?(?P<zero>0[0-9]{1,2}))(?![0-9A-Za-z/]|\.[0-9])"
)
_MAY_BE_CODE = (re.compile("O ?-?[0-9๐-๙]"), re.compile("ข้อ ?(?:ที่ ?)?[0๐]"))
_ZERO = re.compile("[0๐][0-9๐-๙]{1,2}")
_NO_PROSE = {"link", "file", "date"}
_OTHER_YEAR = re.compile(r"^ ?\)? ?(?:ของ|ใน|ประจำ)? ?(?:การประเมิน ?)?(?:ITA ?)?ปี")
_OTHER_SCHEME = re.compile(r"MOIT|โรงเรียน|สถานศึกษา|โรงพยาบาล|วิทยาลัย|อาชีวศึกษา|สพฐ|สพป|สพม")
_JOINT = re.compile(r"(?:ตาม|ใน|จาก|ของ|แห่ง|ดู|อ้างถึง|\(|ข้อ|ที่|\s)+$")
_REACH = 120
_SHORTEST_NAME = 15
_ONE_BY_ONE = 2
_MOST = 100
"""Codes of one text that are read: a list of all items has 43."""


_plain = lru_cache(maxsize=1024)(letters)  # the names of items, over and over


class _Mention(NamedTuple):
    """A code in a text: what was typed, which item it means."""

    start: int
    end: int
    typed: str
    code: str
    with_zero: bool


def _mentions(spot: Spot) -> Iterator[_Mention]:
    text = thai.to_arabic_digits(spot.text)
    if _OTHER_SCHEME.search(text):
        return
    for found in islice(_CODE.finditer(text), _MOST):
        number = int(found["letter"] or found["zero"])
        typed = spot.text[found.start() : found.end()]
        if number and not _OTHER_YEAR.match(text[found.end() :]):  # O43 ของปี 2566 is that year's
            yield _Mention(found.start(), found.end(), typed, f"O{number}", found["zero"] is not None)


@remembered
def _read(site: Site) -> Iterator[tuple[Spot, Framework, tuple[_Mention, ...]]]:
    """The texts that may cite items, with their year's framework and the codes in them."""
    for spot in spots(site).holding(*_MAY_BE_CODE):
        if spot.year and spot.field not in ("filed_code", "items", "continues") and spot.place[-1] not in _NO_PROSE:
            mentions = tuple(_mentions(spot))
            if mentions:
                yield spot, spot.year.rules, mentions


def code_with_zero(site: Site) -> Iterator[Finding]:
    """An item's code is typed with a zero for the letter O.

    ไทย: รหัสข้อ OIT พิมพ์เลขศูนย์แทนตัวอักษร O
    ทำไม: ค้นหารหัสไม่พบ และ 010 อ่านเป็นข้อ 10 หรือข้อ 0 ก็ได้
    ตัวอย่าง: 018 แทน O18
    แก้: พิมพ์ตัวอักษร O ในรายงาน รายการรหัสที่ผิดทั้งชุดแจ้งครั้งเดียว

    Why: A search for the code finds nothing.
    Remedy: Type the letter O in the report.
    """
    for agency in site.agencies:
        for year in agency.years:
            typed = [one for one in year.disclosures if one.filed_code and _ZERO.fullmatch(one.filed_code)]
            for one in typed if len(typed) <= _ONE_BY_ONE else typed[:1]:
                yield Finding(one.origin, (*one.place, "filed_code"), _zero(one, typed))
    for spot, rules, mentions in _read(site):
        mention = next((m for m in mentions if m.with_zero), None)
        if mention and rules.item(mention.code) and not _misfit(spot, mention, rules):
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"“{mention.typed}” ใช้เลขศูนย์แทนตัวอักษร O เขียนเป็น ข้อ {mention.code}",
                    f"“{mention.typed}” has a zero for the letter O; write {mention.code}",
                ),
            )


def _zero(one: Disclosure, typed: list[Disclosure]) -> Message:
    if len(typed) <= _ONE_BY_ONE:
        return Message(
            f"“{one.filed_code}” ใช้เลขศูนย์แทนตัวอักษร O ในรายงานควรเป็น {one.code}",
            f"“{one.filed_code}” has a zero for the letter O; the report should say {one.code}",
        )
    last = typed[-1]
    span = f"“{one.filed_code}” ({one.code}) … “{last.filed_code}” ({last.code})"
    return Message(
        f"รหัส {len(typed)} ข้อใช้เลขศูนย์แทนตัวอักษร O: {span} แก้ในรายงานทั้งชุด",
        f"{len(typed)} codes have a zero for the letter O: {span}; mend them all in the report",
    )


def unknown_code(site: Site) -> Iterator[Finding]:
    """A text names an item that the year does not have.

    ไทย: ข้อความอ้างรหัสข้อ OIT ที่ไม่มีในปีนั้น
    ทำไม: มักเป็นรหัสของปีก่อน ผู้ตรวจหาข้อไม่พบ
    ตัวอย่าง: อ้าง O43 ในรายงานปี 2568 ซึ่งมี O1-O28
    แก้: ใช้รหัสของปีนั้น ถ้าตั้งใจอ้างข้อของปีอื่นให้เขียนปีกำกับ

    Why: The list changes every year; a code of another year leads nowhere.
    Remedy: Use this year's code, or write the year beside it.
    """
    for spot, rules, mentions in _read(site):
        mention = next((m for m in mentions if rules.item(m.code) is None), None)
        if mention:
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"ปี {rules.fiscal_year} ไม่มีข้อ “{mention.typed}” (มี O1–O{rules.items_total}) เป็นรหัสปีอื่นหรือไม่",
                    f"{rules.fiscal_year} has no “{mention.typed}” (only O1–O{rules.items_total}); another year’s?",
                ),
            )


def wrong_reference(site: Site) -> Iterator[Finding]:
    """A code stands beside the name of another item.

    ไทย: รหัสที่อ้างไม่ตรงกับชื่อข้อที่เขียนไว้ข้างกัน หรือชื่อที่ยื่นเป็นชื่อของอีกข้อ
    ทำไม: ผู้ตรวจเปิดผิดข้อ หรือเห็นว่าตอบผิดข้อ
    ตัวอย่าง: แผนปฏิบัติการป้องกันการทุจริตตามข้อ 039 ทั้งที่แผนนี้คือ O36
    แก้: แก้รหัสหรือชื่อให้ตรงกัน

    Why: The reader opens the wrong item, or thinks the wrong item was answered.
    Remedy: Make code and name agree.
    """
    mentions = {id(spot): found for spot, _, found in _read(site)}
    for spot in spots(site):
        if spot.field == "filed_name" and spot.year and isinstance(spot.owner, Disclosure):
            named = _named(spot.year.rules, letters(spot.text))
            if named and spot.owner.code not in {item.code for item in named}:
                yield _mismatch(spot, spot.owner.code, named[0])
        elif spot.year and id(spot) in mentions:
            misfits = ((one, _misfit(spot, one, spot.year.rules)) for one in mentions[id(spot)])
            typed, fits = next(((one.typed, item) for one, item in misfits if item), ("", None))
            if fits:
                yield _mismatch(spot, typed, fits)


def _mismatch(spot: Spot, typed: str, item: Item) -> Finding:
    name = item.name if len(item.name) <= 60 else f"{item.name[:59]}…"
    return Finding(
        spot.source,
        spot.place,
        Message(
            f"“{typed}” ไม่ตรงกับชื่อ “{name}” ซึ่งเป็นข้อ {item.code} แก้รหัสหรือชื่อ",
            f"“{typed}” does not fit the name “{name}”, which is item {item.code}; mend one of them",
        ),
    )


def _misfit(spot: Spot, mention: _Mention, rules: Framework) -> Item | None:
    """The item whose full name stands right before the code, or right after it, when the code is not that item's."""
    own = rules.item(mention.code)
    before = letters(_JOINT.sub("", spot.text[max(0, mention.start - _REACH) : mention.start]))
    after = letters(spot.text[mention.end : mention.end + _REACH])
    fitting = [
        (len(name), item)
        for item in rules.items
        for name in map(_plain, (item.name, *item.aliases))
        if len(name) >= _SHORTEST_NAME and (before.endswith(name) or after.startswith(name))
    ]
    longest = max((length for length, _ in fitting), default=0)
    best = [item for length, item in fitting if length == longest]
    return None if own in best or not best else best[0]


_items: dict[int, tuple[Framework, Mapping[str, list[Item]]]] = {}
"""The items of frameworks by the letters of their names and aliases."""


def _named(rules: Framework, name: str) -> list[Item]:
    kept = _items.get(id(rules))
    if kept is None or kept[0] is not rules:
        by_name: defaultdict[str, list[Item]] = defaultdict(list)
        for item in rules.items:
            for each in {_plain(one) for one in (item.name, *item.aliases)}:
                by_name[each].append(item)
        kept = _items[id(rules)] = (rules, by_name)
    return kept[1].get(name, [])


CODE_RULES: tuple[Rule, ...] = (
    Rule("code-zero", Level.WARNING, code_with_zero),
    Rule("code-unknown", Level.ERROR, unknown_code),
    Rule("code-reference", Level.WARNING, wrong_reference),
    Rule("code-indicator", Level.INFO, wrong_indicator),
)
