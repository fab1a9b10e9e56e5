"""What people type finds what they mean: the query set, spans drawn by program, and hostile data, all in Chromium."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from search_engine import Engine, bare, cases, precision, recall

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.fixture(scope="module")
def engine(browser: Browser, site: Path) -> Iterator[Engine]:
    page = browser.new_page()
    yield Engine(page, site)
    page.close()


def test_the_query_set_is_large_and_of_all_kinds() -> None:
    kinds = {case["kind"] for case in cases()}
    assert len(cases()) >= 100
    assert len(kinds) >= 15


def test_recall_and_precision_at_five_reach_the_bar(engine: Engine) -> None:
    found, right, misses = [], [], []
    for case in cases():
        if case.get("none"):
            continue
        first = engine.answer(case["query"]).locations[:5]
        found.append(recall(case, first))
        right.append(precision(case, first, engine.letters))
        if found[-1] < 1 or right[-1] < 1:
            misses.append((case["query"], first))
    assert sum(found) / len(found) >= 0.95, misses
    assert sum(right) / len(right) >= 0.92, misses


@pytest.mark.parametrize("query", [case["query"] for case in cases() if case.get("none")])
def test_nonsense_finds_nothing(engine: Engine, query: str) -> None:
    assert engine.answer(query).locations == []


@pytest.mark.parametrize("query", [case["query"] for case in cases() if case.get("near")])
def test_what_is_only_near_is_announced(engine: Engine, query: str) -> None:
    answer = engine.answer(query)
    assert answer.approximate
    assert "ไม่พบคำตรงกัน แสดงคำใกล้เคียง" in answer.titles[0]


def test_spans_drawn_by_program_are_found(engine: Engine) -> None:
    draw = random.Random(20260805)  # repeatable, not secret
    entries = [entry for entry in engine.index["entries"] if entry[2]]
    missed = []
    for _ in range(100):
        entry = draw.choice(entries)
        text = engine.index["texts"][draw.choice([entry[1], *entry[2]])]
        words = text.split()
        start = draw.randrange(len(words))
        span = " ".join(words[start : start + draw.randint(1, 2)])[:60]
        if len(bare(span)) < 5:
            continue
        first = engine.answer(span).locations[:5]
        if not any(bare(span) in engine.letters[location] for location in first):
            missed.append((span, entry[0], first))
    assert len(missed) <= 3, missed


def test_every_result_says_agency_year_and_kind(engine: Engine) -> None:
    title = engine.answer("ทะเบียนกลางยืม").titles[0]
    assert "อบต.ตัวอย่าง · ปี 2567 · มาตรการ" in title
    assert "<mark>ทะเบียนกลางยืม</mark>" in title


def test_codes_come_in_order_newest_year_first(engine: Engine) -> None:
    locations = [one for one in engine.answer("O1").locations if "/oit/" in one]
    assert {one.rpartition("/oit/")[2] for one in locations} == {"o1/"}
    years = [one.split("/")[1] for one in locations]
    assert years == sorted(years, reverse=True)


def test_hostile_text_stays_text(browser: Browser, site: Path, engine: Engine) -> None:
    index = copy.deepcopy(engine.index)
    bad = '<img src=x onerror="document.title=1">&amp;"\' จารชน'
    index["texts"][:] = [bad if number < 5 else text for number, text in enumerate(index["texts"])]
    index["agencies"][0][0][0] = bad
    index["words"]["near"] = bad
    page = browser.new_page()
    hostile = Engine(page, site, index)
    for query in ("จารชน", "จารชม", "<img", 'onerror="document', "&amp;"):
        for title in hostile.answer(query).titles:
            assert "<img" not in title
    page.close()


def test_any_query_is_answered(engine: Engine) -> None:
    for query in ("", " ", "\\", "(((", "[ก-", "*", "ก" * 5000, "\ud83d\ude00", "ํ", "เ", "O", "0", "๐" * 40, "ปี", "ข้อ"):
        assert isinstance(engine.answer(query).locations, list)
