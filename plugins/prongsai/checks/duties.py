"""What the assessment asks of an agency itself: a corruption channel, its survey, both sides of its government."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prongsai import thai
from prongsai.checks.evidence import is_local, required_parts
from prongsai.checks.rule import Finding, Rule
from prongsai.model import Agency, Channel, Item, Progress, Site
from prongsai.problems import Level, Message

_PHONE = re.compile(r"(?<![0-9])0[0-9 –-]{7,11}[0-9](?![0-9])|(?<![0-9])1[0-9]{3}(?![0-9])")


def item_corruption_channel(site: Site) -> Iterator[Finding]:
    """There is no separate, reachable channel for reporting corruption.

    ไทย: ไม่มีช่องทางร้องเรียนการทุจริต ไม่มีลิงก์หรือเบอร์ให้ใช้ หรือใช้ที่อยู่เดียวกับเรื่องร้องเรียนทั่วไป
    ทำไม: ข้อ OIT เรื่องช่องทางร้องเรียนการทุจริตขอให้แยกจากเรื่องทั่วไปและใช้ได้ทางออนไลน์
    ตัวอย่าง: channels.corruption มีแต่ชื่อช่องทาง ไม่มีลิงก์
    แก้: ใส่ link: ของแบบแจ้งการทุจริตโดยเฉพาะใน agency.yml (หรือ tel: ของผู้รับเรื่อง)

    Why: The item asks for a channel of its own that works online.
    Remedy: Give the link of the form that is for corruption only, in agency.yml.
    """
    for agency in site.agencies:
        own, general = agency.channels.corruption, agency.channels.complaint
        if not own:
            message = Message(
                "ยังไม่มีช่องทางร้องเรียนการทุจริต เพิ่ม channels: corruption: พร้อมลิงก์ แยกจากเรื่องร้องเรียนทั่วไป",
                "there is no channel for reporting corruption; add channels: corruption: with its own link",
            )
            yield Finding(agency.origin, ("channels",), message)
        elif not any(_reachable(channel) for channel in own):
            message = Message(
                "ช่องทางร้องเรียนการทุจริตไม่มีลิงก์หรือเบอร์โทรศัพท์ ประชาชนใช้ไม่ได้ เพิ่ม link:",
                "no channel for reporting corruption has a link or a phone number; add link:",
            )
            yield Finding(agency.origin, ("channels", "corruption"), message)
        shared = {_same(channel.link) for channel in general if channel.link}
        for number, channel in enumerate(own):
            if channel.link and _same(channel.link) in shared:
                message = Message(
                    "ใช้ที่อยู่เดียวกับช่องทางร้องเรียนทั่วไป ช่องทางการทุจริตต้องแยกต่างหาก",
                    "the same address as a general complaint channel; corruption needs one of its own",
                )
                yield Finding(agency.origin, ("channels", "corruption", number, "link"), message)


def item_survey(site: Site) -> Iterator[Finding]:
    """The public survey (EIT) in agency.yml is missing, of another year, or closes before it opens.

    ไทย: agency.yml ไม่มีรหัสแบบวัด EIT รหัสเป็นของปีอื่น หรือวันปิดมาก่อนวันเปิด
    ทำไม: หน่วยงานต้องเผยแพร่ลิงก์และ QR ของแบบวัด EIT ของตนเอง และรหัสอาจเปลี่ยนทุกปี
    ตัวอย่าง: ปีล่าสุดคือ 2568 แต่ survey: fiscal_year: 2567
    แก้: ใส่รหัสของปีปัจจุบันจากลิงก์ /go/eit/ ที่หน่วยงานได้รับ

    Why: The agency must publish its own survey link and QR code, and the code may change each year.
    Remedy: Put in this year's code, from the /go/eit/ link that the agency was given.
    """
    for agency in site.agencies:
        newest, survey = agency.newest, agency.survey
        if newest is None:
            continue
        current = {newest.number, newest.rules.fiscal_year, newest.assessment_year or newest.number}
        if survey is None:
            message = Message(
                "ยังไม่มีรหัสแบบวัด EIT จึงไม่มี QR ให้ประชาชน เพิ่ม survey: เมื่อได้รับรหัสของปี",
                "there is no EIT survey code, and so no QR code; add survey: when the year's code has come",
            )
            yield Finding(agency.origin, (), message, Level.INFO)
            continue
        if survey.fiscal_year not in current:
            years = " หรือ ".join(map(str, sorted(current)))
            message = Message(
                f"รหัสแบบวัดเป็นของปี {survey.fiscal_year} แต่ปีล่าสุดคือ {years} ใส่รหัสของปีล่าสุด",
                f"the survey code is of {survey.fiscal_year}, the newest year is {newest.number}; put in its code",
            )
            yield Finding(agency.origin, ("survey", "fiscal_year"), message)
        opens, closes = (thai.parse_date(day).value if day else None for day in (survey.opens, survey.closes))
        if opens and closes and closes < opens:
            message = Message(
                f"วันปิด ({survey.closes}) มาก่อนวันเปิด ({survey.opens})",
                f"the survey closes ({survey.closes}) before it opens ({survey.opens})",
            )
            yield Finding(agency.origin, ("survey", "closes"), message)


_POLITICAL = re.compile("ฝ่าย ?(?:การ)?เมือง|ข้าราชการ(?:การ|ฝ่าย)เมือง|นายก|สมาชิกสภา")
_PERMANENT = re.compile("ฝ่าย ?(?:ข้าราชการ)?ประจำ|ข้าราชการประจำ|ปลัด|หัวหน้าส่วนราชการ")


def item_local_parts(site: Site) -> Iterator[Finding]:
    """A local government does not show its political and its permanent side apart where the item asks for it.

    ไทย: ข้อโครงสร้างหรือผู้บริหารของ อปท. ยังไม่กล่าวถึงฝ่ายการเมืองหรือฝ่ายข้าราชการประจำ
    ทำไม: กรอบของปีนั้นขอให้ อปท. แยกให้เห็นทั้งสองฝ่าย ขาดฝ่ายเดียวได้ 0 คะแนน
    ตัวอย่าง: ข้อ O1 ตอบว่าเผยแพร่ครบ แต่ไม่บอกฝ่ายการเมือง
    แก้: แสดงทั้งสองฝ่าย แล้วบอกในความก้าวหน้า หรือใส่เลของค์ประกอบนั้นใน covers:

    Why: The year's framework asks local governments to show both sides.
    Remedy: Show both, and say so in `progress`, or cover the part with evidence.
    """
    for agency in site.agencies:
        if not is_local(agency):
            continue
        for year in agency.years:
            for answer in year.disclosures:
                item = year.rules.item(answer.code)
                part = _two_sides(item, agency) if item else None
                if part is None or answer.progress_state is Progress.NOT_STARTED:
                    continue
                if any(part in one.covers for one in answer.evidence):
                    continue
                text = " ".join([*answer.parts, *answer.progress, *(one.title for one in answer.evidence)])
                lacks = [
                    word
                    for word, pattern in (("ฝ่ายการเมือง", _POLITICAL), ("ฝ่ายข้าราชการประจำ", _PERMANENT))
                    if not pattern.search(text)
                ]
                if lacks:
                    sides = " และ".join(lacks)
                    message = Message(
                        f"อปท. ต้องแสดง{sides}ในข้อนี้ด้วย แสดงแล้วให้บอกใน progress: หรือ covers: [{part}]",
                        f"a local government must show both sides; if it does, say so in progress: or covers: [{part}]",
                    )
                    yield Finding(answer.origin, answer.place, message)


def _two_sides(item: Item, agency: Agency) -> int | None:
    """The number of the part that asks for both sides of a local government, if a confirmed one does."""
    return next(
        (n for n in required_parts(item, agency) if "(อปท.)" in item.parts[n - 1] and "การเมือง" in item.parts[n - 1]),
        None,
    )


def _reachable(channel: Channel) -> bool:
    said = thai.to_arabic_digits(f"{channel.name} {channel.note or ''}")
    return bool(channel.link) or bool(_PHONE.search(said))


def _same(address: str) -> str:
    """An address without what makes no difference: scheme, www, the slash at the end, dashes in a phone number."""
    bare = re.sub(r"^(?:https?://(?:www\.)?|mailto:)", "", address.lower()).rstrip("/")
    return re.sub("[^0-9]", "", bare) if bare.startswith("tel:") else bare


RULES: tuple[Rule, ...] = (
    Rule("item-corruption-channel", Level.WARNING, item_corruption_channel),
    Rule("item-survey", Level.WARNING, item_survey),
    Rule("item-local-parts", Level.WARNING, item_local_parts),
)
