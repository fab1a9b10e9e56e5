"""What a report leaves out: an empty column, a promise without a figure, a code that was spoken of, an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from prongsai import thai
from prongsai.checks.quotes import shortened
from prongsai.checks.rule import Finding, Rule
from prongsai.checks.spots import spots
from prongsai.checks.tables import empty_columns, is_light, lacks_of, name_fields, place_of, tables
from prongsai.model import Site, Year
from prongsai.problems import Level, Message


def missing_column(site: Site) -> Iterator[Finding]:
    """No record of a report has a certain field.

    ไทย: ไม่มีแถวใดของรายงานกรอกช่องนี้เลย เช่น ข้อเสนอแนะว่างทุกแถว (ตั้งแต่ 3 แถวขึ้นไป)
    ทำไม: แบบรายงานขอข้อมูลนี้ ช่องที่ว่างทั้งคอลัมน์ทำให้รายงานไม่ครบองค์ประกอบ
    ตัวอย่าง: มาตรการทั้ง 25 รายการไม่มีผลลัพธ์
    แก้: เพิ่มข้อมูลตามจริง ถ้ารายงานที่ยื่นไม่มีช่องนี้ให้ใส่ waive ใน year.yml พร้อมเหตุผล

    Why: The form asks for it; a whole empty column makes the report incomplete.
    Remedy: Fill it in from the facts, or waive the rule in year.yml with the reason.
    """
    for year in _years(site):
        for rows, wanted, name in tables(year):
            empty = empty_columns(rows, wanted)
            if empty:
                level = Level.INFO if is_light(rows[0], empty) else Level.WARNING
                yield Finding(
                    year.origin,
                    (),
                    Message(
                        f"{name[0]}ทั้ง {len(rows)} รายการไม่มี{name_fields(empty, 0)} เพิ่มข้อมูลตามจริง",
                        f"none of the {len(rows)} {name[1]} has: {name_fields(empty, 1)}; add what is true",
                    ),
                    level,
                )


def missing_field(site: Site) -> Iterator[Finding]:
    """A record lacks fields that other records of the report have.

    ไทย: แถวนี้ขาดช่องที่แถวอื่นของรายงานกรอกไว้ บอกครั้งเดียวทุกช่องที่ขาด (ไม่นับข้อเสนอแนะ ซึ่งแถวหนึ่งอาจไม่มีได้)
    ทำไม: ผู้ตรวจถามหาว่าใครทำ ทำเมื่อไร ได้ผลอะไร และดูหลักฐานได้ที่ไหน
    ตัวอย่าง: มาตรการหนึ่งไม่มีผลการดำเนินการและหลักฐาน ขณะที่มาตรการอื่นมีครบ
    แก้: เพิ่มข้อมูลตามจริง ถ้ายังไม่เริ่มทำให้ใส่ status: ยังไม่ดำเนินการ จะไม่ถามหาผลและหลักฐาน

    Why: An assessor asks who did it, when, with what result, and where it can be seen.
    Remedy: Add what is true; a record with status ยังไม่ดำเนินการ is not asked for results or evidence.
    """
    for year in _years(site):
        for rows, wanted, _ in tables(year):
            everywhere = empty_columns(rows, wanted)
            for row in rows:
                lacks = [field for field in lacks_of(row, wanted) if field not in (*everywhere, "suggestions")]
                if lacks:
                    yield Finding(
                        row.origin,
                        place_of(row),
                        Message(
                            f"ยังไม่มี{name_fields(lacks, 0)} เพิ่มข้อมูลตามจริง",
                            f"still missing: {name_fields(lacks, 1)}; add what is true",
                        ),
                        Level.INFO if is_light(row, lacks) else None,
                    )


_PROMISE = re.compile(r"คะแนน.{0,120}?(?:สูง|เพิ่ม|ดี|มาก)(?:ขึ้น|ยิ่งขึ้น)|(?:เพิ่ม|ยกระดับ)(?:ผล)?คะแนน", re.DOTALL)
_NO_FIGURE = re.compile(
    r"(?:ปี|พ\.? ?ศ\.?|งบประมาณ) ?[0-9]{2,4}|25[0-9]{2}|(?:ตัวชี้วัด|ประเด็น|ข้อ|แบบ)(?:ที่)? ?[0-9.]+|O ?[0-9]+|https?://\S+"
)
"""Digits that measure nothing: years, numbers of indicators and items, addresses."""


def missing_figure(site: Site) -> Iterator[Finding]:
    """An outcome promises a higher score and gives no figure.

    ไทย: ผลลัพธ์บอกว่าคะแนนสูงขึ้น แต่ไม่มีตัวเลข
    ทำไม: ผู้อ่านตรวจสอบไม่ได้ว่าคะแนนขึ้นจริงหรือไม่ ข้อความจึงไม่เป็นผลลัพธ์
    ตัวอย่าง: หน่วยงานได้คะแนน ITA ในตัวชี้วัดที่เกี่ยวข้องสูงขึ้น
    แก้: ใส่คะแนนก่อนและหลัง หรือบอกสิ่งที่เปลี่ยนไปแทน ถ้ายังไม่มีผลประกาศให้ตัดข้อนี้ออก

    Why: Without figures nobody can tell whether the score rose.
    Remedy: Give the score before and after, or say what has changed instead.
    """
    for year in _years(site):
        for measure in year.measures:
            for number, text in enumerate(measure.outcomes):
                said = thai.split_label(text).text
                digits = thai.to_arabic_digits(said)
                found = _PROMISE.search(digits)
                if found and not re.search("[0-9]", _NO_FIGURE.sub("", digits)):
                    quoted = _quote_end(said[: found.end()])
                    yield Finding(
                        measure.origin,
                        ("outcomes", number),
                        Message(
                            f"“{quoted}” บอกว่าคะแนนขึ้นแต่ไม่มีตัวเลข ใส่คะแนนก่อนและหลัง หรือสิ่งที่เปลี่ยนไป",
                            f"“{quoted}” promises a score without a figure; give it before and after",
                        ),
                    )


_CLAIM = re.compile(r"(?:QR|คิวอาร์).{0,60}EIT|EIT.{0,60}(?:QR|คิวอาร์)", re.IGNORECASE | re.DOTALL)
_CLAIMING = ("results", "outcomes", "activities", "progress", "steps", "summary")
"""Where an agency says what it did or does; the nearer to done, the earlier."""


def missing_survey_code(site: Site) -> Iterator[Finding]:
    """A report says that the QR code of the public survey is shown, and agency.yml has no survey code.

    ไทย: รายงานบอกว่าแสดง QR Code ของแบบวัด EIT แต่ agency.yml ไม่มีรหัสแบบวัด
    ทำไม: ประชาชนและผู้ตรวจหา QR ไม่พบในเว็บนี้ ทั้งที่รายงานบอกว่ามี
    ตัวอย่าง: ผลข้อ ๒ ว่า มีการแสดง QR code แบบวัด EIT บนเว็บไซต์ แต่ไม่มี survey: ใน agency.yml
    แก้: ใส่ survey: รหัสและปีใน agency.yml รหัสคือ 6–7 ตัวท้ายลิงก์ /go/eit/ ของหน่วยงานเอง

    Why: The report claims a QR code that this site cannot show.
    Remedy: Put the agency's own survey code and year into agency.yml.
    """
    claims = [spot for spot in spots(site) if spot.field in _CLAIMING and not spot.agency.survey]
    claims.sort(key=lambda spot: _CLAIMING.index(spot.field))  # stable: within a field as in the files
    told: set[tuple[str, int]] = set()
    for spot in claims:
        if spot.year is None or (spot.agency.slug, spot.year.number) in told or not _CLAIM.search(spot.text):
            continue
        told.add((spot.agency.slug, spot.year.number))
        yield Finding(
            spot.source,
            spot.place,
            Message(
                f"“{shortened(spot.text)}” แต่ {spot.agency.slug}/agency.yml ไม่มีรหัสแบบวัด ใส่ survey: ให้แสดง QR ได้",
                f"“{shortened(spot.text)}”, but {spot.agency.slug}/agency.yml has no survey code; add survey:",
            ),
        )


_ENOUGH_TO_DIFFER = 5


def missing_distinction(site: Site) -> Iterator[Finding]:
    """Every record of a report has the same status.

    ไทย: ทุกแถวมีสถานะเดียวกันทั้งหมด (ตั้งแต่ 5 แถวขึ้นไป)
    ทำไม: สถานะที่ติ๊กเหมือนกันทุกแถวดูเหมือนกรอกโดยไม่ได้ตรวจ โดยเฉพาะรอบ 6 เดือน
    ตัวอย่าง: ข้อ O1–O43 ติ๊ก “ดำเนินการ” ทุกข้อ
    แก้: ตรวจสถานะรายแถวอีกครั้ง ถ้าทำครบจริงให้ใส่ waive ใน year.yml พร้อมเหตุผล

    Why: The same tick in every row looks as if nobody had looked.
    Remedy: Look at each row again; if all is truly done, waive the rule in year.yml.
    """
    for year in _years(site):
        for rows, _, name in tables(year):
            words = {row.status for row in rows}
            if len(rows) >= _ENOUGH_TO_DIFFER and len(words) == 1 and None not in words:
                word = rows[0].status
                yield Finding(
                    year.origin,
                    (),
                    Message(
                        f"{name[0]}ทั้ง {len(rows)} รายการมีสถานะ “{word}” เหมือนกันหมด ตรวจรายแถวอีกครั้ง",
                        f"all {len(rows)} {name[1]} have the status “{word}”; look at each again",
                    ),
                )


def missing_certification(site: Site) -> Iterator[Finding]:
    """A report has no certifying position or no date.

    ไทย: รายงานไม่มีตำแหน่งผู้รับรอง หรือไม่มีวันที่รับรอง
    ทำไม: ผู้ตรวจดูไม่ออกว่าใครรับรองและเมื่อไร รายงานที่ไม่มีวันที่อาจถูกมองว่าเป็นร่าง
    ตัวอย่าง: year.yml ไม่มี certification:
    แก้: ใส่ certification: ตำแหน่ง (ไม่ใส่ชื่อบุคคล) และวันที่ ตามที่ลงนามจริง

    Why: Without it nobody can tell who answers for the report, and since when.
    Remedy: Add the position (never a person's name) and the date as signed.
    """
    for year in _years(site):
        if year.certification is None:
            message = Message(
                "ไม่มีการรับรองรายงาน ใส่ certification: ตำแหน่งและวันที่ตามที่ลงนาม (ไม่ใส่ชื่อบุคคล)",
                "the report is not certified; add certification: with the position and date as signed",
            )
            yield Finding(year.origin, (), message)
        elif year.certification.date is None:
            message = Message("การรับรองไม่มีวันที่ ใส่ date: ตามที่ลงนาม", "the certification has no date; add it as signed")
            yield Finding(year.origin, ("certification",), message)


def missing_answer(site: Site) -> Iterator[Finding]:
    """Disclosure items of the year have no answer.

    ไทย: ข้อ OIT ของปีนั้นที่ยังไม่มีคำตอบใน disclosures.yml บอกครั้งเดียวทุกข้อ
    ทำไม: ข้อที่ไม่มีคำตอบได้ 0 คะแนน
    ตัวอย่าง: กรอบปี 2568 มี 28 ข้อ แต่ disclosures.yml มี O1–O26
    แก้: เพิ่มคำตอบของข้อที่ขาด ถ้ายังไม่ได้ทำให้ใส่ status: ยังไม่ดำเนินการ

    Why: An item without an answer scores 0.
    Remedy: Add the missing answers; write status: ยังไม่ดำเนินการ where nothing is done yet.
    """
    for year in _years(site):
        unanswered = [item.code for item in year.rules.items if year.disclosure(item.code) is None]
        total, framework = year.rules.items_total, year.rules.fiscal_year
        if not year.disclosures:
            message = Message(
                f"ยังไม่มีคำตอบใน disclosures.yml ข้อ OIT ทั้ง {total} ข้อของกรอบปี {framework} จึงแสดงว่ายังไม่มีข้อมูล",
                f"disclosures.yml answers nothing, so all {total} items of framework {framework} show as unanswered",
            )
            yield Finding(year.origin, (), message, Level.INFO)
        elif unanswered:
            message = Message(
                f"ยังไม่มีคำตอบ {len(unanswered)} จาก {total} ข้อ: {' '.join(unanswered)} เพิ่มใน disclosures.yml",
                f"{len(unanswered)} of {total} items have no answer: {' '.join(unanswered)}; add them",
            )
            yield Finding(year.disclosures[0].origin, (), message)


def _years(site: Site) -> Iterator[Year]:
    for agency in site.agencies:
        yield from agency.years


def _quote_end(text: str) -> str:
    """The end of a text, where the promise stands; not beginning in the middle of a Thai letter."""
    line = " ".join(text.split())
    if len(line) <= 60:
        return line
    start = next(at for at in range(len(line) - 50, len(line)) if not _follows(line[at]))
    return "…" + line[start:]


def _follows(letter: str) -> bool:
    """Whether a letter only follows another: a mark above or below, or a vowel written after."""
    return unicodedata.category(letter) == "Mn" or letter in "ะาำๅ"


RULES: tuple[Rule, ...] = (
    Rule("missing-column", Level.WARNING, missing_column),
    Rule("missing-field", Level.WARNING, missing_field),
    Rule("missing-figure", Level.WARNING, missing_figure),
    Rule("missing-survey-code", Level.WARNING, missing_survey_code),
    Rule("missing-distinction", Level.INFO, missing_distinction),
    Rule("missing-certification", Level.WARNING, missing_certification),
    Rule("missing-answer", Level.WARNING, missing_answer),
)
