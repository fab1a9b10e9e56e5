"""Marks of lists: what is one, and what only looks like one."""

import doctest
import time
from typing import Any

import pytest
from thai_cases import cases_of

from prongsai.thai import labels, split_label


@pytest.mark.parametrize("case", cases_of("labels"), ids=lambda case: case["text"])
def test_parts_an_item_from_its_mark(case: dict[str, Any]) -> None:
    found = split_label(case["text"])
    assert (found.label, found.text) == (case["label"], case["rest"])
    assert (list(found.numbers), found.style, found.thai_digits) == (case["numbers"], case["style"], case["thai"])


@pytest.mark.parametrize("word", ["1", "1.", "(", "- ", "ก.", " "])
def test_takes_linear_time(word: str) -> None:
    began = time.process_time()
    split_label((word * 20_000)[:20_000])
    assert time.process_time() - began < 1


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(labels).failed == 0
