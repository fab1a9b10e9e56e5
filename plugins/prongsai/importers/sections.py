"""Headings of sections, in a paragraph or a row across the table: `ตัวชี้วัดที่ ๒ การใช้งบประมาณ`, `ประเด็นที่ ๑ ..`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from prongsai import thai
from prongsai.importers.draft import Heading, Place
from prongsai.model import Framework

_N = "[0-9๐-๙]{1,2}"
_INDICATOR = re.compile(rf"ตัวชี้วัด(?:ย่อย)?\s*(?:ที่\s*)?\(?(?P<number>{_N})(?:\.{_N})?\)?[.:\s]*(?P<name>.*)$", re.DOTALL)
_ISSUE = re.compile(rf"ประเด็น\s*(?:ที่\s*)?\(?(?P<number>{_N})(?:\.{_N})?\)?[.:\s]*(?P<name>.*)$", re.DOTALL)
_SECTION = re.compile(
    rf"(?:(?:ด้าน|ส่วน|หมวด|ยุทธศาสตร์|กลยุทธ์|มิติ|องค์ประกอบ|ตอน)\s*(?:ที่\s*)?{_N}|ประเด็นการประเมิน|แบบวัด|เครื่องมือ|(?:แบบ)?(?:IIT|EIT|OIT)\b)"
)
_LABEL = re.compile(rf"^(?:\(?{_N}[.)]|[-•]|[ก-ฮ][.)])?\s*")
_FOOTER = re.compile(
    r"^(?:\(?ลงชื่อ|ลงนาม|หมายเหตุ|ที่มา|แหล่งข้อมูล|ผู้รายงาน|ผู้รับรอง|ผู้จัดทำ|ผู้อนุมัติ|ผู้เห็นชอบ|ผู้ตรวจสอบ|ตำแหน่ง|รวม(?:ทั้งสิ้น|งบประมาณ|เงิน|จำนวน)?\s*[\d๐-๙]*"
    r"$|\.{4,}|_{4,}|…{2,}|\(\s*[.…_ ]{4,}|\(นาย|\(นาง|\(น\.ส|\(ว่าที่|วันที่\s*(?:\.{2,}|[\d๐-๙]{1,2}\s))"
)
_LONGEST = 200
_ALIKE = 0.85
_SHORTEST = 8


class Names(NamedTuple):
    """The framework's names, by their letters."""

    indicators: dict[str, int]
    issues: dict[str, int]


def names_of(framework: Framework | None) -> Names:
    """The names and aliases of the indicators and issues of a year."""
    if framework is None:
        return Names({}, {})
    return Names(
        {_bare(name): one.number for one in framework.indicators for name in (one.name, *one.aliases)},
        {_bare(one.name): one.number for one in framework.issues},
    )


def _bare(text: str) -> str:
    return re.sub(r"[^ก-ฮะ-ฺเ-ๅ็-๎a-z]", "", thai.normalise(text).lower())


def named(text: str, names: dict[str, int]) -> int | None:
    """The number of the name that a text is, spelling slips aside."""
    return _closest(_bare(_LABEL.sub("", text)), names)


def _closest(bare: str, names: dict[str, int]) -> int | None:
    if bare in names:
        return names[bare]
    best = max(
        ((SequenceMatcher(None, bare, name).ratio(), number) for name, number in names.items()), default=(0.0, 0)
    )
    return best[1] if best[0] >= _ALIKE and len(bare) > 8 else None


def read_heading(text: str, place: Place, names: Names, *, marked: bool = False) -> Heading | None:
    """The heading that a text is, None for any other text; `marked` if the source shows it as a heading."""
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST or _FOOTER.match(line):
        return None
    indicator, issue = _numbered(line, names)
    if indicator is None and issue is None:
        bare = _bare(_LABEL.sub("", line))
        indicator, issue = _closest(bare, names.indicators), None
        if indicator is None:
            issue = _closest(bare, names.issues)
    if indicator is not None or issue is not None or _SECTION.match(line):
        return Heading(text, place, indicator, issue)
    return Heading(text, place) if marked else None


def _numbered(line: str, names: Names) -> tuple[int | None, int | None]:
    """The number that a heading prints, moved to the other kind if the name belongs there."""
    plain = _LABEL.sub("", line)
    for pattern, is_indicator in ((_INDICATOR, True), (_ISSUE, False)):
        found = pattern.match(plain)
        if not found:
            continue
        number = int(found["number"])
        name = _bare(found["name"].replace("(ต่อ)", ""))
        own, other = (names.indicators, names.issues) if is_indicator else (names.issues, names.indicators)
        crossed = _closest(name, other) if _closest(name, own) is None else None
        if crossed is not None:
            return (None, crossed) if is_indicator else (crossed, None)
        if 1 <= number <= (10 if is_indicator else 20):
            return (number, None) if is_indicator else (None, number)
    return None, None


def group_of(text: str, names: Names) -> tuple[int | None, int | None]:
    """Indicator and issue that a cell names: `ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่`, or a name alone."""
    indicator, issue = _numbered(" ".join(text.split()), names)
    if indicator is None and issue is None:
        indicator = named(text, names.indicators)
        issue = named(text, names.issues) if indicator is None else None
    return indicator, issue


def number_of(text: str, names: dict[str, int]) -> int | None:
    """The group that a cell of a column of groups means by its number alone; the column says of which kind."""
    digits = thai.to_arabic_digits(text).strip("(). ")
    number = int(digits) if digits.isdigit() and len(digits) < 3 else 0
    return number if number in names.values() else None


def is_footer(text: str) -> bool:
    """Whether a row or line is a signature, a note or a total under a table."""
    return bool(_FOOTER.match(text.strip()))


def share(texts: Iterable[str], names: Names) -> float:
    """How many of the texts name an indicator or issue, from 0 to 1."""
    listed = [text for text in texts if text.strip()]
    return sum(any(group is not None for group in group_of(text, names)) for text in listed) / max(1, len(listed))
