"""The words in which Thai dates are written, and the scanner that finds them.

Every pattern is of bounded length or starts on a letter it cannot repeat, so scanning takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from .text import normalise


class Month(NamedTuple):
    """A month's full name and its abbreviation as the Royal Society writes it."""

    long: str
    short: str


MONTHS = (
    Month("มกราคม", "ม.ค."),
    Month("กุมภาพันธ์", "ก.พ."),
    Month("มีนาคม", "มี.ค."),
    Month("เมษายน", "เม.ย."),
    Month("พฤษภาคม", "พ.ค."),
    Month("มิถุนายน", "มิ.ย."),
    Month("กรกฎาคม", "ก.ค."),
    Month("สิงหาคม", "ส.ค."),
    Month("กันยายน", "ก.ย."),
    Month("ตุลาคม", "ต.ค."),
    Month("พฤศจิกายน", "พ.ย."),
    Month("ธันวาคม", "ธ.ค."),
)
"""January first: month number `m` is `MONTHS[m - 1]`."""

DIGIT = "[0-9๐-๙]"
LETTER = "[ก-ฮะ-ฺเ-ๅ็-๎]"
WEEKDAY = "(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)"


def _month_pattern() -> str:
    """Any month: full (with stray spaces, as PDF text has them), `ต.ค.`, `ต.ค`, and `ตค` standing alone.

    What all months have in common stands once: the pattern is used often, and compiling it takes time.
    """
    initials = [month.short.rstrip(".").split(".") for month in MONTHS]
    full = "|".join(" ?".join(month.long.removesuffix("\u0e4c")) for month in MONTHS)
    dotted = "|".join(rf"{first} ?\. ?{second}" for first, second in initials)
    bare = "|".join(first + second for first, second in initials)
    # A further initial makes it an office (ก.พ.ร.), a letter an ordinary word (ม.คณะ).
    end = rf"(?:(?: ?\.)++|(?! ?\.|{LETTER}))(?![ก-ฮ]\.(?![ก-ฮ]))"
    return rf"(?:(?:{full})(?: ?\u0e4c)?|(?:{dotted}){end}|(?:(?<!{LETTER})|(?<=เดือน))(?:{bare})\.?(?!{LETTER}))"


MONTH = _month_pattern()
_MONTH_NUMBER = {re.sub("[.\u0e4c]", "", name): number for number, month in enumerate(MONTHS, 1) for name in month}


class Kind(StrEnum):
    """What a token is; the comment shows how it may be written."""

    ISO = "iso"  # 2024-10-01
    DMY = "dmy"  # 1/10/2567
    MONTH = "month"  # ต.ค.
    FISCAL = "fiscal"  # ปีงบประมาณ
    WHOLE_YEAR = "whole_year"  # ตลอดปี
    HALF = "half"  # ครึ่งปีแรก
    MONTHS = "months"  # 6 เดือนแรก
    DURATION = "duration"  # 6 เดือน: how long, not when
    QUARTER = "quarter"  # ไตรมาสที่
    BUDDHIST = "buddhist"  # พ.ศ.
    CHRISTIAN = "christian"  # ค.ศ.
    YEAR = "year"  # ปี
    TO = "to"  # ถึง, –
    AND = "and"  # และ
    SLASH = "slash"
    NUMBER = "number"
    FILLER = "filler"  # วันที่, เดือน: says what the next word says anyway
    MARK = "mark"  # a bullet, ครั้งที่ 1, and where a recurrence word stood: what follows begins anew
    OTHER = "other"


MARK = "•"
LAST = "(?:แรก|หลัง|สุดท้าย)"
_PATTERNS = {
    Kind.ISO: rf"(?<!{DIGIT}){DIGIT}{{4}}-{DIGIT}{{1,2}}-{DIGIT}{{1,2}}(?!{DIGIT})",
    Kind.DMY: (
        rf"(?<!{DIGIT}){DIGIT}{{1,2}}"
        rf"(?: ?/ ?{DIGIT}{{1,2}} ?/ ?{DIGIT}{{2,5}}|(?P<dot>[-.]){DIGIT}{{1,2}}(?P=dot){DIGIT}{{4,5}})(?!{DIGIT})"
    ),
    Kind.MONTH: MONTH,
    Kind.FISCAL: r"ปี ?งบ(?: ?ประ ?มาณ| ?ฯ)?+(?! ?(?:ก่อน|ที่แล้ว|ที่ผ่านมา|ถัดไป|ต่อไป|หน้า))",
    Kind.WHOLE_YEAR: r"(?:ตลอด(?: ?ทั้ง)?|ทั้ง) ?ปี(?! ?งบ)",
    Kind.HALF: r"ครึ่ง ?(?:ปี ?)?(?:งบ ?ประมาณ ?)?(?:แรก|หลัง)",
    Kind.MONTHS: rf"(?<!{DIGIT}){DIGIT}{{1,2}} ?เดือน ?{LAST}",
    Kind.DURATION: (
        rf"(?:เวลา|จำนวน|รวม|ใน|รอบ) ?{DIGIT}{{1,2}} ?เดือน(?! ?{LAST})|(?<!{DIGIT}){DIGIT}{{1,2}} ?เดือน(?! ?{MONTH})"
    ),
    Kind.QUARTER: r"ไตร ?มาส(?: ?ที่)?",
    Kind.BUDDHIST: rf"พ ?\. ?ศ(?: ?\.)?|(?<!{LETTER})พศ\.?(?!{LETTER})",
    Kind.CHRISTIAN: rf"ค ?\. ?ศ(?: ?\.)?|(?<!{LETTER})คศ\.?(?!{LETTER})",
    Kind.YEAR: r"ปี",
    Kind.MARK: rf"{MARK}|(?:ครั้ง|ข้อ|รุ่น|งวด|รอบ|ระยะ|ลำดับ) ?(?:ที่ ?)?{DIGIT}{{1,2}}(?!{DIGIT}| ?เดือน)",
    Kind.AND: r"[,;&]|และ|กับ|หรือ|รวม ?(?:ถึง|ทั้ง)",
    Kind.TO: rf"(?:จน ?)?ถึง|[-‐-―−~～]+|(?<={DIGIT})/(?={DIGIT}{{4}}-)",  # the last as in 2024-10-01/2025-09-30
    Kind.SLASH: r"/",
    Kind.NUMBER: rf"{DIGIT}+",
    Kind.FILLER: (
        rf" |วัน ?(?:{WEEKDAY} ?)?ที่|วัน ?{WEEKDAY}|เดือน|ประจำ|ภายใน|ตั้งแต่|ระหว่าง|ช่วง|เริ่ม|ต้น|กลาง|ปลาย|สิ้น"
        r"|ใน|ของ|ณ|[().:\[\]\"']"
    ),
    Kind.OTHER: r".",
}
_DIGITS = re.compile(f"{DIGIT}+")
_HYPHEN = re.compile(f"-{DIGIT}")
"""What every date of Excel holds: without one its large pattern is not even made."""
_LONGEST_NUMBER = 5


class Token(NamedTuple):
    """One word of a date. `numbers` are as written: (year, month, day) for ISO, (day, month, year) for DMY.

    HALF and MONTHS give (first month counted from October as 0, number of months).
    """

    kind: Kind
    start: int
    end: int
    numbers: tuple[int, ...] = ()


@cache
def _scanner() -> re.Pattern[str]:
    """All tokens, the first kind that fits; compiled when first used, since many commands read no date."""
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()), re.DOTALL)


@cache
def _excel() -> re.Pattern[str]:
    """Excel writes 1-ต.ค.-67 for a date and ต.ค.-67 for a month: there the hyphens join, they do not reach."""
    year = rf"{DIGIT}{{2,5}}(?!{DIGIT})(?! ?(?:{MONTH}|เดือน))"
    return re.compile(rf"(?:(?<!{DIGIT})({DIGIT}{{1,2}})-)?({MONTH})-(?={year})")


def tidy(text: str) -> str:
    """Make one line of normalised text: markup out, white space single, list bullets as MARK.

    A hyphen that opens a line is a bullet only if one opens the first line too; else it stands between two dates.
    """
    lines = [" ".join(line.split()) for line in re.sub(r"</?[A-Za-z][^<>]*>", "\n", normalise(text)).splitlines()]
    lines = [line for line in lines if line]
    if lines and _bullet(lines[0]):
        lines = [f"{MARK} {line[_bullet(line) :]}" if _bullet(line) else line for line in lines]
    return " ".join(lines)


def _bullet(line: str) -> int:
    """Give the length of the bullet a line begins with; a line of hyphens alone has none."""
    return (len(line) - len(line.lstrip("-–— "))) % len(line)


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens of tidied text, fillers left out."""
    line = _excel().sub(_open_excel_date, text) if _HYPHEN.search(text) else text
    for match in _scanner().finditer(line):
        kind = Kind(match.lastgroup or Kind.OTHER)
        if kind is Kind.FILLER:
            continue
        numbers = _numbers(kind, match.group())
        yield Token(Kind.OTHER if numbers is None else kind, match.start(), match.end(), numbers or ())


def _open_excel_date(match: re.Match[str]) -> str:
    day, month = match.groups()
    if day is None:
        return f"{month} "
    return f"{day}{' ' if int(day) <= 31 else '-'}{month} "


def _numbers(kind: Kind, text: str) -> tuple[int, ...] | None:
    """Give the values of a token; None if the word only looks like one of its kind."""
    match kind:
        case Kind.MONTH:
            return (_MONTH_NUMBER[re.sub("[ .\u0e4c]", "", text)],)
        case Kind.HALF:
            return (0, 6) if text.endswith("แรก") else (6, 6)
        case Kind.NUMBER if len(text) > _LONGEST_NUMBER:
            return None
    numbers = tuple(int(digits) for digits in _DIGITS.findall(text))
    if kind is not Kind.MONTHS:
        return numbers
    (months,) = numbers
    if not 1 <= months <= 12:
        return None
    return (0, months) if text.endswith("แรก") else (12 - months, months)
