"""Names of provinces, districts and subdistricts: which of them a text goes on with."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from prongsai.model import Agency
from prongsai.thai.dictionary import LEADING, MARKS, is_word

KIND = re.compile(
    r"องค์การบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร)|(?<![ก-๎.])(?:ทต|ทม|ทน)\.|(?<![ก-๎.])อบจ\.?|อบต\.?"
)
"""What stands before the place in a local government's name."""
KIND_WORDS = ("องค์การบริหารส่วน", "เทศบาล", "ทต.", "ทม.", "ทน.", "อบจ", "อบต")
"""What every kind holds: looked for first."""

Level = Literal["จังหวัด", "อำเภอ", "ตำบล"]

_LETTERS = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]{1,60}")
_SHORTEST_INSIDE = 4
"""Shorter names are taken only where they stand alone: "อบต.นาดีจัด…" is นาดี, "อบต.คูหา…" may be anything."""
_PLAIN_WORDS = frozenset({"และ", "ควร", "ตรวจ", "ประกอบ", "ขยาย", "เปลี่ยน", "แสวงหา", "กลาง", "ครึ่ง", "กระจาย", "จำลอง"})
"""Subdistricts whose names a sentence is more likely to mean as words."""


@cache
def names(level: Level) -> frozenset[str]:
    """All names of a level, without the word for the level."""
    text = (Path(__file__).parent.parent / "locale" / "places-th.txt").read_text(encoding="utf-8")
    section = text.partition(f"[{level}]\n")[2].partition("\n[")[0]
    return frozenset(section.splitlines())


def letters_at(text: str, start: int) -> str:
    """The run of Thai letters that begins at `start`, as far as a name can reach."""
    found = _LETTERS.match(text, start)
    return found[0] if found else ""


def begins_with(run: str, name: str) -> bool:
    """Whether the run begins with the name, the next letter not hanging on its last."""
    return run.startswith(name) and (len(run) == len(name) or not (run[len(name)] in MARKS or name[-1] in LEADING))


def place_at(run: str, level: Level) -> str:
    """The place that the run begins with, the longest that fits; empty if none does for certain.

    >>> place_at("โพธิ์ทองจัดทำ", "อำเภอ"), place_at("และจังหวัด", "ตำบล")
    ('โพธิ์ทอง', '')
    """
    known = names(level)
    for length in range(min(len(run), 24), 1, -1):
        name = run[:length]
        if name in known and begins_with(run, name) and (level == "จังหวัด" or _certain(run, name)):
            return name
    return ""


def _certain(run: str, name: str) -> bool:
    if name in _PLAIN_WORDS:
        return False
    if name.startswith("ใน"):  # "อบต.ในเมืองไทย" means none of those called ในเมือง
        return run == name
    return run == name or (len(name) >= _SHORTEST_INSIDE and not is_word(name))


def alike(name: str, others: Collection[str]) -> bool:
    """Whether the name is one of the others but for one letter: a spelling, not another place."""
    return any(_one_letter_apart(name, other) for other in others)


def _one_letter_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or len(long) - len(short) > 1 or short == long:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    rest = start if len(short) < len(long) else start + 1
    return short[rest:] == long[start + 1 :]


def own_names(agency: Agency) -> tuple[str, ...]:
    """How the agency's place may be written: in its name, its short name, and the spellings it declares."""
    return _own_names(agency.name, agency.short_name, agency.name_variants)


@lru_cache(maxsize=1000)
def _own_names(name: str, short_name: str | None, variants: tuple[str, ...]) -> tuple[str, ...]:
    found = [place_of(name), *([place_of(short_name)] if short_name else [])]
    return tuple(dict.fromkeys(n for n in [*found, *variants] if n))


def place_of(name: str) -> str:
    """The place in a local government's name: บ้านแหลม of อบต.บ้านแหลม; empty for another kind of agency."""
    kind = KIND.match(name)
    return name[kind.end() :].strip() if kind else ""
