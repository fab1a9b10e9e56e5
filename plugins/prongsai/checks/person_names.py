"""Names of people in Thai text: a title or rank, and what follows it unless that makes a position of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

Range = tuple[int, int]

_EDGES = ("โดย", "คือ", "ชื่อ", "และ", "ให้", "ของ", "กับ", "เรียน", "ทุกข์", "ราย", "ร้อง", "เบาะแส", "ถึง", "ว่า")
_EDGE = "(?:(?<![ก-๎.])|" + "|".join(f"(?<={word})" for word in _EDGES) + ")"
"""A title begins after no letter, or after a word that leads to a name: "โดยนาย…", not "ทนาย…"."""

_RANKS = (
    r"ว่าที่ ?ร\.? ?[ตทอ]\.|ว่าที่ ?(?:พัน|ร้อย)(?:ตรี|โท|เอก)|[สจ]\.[สต]\.[ตทอ]\.|[จส]\.[อทต]\.|ด\.ต\."
    r"|[รพ]\.ต\.[ตทอ]\.|พล\.ต\.[ตทอ]\.|[รพ]\.[ตทอ]\.|พ\.จ\.[ตทอ]\.|พันจ่า(?:ตรี|โท|เอก)|จ่า(?:สิบ)?(?:ตรี|โท|เอก)"
    r"|สิบ(?:ตำรวจ)?(?:ตรี|โท|เอก)|ดาบตำรวจ|(?:ร้อย|พัน)(?:ตำรวจ)?(?:ตรี|โท|เอก)|นาวา(?:อากาศ)?(?:ตรี|โท|เอก)"
    r"|ม\.ร\.ว\.|ม\.ล\.|ดร\."
)
_AFTER_MAN = (
    r"ก(?:[ ฯ]|$|องค์|เทศ|รัฐ|อบ|สมาคม|เมือง|สภา|สโมสร|เหล่า|กิ่ง|และ|หรือ|ได้|ให้|เป็น|มี|พร้อม|ลง|จึง|มอบ|ที่|ผู้|ไม่"
    r"|ใน|ของ|สั่ง|แจ้ง|ต้อง|ประ|ออก|ร่วม|เข้า|ทราบ|เพื่อ|นำ|โดย|กล่าว|รับ|อนุ|เห็น|ท้องถิ่น|หญิง)"
    r"|ทะเบียน|ช่าง|จ้าง|อำเภอ|แพทย์|ตรวจ|ท้าย|หน้า|ทหาร|ตำรวจ|ประกัน|พล(?![ก-๎])|ท่า|สถานี|ด่าน|แบบ|ทุน|สัตว|เวร|งาน|อากร"
    r"|ไปรษณีย์|สิบ|ร้อย|พัน(?![ก-๎])|เรือ(?!ง)|ประตู|พราน|หมวด|หมู่|บ้าน|หัว|ธนาคาร|เงิน|คลัง|สนาม|กอง|หนังสือ"
)
_AFTER_WOMAN = r"แบบ|ฟ้า|พยาบาล|เอก|รอง|รำ|เงือก|กวัก|ไม้|สนอง|กำนัล|งาม|ไทย|เลิ้ง|แล|ร้าย|ใน|พญา|หรือ|และ"
"""What makes a position, a thing or a place of a title: นายทะเบียน, นายกองค์การ…, นางรอง."""

_NAME = "[ก-ฮเแโใไ][ก-๎]{1,24}"


@cache  # large, and most sites name nobody
def _person() -> re.Pattern[str]:
    return re.compile(
        rf"{_EDGE}(?:"
        rf"(?:นางสาว|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง) ?(?!{_AFTER_WOMAN}){_NAME}"
        rf"|(?:(?:{_RANKS}) ?){{1,2}}(?:หญิง ?)?(?!{_AFTER_MAN}|สาขา|ด้าน){_NAME} +{_NAME}"
        rf"|นาย(?!{_AFTER_MAN})(?:{_NAME}| {_NAME} +{_NAME})"
        rf"|นาง(?!สาว|{_AFTER_WOMAN})(?: ?{_NAME} +{_NAME}|{_NAME}(?=[\s).,]|$))"
        r")"
    )


@cache
def _complainant() -> re.Pattern[str]:
    return re.compile(
        r"(?:ผู้ร้อง(?:เรียน|ทุกข์)?|ผู้แจ้ง(?:เบาะแส|เรื่อง)?|ผู้ให้เบาะแส|ผู้เสียหาย|ผู้กล่าวหา|ร้องเรียนโดย|แจ้งโดย)"
        r"[^\nก-๎]{0,6}(?:คือ|ชื่อ|ราย)?[^\nก-๎]{0,4}"
        r"(?P<name>(?:นางสาว|น\.ส\.|นาย|นาง|คุณ|ด\.ช\.|ด\.ญ\.) ?"
        rf"(?!{_AFTER_MAN}|{_AFTER_WOMAN}|ภาพ|สมบัติ|ธรรม|ค่า){_NAME})"
    )


TITLES: tuple[str | re.Pattern[str], ...] = (
    *("นาย", "นาง", "ด.ช.", "ด.ญ.", "เด็กชาย", "เด็กหญิง", "ดร.", "ม.ร.ว.", "ม.ล.", "ว่าที่", "ดาบตำรวจ"),
    *(force + grade for force in ("จ่า", "สิบ", "ร้อย", "พัน", "อากาศ", "นาวา", "ตำรวจ") for grade in ("ตรี", "โท", "เอก")),
    re.compile(r"\.[ตทอจส]\."),
)
"""What every name with a title holds, and what every naming of a complainant holds: looked for first."""
COMPLAINANT_WORDS = ("ผู้ร้อง", "ผู้แจ้ง", "ผู้ให้เบาะแส", "ผู้เสียหาย", "ผู้กล่าวหา", "ร้องเรียนโดย", "แจ้งโดย")


def persons(text: str) -> Iterator[Range]:
    """Where people are named with a title.

    >>> list(persons("โดยนายสมมติ ตัวอย่าง นายกองค์การบริหารส่วนตำบล"))
    [(3, 11)]
    """
    return (found.span() for found in _person().finditer(text))


def complainants(text: str) -> Iterator[Range]:
    """Where whoever complained is named.

    >>> list(complainants("มาตรการคุ้มครองผู้ร้องเรียน")), len(list(complainants("ผู้ร้องเรียน: นางสมมติ ตัวอย่าง")))
    ([], 1)
    """
    return (found.span("name") for found in _complainant().finditer(text))
