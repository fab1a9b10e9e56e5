"""Strict YAML: what each text says, where its nodes are, and that no bytes at all make it raise or dawdle."""

from __future__ import annotations

import time
from typing import Any

import pytest

from case_files import file_bytes, named, read_cases
from prongsai.load import strict_yaml
from prongsai.problems import format_place


@pytest.mark.parametrize("case", read_cases(__file__, "yaml"), ids=named)
def test_says_what_is_wrong_or_gives_plain_values(case: dict[str, Any]) -> None:
    began = time.process_time()
    document = strict_yaml.read(file_bytes(case), "f.yml")
    seconds = time.process_time() - began
    assert [problem.line() for problem in document.problems] == case.get("says", [])
    if "value" in case:
        assert document.value == case["value"]
    assert seconds < 6, "of CPU; the slowest case takes two"


@pytest.mark.parametrize("case", read_cases(__file__, "positions"), ids=named)
def test_knows_where_every_node_begins(case: dict[str, Any]) -> None:
    source = strict_yaml.read(file_bytes(case), "f.yml").source
    assert {format_place(place): list(at) for place, at in source.values.items()} == case["values"]
    assert {format_place(place): list(at) for place, at in source.keys.items()} == case["keys"]


def test_a_place_that_is_not_in_the_file_is_where_its_parent_is() -> None:
    source = strict_yaml.read(b"a:\n  b: 1\nc:\n", "f.yml").source
    assert source.position(("a", "x", 3)) == (2, 3)
    assert source.position(("c",)) == (3, 1)
    assert source.position(("nowhere",)) == (1, 1)
    assert source.position(("a", "b"), of_key=True) == (2, 3)


def test_every_problem_is_said_in_english_too() -> None:
    document = strict_yaml.read("a: 1\na: 2\n".encode("utf-16"), "f.yml")
    assert [problem.line("en") for problem in document.problems] == [
        "f.yml:1:1: the file is not UTF-8 (probably UTF-16, beginning “a: 1”); save as UTF-8 (บันทึกเป็น UTF-8) [encoding]"
    ]
