"""Measures that are the same as another's, in the same report, another year, or another agency's report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from prongsai.checks.boilerplate import BODY, PARTS, filled, frames
from prongsai.checks.copied_texts import SHORTEST, Names, Text, copies_of, names_of, text_of
from prongsai.checks.likeness import runs_of
from prongsai.checks.quotes import shortened
from prongsai.checks.rows import joint_rows
from prongsai.checks.rule import Finding, Plain
from prongsai.model import Agency, Measure, Site, Year
from prongsai.problems import Level, Message, Place, Position, Source

SAME, ALIKE = 0.98, 0.86
"""Likeness from which a copy is an error, and from which it is worth a look."""


def measure_texts(site: Site) -> Plain:
    """What comparing measures needs of an agency: for each measure its year, file, title, row and predecessor, and
    for the whole and each part long enough to compare its place, letters, figures and runs.
    """
    return tuple(
        _row(agency, year, measure, *common)
        for agency in site.agencies
        for year in agency.years
        for common in [_common(site, agency, year)]
        for measure in year.measures
    )


class _Common(NamedTuple):
    """What the measures of a report share."""

    names: Names
    rows: Mapping[str, tuple[Measure, ...]]
    told: set[tuple[str, int]]
    """Outcomes that copy-boilerplate tells of, by the measure's id."""


def _common(site: Site, agency: Agency, year: Year) -> _Common:
    told = {(one.measure.id, one.at) for of, frame in frames(site) if of is year for one in frame}
    return _Common(names_of(agency, year), joint_rows(year), told)


def _row(
    agency: Agency,
    year: Year,
    measure: Measure,
    names: Names,
    rows: Mapping[str, tuple[Measure, ...]],
    told: set[tuple[str, int]],
) -> Plain:
    kept = {
        part: [
            item for at, item in enumerate(getattr(measure, part)) if part != "outcomes" or (measure.id, at) not in told
        ]
        for part in BODY
    }
    texts = [(part, text_of(measure.origin, (part,), measure.title, kept[part], names)) for part in PARTS]
    if filled(measure) > 1:
        body = [item for part in BODY for item in kept[part]]
        texts.append(("whole", text_of(measure.origin, (), measure.title, body, names)))
    return (
        year.number,
        measure.origin.path,
        measure.title,
        tuple(other.origin.path for other in rows.get(measure.id, ())),
        _before(agency, measure),
        tuple(
            (
                part,
                *measure.origin.position(text.place),
                text.plain,
                "" if text.bare == text.plain else text.bare,
                tuple(sorted(text.figures)),
                f"{runs_of(text.plain):x}",
            )
            for part, text in texts
            if len(text.bare) >= SHORTEST
        ),
    )


def copied_measure(seen: Sequence[Any]) -> Iterator[Finding]:
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
    texts: dict[str, list[Text]] = {"whole": [], **{part: [] for part in PARTS}}
    runs: dict[str, int] = {}
    measures = (measure for agency in seen for measure in agency)
    for _, path, title, row, before, parts in sorted(measures, key=itemgetter(0)):  # the copy is what came later
        places: dict[Place, Position] = {}
        source = Source(path, places)
        for part, line, column, plain, bare, figures, own_runs in parts:
            place: Place = () if part == "whole" else (part,)
            places[place] = Position(line, column)
            earlier = before if part == "steps" else ""
            texts[part].append(
                Text(source, place, title, plain, bare or plain, frozenset(figures), frozenset(row), earlier)
            )
            runs[plain] = int(own_runs, 16)
    copied = set()
    for copy, original, alike in copies_of(texts["whole"], ALIKE, runs):
        copied.add(copy.source)
        yield _copy("มาตรการทั้งเรื่อง", "the whole measure is", copy, original, alike)
    for part, (th, en) in PARTS.items():
        left = [text for text in texts[part] if text.source not in copied]
        for copy, original, alike in copies_of(left, ALIKE, runs):
            yield _copy(th, f"the {en} are", copy, original, alike)


def _before(agency: Agency, measure: Measure) -> str:
    """The path of the measure that this one continues; empty if there is none."""
    number, _, name = (measure.continues or "").partition("/")
    year = agency.year(int(number)) if number.isdecimal() else None
    older = year.measure(name) if year else None
    return older.origin.path if older else ""


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
