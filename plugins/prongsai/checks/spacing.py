"""Spaces where none belong: letters spaced out, words broken."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.checks.proposals import proposal
from prongsai.checks.rule import Finding
from prongsai.checks.spots import sentences
from prongsai.model import Site
from prongsai.thai.spacing import MAY_BE_SPACED, broken, spaced_out


def text_spaced_out(site: Site) -> Iterator[Finding]:
    """The letters of a word stand apart.

    ไทย: ตัวอักษรของคำถูกเว้นวรรคทีละตัว มักเกิดจากการจัดหน้าแบบกระจาย
    ทำไม: ค้นหาคำนั้นไม่พบ และโปรแกรมอ่านหน้าจออ่านเป็นตัวอักษร
    ตัวอย่าง: จ ริ ย ธ ร ร ม
    แก้: พิมพ์คำติดกันตามที่แนะนำ

    Why: A search does not find the word, and a screen reader spells it.
    Remedy: Write the word together as the message proposes.
    """
    for spot in sentences(site).holding(MAY_BE_SPACED):
        slips = list(spaced_out(spot.text))
        if slips:
            yield proposal(spot, slips, "ตัวอักษรถูกเว้นวรรคทีละตัว", "letters are spaced out")


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
        slips = list(broken(spot.text))
        if slips:
            yield proposal(spot, slips, "มีวรรคกลางคำ", "a space inside a word")
