"""The pages of one fiscal year of one agency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from prongsai import charts
from prongsai.model import Indicator, Issue, Item, Progress, Year, groups, tally
from prongsai.pages.maker import Maker, shown_years
from prongsai.pages.page import Draft

T = TypeVar("T")


def has_issue_pages(year: Year) -> bool:
    """Whether a year has a page for each issue: its report is grouped so, or its framework surely is."""
    return any(m.issue for m in year.measures) or year.rules.issues_confidence == "high"


def year_pages(make: Maker, year: Year) -> Iterator[Draft]:
    """All pages of a year, the overview first."""
    grouped = groups(year)
    with_issues = has_issue_pages(year)
    yield make.draft(
        "year",
        "",
        shows=year.measures,
        in_nav=True,
        groups=grouped,
        with_issues=with_issues,
        tally=tally,
        Progress=Progress,
        progress_chart=charts.stacks((group, group.measures) for group in grouped),
        plan_chart=charts.plan(year),
    )
    for indicator in year.rules.indicators:
        yield _indicator(make, year, indicator, with_issues=with_issues)
    if with_issues:
        for issue in year.rules.issues:
            yield _issue(make, year, issue)
    free = tuple(m for group in grouped if group.of is None for m in group.measures)
    yield make.draft("measures", "measures/", shows=year.measures, groups=grouped, free=free, Progress=Progress)
    yield make.draft("oit", "oit/", shows=year.disclosures, tally=tally, Progress=Progress)
    for item in year.rules.items:
        yield _item(make, year, item)
    yield make.draft("report", "report/", shows=year.measures, groups=grouped, papers=make.options.papers)
    units = year.measures_by_unit()
    chart = charts.stacks(units.items())
    yield make.draft("departments", "departments/", shows=year.measures, units=units, chart=chart)


def _indicator(make: Maker, year: Year, indicator: Indicator, *, with_issues: bool) -> Draft:
    measures = year.measures_for(indicator.number)
    answers = [answer for item in indicator.items if (answer := year.disclosure(item.code))]
    return make.draft(
        "indicator",
        f"indicators/{indicator.number}/",
        record=measures[0].origin.path if len(measures) == 1 else None,
        shows=[*measures, *answers],
        names={"number": indicator.number, "topic": indicator.name},
        indicator=indicator,
        measures=measures,
        scores=[s for s in year.scores.indicators if s.indicator == indicator.number] if year.scores else [],
        issues=[i for i in year.rules.issues if indicator.number in i.indicators] if with_issues else [],
        neighbours=_neighbours(year.rules.indicators, indicator),
        Progress=Progress,
    )


def _issue(make: Maker, year: Year, issue: Issue) -> Draft:
    measures = year.measures_on(issue.number)
    return make.draft(
        "issue",
        f"issues/{issue.number}/",
        record=measures[0].origin.path if len(measures) == 1 else None,
        shows=measures,
        names={"number": issue.number, "topic": issue.name},
        issue=issue,
        measures=measures,
        neighbours=_neighbours(year.rules.issues, issue),
        Progress=Progress,
    )


def _item(make: Maker, year: Year, item: Item) -> Draft:
    answer = year.disclosure(item.code)
    related = year.measures_citing(item)
    reported = make.agency.year(year.rules.report_item_reports_fy) if item.role == "report" else None
    return make.draft(
        "item",
        f"oit/{item.code.lower()}/",
        record=answer.origin.path if answer else None,
        shows=[*related, *([answer] if answer else [])],
        names={"code": item.code, "topic": item.name},
        item=item,
        answer=answer,
        indicator=year.rules.indicator_of(item),
        neighbours=tuple(year.rules.neighbours(item)),
        related=related,
        reported=reported if reported in shown_years(make.agency, make.options) else None,
    )


def _neighbours(row: Sequence[T], one: T) -> tuple[T | None, T | None]:
    """What stands before and after one of a row, None at its ends."""
    place = next(place for place, other in enumerate(row) if other is one)  # not ==: it compares every field
    return row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None
