"""Slips of typing and spelling, and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from prongsai.checks.proposals import proposal
from prongsai.checks.rule import Finding
from prongsai.checks.spots import sentences
from prongsai.model import Site
from prongsai.packaged import read_packaged
from prongsai.thai import dictionary
from prongsai.thai.dictionary import cut
from prongsai.thai.spacing import LETTERS, RUN, Slip

_IMPOSSIBLE = (
    (re.compile("([เแโใไ])([่-๋])([ก-ฮ])(?![่-๋])"), r"\1\3\2"),  # the tone typed before its letter: ใ้ช
    (re.compile("([ก-ฮ][่-๋]?) า(?=[ก-๎]|\\s|$)"), r"\1ำ"),  # a PDF that lost the ring of ำ: ก าหนด
    (re.compile("([่-๋])[่-๋]+"), r"\1"),
    (re.compile("([ะัาำิีึืุู็])\\1+"), r"\1"),
    (re.compile("(?<=[ก-๎]) +([ัิ-ฺ็-๎])"), r"\1"),  # a mark that lost the letter under it: น ้ำ
)


_SUSPECT: tuple[str | re.Pattern[str], ...] = (
    re.compile("[่-๋](?<=[เแโใไ่-๋].)"),
    re.compile(" [ัาิ-ฺ็-๎]"),
    *(letter + letter for letter in "ะัาำิีึืุู็"),
)
"""What every impossible sequence holds: most texts hold none."""


class _Row(NamedTuple):
    """A slip of the table; every match of the regular expression `find` holds one of `hints`, looked for first."""

    hints: tuple[str, ...]
    find: str
    fix: str


@cache
def _table() -> tuple[_Row, ...]:
    rows = read_packaged("locale", "slips-th.yml")["slips"]
    return tuple(_Row(_hints(row["find"]), row["find"], row["fix"]) for row in rows)


def _hints(find: str) -> tuple[str, ...]:
    """The longest plain letters of each choice that a regular expression offers.

    >>> _hints("(^| )แลเผยแพร่"), _hints("อนุญาติ|อนุยาต[ก-ฮ]?")
    (('แลเผยแพร่',), ('อนุญาติ', 'อนุยาต'))
    """
    while (without := re.sub(r"\([^()]*\)|\[[^]]*\]", "\n", find)) != find:
        find = without
    sure = re.sub(f"[{LETTERS} ][?*]", "\n", find)
    plain = (re.findall(f"[{LETTERS} ]+", choice) for choice in sure.split("|"))
    return tuple(max(words, key=len, default="") for words in plain)


@cache
def _compiled(find: str) -> re.Pattern[str]:
    """Few of the table's slips are in a site at all."""
    return re.compile(find)


def _slips(text: str, rows: Iterable[_Row], *, suspect: bool) -> list[Slip]:
    patterns = [(_compiled(row.find), row.fix) for row in rows if any(hint in text for hint in row.hints)]
    if suspect:
        patterns = [*_IMPOSSIBLE, *patterns]
    found: list[Slip] = []
    for pattern, fix in patterns:
        for match in pattern.finditer(text):
            if not any(s.start < match.end() and match.start() < s.end for s in found):
                found.append(Slip(match.start(), match.end(), match.expand(fix)))
    return sorted(found)


def text_slip(site: Site) -> Iterator[Finding]:
    """A common slip of typing or spelling.

    ไทย: คำที่มักพิมพ์ผิดหรือใช้ผิด ตามตารางคำที่พบบ่อย
    ทำไม: บางคำเปลี่ยนความหมาย เช่น ใช้อย่างคัดค้าน ที่ควรเป็น คุ้มค่า
    ตัวอย่าง: แผนการใ้ช, ประพฤติไม่ชอบ, คำนวน
    แก้: แก้ตามที่แนะนำ ถ้าคงไว้ตามเอกสารเดิมให้ใส่ waive

    Why: Some slips change what the sentence says; all cost trust.
    Remedy: Correct it as the message proposes, or waive where a document is quoted.
    """
    texts = sentences(site)
    rows = [row for row in _table() if any(hint in texts.joined for hint in row.hints)]
    suspects = {id(spot) for spot in texts.holding(*_SUSPECT)}
    likely = {id(spot) for spot in texts.holding(*(hint for row in rows for hint in row.hints))}
    for spot in texts:
        if id(spot) not in suspects and id(spot) not in likely:
            continue
        slips = _slips(spot.text, rows, suspect=id(spot) in suspects)
        if slips:
            yield proposal(spot, slips, "คำอาจพิมพ์ผิด", "a likely slip")


_DOUBLED = re.compile(f"([ก-ฮเแโใไ][{LETTERS}]{{2,29}}?)( ?)\\1(?![{''.join(sorted(dictionary.MARKS))}])")
_LOOK_BACK = 60
_TAIL = re.compile(f"[{LETTERS}]+$")
_MAY_REPEAT = frozenset({"การ", "ที่", "งาน", "ต่าง", "เรื่อย", "บ่อย", "ความ", "ช้า", "จริง"})
"""Words that stand twice in good Thai: มาตรการการแก้ไข, ในที่ที่เห็นง่าย, หัวหน้างานงานนิติการ."""


def _doubled(text: str) -> Iterator[Slip]:
    for found in _DOUBLED.finditer(text):
        word, gap = found[1], found[2]
        if word in _MAY_REPEAT or cut(word).unknown:
            continue
        start = max(0, found.start() - _LOOK_BACK)
        before = _TAIL.search(text, start, found.start())
        run = (before[0] if before else "") + word + word
        if not dictionary.parts_at(run, len(run) - 2 * len(word)):
            continue
        if gap and not _begins_a_longer_word(text, found.end(1) + 1, word):
            continue
        yield Slip(found.start(), found.end(), word)


def _begins_a_longer_word(text: str, start: int, word: str) -> bool:
    """Whether "ใช้ ใช้จ่าย" stands there; "สามเดือน เดือนสุดท้าย" ends one sentence and begins the next."""
    run = RUN.match(text, start)
    return run is not None and len(cut(run[0]).words[0]) > len(word)


def text_doubled_word(site: Site) -> Iterator[Finding]:
    """A word stands twice.

    ไทย: คำเดียวกันพิมพ์ซ้ำติดกัน
    ทำไม: แสดงว่าไม่ได้อ่านทวนก่อนยื่น
    ตัวอย่าง: คอยให้บริการให้บริการประชาชน
    แก้: ตัดคำที่ซ้ำออกตามที่แนะนำ

    Why: It shows that nobody read the text before filing.
    Remedy: Take the second one out.
    """
    for spot in sentences(site).doubling():
        slips = list(_doubled(spot.text))
        if slips:
            yield proposal(spot, slips, "คำซ้ำติดกัน", "a word stands twice")
