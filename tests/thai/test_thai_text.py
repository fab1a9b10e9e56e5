"""Letters and digits: one spelling, the order of the dictionary, and addresses that go on working."""

import doctest
import importlib
import random
import time
from collections.abc import Callable

import pytest
from thai_cases import cases_of

from prongsai.thai import collation_key, normalise, to_arabic_digits, to_thai_digits


@pytest.mark.parametrize("case", cases_of("normalise"), ids=lambda case: case["note"])
def test_gives_one_spelling(case: dict[str, str]) -> None:
    assert normalise(case["text"]) == case["normal"]
    assert normalise(case["normal"]) == case["normal"]


def test_sorts_as_icu_does() -> None:
    in_order = cases_of("collation")
    shuffled = in_order.copy()
    random.Random(2567).shuffle(shuffled)
    assert sorted(shuffled, key=collation_key) == in_order


def test_sorts_every_spelling_of_a_word_together() -> None:
    assert collation_key("น\u0e4d\u0e49\u0e32") == collation_key("น้ำ")
    assert sorted(["กิ", "ก\u0e4d\u0e32", "กา"], key=collation_key) == ["กา", "ก\u0e4d\u0e32", "กิ"]


@pytest.mark.parametrize("case", cases_of("digits"), ids=lambda case: case["arabic"])
def test_changes_digits_outside_addresses(case: dict[str, str]) -> None:
    assert to_thai_digits(case["arabic"]) == case["thai"]
    assert to_arabic_digits(case["thai"]) == case["arabic"]


@pytest.mark.parametrize("change", [normalise, collation_key, to_thai_digits, to_arabic_digits])
@pytest.mark.parametrize("word", ["a", "a.", "a@", "a-", "www.", "http://", "1", "ก่", "\u0e4d\u0e48", "\u0e40", " "])
def test_takes_linear_time(change: Callable[[str], object], word: str) -> None:
    began = time.process_time()
    change((word * 20_000)[:20_000])
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "module", ["text", "digits", "dates", "tokens", "recurrence", "pieces", "phrases", "years", "period"]
)
def test_the_examples_in_the_docstrings_hold(module: str) -> None:
    assert doctest.testmod(importlib.import_module(f"prongsai.thai.{module}")).failed == 0
