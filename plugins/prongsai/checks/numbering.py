"""Numbers that do not count: marks of lists, and the printed numbers of measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from prongsai import thai
from prongsai.checks.codes import CODE_RULES
from prongsai.checks.list_marks import Slip, slips
from prongsai.checks.remembered import remembered
from prongsai.checks.rows import joint_rows
from prongsai.checks.rule import Finding, Rule
from prongsai.model import Measure, Site
from prongsai.problems import Level, Message, Place, Source

_MEASURE_LISTS = ("goals", "steps", "activities", "results", "outcomes", "obstacles", "suggestions")


def list_numbers(site: Site) -> Iterator[Finding]:
    """The numbers of a list skip, repeat or begin again.

    ไทย: เลขข้อในรายการข้าม ซ้ำ หรือเริ่มใหม่กลางรายการ
    ทำไม: ดูเหมือนลบข้อหนึ่งออกหรือข้อความตกหล่น
    ตัวอย่าง: ๑. ๒. ๓. ๕.
    แก้: เติมข้อที่หาย หรือเรียงเลขใหม่ให้ตรงกับรายงาน

    Why: A gap looks like something lost or removed.
    Remedy: Add what is missing, or number anew.
    """
    for source, place, slip in _slips(site):
        if slip.kind == "mixed":
            continue
        th, en = {
            "gap": ("ข้ามเลข ตรวจว่าข้อความหายหรือไม่", "skips a number; is an entry lost?"),
            "repeat": ("เลขซ้ำ เรียงเลขใหม่", "repeats a number; number anew"),
            "restart": ("เริ่มนับใหม่กลางรายการ เรียงเลขต่อ", "begins again inside the list; count on"),
        }[slip.kind]
        after = f"“{slip.mark}” มาหลัง “{slip.before}”" if slip.before else f"รายการเริ่มที่ “{slip.mark}”"
        after_en = f"“{slip.mark}” after “{slip.before}”" if slip.before else f"the list begins with “{slip.mark}”, it"
        yield Finding(source, place, Message(f"{after} {th}", f"{after_en} {en}"))


def list_marks(site: Site) -> Iterator[Finding]:
    """One list has marks of two kinds.

    ไทย: รายการเดียวใช้เครื่องหมายหรือตัวเลขหลายแบบ
    ทำไม: อ่านยาก และดูเหมือนนำสองรายการมาต่อกัน
    ตัวอย่าง: - แล้วตามด้วย ๓. หรือ 1. 2. แล้ว ๓.
    แก้: ใช้แบบเดียวทั้งรายการ

    Why: It reads as two lists put together.
    Remedy: Use one kind of mark.
    """
    for source, place, slip in _slips(site):
        if slip.kind == "mixed":
            yield Finding(
                source,
                place,
                Message(
                    f"“{slip.mark}” ปนกับ “{slip.before}” ในรายการเดียวกัน ใช้เครื่องหมายแบบเดียว",
                    f"“{slip.mark}” stands with “{slip.before}” in one list; use one kind of mark",
                ),
            )


@remembered
def _slips(site: Site) -> Iterator[tuple[Source, Place, Slip]]:
    for agency in site.agencies:
        for year in agency.years:
            rows = joint_rows(year)
            yield from _of_list(year.origin, ("summary",), year.summary)
            yield from _of_list(year.origin, ("analysis", "summary"), year.analysis.summary)
            for measure in year.measures:
                others = [other for other in rows.get(measure.id, ()) if other.id != measure.id]
                for part in _MEASURE_LISTS:
                    theirs = [item for other in others for item in getattr(other, part)]
                    yield from _of_list(measure.origin, (part,), getattr(measure, part), theirs)
            for answer in year.disclosures:
                yield from _of_list(answer.origin, (*answer.place, "parts"), answer.parts)
                yield from _of_list(answer.origin, (*answer.place, "progress"), answer.progress)


def _of_list(
    source: Source, place: Place, items: Sequence[str], theirs: Sequence[str] = ()
) -> Iterator[tuple[Source, Place, Slip]]:
    """The slips of one list; `theirs` is what its row of the filed table has in other records."""
    elsewhere = {number for item in theirs for number in thai.split_label(item).numbers[-1:]}
    for slip in slips(items, elsewhere):
        yield source, (*place, slip.at), slip


def measure_numbers(site: Site) -> Iterator[Finding]:
    """The printed numbers of the measures skip or repeat.

    ไทย: ลำดับที่ของมาตรการข้ามหรือซ้ำ ทั้งเมื่อนับในกลุ่มและเมื่อนับทั้งรายงาน
    ทำไม: ดูเหมือนมาตรการหนึ่งหายไป หรือนำมาจากรายงานอื่น
    ตัวอย่าง: ลำดับ ๑ ๒ ๔ ในตัวชี้วัดเดียวกัน
    แก้: แก้ number ให้ตรงกับรายงาน หรือเติมมาตรการที่ขาด

    Why: It looks as if a measure was lost or came from another report.
    Remedy: Correct the number, or add the measure that is missing.
    """
    for agency in site.agencies:
        for year in agency.years:
            numbered = [(number, m) for m in year.measures if (number := _number(m)) is not None]
            kinds = {m.kind for _, m in numbered}
            if _counts_up([number for number, _ in numbered]):
                continue
            for kind in sorted(kinds):
                of_kind = [(number, m) for number, m in numbered if m.kind == kind]
                if not _counts_up([number for number, _ in of_kind]):
                    yield from _number_slips(of_kind)


def _number(measure: Measure) -> int | None:
    text = thai.to_arabic_digits(measure.number or "").strip(" .)(")
    return int(text) if text.isdecimal() and len(text) < 4 else None


def _counts_up(numbers: list[int]) -> bool:
    return sorted(numbers) == list(range(1, len(numbers) + 1))


def _number_slips(numbered: list[tuple[int, Measure]]) -> Iterator[Finding]:
    """Group by group: a group counts from 1, or goes on from another group's last number."""
    groups: defaultdict[tuple[int | None, int | None], list[tuple[int, Measure]]] = defaultdict(list)
    for number, measure in numbered:
        groups[(measure.indicator, measure.issue)].append((number, measure))
    lasts = {max(number for number, _ in group): key for key, group in groups.items()}
    for key, group in groups.items():
        seen: dict[int, Measure] = {}
        previous = min(number for number, _ in group) - 1
        if previous and lasts.get(previous, key) == key:
            previous = 0
        for number, measure in sorted(group, key=lambda entry: entry[0]):
            if number in seen:
                where = seen[number].origin.path
                th, en = f"ซ้ำกับ {where} แก้ให้ไม่ซ้ำ", f"is that of {where} too; make them differ"
            elif number > previous + 1:
                lost = ", ".join(str(one) for one in range(previous + 1, min(number, previous + 4)))
                th, en = f"มาโดยไม่มีลำดับ {lost} ตรวจว่ามาตรการหายหรือไม่", f"comes without {lost}; is a measure lost?"
            else:
                th = en = ""
            if th:
                yield Finding(measure.origin, ("number",), Message(f"ลำดับ {number} {th}", f"number {number} {en}"))
            seen.setdefault(number, measure)
            previous = number


RULES: tuple[Rule, ...] = (
    Rule("number-list", Level.WARNING, list_numbers),
    Rule("number-marks", Level.INFO, list_marks),
    Rule("number-measure", Level.WARNING, measure_numbers),
    *CODE_RULES,
)
