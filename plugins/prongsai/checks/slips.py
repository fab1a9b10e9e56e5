"""Slips of typing and spelling, and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from prongsai.checks.proposals import proposal, sentences
from prongsai.checks.rule import Finding
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


_SUSPECT = re.compile("[่-๋]{2}|[เแโใไ][่-๋]| [ัาิ-ฺ็-๎]|([ะัาำิีึืุู็])\\1")
"""What every impossible sequence holds: most texts hold none and are done with in one look."""


class _Row(NamedTuple):
    """A slip of the table; `hint` are letters that every match of `find` holds, looked for first."""

    hint: str
    find: re.Pattern[str]
    fix: str


@cache
def _table() -> tuple[_Row, ...]:
    rows = read_packaged("locale", "slips-th.yml")["slips"]
    return tuple(_Row(_hint(row["find"]), re.compile(row["find"]), row["fix"]) for row in rows)


def _hint(find: str) -> str:
    """The longest plain letters of a regular expression; none where it offers a choice.

    >>> _hint("(^| )แลเผยแพร่"), _hint("อนุญาติ|อนุยาต")
    ('แลเผยแพร่', '')
    """
    while (without := re.sub(r"\([^()]*\)|\[[^]]*\]", " ", find)) != find:
        find = without
    return "" if "|" in find else max(re.findall(f"[{LETTERS}]+(?![?*{LETTERS}])", find), key=len, default="")


def _slips(text: str) -> list[Slip]:
    patterns = [(row.find, row.fix) for row in _table() if row.hint in text]
    if _SUSPECT.search(text):
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
    for spot in sentences(site):
        slips = _slips(spot.text)
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
    for spot in sentences(site):
        slips = list(_doubled(spot.text))
        if slips:
            yield proposal(spot, slips, "คำซ้ำติดกัน", "a word stands twice")
