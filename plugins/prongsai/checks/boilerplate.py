"""Outcomes that say nothing of a measure: one sentence in most measures of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from prongsai import thai
from prongsai.checks.copied_texts import Names, names_of
from prongsai.checks.likeness import find_copies, letters, without
from prongsai.checks.quotes import shortened
from prongsai.checks.remembered import remembered
from prongsai.checks.rule import Finding
from prongsai.model import Measure, Site, Year
from prongsai.problems import Message

PARTS = {"steps": ("ขั้นตอน", "steps"), "results": ("ผลการดำเนินการ", "results"), "outcomes": ("ผลลัพธ์", "outcomes")}
BODY = ("steps", "activities", "results", "outcomes")
_SAME_FRAME, _SHORTEST_FRAME = 0.8, 25
"""Two outcomes are one sentence, whichever indicator or issue it names."""
_FEWEST = 3


class Sentence(NamedTuple):
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
    for year, frame in frames(site):
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


@remembered
def frames(site: Site) -> Iterator[tuple[Year, list[Sentence]]]:
    """The sentences that stand in most measures of a report, and the report."""
    for agency in site.agencies:
        for year in agency.years:
            for frame in _frames(year, names_of(agency, year)):
                yield year, frame


def _frames(year: Year, names: Names) -> Iterator[list[Sentence]]:
    """The sentences that stand in most measures of a report, of which two that are wholly the same count once."""
    seen: set[tuple[str, ...]] = set()
    sentences = []
    for measure in year.measures:
        cell = tuple(letters(item) for part in BODY for item in getattr(measure, part))
        if cell in seen and filled(measure) > 1:
            continue
        seen.add(cell)
        for at, item in enumerate(measure.outcomes):
            bare = without(letters(thai.split_label(item).text), names.official)
            if len(bare) >= _SHORTEST_FRAME:
                sentences.append(Sentence(measure, at, bare))
    needed = max(_FEWEST, sum(bool(measure.outcomes) for measure in year.measures) / 2)
    group_of = list(range(len(sentences)))
    for copy in find_copies([one.bare for one in sentences], _SAME_FRAME):
        group_of[copy.of] = group_of[copy.original]
    groups: defaultdict[int, list[Sentence]] = defaultdict(list)
    for number, one in zip(group_of, sentences, strict=True):
        groups[number].append(one)
    yield from (group for group in groups.values() if len({one.measure.id for one in group}) >= needed)


def filled(measure: Measure) -> int:
    """How many parts of a measure have a text."""
    return sum(bool(getattr(measure, part)) for part in PARTS)
