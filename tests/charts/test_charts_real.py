"""The charts of the real pages: every number is the model's, nothing breaks the policy, nothing is too heavy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prongsai.build import build_site
from prongsai.load import load_site
from prongsai.model import Agency, Measure, Progress, Site, Year, tally
from prongsai.pages import Options
from prongsai.words import load_words

WORDS: dict[str, str] = load_words()["status"]
CHART = re.compile(r'<figure class="pr-chart".*?</figure>', re.DOTALL)
PATH = re.compile(r'<path class="pr-status--(\w+)" d="M(\d+) 0h(\d+)v1H\2z"/>')


@pytest.fixture(scope="module")
def site_data(root: Path) -> Site:
    found, problems = load_site(root / "data")
    assert problems == []
    return found


@pytest.fixture(scope="module")
def pages(root: Path, site_data: Site) -> dict[str, str]:
    return {page.address: page.html for page in build_site(site_data, Options(), root / "data").pages}


def years(site: Site) -> list[tuple[Agency, Year]]:
    return [(agency, year) for agency in site.agencies for year in agency.years]


def rows(page: str, label: str) -> list[str]:
    """The rows of the chart with this name."""
    found = [chart for chart in CHART.findall(page) if label in chart.partition(">")[0]]
    assert len(found) <= 1
    return found[0].partition('"pr-chart__rows')[2].partition("</ul>")[0].split("<li>")[1:] if found else []


def said(row: str) -> dict[str, int]:
    """The counts that a row's text says."""
    text = row.partition('class="pr-chart__text">')[2]
    return {word: int(count) for word, count in re.findall(r"([^<>·]+?) <b>(\d+)</b>", text.replace(" · ", "·"))}


def counted(measures: tuple[Measure, ...]) -> dict[str, int]:
    return {WORDS[state]: count for state, count in tally(measures).items() if count}


def drawn(row: str) -> dict[str, int]:
    """The widths of a row's segments."""
    return {WORDS[state]: int(width) for state, _, width in PATH.findall(row)}


def stated(year: Year) -> bool:
    return any(m.progress_state is not Progress.NOT_STATED for m in year.measures)


def test_progress_counts_every_measure(site_data: Site, pages: dict[str, str]) -> None:
    for agency, year in years(site_data):
        page = pages[f"{agency.slug}/{year.number}/"]
        found = rows(page, load_words()["year"]["progress"])
        assert (load_words()["charts"]["no_status"] in page) is not stated(year)
        total = dict.fromkeys(Progress, 0)
        for row in found:
            assert said(row) == drawn(row)
            for state in Progress:
                total[state] += said(row).get(WORDS[state], 0)
        assert not found if not stated(year) else total == tally(year.measures)


def test_departments_are_counted_as_the_model_counts_them(site_data: Site, pages: dict[str, str]) -> None:
    for agency, year in years(site_data):
        found = rows(pages[f"{agency.slug}/{year.number}/departments/"], load_words()["charts"]["departments"])
        expected = [counted(measures) for measures in year.measures_by_unit().values()] if stated(year) else []
        assert [said(row) for row in found] == [drawn(row) for row in found] == expected


def test_each_measure_has_its_row_in_the_plan(site_data: Site, pages: dict[str, str]) -> None:
    drawn_years = {}
    for agency, year in years(site_data):
        found = rows(pages[f"{agency.slug}/{year.number}/"], 'aria-labelledby="plan"')
        drawn_years[f"{agency.slug}/{year.number}"] = sum(len(PATH.findall(row)) for row in found)
        if found:
            assert len(found) == len(year.measures)
        for row, measure in zip(found, year.measures, strict=False):
            assert f"#{measure.id}" in row
            assert {state for state, *_ in PATH.findall(row)} <= {measure.progress_state}
            if stated(year):
                assert f"<b>{measure.status or WORDS['not_stated']}</b>" in row
    assert drawn_years == {
        "ban-laem/2566": 14,
        "hin-dat/2567": 23,  # two of its 25 measures name months of 2566
        "khok-yai/2568": 0,  # all of its measures name the months of fiscal year 2569
        "sing/2568": 12,
        "thung-bu-lang/2566": 3,
        "tua-yang/2567": 8,
        "tua-yang/2568": 8,
    }


def test_only_the_agency_with_two_scored_years_has_scores_over_years(site_data: Site, pages: dict[str, str]) -> None:
    label = 'aria-labelledby="scores-over-years"'
    shown = {agency.slug: rows(pages[f"{agency.slug}/"], label) for agency in site_data.agencies}
    assert {slug for slug, found in shown.items() if found} == {"tua-yang"}
    agency = site_data.agency("tua-yang")
    assert agency is not None
    reports = [year.scores for year in reversed(agency.years) if year.scores]
    filed = [(one.indicator, str(of.fiscal_year), str(one.score)) for of in reports for one in of.indicators]
    for number, row in enumerate(shown["tua-yang"], 1):
        assert re.findall(r"(\d{4}): <b>([\d.]+)</b>", row) == [
            (year, score) for n, year, score in filed if n == number
        ]
    assert len(shown["tua-yang"]) == 10


def test_charts_are_silent_for_the_ear_and_obey_the_policy(pages: dict[str, str]) -> None:
    found = [chart for page in pages.values() for chart in CHART.findall(page)]
    assert len(found) == 3 + 7 + 3 + 1  # progress, plan, departments, scores
    for chart in found:
        assert not re.search(r"\bstyle=|<script|<style|\bon\w+=|\bid=|<text", chart)
        for svg in re.findall(r"<svg[^>]*>", chart):
            assert 'aria-hidden="true"' in svg


def test_a_plan_of_fourteen_measures_is_small(pages: dict[str, str]) -> None:
    [chart] = [c for c in CHART.findall(pages["ban-laem/2566/"]) if 'aria-labelledby="plan"' in c]
    table = chart.partition("<details>")[2].partition("</details>")[0]
    assert len(chart.encode()) - len(table.encode()) <= 8_000
    assert len(chart.encode()) <= 12_000
