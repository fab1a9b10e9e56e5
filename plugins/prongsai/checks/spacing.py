"""Spaces where none belong: letters spaced out, words broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from prongsai.checks.dictionary import cut, is_word
from prongsai.checks.proposals import LETTERS, RUN, Slip, proposal, sentences
from prongsai.checks.rule import Finding
from prongsai.model import Site

_CLUSTER = "(?:[เแโใไ](?:[ก-ฮ][ัิ-ฺ็-๎]*[าำะๅ]*)?|[ก-ฮ][ัิ-ฺ็-๎]*[าำะๅ]*|[าำะๅ])"
_SPACED = re.compile(f"(?<![{LETTERS}]){_CLUSTER}(?:[ \u00a0]{_CLUSTER}){{3,}}(?![{LETTERS}])")
_LONE_LETTERS = 3
"""So many bare letters, at least, make a run of short words (ที่ ให้ มี) one of letters spaced out."""


def _spaced_out(text: str) -> Iterator[Slip]:
    for found in _SPACED.finditer(text):
        pieces = found[0].replace("\u00a0", " ").split(" ")
        joined = "".join(pieces)
        parted = cut(joined)
        is_text = parted.unknown * 3 <= len(joined) and any(len(word) > 2 for word in parted.words)
        if sum(len(piece) == 1 for piece in pieces) >= _LONE_LETTERS and is_text:
            yield Slip(found.start(), found.end(), joined)


def text_spaced_out(site: Site) -> Iterator[Finding]:
    """The letters of a word stand apart.

    ไทย: ตัวอักษรของคำถูกเว้นวรรคทีละตัว มักเกิดจากการจัดหน้าแบบกระจาย
    ทำไม: ค้นหาคำนั้นไม่พบ และโปรแกรมอ่านหน้าจออ่านเป็นตัวอักษร
    ตัวอย่าง: จ ริ ย ธ ร ร ม
    แก้: พิมพ์คำติดกันตามที่แนะนำ

    Why: A search does not find the word, and a screen reader spells it.
    Remedy: Write the word together as the message proposes.
    """
    for spot in sentences(site):
        slips = list(_spaced_out(spot.text))
        if slips:
            yield proposal(spot, slips, "ตัวอักษรถูกเว้นวรรคทีละตัว", "letters are spaced out")


def _broken(text: str) -> Iterator[Slip]:
    """Spaces inside words: without the space fewer letters belong to no word, and a word lies across it."""
    spaced: list[Slip] | None = None
    for left, right in pairwise(RUN.finditer(text)):
        if right.start() - left.end() != 1 or text[left.end()] not in " \u00a0":
            continue
        apart = cut(left[0]).unknown + cut(right[0]).unknown
        if not apart or cut(left[0] + right[0]).unknown >= apart:
            continue
        word = _word_across(left[0], right[0])
        abbreviated = text[right.end() : right.end() + 1] == "." and len(right[0]) <= 2
        if abbreviated or len(word) < 3 or not is_word(word):
            continue
        spaced = list(_spaced_out(text)) if spaced is None else spaced
        if not any(s.start < left.end() < s.end for s in spaced):
            yield Slip(left.end(), right.start(), "")


def _word_across(left: str, right: str) -> str:
    end = 0
    for word in cut(left + right).words:
        if end < len(left) < end + len(word):
            return word
        end += len(word)
    return ""


def text_broken_word(site: Site) -> Iterator[Finding]:
    """A space stands inside a word.

    ไทย: มีวรรคอยู่กลางคำ ซึ่งเมื่อตัดวรรคแล้วเป็นคำในพจนานุกรม
    ทำไม: อ่านสะดุดและค้นหาไม่พบ มักเกิดจากการคัดลอกจาก PDF
    ตัวอย่าง: มาตรการคุ้มครองและป กปิดข้อมูล
    แก้: ตัดวรรคออกตามที่แนะนำ

    Why: A search does not find the word; text copied from a PDF often breaks so.
    Remedy: Take the space out as the message proposes.
    """
    for spot in sentences(site):
        slips = list(_broken(spot.text))
        if slips:
            yield proposal(spot, slips, "มีวรรคกลางคำ", "a space inside a word")
