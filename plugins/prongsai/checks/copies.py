"""Texts that stand in two places: cells of last year's file, of another row, or of another agency's report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from prongsai import thai
from prongsai.checks import boilerplate, copied_measures
from prongsai.checks.copied_texts import Text, copies_of, names_of, text_of
from prongsai.checks.likeness import find_copies, letters
from prongsai.checks.quotes import shortened
from prongsai.checks.rule import Finding, Rule
from prongsai.checks.spots import spots
from prongsai.model import Site
from prongsai.problems import Level, Message

_SAME_ANSWER = 0.95
"""Answers to items are one formal sentence each, alike by nature: only what is all but the same is a copy."""
_SAME_ITEM, _SHORTEST_ITEM = 0.9, 30


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
        long = [at for at, text in enumerate(plain) if len(text) >= _SHORTEST_ITEM]
        for found in find_copies([plain[at] for at in long], _SAME_ITEM):
            at, before = long[found.of], long[found.original]
            if _digits(items[at][1]) == _digits(items[before][1]):  # the first and the second meeting are two
                text = shortened(items[at][1])
                yield Finding(
                    sources[key],
                    items[at][0],
                    Message(
                        f"“{text}” ซ้ำกับรายการที่ {before + 1} ลบออกหรือเขียนให้ต่าง",
                        f"“{text}” repeats entry {before + 1} of the list; delete it or say what differs",
                    ),
                )


def _digits(text: str) -> list[str]:
    return [char for char in thai.to_arabic_digits(text) if char.isdecimal()]


RULES: tuple[Rule, ...] = (
    Rule("copy-measure", Level.ERROR, copied_measures.copied_measure, look=copied_measures.measure_texts),
    Rule("copy-answer", Level.WARNING, copied_answer),
    Rule("copy-in-list", Level.INFO, copied_item),
    Rule("copy-boilerplate", Level.WARNING, boilerplate.boilerplate_outcome),
)
