"""How texts are written: sentences cut off, markup left over, digits mixed; spacing and slips are beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai import thai
from prongsai.checks import slips, spacing
from prongsai.checks.quotes import quote
from prongsai.checks.rule import Finding, Rule
from prongsai.checks.spots import sentences
from prongsai.model import Site
from prongsai.problems import Level, Message, Place, Source
from prongsai.thai.dictionary import cut
from prongsai.thai.spacing import LETTERS

_JOINING = frozenset(
    {"และ", "หรือ", "ที่", "ของ", "เพื่อ", "โดย", "ใน", "ซึ่ง", "กับ", "แก่", "จาก", "ว่า", "สำหรับ", "เกี่ยวกับ", "ระหว่าง"}
)
_JOINING_ENDS = tuple(_JOINING)
_TAIL_LENGTH = 120
_TAIL = re.compile(f"[{LETTERS}]+$")
_INTRODUCES = re.compile(r"(?:ได้แก่|ดังนี้|เช่น|คือ|ประกอบด้วย)\s*$")


def _open_bracket(text: str) -> int | None:
    """Where a bracket or quote opens that never closes. A closing one too many is the mark of a list: "๑) จัดทำ"."""
    if text.endswith(("“", "[", "‘")):
        return len(text) - 1
    opened: list[int] = []
    for place, char in enumerate(text) if "(" in text else ():
        if char == "(":
            opened.append(place)
        elif char == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _last_word(text: str) -> str:
    """The word that a text ends in; empty if it does not end in Thai letters."""
    tail = _TAIL.search(text, max(0, len(text) - _TAIL_LENGTH))
    return cut(tail[0]).words[-1] if tail else ""


def text_cut_off(site: Site) -> Iterator[Finding]:
    """A sentence ends too early.

    ไทย: ข้อความจบด้วยคำเชื่อม เช่น ที่ และ ของ เพื่อ หรือเปิดวงเล็บแล้วไม่ปิด
    ทำไม: ส่วนที่หายไปอาจเป็นองค์ประกอบที่ผู้ตรวจต้องการ
    ตัวอย่าง: การขัดกันระหว่างผลประโยชน์ส่วนตนและ
    แก้: เติมข้อความให้จบตามเอกสารจริง

    Why: What is missing may be a part that the assessor looks for.
    Remedy: Complete the sentence from the document.
    """
    for spot in sentences(site):
        text = spot.text.rstrip(" \n.…")
        word = _last_word(text) if text.endswith(_JOINING_ENDS) else ""
        opened = _open_bracket(text)
        if word in _JOINING and not _INTRODUCES.search(text):
            shown = quote(text, len(text) - len(word), len(text))
            th, en = f"ข้อความจบด้วยคำว่า “{word}” อาจขาดตอน", f"the text ends in “{word}” and seems cut off"
        elif opened is not None:
            shown = quote(text, opened, opened + 1)
            th, en = "วงเล็บเปิดแล้วไม่ปิด อาจขาดตอน", "a bracket opens and does not close; the text may be cut off"
        else:
            continue
        yield Finding(
            spot.source,
            spot.place,
            Message(f"{th}: “{shown}” เติมให้ครบตามเอกสาร", f"{en}: “{shown}”; complete it from the document"),
        )


_MARKUP = re.compile(
    r"</?(?:p|u|b|i|em|strong|s|br|hr|ul|ol|li|a|div|span|font|center|table|tbody|thead|tr|td|th|img|input|h[1-6]|sup|sub)"
    r"(?:\s[^<>]{0,300})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|apos|ndash|mdash|#[0-9]{1,6}|#x[0-9a-f]{1,6});"
    r"|\*\*[^\s*][^*\n]{0,300}\*\*|\\[*_#|]|\|\s*:?-{3,}:?\s*\||^#{1,6}\s|!?\[[^\]\n]{1,200}\]\([^)\s]{1,300}\)|`{3}",
    re.IGNORECASE | re.MULTILINE,
)


def text_markup(site: Site) -> Iterator[Finding]:
    """Markup of another program is left over in a text.

    ไทย: มีเครื่องหมายของโปรแกรมอื่นค้างอยู่ เช่น <p> &nbsp; ** |---|
    ทำไม: หน้าเว็บแสดงเครื่องหมายตามที่พิมพ์ ผู้อ่านเห็นเป็นข้อความเสีย
    ตัวอย่าง: <p>จัดทำประกาศ</p>
    แก้: ลบเครื่องหมายออก ให้เหลือแต่ข้อความ

    Why: Pages show texts as they are typed, so readers see the marks.
    Remedy: Delete the marks and keep the text.
    """
    for spot in sentences(site).holding(*"<&*\\|#[`"):
        found = list(_MARKUP.finditer(spot.text))
        if found:
            shown = quote(spot.text, found[0].start(), found[0].end())
            more, more_en = (
                (f" (อีก {len(found) - 1} แห่ง)", f" (and {len(found) - 1} more)") if len(found) > 1 else ("", "")
            )
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"มีเครื่องหมายค้าง “{found[0][0][:20]}” ใน “{shown}”{more} ลบออก",
                    f"markup “{found[0][0][:20]}” is left over in “{shown}”{more_en}; delete it",
                ),
            )


_FOREIGN = re.compile(r"[a-z][a-z0-9._%+:/@#&=?~-]*(?: ?[0-9]+)?|(?<![0-9])[0-9]{1,20}[a-z]+", re.IGNORECASE)
"""Addresses, codes and English names (O18, ISO 9001) keep their Arabic digits."""
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_THAI_DIGIT, _ARABIC_DIGIT, _DIGIT = re.compile("[๐-๙]"), re.compile("[0-9]"), re.compile("[0-9๐-๙]")


@dataclass(slots=True)
class _Digits:
    """Which digits the entries of one list use, and whether an entry that mixes them has been told of."""

    source: Source
    thai: bool = False
    arabic: bool = False
    told: bool = False


def text_mixed_digits(site: Site) -> Iterator[Finding]:
    """Thai and Arabic digits stand side by side.

    ไทย: ใช้เลขไทยและเลขอารบิกปนกันในข้อความหรือรายการเดียวกัน
    ทำไม: ดูเหมือนประกอบจากหลายไฟล์ และค้นหาปีหรือจำนวนไม่ครบ
    ตัวอย่าง: ๖ เดือนแรกของปี พ.ศ. 2566
    แก้: ใช้เลขแบบเดียวทั้งรายการ

    Why: It looks put together from several files, and a search finds only some.
    Remedy: Use one kind of digits throughout.
    """
    lists: dict[tuple[int, Place], _Digits] = {}
    for spot in sentences(site).holding(_DIGIT):
        if spot.place[-1] == "number":
            continue
        text = thai.split_label(spot.text).text
        text = _FOREIGN.sub("", text) if _LATIN.search(text) else text
        thai_digit, arabic = _THAI_DIGIT.search(text), _ARABIC_DIGIT.search(text)
        if isinstance(spot.place[-1], int):
            whole = lists.setdefault((id(spot.source), spot.place[:-1]), _Digits(spot.source))
            whole.thai |= bool(thai_digit)
            whole.arabic |= bool(arabic)
            whole.told |= bool(thai_digit and arabic)
        if thai_digit and arabic:
            shown = quote(text, *_around(thai_digit, arabic))
            yield Finding(
                spot.source,
                spot.place,
                Message(
                    f"เลขไทยและเลขอารบิกปนกันใน “{shown}” ใช้แบบเดียว",
                    f"Thai and Arabic digits are mixed in “{shown}”; use one kind",
                ),
            )
    for (_, place), whole in lists.items():
        if whole.thai and whole.arabic and not whole.told:
            yield Finding(
                whole.source,
                place,
                Message(
                    "รายการนี้บางข้อใช้เลขไทย บางข้อใช้เลขอารบิก ใช้แบบเดียว",
                    "some entries of this list use Thai digits, some Arabic; use one kind",
                ),
            )


def _around(one: re.Match[str], other: re.Match[str]) -> tuple[int, int]:
    return min(one.start(), other.start()), max(one.end(), other.end())


RULES: tuple[Rule, ...] = (
    Rule("text-spaced-out", Level.WARNING, spacing.text_spaced_out),
    Rule("text-broken-word", Level.INFO, spacing.text_broken_word),
    Rule("text-cut-off", Level.WARNING, text_cut_off),
    Rule("text-markup", Level.WARNING, text_markup),
    Rule("text-mixed-digits", Level.INFO, text_mixed_digits),
    Rule("text-slip", Level.WARNING, slips.text_slip),
    Rule("text-doubled-word", Level.INFO, slips.text_doubled_word),
)
