"""The files of an agency's next year: last year's measures as drafts, without its dates and results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from prongsai.load.frameworks import load_frameworks
from prongsai.model import Agency, Framework, Item, Measure, MeasureFields, Year, YearFields
from prongsai.rewrite.order import MEASURE, ordered
from prongsai.rewrite.text import Value, key_lines
from prongsai.starter.explained import explained
from prongsai.starter.old_years import without_old_years
from prongsai.starter.repository import disclosure_lines, headed, text_of
from prongsai.words import load_words

CARRIED = ("title", "number", "kind", "indicator", "issue", "goals", "steps", "responsible", "items", "continues")
"""What a measure takes along. All else tells of the year gone by: its reason, too, was that year's result."""


class NextYear(NamedTuple):
    """Files by their path below the agency's folder, and the framework they are made for."""

    number: int
    rules: Framework
    files: dict[str, str]

    @property
    def to_do(self) -> int:
        """How many places ask for a look."""
        mark = load_words()["next_year"]["blank"].partition(":")[0] + ":"
        return sum(text.count(f"# {mark}") for text in self.files.values())


def next_year(agency: Agency, year: Year) -> NextYear:
    """The year after `year`, as files; nothing is written. A year without a framework yet takes the newest."""
    number = year.number + 1
    known = load_frameworks()
    rules = known.get(number) or known[max(known)]
    words = load_words()["next_year"]
    files = {f"{number}/year.yml": year_draft(number, rules, words["title"].format(year=number), words["source"])}
    files[f"{number}/disclosures.yml"] = text_of(disclosure_lines(rules, _units(year, rules)))
    for measure in year.measures:
        files[f"{number}/measures/{measure.id}.yml"] = text_of(_measure(measure, year, rules))
    return NextYear(number, rules, files)


def year_draft(number: int, rules: Framework, title: str, source: str, file: str = "") -> str:
    """A year.yml that shows nothing yet: every key explained, the status draft."""
    given: dict[str, str | dict[str, str]] = {"title": title, "status": "draft"}
    given["source"] = {"title": source, "file": file}
    if rules.fiscal_year != number:
        given["framework"] = str(rules.fiscal_year)
    return text_of(headed("year", explained(YearFields, given)))


def _units(year: Year, rules: Framework) -> dict[str, tuple[str, ...]]:
    """Who answers for the items that go by the same name in the new list; numbers change from year to year."""
    found: dict[str, tuple[str, ...]] = {}
    for answer in year.disclosures:
        item = _same(year.rules.item(answer.code), rules)
        if item and answer.responsible:
            found[item.code] = tuple(without_old_years(unit, year.number) for unit in answer.responsible)
    return found


def _same(old: Item | None, rules: Framework) -> Item | None:
    """The one item of another year's list that goes by a name of this one."""
    names = {old.name, *old.aliases} if old else set()
    found = [item for item in rules.items if names & {item.name, *item.aliases}]
    return found[0] if len(found) == 1 else None


def _measure(measure: Measure, year: Year, rules: Framework) -> Iterator[str]:
    words = load_words()["next_year"]
    yield f"# {words['head']}"
    for key, value in ordered(_carried(measure, year), MEASURE).items():
        if key == "issue" and rules.issue(measure.issue or 0) is None:
            yield f"# {words['no_issue'].format(number=measure.issue)}"
            continue
        if key == "items":
            yield from _items(measure, year, rules)
            continue
        if value != getattr(measure, key) and key != "continues":
            yield f"# {words['blank']}"
        yield from key_lines(key, value)
    yield ""
    yield f"# {words['emptied']}"
    for key in MEASURE:
        if key not in CARRIED:
            yield f"# {key}:  # {MeasureFields.model_fields[key].title}"


def _carried(measure: Measure, year: Year) -> dict[str, Value]:
    """The values that go along, with the old years blanked."""
    found: dict[str, Value] = {}
    for key in CARRIED:
        if key not in measure.model_fields_set:
            continue
        value = getattr(measure, key)
        if isinstance(value, str):
            found[key] = without_old_years(value, year.number)
        elif isinstance(value, tuple):
            found[key] = tuple(without_old_years(text, year.number) for text in value)
        elif value is not None:
            found[key] = value
    return found | {"continues": f"{year.number}/{measure.id}"}


def _items(measure: Measure, year: Year, rules: Framework) -> Iterator[str]:
    """The related items under their new numbers, found by name; what has no like is said."""
    words = load_words()["next_year"]
    codes: list[str] = []
    for code in measure.items:
        old = year.rules.item(code)
        new = _same(old, rules)
        if new is None:
            name = without_old_years(old.name, year.number) if old else code
            yield f"# {words['no_item'].format(name=name)}"
        elif new.code not in codes:
            codes.append(new.code)
            if not new.confirmed:
                yield f"# {words['unconfirmed_item'].format(code=new.code)}"
    yield from key_lines("items", codes)
