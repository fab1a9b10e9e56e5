"""Texts that stand in two places: cells of last year's file, of another row, or of another agency's report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from prongsai import thai
from prongsai.checks.copied_texts import Names, Text, copies_of, names_of, text_of
from prongsai.checks.likeness import find_copies, letters, without
from prongsai.checks.quotes import shortened
from prongsai.checks.rows import joint_rows
from prongsai.checks.rule import Finding, Rule
from prongsai.checks.spots import spots
from prongsai.model import Agency, Measure, Site, Year
from prongsai.problems import Level, Message

SAME, ALIKE = 0.98, 0.86
"""Likeness from which a copy is an error, and from which it is worth a look."""
_PARTS = {"steps": ("ขั้นตอน", "steps"), "results": ("ผลการดำเนินการ", "results"), "outcomes": ("ผลลัพธ์", "outcomes")}
_BODY = ("steps", "activities", "results", "outcomes")
_SAME_ANSWER = 0.95
"""Answers to items are one formal sentence each, alike by nature: only what is all but the same is a copy."""
_SAME_ITEM, _SHORTEST_ITEM = 0.9, 30
_SAME_FRAME, _SHORTEST_FRAME = 0.8, 25
"""Two outcomes are one sentence, whichever indicator or issue it names."""
_FEWEST = 3


def copied_measure(site: Site) -> Iterator[Finding]:
    """A measure, or its steps, results or outcomes, is the same as another's.

    ไทย: มาตรการทั้งเรื่อง ขั้นตอน ผล หรือผลลัพธ์ เหมือนของอีกมาตรการ ในรายงานเดียวกัน ปีอื่น หรือหน่วยงานอื่น
    ทำไม: ผู้ตรวจเห็นว่าคัดลอกมา และไม่เชื่อว่าทำจริง
    ตัวอย่าง: มาตรการ ๖ เรื่องการใช้อำนาจ มีขั้นตอนและผลเหมือนมาตรการ ๔ เรื่องบทลงโทษทุกคำ
    แก้: เขียนสิ่งที่ทำจริงของมาตรการนั้น ถ้าซ้ำโดยตั้งใจให้ใส่ waive พร้อมเหตุผล

    Why: A copied cell tells the assessor that the measure was not carried out. Likeness from 0.98 is an error, from
    0.86 a remark; also a remark where the figures differ, where both measures stand in one row of the filed table, or
    for the steps of a measure and of the one it continues.
    Remedy: Write what this very measure did, or waive the rule with the reason.
    """
    texts: dict[str, list[Text]] = {"whole": [], **{part: [] for part in _PARTS}}
    reports = [(agency, year) for agency in site.agencies for year in agency.years]
    for agency, year in sorted(reports, key=lambda report: report[1].number):  # the copy is what came later
        names, rows = names_of(agency, year), joint_rows(year)
        frames = {(one.measure.id, one.at) for frame in _frames(year, names) for one in frame}
        for measure in year.measures:
            row = [other.origin.path for other in rows.get(measure.id, ())]
            kept = {
                part: [
                    item
                    for at, item in enumerate(getattr(measure, part))
                    if part != "outcomes" or (measure.id, at) not in frames  # copy-boilerplate has told of it
                ]
                for part in _BODY
            }
            for part in _PARTS:
                text = text_of(measure.origin, (part,), measure.title, kept[part], names, row)
                texts[part].append(replace(text, before=_before(agency, measure)) if part == "steps" else text)
            if _filled(measure) > 1:
                body = [item for part in _BODY for item in kept[part]]
                texts["whole"].append(text_of(measure.origin, (), measure.title, body, names, row))
    copied = set()
    for copy, original, alike in copies_of(texts["whole"], ALIKE):
        copied.add(copy.source)
        yield _copy("มาตรการทั้งเรื่อง", "the whole measure is", copy, original, alike)
    for part, (th, en) in _PARTS.items():
        left = [text for text in texts[part] if text.source not in copied]
        for copy, original, alike in copies_of(left, ALIKE):
            yield _copy(th, f"the {en} are", copy, original, alike)


def _before(agency: Agency, measure: Measure) -> str:
    """The path of the measure that this one continues; empty if there is none."""
    number, _, name = (measure.continues or "").partition("/")
    year = agency.year(int(number)) if number.isdecimal() else None
    older = year.measure(name) if year else None
    return older.origin.path if older else ""


def _filled(measure: Measure) -> int:
    return sum(bool(getattr(measure, part)) for part in _PARTS)


def _copy(th: str, en: str, copy: Text, original: Text, alike: float) -> Finding:
    percent = int(alike * 100)
    title = shortened(original.title)
    if original.source.path in copy.row:
        level, end, end_en = Level.INFO, "ทั้งสองอยู่แถวเดียวกันในตาราง แยกได้ควรแยก", "both share a row of the table"
    elif copy.figures != original.figures:
        level, end, end_en = Level.INFO, "ต่างกันที่ตัวเลข ตรวจข้อความที่เหลือ", "only figures differ; check the rest"
    elif copy.before == original.source.path:
        level, end, end_en = Level.INFO, "ซึ่งมาตรการนี้ทำต่อ ปรับให้ตรงกับที่จะทำปีนี้", "it goes on; say what this year will do"
    else:
        level, end, end_en = Level.ERROR, "เขียนสิ่งที่ทำจริงของมาตรการนี้", "write what this measure did"
        level = level if alike >= SAME else Level.INFO
    return Finding(
        copy.source,
        copy.place,
        Message(
            f"{th}เหมือน “{title}” ({original.where}) ร้อยละ {percent} {end}",
            f"{en} {percent}% like “{title}” ({original.where}); {end_en}",
        ),
        level,
    )


def copied_answer(site: Site) -> Iterator[Finding]:
    """The answer to an item is the same as that to another item of the report.

    ไทย: ความก้าวหน้าของข้อ OIT เหมือนกับของอีกข้อในรายงานเดียวกัน
    ทำไม: ตอบไม่ตรงข้อ ข้อนั้นได้ 0 คะแนน
    ตัวอย่าง: ข้อ O18 (E-Service) ตอบว่า จัดทำคู่มือการให้บริการประชาชน เหมือนข้อ O15
    แก้: เขียนสิ่งที่ทำสำหรับข้อนั้น

    Why: An answer that belongs to another item leaves this one without an answer.
    Remedy: Write what was done for this item.
    """
    for agency in site.agencies:
        for year in agency.years:
            names = names_of(agency, year)
            answers = [
                text_of(one.origin, (*one.place, "progress"), one.code, one.progress, names) for one in year.disclosures
            ]
            by_original: defaultdict[str, list[Text]] = defaultdict(list)
            for copy, original, _ in copies_of(answers, _SAME_ANSWER):
                by_original[original.title].append(copy)
            originals = {text.title: text for text in answers}
            for code, found in by_original.items():
                copies = ", ".join(copy.title for copy in found)
                yield Finding(
                    found[0].source,
                    found[0].place,
                    Message(
                        f"คำตอบของ {copies} เหมือนของ {code} ({originals[code].where}) ตรวจว่าตอบตรงข้อ",
                        f"the answer to {copies} is that to {code} ({originals[code].where}); does it fit the item?",
                    ),
                )


def copied_item(site: Site) -> Iterator[Finding]:
    """A list says the same thing twice.

    ไทย: รายการเดียวกันมีข้อความซ้ำหรือเกือบซ้ำกัน
    ทำไม: ดูเหมือนเติมให้ยาว และผู้ตรวจหาเนื้อหาจริงยาก
    ตัวอย่าง: กิจกรรมสองข้อต่างกันเพียงคำว่า และ
    แก้: ลบข้อที่ซ้ำ หรือเขียนให้เห็นว่าต่างกันอย่างไร

    Why: It reads as padding.
    Remedy: Delete the repetition, or say what differs.
    """
    lists: defaultdict[tuple[int, tuple[str | int, ...]], list[tuple[tuple[str | int, ...], str]]] = defaultdict(list)
    sources = {}
    for spot in spots(site):
        if spot.year and isinstance(spot.place[-1], int):
            key = (id(spot.source), spot.place[:-1])
            sources[key] = spot.source
            lists[key].append((spot.place, thai.split_label(spot.text).text))
    for key, items in lists.items():
        if len(items) < 2:
            continue
        plain = [letters(text) for _, text in items]
        figures = [[char for char in thai.to_arabic_digits(text) if char.isdecimal()] for _, text in items]
        long = [at for at, text in enumerate(plain) if len(text) >= _SHORTEST_ITEM]
        for found in find_copies([plain[at] for at in long], _SAME_ITEM):
            at, before = long[found.of], long[found.original]
            if figures[at] == figures[before]:  # the first and the second meeting are two
                text = shortened(items[at][1])
                yield Finding(
                    sources[key],
                    items[at][0],
                    Message(
                        f"“{text}” ซ้ำกับรายการที่ {before + 1} ลบออกหรือเขียนให้ต่าง",
                        f"“{text}” repeats entry {before + 1} of the list; delete it or say what differs",
                    ),
                )


class _Sentence(NamedTuple):
    """One outcome of a measure."""

    measure: Measure
    at: int
    bare: str


def boilerplate_outcome(site: Site) -> Iterator[Finding]:
    """One sentence stands as outcome of half of the report's measures or more.

    ไทย: ผลลัพธ์ประโยคเดียวกันอยู่ในมาตรการอย่างน้อยสามเรื่อง และอย่างน้อยครึ่งหนึ่งของรายงาน แจ้งครั้งเดียวต่อรายงาน
    ทำไม: ผลลัพธ์ต้องบอกสิ่งที่เปลี่ยนไปเพราะมาตรการนั้น ประโยคกลางไม่บอกอะไร
    ตัวอย่าง: ทุกมาตรการลงท้ายว่า หน่วยงานได้คะแนน ITA ในตัวชี้วัดที่เกี่ยวข้องสูงขึ้น
    แก้: เขียนผลที่วัดได้ของแต่ละมาตรการ

    Why: An outcome says what changed because of the measure; a sentence for all says nothing of any.
    Remedy: Write each measure's own outcome, with a figure.
    """
    for agency in site.agencies:
        for year in agency.years:
            for frame in _frames(year, names_of(agency, year)):
                first = frame[0]
                count, of = len({one.measure.id for one in frame}), sum(bool(m.outcomes) for m in year.measures)
                text = shortened(thai.split_label(first.measure.outcomes[first.at]).text)
                yield Finding(
                    first.measure.origin,
                    ("outcomes", first.at),
                    Message(
                        f"ผลลัพธ์ “{text}” อยู่ใน {count} จาก {of} มาตรการ เขียนผลที่วัดได้ของแต่ละมาตรการ",
                        f"the outcome “{text}” is in {count} of {of} measures; write each one's own",
                    ),
                )


def _frames(year: Year, names: Names) -> Iterator[list[_Sentence]]:
    """The sentences that stand in most measures of a report, of which two that are wholly the same count once."""
    seen: set[tuple[str, ...]] = set()
    sentences = []
    for measure in year.measures:
        cell = tuple(letters(item) for part in _BODY for item in getattr(measure, part))
        if cell in seen and _filled(measure) > 1:
            continue
        seen.add(cell)
        for at, item in enumerate(measure.outcomes):
            bare = without(letters(thai.split_label(item).text), names.official)
            if len(bare) >= _SHORTEST_FRAME:
                sentences.append(_Sentence(measure, at, bare))
    needed = max(_FEWEST, sum(bool(measure.outcomes) for measure in year.measures) / 2)
    group_of = list(range(len(sentences)))
    for copy in find_copies([one.bare for one in sentences], _SAME_FRAME):
        group_of[copy.of] = group_of[copy.original]
    groups: defaultdict[int, list[_Sentence]] = defaultdict(list)
    for number, one in zip(group_of, sentences, strict=True):
        groups[number].append(one)
    yield from (group for group in groups.values() if len({one.measure.id for one in group}) >= needed)


RULES: tuple[Rule, ...] = (
    Rule("copy-measure", Level.ERROR, copied_measure),
    Rule("copy-answer", Level.WARNING, copied_answer),
    Rule("copy-in-list", Level.INFO, copied_item),
    Rule("copy-boilerplate", Level.WARNING, boilerplate_outcome),
)
