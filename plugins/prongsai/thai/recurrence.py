"""How often: `เป็นประจำทุกเดือน`, `รอบ ๖ เดือน`, `ปีละ ๒ ครั้ง`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from .tokens import DIGIT, LAST, MARK, MONTH, WEEKDAY

Recurrence = Literal["daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "continuous"]

_BY_MONTHS: dict[int, Recurrence] = {1: "monthly", 3: "quarterly", 6: "half_yearly", 12: "yearly"}
_BY_TIMES_A_YEAR: dict[int, Recurrence] = {12: "monthly", 4: "quarterly", 2: "half_yearly", 1: "yearly"}

_EVERY = "(?:ทุก ?(?:ๆ ?)?(?:รอบ ?)?|ราย ?|รอบ ?)"
_NUMBERED = rf"(?! ?(?:ที่ ?)?[1-5๑-๕](?!{DIGIT}))"
_TIMES = rf"(?: ?(?:{DIGIT}{{1,2}} ?)?ครั้ง)?"
_OF_MONTH = rf"(?:แรก|สุดท้าย|ที่ ?{DIGIT}) ?(?:ของ|ใน) ?(?:ทุก ?|แต่ละ ?)?เดือน"

# In this order: the more telling wording first.
_PATTERNS = {
    "by_months": rf"{_EVERY}(?:{DIGIT}{{1,2}} ?(?:เดือน)? ?(?:,|และ|/|-) ?){{0,4}}{DIGIT}{{1,2}} ?เดือน(?! ?{LAST})",
    "by_times": rf"ปี ?ละ{_TIMES}|{DIGIT}{{1,2}} ?ครั้ง ?(?:ต่อ|/) ?ปี",
    "monthly": (
        rf"ทุก ?วัน ?{WEEKDAY} ?{_OF_MONTH}|{_EVERY}เดือน(?! ?{MONTH})|ทุก ?(?:ๆ ?)?เดือน|ทุก ?(?:ๆ ?)?(?:ต้น|กลาง|สิ้น) ?เดือน"
        rf"|ทุก ?(?:ๆ ?)?วัน ?ที่ ?{DIGIT}{{1,2}}(?: ?ของ ?(?:ทุก ?)?เดือน)?|ประจำ ?เดือน(?! ?{MONTH})|เดือน ?ละ{_TIMES}"
    ),
    "quarterly": rf"(?:{_EVERY}|ประจำ ?)ไตร ?มาส{_NUMBERED}|ไตร ?มาส ?ละ{_TIMES}",
    "half_yearly": rf"{_EVERY}ครึ่ง ?ปี(?! ?{LAST})|ครึ่ง ?ปี ?ละ{_TIMES}",
    "yearly": rf"ทุก ?(?:ๆ ?)?ปี(?: ?งบ ?ประมาณ)?|(?:ราย ?|รอบ ?|ประจำ ?)ปี(?! ?(?:งบ|พ ?\. ?ศ|{DIGIT}))",
    "daily": (
        rf"ทุก ?วัน ?จันทร์ ?(?:-|–|ถึง) ?(?:วัน ?)?(?:ศุกร์|เสาร์|อาทิตย์)|ทุก ?(?:ๆ ?)?วัน(?! ?(?:ที่|{WEEKDAY}))"
        rf"|ราย ?วัน|ประจำ ?วัน(?! ?(?:ที่|{WEEKDAY}))|วัน ?ละ{_TIMES}"
    ),
    "weekly": rf"(?:{_EVERY}|ประจำ ?)สัปดาห์|สัปดาห์ ?ละ{_TIMES}|ทุก ?(?:ๆ ?)?วัน ?{WEEKDAY}|ทุก ?(?:ๆ ?)?อาทิตย์",
    "continuous": r"ต่อ ?เนื่อง|ตลอด ?เวลา|เป็น ?ต้น ?ไป|(?:(?:จน ?)?ถึง|[-–—]) ?(?:ณ ?)?ปัจจุบัน",
}


@cache
def _frequency() -> re.Pattern[str]:
    """All of them; compiled when first used, since many commands read no period."""
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))


def find_recurrence(text: str) -> tuple[tuple[Recurrence, ...], str]:
    """Take the recurrence words out of tidied text: each kind once, in the order of the text, and what remains.

    What remains is as long as `text`, so that places in it are places in `text`. Times with no name of their own
    (`ทุก ๕ เดือน`, `ปีละ ๓ ครั้ง`) stay in.
    """
    found: dict[Recurrence, None] = {}

    def take(match: re.Match[str]) -> str:
        named = _read(match)
        found.update(dict.fromkeys(named))
        return MARK * len(match.group()) if named else match.group()

    rest = _frequency().sub(take, text)
    return tuple(found), rest


def _read(match: re.Match[str]) -> list[Recurrence]:
    numbers = [int(digits) for digits in re.findall(f"{DIGIT}+", match.group())]
    match match.lastgroup:
        case "by_months":
            return [_BY_MONTHS[months] for months in numbers if months in _BY_MONTHS]
        case "by_times":
            return [_BY_TIMES_A_YEAR[times] for times in numbers or [1] if times in _BY_TIMES_A_YEAR]
        case "daily" | "weekly" | "monthly" | "quarterly" | "half_yearly" | "yearly" | "continuous" as name:
            return [name]
    return []
