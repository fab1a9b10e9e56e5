"""The calendar: eras, the fiscal year, writing dates and reading one."""

from datetime import date
from typing import Any

import pytest
from thai_cases import cases_of

from prongsai.thai import (
    MONTHS,
    ParsedDate,
    PeriodProblem,
    Precision,
    ProblemCode,
    be_to_ce,
    ce_to_be,
    fiscal_year_bounds,
    fiscal_year_of,
    format_date,
    format_range,
    normalise,
    parse_date,
)


@pytest.mark.parametrize("case", cases_of("dates"), ids=lambda case: repr(case["text"]))
def test_reads_one_day(case: dict[str, str]) -> None:
    text = case["text"]
    value = date.fromisoformat(case["date"]) if "date" in case else None
    problems = (PeriodProblem(ProblemCode(case["problem"]), normalise(text)),) if "problem" in case else ()
    assert parse_date(text) == ParsedDate(text, value, problems)


@pytest.mark.parametrize("case", cases_of("formats"), ids=lambda case: case["long"])
def test_writes_a_range(case: dict[str, Any]) -> None:
    start, end = date.fromisoformat(case["start"]), date.fromisoformat(case["end"])
    precision = Precision(case.get("precision", "day"))
    assert format_range(start, end, precision=precision) == case["long"]
    assert format_range(start, end, short=True, precision=precision) == case["short"]


def test_a_written_day_reads_back() -> None:
    for month in range(1, 13):
        day = date(2024, month, 29)
        assert parse_date(format_date(day)).value == day
        assert parse_date(format_date(day, short=True)).value == day


def test_the_fiscal_year_turns_in_october() -> None:
    assert fiscal_year_of(date(2024, 9, 30)) == 2567
    assert fiscal_year_of(date(2024, 10, 1)) == 2568
    assert fiscal_year_bounds(2568) == (date(2024, 10, 1), date(2025, 9, 30))


def test_both_ends_of_a_fiscal_year_lie_in_it() -> None:
    for fiscal_year in range(2500, 2600):
        assert [fiscal_year_of(day) for day in fiscal_year_bounds(fiscal_year)] == [fiscal_year, fiscal_year]


def test_the_eras_are_543_years_apart() -> None:
    assert be_to_ce(2567) == 2024
    assert ce_to_be(2024) == 2567


def test_january_is_the_first_month() -> None:
    assert MONTHS[0] == ("มกราคม", "ม.ค.")
    assert MONTHS[11] == ("ธันวาคม", "ธ.ค.")
