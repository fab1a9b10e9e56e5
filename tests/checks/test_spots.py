"""Looking through all texts at once for what a rule needs: nothing that it would find is left out."""

import random
import re
from pathlib import Path
from typing import Any

import yaml

from prongsai.checks.slips import _DOUBLED, _table
from prongsai.checks.spots import Spot, Texts

_SLIPS = Path(__file__).resolve().parents[2] / "plugins" / "prongsai" / "locale" / "slips-th.yml"


def _texts(*texts: str) -> Texts:
    nobody: Any = None
    return Texts(tuple(Spot(nobody, None, nobody, nobody, (), "", text) for text in texts))


def test_texts_that_hold_a_word_or_a_pattern_come_once_and_in_their_order() -> None:
    texts = _texts("กข", "ค", "", "ข 12 ข", "34")
    assert [spot.text for spot in texts.holding("ข", re.compile("[0-9]"))] == ["กข", "ข 12 ข", "34"]
    assert texts.holding("กขค", "ขค") == []
    assert _texts().holding("ก", re.compile("ก")) == _texts().doubling() == []


def test_the_table_of_slips_is_read_as_yaml_reads_it_and_each_hint_is_in_what_the_slip_matches() -> None:
    rows = [(row["find"], row["fix"]) for row in yaml.safe_load(_SLIPS.read_text(encoding="utf-8"))["slips"]]
    assert [(row.find, row.fix) for row in _table()] == rows
    assert all(row.hints and "" not in row.hints for row in _table())
    for row in _table():
        plain = re.sub(r"\(\?[=!<].*?\)|[?*]|\(\^\| \)", "", row.find)
        assert any(hint in plain for hint in row.hints)


def test_no_doubled_word_is_missed_by_laying_the_texts_over_themselves() -> None:
    chosen = random.Random(2568)
    texts = [
        "".join(chosen.choices(["กขค", "ขา", "เก่", "ก", " ", "\n", "a"], k=chosen.randint(0, 30))) for _ in range(3_000)
    ]
    spots = _texts(*texts)
    found = {id(spot) for spot in spots.doubling()}
    doubled = [spot for spot in spots if _DOUBLED.search(spot.text)]
    assert len(doubled) > 100
    assert all(id(spot) in found for spot in doubled)
