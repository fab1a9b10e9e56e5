"""Cells that hold one kind of thing: departments, periods, ticked boxes, codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from prongsai import thai
from prongsai.importers.draft import Item, Place
from prongsai.importers.items import split_items
from prongsai.model.fields import likely_code
from prongsai.model.records import STATUS_WORDS

_UNIT = re.compile(
    r"(?:สำนัก(?!พิมพ์|ข่าว)|กอง(?!ทุน)|ฝ่าย|ทุก|ศูนย์|คณะ|หน่วยตรวจสอบ|หน่วยงานตรวจสอบ|งาน[ก-ฮเ-ไ]|กลุ่ม|แผนก|โรงเรียน|นิติกร|ปลัด|รองปลัด|หัวหน้า"
    r"|ผู้อำนวยการ|นัก|เจ้าพนักงาน|เจ้าหน้าที่|นายก|รองนายก|ส่วน(?:การ|โยธา|สวัสดิการ|ราชการ|งาน|ตำบล)|เลขานุการ|ผู้บริหาร|สภา)"
)
_BREAK = re.compile(r"\s*[/,;]\s*|\s*(?P<joint>ร่วมกับ|และ)\s*(?=" + _UNIT.pattern + r")|\s+(?=" + _UNIT.pattern + ")")
_PERSON = re.compile(
    r"(?<![ก-ฮะ-์])(?:นาย(?!ก|ช่าง|แพทย์|ทะเบียน|ทหาร|ตำรวจ|อำเภอ)|นางสาว|นาง(?!สาว)|น\.\s?ส\.|ว่าที่\s?ร)\s?[ก-ฮเ-ไ]"
)


def split_units(text: str, place: Place | None = None) -> tuple[Item, ...]:
    """Departments one by one. What stands in brackets, or is not closed, belongs to the one before it.

    >>> [unit.text for unit in split_units("สำนักปลัด (งานนิติการ) กองคลัง /กองช่าง")]
    ['สำนักปลัด (งานนิติการ)', 'กองคลัง', 'กองช่าง']
    """
    found: list[Item] = []
    for entry in split_items(text, place):
        for line in (entry, *entry.subs):
            for at, (unit, joint) in enumerate(_units(line.text)):
                opened = bool(found) and found[-1].text.count("(") > found[-1].text.count(")") and not line.label
                if found and (unit.startswith("(") or (opened and not is_unit(unit))):
                    found[-1] = Item(
                        f"{found[-1].text} {unit}", found[-1].label, place=place, left_out=found[-1].left_out
                    )
                else:
                    found.append(Item(unit, line.label if at == 0 else "", place=place, left_out=joint))
    return tuple(found)


def _units(line: str) -> Iterator[tuple[str, str]]:
    """The departments of a line, each with the joining word before it."""
    breaks = {found.start(): found for found in _BREAK.finditer(line)}
    start = depth = at = 0
    joint = ""
    while at < len(line):
        depth += (line[at] == "(") - (line[at] == ")" and depth > 0)
        if at in breaks and depth == 0 and line[start:at].strip():
            yield line[start:at].strip(), joint
            joint = breaks[at]["joint"] or ""
            at = start = max(breaks[at].end(), at + 1)
            continue
        at += 1
    if line[start:].strip():
        yield line[start:].strip(), joint


def names_person(text: str) -> bool:
    """Whether a title stands before a name: departments answer, persons are not named."""
    return bool(_PERSON.search(text))


def is_unit(text: str) -> bool:
    """Whether a text begins as the names of departments and offices do."""
    return bool(_UNIT.match(text.lstrip("-–• 0123456789๐๑๒๓๔๕๖๗๘๙.()")))


def split_periods(text: str, fiscal_year: int, place: Place | None = None) -> tuple[Item, ...]:
    """Periods one by one; lines that only together make one stay together.

    >>> [item.text for item in split_periods("ม.ค.- ก.ย. ๖๗ ม.ค.- ก.ย. ๖๗", 2567)]
    ['ม.ค.- ก.ย. ๖๗', 'ม.ค.- ก.ย. ๖๗']
    """
    lines = text.split("\n")
    if len(lines) > 1 and all(_stands_alone(line, fiscal_year) for line in lines):
        return tuple(Item(line, place=place) for line in lines)
    whole = " ".join(lines)
    words = whole.split()
    for count in range(len(words), 1, -1):
        length, rest = divmod(len(words), count)
        if not rest and words == words[:length] * count and _stands_alone(" ".join(words[:length]), fiscal_year):
            return tuple(Item(" ".join(words[:length]), place=place) for _ in range(count))
    return (Item(whole, place=place),)


def _stands_alone(line: str, fiscal_year: int) -> bool:
    ends = (line.strip(" .") or "-")[0] + (line.strip() or "-")[-1]
    read = thai.parse_period(line, fiscal_year)
    joined = any(end in "-–—~" for end in ends) or line.strip().startswith(("ถึง", "และ")) or line.strip().endswith("ถึง")
    return bool(read.spans or read.recurrence) and not read.problems and not joined


_OF_TIMES = re.compile(
    "|".join(re.escape(name) for month in thai.MONTHS for name in (month.long, month.short))
    + "|วันที่|วัน|เดือน|ปีงบประมาณ|งบประมาณ|ปี|ไตรมาส|ที่|ภายใน|ถึง|จน|ตั้งแต่|ระหว่าง|ตลอด|ทุก|เริ่มต้น|เริ่ม|สิ้นสุด|สิ้น"
    "|เป็นต้นไป|เป็นต้นมา|ครั้ง|รอบ|ต่อเนื่อง|ดำเนินการ|แล้วเสร็จ|ช่วง|ต้น|กลาง|ปลาย|แรก|หลัง|ละ|อย่างน้อย|และ|พ.?ศ.?|[^ก-ฮ]+"
)
_WORD = 8
"""Consonants that may be left when all words of time are taken out of a period."""


def reads_as_period(text: str, fiscal_year: int = 2568) -> bool:
    """Whether a cell is nothing but a time: names one, and no sentence is around it."""
    return names_time(text, fiscal_year) and len(_OF_TIMES.sub("", text)) <= _WORD


def names_time(text: str, fiscal_year: int = 2568) -> bool:
    """Whether a short cell names a span or a recurrence."""
    if len(text) > 90 or len(split_items(text)) > 2:
        return False
    read = thai.parse_period(text, fiscal_year)
    return bool(read.spans) or (bool(read.recurrence) and len(text) < 30)


_BOX = re.compile(
    r"(?P<on>☑|\[\s*[xX✓/]\s*\]|\(\s*[xX✓/√]\s*\))|(?P<off>☐|\[\s*\]|\(\s{1,6}\)|□)",
)
_WORDS = sorted(STATUS_WORDS, key=len, reverse=True)
_STATUS = re.compile(r"\s*(?P<word>" + "|".join(r"\s*".join(word) for word in _WORDS) + r")(?![ก-ฮะ-์])")
TICKS = frozenset({"✓", "✔", "/", "x", "X", "☑", "√", "●", "•", "1", "v", "V", "*", "ü", "P", "✗"})
"""What is typed into a column that means something by being marked."""


class Boxes(NamedTuple):
    """Choices of a cell: the ticked word, the choices as filed, the rest of the text; `certain` if one is ticked."""

    word: str
    choices: tuple[Item, ...]
    rest: str
    certain: bool


def read_boxes(text: str, place: Place | None = None) -> Boxes | None:
    """The check boxes of a status, None if the cell has none.

    >>> read_boxes("☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ - มีประกาศ")[::2]
    ('ดำเนินการ', '- มีประกาศ')
    """
    choices, ticked, rest, end = [], [], "", 0
    for box in _BOX.finditer(text):
        if box.start() < end:
            continue
        word = _STATUS.match(text, box.end())
        if not word:
            continue
        rest += text[end : box.start()]
        end = word.end()
        plain = "".join(word["word"].split())
        choices.append(Item(text[box.start() : end].strip(), place=place))
        if box["on"]:
            ticked.append(plain)
    if not choices:
        return None
    return Boxes(ticked[0] if len(ticked) == 1 else "", tuple(choices), (rest + text[end:]).strip(), len(ticked) == 1)


def status_word(text: str) -> str:
    """A cell that is nothing but a word of status, as records write it; empty for any other."""
    word = "".join(text.split()).strip(".-•")
    return word if word in STATUS_WORDS else ""


def item_code(text: str) -> str:
    """The code that a cell means (`018`, `o-18`, `0๑๘`, `ข้อ 18`), empty if it is none."""
    return likely_code("".join(text.split())) or ""
