"""Links as an assessor meets them: does the address open the thing itself, for everyone, without a login."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult

from prongsai.checks.addresses import (
    Cited,
    channels,
    cited,
    host_of,
    is_home_page,
    is_test_host,
    needs_login,
    web_parts,
)
from prongsai.checks.rule import Finding, Rule
from prongsai.model import Agency, Site
from prongsai.problems import Level, Message, Place, Source

_SOCIAL = frozenset({"social"})
_TALK = frozenset({"question", "social"})
"""Channels that may well be a page of a social network."""
_SOCIAL_ITEM = re.compile("Social|สังคมออนไลน์|Q ?& ?A", re.IGNORECASE)


class Link(NamedTuple):
    """A web link, where it stands, and how bad a fault of it is; None for the rule's own level."""

    agency: Agency
    parts: SplitResult
    source: Source
    place: Place
    level: Level | None = None


def link_home_page(site: Site) -> Iterator[Finding]:
    """A link leads to the front page of a website instead of to the thing itself.

    ไทย: ลิงก์เป็นหน้าแรกของเว็บไซต์ ไม่ใช่หน้าหรือไฟล์ของเรื่องนั้น
    ทำไม: ผู้ตรวจมีเวลาข้อละไม่กี่นาที ถ้าต้องค้นต่อเองข้อนั้นอาจได้ 0 คะแนน
    ตัวอย่าง: ช่องทางร้องเรียนการทุจริตลิงก์ไป http://www.hindard.go.th
    แก้: ใส่ที่อยู่เต็มของหน้าหรือไฟล์ที่เปิดแล้วเห็นเรื่องนั้นทันที

    Why: An assessor who has to search on may find nothing, and the item scores 0.
    Remedy: Give the full address of the very page or file.
    """
    for _, parts, source, place, level in _links(site, without=_SOCIAL):
        if is_home_page(parts):
            yield Finding(
                source,
                place,
                Message(
                    f"“{_short(parts)}” เป็นหน้าแรกของเว็บไซต์ ใส่ที่อยู่ของหน้าหรือไฟล์ที่เปิดแล้วเห็นเรื่องนี้ทันที",
                    f"“{_short(parts)}” is a site's front page; give the address of the very page or file",
                ),
                level,
            )


def link_login_wall(site: Site) -> Iterator[Finding]:
    """A link leads to a service that asks many visitors to log in.

    ไทย: ลิงก์ไป Facebook, Google Drive, LINE หรือบริการที่มักให้เข้าสู่ระบบก่อน (ไม่นับช่องทางสื่อสังคมและถาม–ตอบ)
    ทำไม: ผู้ตรวจเปิดในฐานะประชาชนทั่วไป เปิดไม่ได้คือไม่มีหลักฐาน และไฟล์อาจถูกลบหรือปิดสิทธิ์ภายหลัง
    ตัวอย่าง: หลักฐานของข้อ O10 เป็น https://drive.google.com/…
    แก้: วางไฟล์ไว้ใน evidence/ หรือบนเว็บไซต์ของหน่วยงาน

    Why: What a member of the public cannot open is no evidence.
    Remedy: Put the file into evidence/, or on the agency's own website.
    """
    for _, parts, source, place, level in _links(site, without=_TALK):
        if needs_login(parts):
            yield Finding(
                source,
                place,
                Message(
                    f"“{host_of(parts)}” มักให้เข้าสู่ระบบก่อน ผู้ตรวจอาจเปิดไม่ได้ วางไฟล์ไว้ใน evidence/ หรือบนเว็บของหน่วยงาน",
                    f"“{host_of(parts)}” often asks for a login; put the file into evidence/ or on the agency's site",
                ),
                level,
            )


def link_not_https(site: Site) -> Iterator[Finding]:
    """A link is not encrypted (http); told once for each host of an agency.

    ไทย: ลิงก์ขึ้นต้นด้วย http:// ไม่ใช่ https:// บอกเว็บไซต์ละครั้ง
    ทำไม: เบราว์เซอร์เตือนว่าไม่ปลอดภัย และบางเครือข่ายเปิดไม่ได้
    ตัวอย่าง: http://www.singsaiyok.go.th
    แก้: ลองเปิดด้วย https:// ถ้าเปิดได้ให้แก้ลิงก์ ถ้าไม่ได้ให้แจ้งผู้ดูแลเว็บ

    Why: Browsers warn of it, and some networks refuse it.
    Remedy: Try the address with https://, and ask the webmaster if that fails.
    """
    told: set[tuple[str, str]] = set()
    for agency, parts, source, place, _ in (*_websites(site), *_links(site)):
        if parts.scheme == "http" and (agency.slug, host_of(parts)) not in told:
            told.add((agency.slug, host_of(parts)))
            yield Finding(
                source,
                place,
                Message(
                    f"“{_short(parts)}” ไม่เข้ารหัส ลองเปิดด้วย https:// แล้วแก้ลิงก์",
                    f"“{_short(parts)}” is not encrypted; try it with https://",
                ),
            )


def link_test_host(site: Site) -> Iterator[Finding]:
    """A link leads to a machine that the public cannot reach, or to a name kept for examples.

    ไทย: ลิงก์ไปเครื่องทดสอบ เครือข่ายภายใน หรือชื่อตัวอย่าง (localhost, 192.168.…, example.com, .test)
    ทำไม: คนภายนอกเปิดไม่ได้เลย
    ตัวอย่าง: http://192.168.1.5/ita/o12.pdf
    แก้: ใส่ที่อยู่จริงที่ประชาชนเปิดได้ (หน่วยงานที่มี example: ใช่ ใช้ชื่อตัวอย่างได้)

    Why: Nobody outside can open it.
    Remedy: Give the public address.
    """
    for agency, parts, source, place, _ in _links(site):
        if is_test_host(parts) and not (agency.example and "example." in host_of(parts)):
            yield Finding(
                source,
                place,
                Message(
                    f"“{host_of(parts)}” เปิดได้เฉพาะภายในหรือเป็นชื่อตัวอย่าง ใส่ที่อยู่จริงที่ประชาชนเปิดได้",
                    f"“{host_of(parts)}” is internal or an example; give the public address",
                ),
            )


_MANY = 3


def link_one_for_all(site: Site) -> Iterator[Finding]:
    """Several records of a year cite one and the same address.

    ไทย: หลายแถว (ตั้งแต่ 3 แถว) ของปีเดียวกันใช้ลิงก์หรือไฟล์เดียวกันเป็นหลักฐาน
    ทำไม: ผู้ตรวจต้องหาเองว่าส่วนใดเป็นของข้อใด หลักฐานหนึ่งชิ้นมักไม่ตรงทุกข้อ
    ตัวอย่าง: ข้อ O5 O7 O12 ลิงก์ไปหน้าเดียวกัน
    แก้: แยกหน้าหรือไฟล์ของแต่ละข้อ ถ้าเป็นเอกสารเดียวกันจริงให้บอกเลขหน้าใน note: แล้วใส่ waive

    Why: The assessor has to find out which part belongs to which item.
    Remedy: Give each item its own page or file, or tell the page number and waive the rule.
    """
    found: dict[tuple[str, int, str], dict[str, Cited]] = {}
    for one in cited(site):
        address = one.evidence.file or one.evidence.link
        if address:
            by_record = found.setdefault((one.agency.slug, one.year.number, address), {})
            by_record.setdefault(_name(one), one)
    for (_, _, address), records in found.items():
        if len(records) >= _MANY:
            first = next(iter(records.values()))
            names = " ".join(list(records)[:12]) + (" …" if len(records) > 12 else "")
            yield Finding(
                first.source,
                first.where,
                Message(
                    f"“{address[-60:]}” เป็นหลักฐานของ {len(records)} แถว ({names}) แยกหน้าหรือไฟล์ของแต่ละเรื่อง",
                    f"“{address[-60:]}” is the evidence of {len(records)} records ({names}); give each its own",
                ),
            )


def _websites(site: Site) -> Iterator[Link]:
    for agency in site.agencies:
        parts = web_parts(agency.website) if agency.website else None
        if parts:
            yield Link(agency, parts, agency.origin, ("website",))


def _links(site: Site, *, without: frozenset[str] = frozenset()) -> Iterator[Link]:
    """All web links of channels and evidence; under an item they are worth its score, and a finding is an error.

    `without` channels of these uses; then without items about talking with the public, too.
    """
    for agency, use, channel, place in channels(site):
        parts = web_parts(channel.link) if channel.link else None
        if parts and use not in without:
            yield Link(agency, parts, agency.origin, (*place, "link"))
    for one in cited(site):
        parts = web_parts(one.evidence.link) if one.evidence.link else None
        if parts and not (without and _is_about_talk(one)):
            yield Link(one.agency, parts, one.source, one.where, Level.ERROR if one.answer else None)


def _is_about_talk(one: Cited) -> bool:
    item = one.year.rules.item(one.answer.code) if one.answer else None
    return item is not None and bool(_SOCIAL_ITEM.search(item.name))


def _name(one: Cited) -> str:
    return one.answer.code if one.answer else str(getattr(one.owner, "id", ""))


def _short(parts: SplitResult) -> str:
    text = parts.geturl()
    return text if len(text) <= 60 else text[:59] + "…"


RULES: tuple[Rule, ...] = (
    Rule("link-home-page", Level.WARNING, link_home_page),
    Rule("link-login-wall", Level.WARNING, link_login_wall),
    Rule("link-not-https", Level.INFO, link_not_https),
    Rule("link-test-host", Level.ERROR, link_test_host),
    Rule("link-one-for-all", Level.WARNING, link_one_for_all),
)
