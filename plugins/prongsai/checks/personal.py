"""Personal data that must not stand on a public page. The data editor's notes are looked through too: pages show them.

Messages never repeat what was found in full, for they end in logs that others read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from prongsai.checks.person_names import COMPLAINANT_WORDS, TITLES, complainants, persons
from prongsai.checks.person_numbers import MAY_BE_ID, MOBILE_BEGINS, id_numbers, mobiles
from prongsai.checks.rule import Finding, Rule
from prongsai.checks.spots import Spot, spots
from prongsai.model import Site
from prongsai.problems import Level, Message


def personal_id(site: Site) -> Iterator[Finding]:
    """A Thai national ID number stands in the data.

    ไทย: มีเลขประจำตัวประชาชน 13 หลัก (ตรวจด้วยเลขตรวจสอบ) ไม่ว่าเลขไทยหรืออารบิก มีวรรคหรือขีด
    ทำไม: ผิดกฎหมายคุ้มครองข้อมูลส่วนบุคคล และใช้แอบอ้างได้ เว็บจึงไม่ถูกสร้าง
    ตัวอย่าง: เลข 13 หลักแบบ 1-2345-67890-12-1
    แก้: ลบออกจากข้อมูลและจากประวัติของไฟล์ ถ้าไม่ใช่เลขของบุคคลให้ใส่ waive

    Why: Publishing it breaks the data protection law and invites fraud, so the site is not built.
    Remedy: Delete it from the data and from the history of the file; waive it if it is not a person's number.
    """
    for spot in spots(site, notes=True).holding(MAY_BE_ID):
        found = sorted(id_numbers(spot.text, in_name=spot.place[-1] == "file"), key=lambda number: not number.sure)
        if found and found[0].sure:
            message = Message(
                f"มีเลขประจำตัวประชาชน {found[0].masked} ห้ามเผยแพร่ ลบออกหรือปิดบังตัวเลข",
                f"national ID number {found[0].masked} must not be published: delete or mask it",
            )
            yield Finding(spot.source, spot.place, message)
        elif found:
            message = Message(
                f"เลข 13 หลัก {found[0].masked} อาจเป็นเลขประจำตัวประชาชน ถ้าใช่ให้ลบออก",
                f"13 digits {found[0].masked} may be a national ID number; delete them if so",
            )
            yield Finding(spot.source, spot.place, message, Level.WARNING)


def personal_mobile(site: Site) -> Iterator[Finding]:
    """A mobile telephone number stands in the data.

    ไทย: มีหมายเลขโทรศัพท์มือถือ (06 08 09) ซึ่งมักเป็นของบุคคล
    ทำไม: เป็นข้อมูลส่วนบุคคล เจ้าของอาจถูกรบกวนหรือแอบอ้าง
    ตัวอย่าง: ติดต่อผู้รับผิดชอบ 08x-xxx-xxxx
    แก้: ใช้เบอร์กลางของหน่วยงาน ถ้าเป็นมือถือของหน่วยงานเองให้ใส่ waive พร้อมเหตุผล

    Why: It is personal data of the one who answers it.
    Remedy: Give the agency's own number; waive the rule if the mobile is the agency's.
    """
    for spot in spots(site, notes=True).holding(MOBILE_BEGINS):
        found = next(mobiles(spot.text), None)
        if found:
            masked = f"{found[:3]}…{found[-2:]}"
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"มีเบอร์มือถือ {masked} ใช้เบอร์กลางของหน่วยงานแทน",
                    f"mobile number {masked}: give the agency's own number instead",
                ),
            )


_MAIL = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@(?P<host>(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me"
    r"|proton|protonmail|windowslive|thaimail|mail)\.(?:com|co\.th|me|net))(?![a-z0-9-])",
    re.IGNORECASE | re.ASCII,
)


def _of_agency(spot: Spot) -> bool:
    """Whether the text stands among the agency's own contacts and channels."""
    return spot.owner is spot.agency and spot.field in {"contact", "channels"}


def personal_email(site: Site) -> Iterator[Finding]:
    """An e-mail address of a free service stands in the data.

    ไทย: มีอีเมลของบริการฟรี เช่น gmail hotmail ซึ่งมักเป็นของบุคคล
    ทำไม: เป็นข้อมูลส่วนบุคคล และประชาชนไม่แน่ใจว่าเป็นของหน่วยงาน
    ตัวอย่าง: ส่งเอกสารที่ somchai.xx@gmail.com
    แก้: ใช้อีเมลกลางของหน่วยงานที่ลงท้าย .go.th ช่องทางติดต่อของหน่วยงานเตือนเบา ๆ เท่านั้น

    Why: It is mostly a person's, and citizens cannot tell whether it is the agency's.
    Remedy: Give the agency's own address under .go.th.
    """
    for spot in spots(site, notes=True).holding("@"):
        found = _MAIL.search(spot.text)
        if found:
            masked = f"{found[0][0]}…@{found['host'].lower()}"
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"อีเมล {masked} เป็นของบริการฟรี อาจเป็นของบุคคล ใช้อีเมลกลางของหน่วยงาน (.go.th)",
                    f"{masked} is of a free service and may be a person's; give the agency's own address (.go.th)",
                ),
                Level.INFO if _of_agency(spot) else None,
            )


def _initials(name: str) -> str:
    """Enough of a name to find it by, and no more: the title and the first letters."""
    return name.strip()[:6] + "…"


def personal_complainant(site: Site) -> Iterator[Finding]:
    """A complainant is named.

    ไทย: มีชื่อผู้ร้องเรียนหรือผู้แจ้งเบาะแส
    ทำไม: ผู้แจ้งอาจถูกกลั่นแกล้ง และหน่วยงานมีหน้าที่คุ้มครองตามกฎหมาย
    ตัวอย่าง: ผู้ร้องเรียน นายสมมติ แจ้งว่า
    แก้: ลบชื่อ เขียนเพียงจำนวนเรื่องและผลการดำเนินการ

    Why: Whoever speaks up may suffer for it, and the law obliges the agency to protect them.
    Remedy: Delete the name; give the number of cases and what was done.
    """
    for spot in spots(site, notes=True).holding(*COMPLAINANT_WORDS):
        start, end = next(complainants(spot.text), (0, 0))
        if end:
            shown = _initials(spot.text[start:end])
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"มีชื่อผู้ร้องเรียน “{shown}” ต้องปกปิด ลบชื่อออก",
                    f"a complainant is named (“{shown}”): delete the name",
                ),
            )


def personal_name(site: Site) -> Iterator[Finding]:
    """A person is named.

    ไทย: มีชื่อบุคคล (นาย นาง นางสาว ยศ) ข้อมูลของเว็บนี้ใช้ตำแหน่งเท่านั้น
    ทำไม: เป็นข้อมูลส่วนบุคคล และชื่อล้าสมัยเมื่อมีการโยกย้าย
    ตัวอย่าง: นายสมมติ ตัวอย่าง ปลัด อบต.
    แก้: เขียนตำแหน่งแทนชื่อ ถ้ากฎหมายให้เปิดเผยชื่อให้ใส่ waive พร้อมเหตุผล

    Why: It is personal data, and it grows old when people move.
    Remedy: Write the position instead; waive the rule where the law asks for the name.
    """
    for spot in spots(site, notes=True).holding(*TITLES):
        told = list(complainants(spot.text))  # by personal-complainant
        start, end = next((p for p in persons(spot.text) if not any(a < p[1] and p[0] < b for a, b in told)), (0, 0))
        if end:
            shown = _initials(spot.text[start:end])
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"มีชื่อบุคคล “{shown}” ใช้ตำแหน่งแทนชื่อ",
                    f"a person is named (“{shown}”): write the position instead",
                ),
            )


_MAY_BE_STAFF = re.compile("[iIİı]{2}[tT]|%")
_STAFF_SURVEY = re.compile(r"/\s?go\s?/\s?iit\b|itas\.nacc\.go\.th/[^\s]{0,40}\biit\b", re.IGNORECASE)


def personal_staff_survey(site: Site) -> Iterator[Finding]:
    """A link to the staff survey (IIT) stands in the data.

    ไทย: มีลิงก์แบบวัด IIT (/go/iit/) ซึ่งให้เฉพาะบุคลากรภายใน
    ทำไม: คนนอกเข้าไปตอบได้ ผลการประเมินเสีย เว็บจึงไม่ถูกสร้าง
    ตัวอย่าง: itas.nacc.go.th/go/iit/xxxxxx
    แก้: ลบลิงก์ออก ลิงก์ที่เผยแพร่ได้คือ /go/eit/ เท่านั้น

    Why: Outsiders could answer it and spoil the result, so the site is not built.
    Remedy: Delete the link; only /go/eit/ may be published.
    """
    for spot in spots(site, notes=True).holding(_MAY_BE_STAFF):
        if _STAFF_SURVEY.search(spot.text) or _STAFF_SURVEY.search(unquote(unquote(spot.text))):
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    "มีลิงก์แบบวัดบุคลากรภายใน (/go/iit/) ห้ามเผยแพร่ ลบออก ลิงก์ของประชาชนคือ /go/eit/",
                    "a link to the staff survey (/go/iit/) must not be published: delete it; use /go/eit/",
                ),
            )


RULES: tuple[Rule, ...] = (
    Rule("personal-id", Level.ERROR, personal_id, blocking=True),
    Rule("personal-staff-survey", Level.ERROR, personal_staff_survey, blocking=True),
    Rule("personal-mobile", Level.WARNING, personal_mobile),
    Rule("personal-email", Level.WARNING, personal_email),
    Rule("personal-complainant", Level.WARNING, personal_complainant),
    Rule("personal-name", Level.WARNING, personal_name),
)
