"""Periods: the cases are the wordings, each with the whole of what is to be read from it."""

import random
import time
from datetime import date

import pytest
from thai_cases import cases_of

from prongsai.thai import Period, PeriodProblem, Precision, ProblemCode, Span, parse_date, parse_period
from prongsai.thai.tokens import tidy

FISCAL_YEAR = 2567


def _written(period: Period) -> dict[str, object]:
    """A period as the cases write it; what is empty is left out."""
    written = {
        "spans": [f"{span.start} – {span.end} {span.precision}" for span in period.spans],
        "recurrence": list(period.recurrence),
        "problems": [{str(problem.code): problem.text} for problem in period.problems],
    }
    return {"text": period.text} | {key: value for key, value in written.items() if value}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{name}: {case['text']!r}")
        for name in ("period-seeds", "period-dates", "period-parts", "period-recurrence", "period-problems")
        for case in cases_of(name)
    ],
)
def test_reads_the_whole_wording(case: dict[str, object]) -> None:
    assert _written(parse_period(str(case["text"]), FISCAL_YEAR)) == case


def test_values_have_their_types() -> None:
    assert parse_period("ไตรมาส ๑", 2568) == Period(
        "ไตรมาส ๑", spans=(Span(date(2024, 10, 1), date(2024, 12, 31), Precision.QUARTER),)
    )
    assert parse_period("ตุลาคม 2024", 2568) == Period(
        "ตุลาคม 2024", problems=(PeriodProblem(ProblemCode.GREGORIAN_YEAR, "ตุลาคม 2024"),)
    )


@pytest.mark.parametrize(
    ("fiscal_year", "start", "end"),
    [(2566, date(2022, 10, 1), date(2023, 3, 31)), (2569, date(2025, 10, 1), date(2026, 3, 31))],
)
def test_months_without_a_year_fall_inside_the_fiscal_year(fiscal_year: int, start: date, end: date) -> None:
    assert parse_period("ต.ค. - มี.ค.", fiscal_year).spans == (Span(start, end, Precision.MONTH),)


def test_every_case_reads_the_same_in_thai_and_arabic_digits() -> None:
    to_arabic = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
    for name in ("period-seeds", "period-dates", "period-parts", "period-recurrence"):
        for case in cases_of(name):
            thai, arabic = (
                parse_period(text, FISCAL_YEAR) for text in (case["text"], case["text"].translate(to_arabic))
            )
            assert (thai.spans, thai.recurrence) == (arabic.spans, arabic.recurrence)


WORDS = [
    *("ม.ค.", "ต.ค", "กันยายน", "ก.ย. ", "มค", "67", "2567", "๒๕๖๖", "1", "31", "99999", "²", "①", "٣", "2024-10-01"),
    *(" ", "-", "–", "ถึง", "และ", ",", "/", ".", "(", ")", "\n", "- ", "<p>", "\u200b", "\x00", "\ud800", "x", "น."),
    *("ไตรมาส", "ที่", "ปี", "พ.ศ.", "ค.ศ.", "ปีงบประมาณ", "ตลอด", "ครึ่งปีแรก", "6 เดือน", "แรก", "รอบ", "ทุก"),
    *("เดือน", "วันที่", "ประจำ", "ครั้งที่", "ปีละ", "1/10/", "\u0e4d\u0e32", "\u0e40\u0e40"),
]


def test_no_text_raises_or_goes_unanswered() -> None:
    chance = random.Random(2567)
    for _ in range(5_000):
        text = "".join(chance.choices(WORDS, k=chance.randint(0, 14)))
        period = parse_period(text, FISCAL_YEAR)
        assert period.text == text
        assert parse_date(text).text == text
        assert all(span.start <= span.end for span in period.spans)
        assert all(problem.text for problem in period.problems)
        assert period.spans or period.recurrence or period.problems or not tidy(text)


@pytest.mark.parametrize(
    "word", [*WORDS, "1, ", "1 - ", "ม.ค. - ", "ปีงบประมาณ 2567 ", "ไตรมาส 1 - ", "รอบ 6 ", "<a", "- x\n"]
)
def test_takes_linear_time(word: str) -> None:
    text = (word * 20_000)[:20_000]
    began = time.process_time()
    parse_period(text, FISCAL_YEAR)
    assert time.process_time() - began < 5  # a tenth of a second when written; a quadratic reading takes minutes
