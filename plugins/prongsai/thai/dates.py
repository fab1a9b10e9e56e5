"""Thai calendar dates: the Buddhist era, the fiscal year, writing dates and reading a single one.

Years in function names and arguments are พ.ศ. (Buddhist era = Gregorian year + 543) unless `date` objects carry them.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from .tokens import MONTHS, Kind, Month, Token, scan, tidy

__all__ = [
    "MONTHS",
    "Month",
    "ParsedDate",
    "PeriodProblem",
    "Precision",
    "ProblemCode",
    "be_to_ce",
    "ce_to_be",
    "fiscal_year_bounds",
    "fiscal_year_of",
    "format_date",
    "format_range",
    "parse_date",
]

_ERA = 543
_FISCAL_START = 10  # October


class Precision(StrEnum):
    """How closely a date was written, closest first."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class ProblemCode(StrEnum):
    """Why something written is not taken for a date."""

    GREGORIAN_YEAR = "gregorian-year"  # ตุลาคม 2024
    DOUBLED_YEAR = "doubled-year"  # 3110: 543 added twice
    SMALL_YEAR = "small-year"  # พ.ศ. 256
    ERA_UNCLEAR = "era-unclear"  # 2568-10-01
    IMPOSSIBLE_DATE = "impossible-date"  # 31 ก.พ. 2567
    REVERSED = "reversed"  # the end comes before the start
    UNREADABLE = "unreadable"


class PeriodProblem(NamedTuple):
    """A piece of a period, in its normalised spelling, that nobody should guess at."""

    code: ProblemCode
    text: str


class ParsedDate(NamedTuple):
    """A single day as filed; `value` is None if the text is empty or has a problem."""

    text: str
    value: date | None = None
    problems: tuple[PeriodProblem, ...] = ()


def be_to_ce(year: int) -> int:
    """พ.ศ. 2567 is 2024. Holds from 2484 on, when the Thai year began to start on 1 January."""
    return year - _ERA


def ce_to_be(year: int) -> int:
    """2024 is พ.ศ. 2567."""
    return year + _ERA


def fiscal_year_of(day: date) -> int:
    """Give the fiscal year (พ.ศ.) a day falls in: from October on, the next year's.

    Source: พ.ร.บ.วิธีการงบประมาณ พ.ศ. 2561 มาตรา 4 (1 October to 30 September, named after the year it ends in).
    """
    return ce_to_be(day.year) + (day.month >= _FISCAL_START)


def fiscal_year_bounds(fiscal_year: int) -> tuple[date, date]:
    """First and last day of a fiscal year (พ.ศ.): 2568 is 1 October 2024 to 30 September 2025."""
    year = be_to_ce(fiscal_year)
    return date(year - 1, _FISCAL_START, 1), date(year, _FISCAL_START - 1, 30)


def format_date(day: date, *, short: bool = False) -> str:
    """Write a day: `1 ตุลาคม 2567`, or short `1 ต.ค. 2567`; digits are Arabic."""
    return f"{day.day} {_month_year(day, short=short)}"


def format_range(start: date, end: date, *, short: bool = False, precision: Precision = Precision.DAY) -> str:
    """Write a range and drop what repeats: `1–15 มกราคม 2567`, `1 มกราคม – 31 มีนาคม 2567`.

    Any precision but a day's writes whole months: `ตุลาคม 2566 – กันยายน 2567`, `มกราคม – มีนาคม 2567`.
    """
    if precision is Precision.DAY:
        last, first_day = format_date(end, short=short), f"{start.day} "
    else:
        last, first_day = _month_year(end, short=short), ""
    same_month = (start.year, start.month) == (end.year, end.month)
    if start == end or (same_month and not first_day):
        return last
    if same_month:
        return f"{start.day}–{last}"
    first = _month_name(start, short=short) if start.year == end.year else _month_year(start, short=short)
    return f"{first_day}{first} – {last}"


@lru_cache(1024)
def parse_date(text: str) -> ParsedDate:
    """Read one day with its year: `1 ตุลาคม 2567`, `๑ ต.ค ๖๗`, `1/10/2567` or `2024-10-01`, which alone is Gregorian.

    A two-digit year is 25xx. Never raises: what cannot be a day of a known era is named in `problems`.
    """
    line = tidy(text)
    if not line:
        return ParsedDate(text)
    found = _single_day(list(scan(line)))
    if isinstance(found, date):
        return ParsedDate(text, found)
    return ParsedDate(text, problems=(PeriodProblem(found, line),))


def _single_day(tokens: list[Token]) -> date | ProblemCode:
    kinds = [token.kind for token in tokens if token.kind is not Kind.YEAR]
    numbers = [token.numbers for token in tokens if token.numbers]
    match kinds:
        case [Kind.ISO]:
            return read_iso(numbers[0])
        case [Kind.DMY]:
            day, month, year = numbers[0]
            return read_day(day, month, read_year(year))
        case [Kind.NUMBER, Kind.MONTH, Kind.NUMBER] | [Kind.NUMBER, Kind.MONTH, _, Kind.NUMBER]:
            era = kinds[2] if len(kinds) > 3 else None
            if era in (None, Kind.BUDDHIST, Kind.CHRISTIAN):
                return read_day(numbers[0][0], numbers[1][0], read_year(numbers[2][0], era))
    return ProblemCode.UNREADABLE


def read_year(year: int, era: Kind | None = None) -> int | ProblemCode:
    """Give the พ.ศ. year that was written, or why it is not one; `era` is the พ.ศ. or ค.ศ. before it, if any."""
    if era is Kind.CHRISTIAN:
        return ProblemCode.GREGORIAN_YEAR
    if year < 100:
        return 2500 + year
    if year >= 3000:
        return ProblemCode.DOUBLED_YEAR
    if era is None and 1900 <= year <= 2100:
        return ProblemCode.GREGORIAN_YEAR
    return ProblemCode.SMALL_YEAR if year < 2400 else year


def read_day(day: int, month: int, year: int | ProblemCode) -> date | ProblemCode:
    """Make a day of a พ.ศ. year; a problem of the year is handed on."""
    if isinstance(year, ProblemCode):
        return year
    try:
        return date(be_to_ce(year), month, day)
    except ValueError:
        return ProblemCode.IMPOSSIBLE_DATE


def read_iso(numbers: tuple[int, ...]) -> date | ProblemCode:
    """Make a day of (year, month, day), whose year must be Gregorian beyond doubt."""
    year, month, day = numbers
    if not 1900 <= year <= 2100:
        return ProblemCode.ERA_UNCLEAR
    return read_day(day, month, ce_to_be(year))


def _month_name(day: date, *, short: bool) -> str:
    month = MONTHS[day.month - 1]
    return month.short if short else month.long


def _month_year(day: date, *, short: bool) -> str:
    return f"{_month_name(day, short=short)} {ce_to_be(day.year)}"
