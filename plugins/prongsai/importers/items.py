"""A cell into its entries: `๑. ๒.`, `๑) ๒)`, `1.1`, `(1)`, `-`, one after another in a line or on lines of their own.

A mark is believed when it stands at the beginning of a line, or when it counts on from the one before. The report's
own numbers are kept, wrong ones too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from prongsai import thai
from prongsai.importers.draft import Item, Place

_D = "[0-9๐-๙]"
_MARK = re.compile(
    rf"(?P<many>{_D}{{1,2}}(?:\.{_D}{{1,2}}){{1,3}}[.)]?(?!{_D}|\.{_D}))"
    rf"|(?P<one>{_D}{{1,2}}[.)](?!{_D}))"
    rf"|(?P<round>\({_D}{{1,2}}\))"
    r"|(?P<letter>[ก-ฮ][.)](?=\s?[ก-ฮเ-ไ]{2}))"
    r"|(?P<dash>[-–—•*✓➢❖](?![-–—*]))"
)
_BARE = re.compile(rf"(?P<bare>{_D}{{1,2}}) +(?=[ก-ฮเ-ไ])")
"""A number whose dot was forgotten: "๒ มีการเผยแพร่"; believed only where it counts on at the start of a line."""
_COUNTED = re.compile(
    r"(?:(?<![ก-ฮะ-์])ที่|(?:ครั้ง|วัน|ฉบับ|ประเด็น|ลำดับ|ข้อ|ระยะ)ที่|(?<!หัว)ข้อ|มาตรา|หมวด|ตัวชี้วัด(?:ย่อย)?(?:ที่)?|ไตรมาส(?:ที่)?|เวลา|จำนวน"
    r"|และ|หรือ|ถึง|[oO,/–-])\s*$"
)
"""Words that a number belongs to: ข้อ ๒. is no mark of a list."""
_UNIT = re.compile(r"\s*(?:เดือน|วัน|คน|ครั้ง|ปี|บาท|ช่อง|แห่ง|ราย|ด้าน|ข้อ|ตัว|รอบ|คู่|ฉบับ|โครงการ|ล้าน|[ก-ฮ]{1,2}\.[ก-ฮ]\.)")
_MONTH = re.compile(r"\s*(?:" + "|".join(re.escape(name) for month in thai.MONTHS for name in month) + ")")
_STARTER = re.compile(
    "มี|ไม่มี|จัด|เผยแพร่|แสดง|เป็น|ดำเนิน|ทำ|ประกาศ|ประชาสัมพันธ์|นำ|กำหนด|แจ้ง|อบต|เทศบาล|องค์การ|ให้|สามารถ|พร้อม|รายงาน|ปรับ|สร้าง"
    "|เปิด|แต่งตั้ง|ประชุม|อบรม|ส่ง|ติดตาม|ตรวจ|ควบคุม|กำกับ|หลักเกณฑ์|ข้อมูล|ออก|ใช้|เข้า|ขอ|ร่วม|ผู้|เจ้าหน้าที่|บุคลากร|ประชาชน|หน่วยงาน"
    "|ได้|เชิญ|ลง|ทบทวน|วิเคราะห์|สรุป|พัฒนา|ส่งเสริม|จำนวน|ช่องทาง|การ|เพิ่ม|ลด|รณรงค์|ปลูก|เสริม"
    "|ควร|ต้อง|ฝึก|สนับสนุน|ปฏิบัติ|ประเมิน|ยก|เน้น|เชื่อมโยง|คณะ|หัวหน้า|นายก|สำนัก|กอง|โครงการ|แผน|คู่มือ|คำสั่ง|บันทึก|มอบ|ศึกษา|สำรวจ|ชี้แจง"
    "|ขับเคลื่อน|บริหาร|รักษา|เก็บ|รวบรวม|แก้ไข|ถ่ายทอด|ลงนาม|อัปเดต|สถิติ|ระบุ|จะ|อธิบาย|ครอบคลุม|ผล|เอกสาร|ภาพ"
)
"""Words that an entry begins with: what else follows a dash inside a line is more often one phrase with a dash."""
_PAIRED = re.compile(r"(?:รับ|เบิก|เข้า|จัดซื้อ)\s*$")
"""Words that a dash joins to one of those: รับ - ส่ง, จัดซื้อ - จัดจ้าง."""
_INTRODUCES = re.compile(r"(?:ได้แก่|ดังนี้|ดังต่อไปนี้|ต่อไปนี้|คือ|ประกอบด้วย|เช่น|:)\s*$")


class _Mark(NamedTuple):
    start: int
    end: int
    label: str
    style: str
    numbers: tuple[int, ...]


@dataclass(slots=True)
class _Entry:
    label: str
    text: str
    depth: int
    subs: list[_Entry] = field(default_factory=list)

    def item(self, place: Place | None) -> Item:
        return Item(self.text, self.label, tuple(sub.item(place) for sub in self.subs), place)


def split_items(text: str, place: Place | None = None, *, wrapped: bool = False) -> tuple[Item, ...]:
    """The entries of a cell. `wrapped` says that its lines may be broken sentences, as in PDF and spreadsheets.

    >>> [item.filed for item in split_items("๑.จัดทำคู่มือ ๒.ประชุม 6 เดือน")]
    ['๑. จัดทำคู่มือ', '๒. ประชุม 6 เดือน']
    """
    entries: list[_Entry] = []
    levels: list[tuple[str, tuple[int, ...]]] = []
    for line in text.split("\n"):
        marks = list(_marks(line, levels))
        start = marks[0].start if marks else len(line)
        head = line[:start].strip()
        if head:
            if entries and (entries[-1].label and wrapped and not _STARTER.match(head)):
                entries[-1].text = f"{entries[-1].text} {head}".strip()
            else:
                entries.append(_Entry("", head, 0))
                if not _INTRODUCES.search(head):
                    levels.clear()
        for at, mark in enumerate(marks):
            end = marks[at + 1].start if at + 1 < len(marks) else len(line)
            _place(levels, mark)
            introduced = bool(entries) and not entries[0].label and bool(_INTRODUCES.search(entries[0].text))
            depth = len(levels) - 1 + (introduced and len(entries) >= 1)
            entries.append(_Entry(mark.label, line[mark.end : end].strip(), depth))
    return tuple(entry.item(place) for entry in _tree(entries))


def _tree(entries: list[_Entry]) -> list[_Entry]:
    top: list[_Entry] = []
    path: list[_Entry] = []
    for entry in entries:
        while path and path[-1].depth >= entry.depth:
            path.pop()
        (path[-1].subs if path else top).append(entry)
        path.append(entry)
    return top


def _marks(line: str, levels: list[tuple[str, tuple[int, ...]]]) -> Iterator[_Mark]:
    """The marks of a line that are believed; `levels` are the lists still open before it, and stay as they are."""
    here = list(levels)
    at = 0
    while at < len(line):
        mark = _next(line, at, here)
        if mark is None:
            return
        _place(here, mark)
        yield mark
        at = mark.end


def _next(line: str, at: int, levels: list[tuple[str, tuple[int, ...]]]) -> _Mark | None:
    if at == 0:
        bare = _BARE.match(line)
        if bare and levels and levels[0][0] == "1." and not _UNIT.match(line, bare.end()):
            numbers = (int(bare["bare"]),)
            if numbers[0] == levels[0][1][-1] + 1:
                return _Mark(0, bare.end(), bare["bare"], "1.", numbers)
    for found in _MARK.finditer(line, at):
        mark = _read(found)
        if mark.end >= len(line) or not line[mark.end :].strip():
            continue
        if _is_believed(line, mark, levels):
            return mark
    return None


def _read(found: re.Match[str]) -> _Mark:
    label = found[0]
    numbers = tuple(int(digits) for digits in re.findall(f"{_D}+", label))
    match found.lastgroup:
        case "dash":
            style = "-"
        case "letter":
            style, numbers = f"ก{label[-1]}", (ord(label[0]),)
        case _:
            style = re.sub(f"{_D}+", "1", label)
    return _Mark(found.start(), found.end(), label, style, numbers)


def _is_believed(line: str, mark: _Mark, levels: list[tuple[str, tuple[int, ...]]]) -> bool:
    before = line[: mark.start]
    starts = not before.strip()
    spaced = starts or before[-1].isspace()
    if mark.style == "-":
        if starts:
            return True
        after = line[mark.end :].lstrip()
        is_range = bool(re.search(rf"{_D}\s*$|\.\s*$", before)) and bool(re.match(rf"{_D}", after))
        listed = any(style == "-" for style, _ in levels)
        begins = bool(_STARTER.match(after))
        return spaced and not is_range and not _PAIRED.search(before) and begins and (listed or _again(line, mark))
    if mark.style[0] == "ก":
        return spaced and (_counts_on(mark, levels) or (starts and mark.label[0] == "ก"))
    if _MONTH.match(line, mark.end) and not starts:
        return False
    if starts:
        return len(mark.numbers) == 1 or mark.label[-1] in ".)" or _continues(mark, levels)
    if _COUNTED.search(before):
        return False
    if not spaced and not (
        before[-1] > "\u0e00" and not before[-1].isdigit() and line[mark.end : mark.end + 1] > "\u0e00"
    ):
        return False
    if _continues(mark, levels):
        return True
    return mark.numbers[-1] == 1 and spaced and _again(line, mark)


def _continues(mark: _Mark, levels: list[tuple[str, tuple[int, ...]]]) -> bool:
    """Whether a number counts on in an open list, or is the first below the number that is open."""
    if _counts_on(mark, levels):
        return True
    if len(mark.numbers) > 1:
        above = mark.numbers[:-1]
        return mark.numbers[-1] == 1 and any(numbers[-len(above) :] == above for _, numbers in levels)
    return any(len(numbers) > 1 and mark.numbers[0] == numbers[0] + 1 for _, numbers in levels)


def _counts_on(mark: _Mark, levels: list[tuple[str, tuple[int, ...]]]) -> bool:
    for style, numbers in levels:
        if style == mark.style and numbers[:-1] == mark.numbers[:-1]:
            return mark.numbers[-1] == numbers[-1] + 1
    return False


def _again(line: str, mark: _Mark) -> bool:
    """Whether the list that begins here goes on: a lone number inside a sentence is no list."""
    for found in _MARK.finditer(line, mark.end):
        other = _read(found)
        if other.style != mark.style:
            continue
        if mark.style == "-":
            if _STARTER.match(line[other.end :].lstrip()) and line[other.start - 1].isspace():
                return True
        elif other.numbers[-1] == mark.numbers[-1] + 1 and not _COUNTED.search(line[: other.start]):
            return True
    return False


def _place(levels: list[tuple[str, tuple[int, ...]]], mark: _Mark) -> None:
    """Put a mark into the open lists: back to its own list, or into a new one below the last."""
    for at, (style, _) in enumerate(levels):
        if style == mark.style:
            del levels[at:]
            break
    else:
        if mark.style != "-" and mark.numbers[-1] != 1:
            levels.clear()
        elif len(mark.numbers) == 1 and mark.style == "1.":
            levels.clear() if levels and levels[0][0] != "-" else None
    levels.append((mark.style, mark.numbers))
