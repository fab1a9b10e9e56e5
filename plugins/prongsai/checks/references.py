"""References between records: each must lead to something that exists, or the pages would have dead ends."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.checks.rule import Finding
from prongsai.model import Agency, Evidence, Site, Year
from prongsai.problems import Message, Place, Source


def _years(site: Site) -> Iterator[tuple[Agency, Year]]:
    for agency in site.agencies:
        for year in agency.years:
            yield agency, year


def unknown_indicator(site: Site) -> Iterator[Finding]:
    """A record names an indicator that the year's framework does not have.

    ไทย: เลขตัวชี้วัดที่ไม่มีในกรอบของปีนั้น (มี 1–10)
    ทำไม: ไม่มีหน้าให้แสดง มาตรการจะหายจากตัวชี้วัดของตน
    ตัวอย่าง: indicator: 11
    แก้: แก้เลขให้ตรงกับกรอบของปีนั้น

    Why: There is no page for it, and the record would be lost from its group.
    Remedy: Correct the number by the framework of that year.
    """
    for _, year in _years(site):
        known = [i.number for i in year.rules.indicators]
        named: list[tuple[Source, Place, int]] = [
            (m.origin, ("indicator",), m.indicator) for m in year.measures if m.indicator is not None
        ]
        for key in ("urgent", "improve"):
            numbers: tuple[int, ...] = getattr(year.analysis, key)
            named += [(year.origin, ("analysis", key, n), number) for n, number in enumerate(numbers)]
        if year.scores:
            rows = year.scores.indicators
            named += [(year.origin, ("scores", "indicators", n, "indicator"), s.indicator) for n, s in enumerate(rows)]
        for source, place, number in named:
            if number not in known:
                yield Finding(
                    source,
                    place,
                    Message(
                        f"ไม่มีตัวชี้วัดที่ {number} ในกรอบปี {year.rules.fiscal_year} (มี 1–{len(known)})",
                        f"the framework of {year.rules.fiscal_year} has no indicator {number} (it has 1–{len(known)})",
                    ),
                )


def unknown_issue(site: Site) -> Iterator[Finding]:
    """A measure names an issue that the year's framework does not have.

    ไทย: เลขประเด็นที่ไม่มีในกรอบของปีนั้น (มี 1–7 และบางปีไม่แบ่งประเด็น)
    ทำไม: ไม่มีหน้าให้แสดง มาตรการจะหายจากประเด็นของตน
    ตัวอย่าง: issue: 8 หรือมี issue ในปีที่ไม่แบ่งประเด็น
    แก้: แก้เลข หรือใช้ indicator แทน

    Why: There is no page for it; some years have no issues at all.
    Remedy: Correct the number, or use `indicator`.
    """
    for _, year in _years(site):
        for measure in year.measures:
            if measure.issue is not None and year.rules.issue(measure.issue) is None:
                has = f"มี 1–{len(year.rules.issues)}" if year.rules.issues else "ปีนี้ไม่แบ่งประเด็น"
                has_en = f"it has 1–{len(year.rules.issues)}" if year.rules.issues else "that year has no issues"
                yield Finding(
                    measure.origin,
                    ("issue",),
                    Message(
                        f"ไม่มีประเด็นที่ {measure.issue} ในกรอบปี {year.rules.fiscal_year} ({has})",
                        f"the framework of {year.rules.fiscal_year} has no issue {measure.issue} ({has_en})",
                    ),
                )


def unknown_item(site: Site) -> Iterator[Finding]:
    """A record names an OIT item that does not exist in that fiscal year.

    ไทย: รหัสข้อ OIT ที่ไม่มีในปีนั้น
    ทำไม: จำนวนข้อเปลี่ยนทุกปี (43, 35, 28, 26) รหัสของปีหนึ่งใช้กับอีกปีไม่ได้
    ตัวอย่าง: O43 ในรายงานที่ใช้กรอบปี 2568 ซึ่งมี O1–O28
    แก้: ตรวจรหัสกับหน้า “ข้อ OIT” ของปีนั้น

    Why: The list changes every year; a code means nothing without its year.
    Remedy: Look the code up in that year's list.
    """
    for _, year in _years(site):
        named: list[tuple[Source, Place, str]] = [
            (m.origin, ("items", n), code) for m in year.measures for n, code in enumerate(m.items)
        ]
        named += [(d.origin, d.place, d.code) for d in year.disclosures]
        for source, place, code in named:
            if year.rules.item(code) is None:
                yield Finding(
                    source,
                    place,
                    Message(
                        f"กรอบปี {year.rules.fiscal_year} ไม่มีข้อ {code} (มี O1–O{year.rules.items_total})",
                        f"framework {year.rules.fiscal_year} has no item {code} (it has O1–O{year.rules.items_total})",
                    ),
                )


def missing_evidence(site: Site) -> Iterator[Finding]:
    """A record cites a file that is not in the year's evidence folder.

    ไทย: อ้างถึงไฟล์ที่ไม่มีในโฟลเดอร์ evidence/ ของปี
    ทำไม: ผู้ตรวจเปิดลิงก์แล้วไม่พบเอกสาร ข้อนั้นได้ 0 คะแนน
    ตัวอย่าง: file: plan.pdf แต่ในโฟลเดอร์มี Plan.pdf
    แก้: วางไฟล์ไว้ใน evidence/ หรือแก้ชื่อให้ตรง (ตัวพิมพ์เล็กใหญ่ถือว่าต่างกัน)

    Why: The link would open nothing.
    Remedy: Put the file there, or correct its name; capital and small letters differ.
    """
    for _, year in _years(site):
        cited: list[tuple[Source, Place, tuple[Evidence, ...]]] = [(m.origin, (), m.evidence) for m in year.measures]
        cited += [(d.origin, d.place, d.evidence) for d in year.disclosures]
        for origin, place, evidence in cited:
            for number, one in enumerate(evidence):
                if one.file and one.file not in year.evidence_files:
                    yield Finding(
                        origin,
                        (*place, "evidence", number, "file"),
                        Message(
                            f"ไม่พบไฟล์ “{one.file}” ในโฟลเดอร์ evidence/ ของปี {year.number}",
                            f"there is no file “{one.file}” in the evidence/ folder of {year.number}",
                        ),
                    )


def unknown_part(site: Site) -> Iterator[Finding]:
    """Evidence claims to cover a required part that the item does not have.

    ไทย: covers: ชี้องค์ประกอบที่ข้อนั้นไม่มี
    ทำไม: หน้าเว็บของข้อนั้นจะแสดงไม่ได้ว่าหลักฐานอยู่ที่ใด
    ตัวอย่าง: covers: [5] ของข้อที่มีองค์ประกอบ 4 ข้อ
    แก้: แก้เลขให้ไม่เกินจำนวนองค์ประกอบที่หน้าเว็บของข้อนั้นแสดง

    Why: The item's page could not show which part the evidence is for.
    Remedy: Use the numbers of the parts as the item's page lists them.
    """
    for _, year in _years(site):
        for answer in year.disclosures:
            item = year.rules.item(answer.code)
            for number, one in enumerate(answer.evidence):
                for n, part in enumerate(one.covers):
                    if item and not 1 <= part <= len(item.parts):
                        yield Finding(
                            answer.origin,
                            (*answer.place, "evidence", number, "covers", n),
                            Message(
                                f"ข้อ {answer.code} มีองค์ประกอบ {len(item.parts)} ข้อ ไม่มีข้อ {part}",
                                f"item {answer.code} has {len(item.parts)} parts, none numbered {part}",
                            ),
                        )


def unknown_predecessor(site: Site) -> Iterator[Finding]:
    """A measure continues one that is not there.

    ไทย: continues: ชี้มาตรการที่ไม่มีในปีก่อนของหน่วยงานนี้
    ทำไม: ลิงก์ไปมาตรการเดิมจะไม่มีปลายทาง
    ตัวอย่าง: continues: 2567/m9 แต่ปี 2567 มีถึง m7
    แก้: เขียนเป็น ปี/รหัส ของหน่วยงานเดียวกัน เช่น 2567/m01-manual

    Why: The link to the earlier measure would lead nowhere.
    Remedy: Write year/id of an earlier measure of this agency.
    """
    for agency, year in _years(site):
        for measure in year.measures:
            if measure.continues is None:
                continue
            number, _, measure_id = measure.continues.partition("/")
            older = agency.year(int(number)) if number.isdecimal() else None
            if older is None or older.measure(measure_id) is None or older.number >= year.number:
                yield Finding(
                    measure.origin,
                    ("continues",),
                    Message(
                        f"ไม่พบมาตรการ “{measure.continues}” ในปีก่อนของหน่วยงานนี้ เขียนเป็น ปี/รหัส เช่น 2567/m01",
                        f"no measure “{measure.continues}” in an earlier year here; write year/id, such as 2567/m01",
                    ),
                )
