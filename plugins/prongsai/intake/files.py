"""The drafts of an import as files, by path; what the data has already is compared and never written again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any

from prongsai.checks.likeness import letters, likeness
from prongsai.importers.draft import DraftMeasure, Import
from prongsai.intake.values import Values, values_of
from prongsai.model import Disclosure, Framework, Measure, Year
from prongsai.rewrite.ids import new_id
from prongsai.rewrite.order import DISCLOSURE, MEASURE, ordered
from prongsai.rewrite.text import key_lines, record_lines
from prongsai.words import load_words

ALIKE = 0.9
"""So alike are the titles of one measure, as two people typed it."""
_SAME_PLACE = 0.5
"""With the same id, so much is enough: somebody has reworded the title since the last import."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One draft: the id or code of its record, and the lines in which an existing record differs from it."""

    name: str
    values: Values
    exists: bool = False
    diff: tuple[str, ...] = ()

    @property
    def draft(self) -> DraftMeasure:
        """What was read."""
        return self.values.draft


@dataclass(frozen=True, slots=True)
class Intake:
    """All that an import gives: entries for people, files by their path below the year's folder."""

    entries: tuple[Entry, ...]
    files: dict[str, str] = field(default_factory=dict)
    imports: tuple[Import, ...] = ()

    @property
    def letters(self) -> tuple[int, int]:
        """Letters read, and letters that stand in records or outside: equal, or something was lost."""
        return sum(one.letters_in for one in self.imports), sum(one.letters_out for one in self.imports)

    @property
    def doubts(self) -> int:
        """How many remarks wait for a person."""
        return sum(len(said) for entry in self.entries for said in entry.values.remarks.values())


def make_intake(imports: Sequence[Import], framework: Framework, year: Year | None) -> Intake:
    """The drafts of one or more documents as files, beside the records that the year has already."""
    drafts = [values_of(draft, framework) for one in imports for draft in one.measures]
    measures = [one for one in drafts if one.draft.kind != "ข้อ OIT"]
    items = [one for one in drafts if one.draft.kind == "ข้อ OIT"]
    entries = [*_measures(measures, year), *_items(items, framework, year)]
    files = {f"measures/{e.name}.yml": _file(e.values) for e in entries if e.draft.kind != "ข้อ OIT" and not e.exists}
    answers = [entry for entry in entries if entry.draft.kind == "ข้อ OIT" and not entry.exists]
    if answers:
        files["disclosures.yml"] = _disclosures(answers)
    return Intake(tuple(entries), files, tuple(imports))


def _measures(drafts: Iterable[Values], year: Year | None) -> Iterator[Entry]:
    there = {one.id: one for one in year.measures} if year else {}
    placed: list[str] = []
    taken = set(there)
    matched: set[str] = set()
    for values in drafts:
        record = values.record
        group = (record["kind"], record.get("indicator"), record.get("issue"))
        placed.append(new_id(*group, placed))
        old = _same(record["title"], placed[-1], there, matched)
        if old:
            matched.add(old.id)
            yield Entry(old.id, values, exists=True, diff=_diff(_plain(old, MEASURE), record))
            continue
        used = any(_is_at(one, placed[-1]) for one in taken)
        name = new_id(*group, taken) if used else placed[-1]
        taken.add(name)
        yield Entry(name, values)


def _same(title: str, place: str, there: Mapping[str, Measure], matched: set[str]) -> Measure | None:
    """The measure that the year has already: by its title, or by its id if the title is not quite another."""
    own = letters(title)
    ranked = sorted(
        ((likeness(own, letters(one.title)), one.id) for one in there.values() if one.id not in matched), reverse=True
    )
    if ranked and ranked[0][0] >= ALIKE and own:
        return there[ranked[0][1]]
    near = (name for alike, name in ranked if alike >= _SAME_PLACE and _is_at(name, place))
    name = next(near, None)
    return there[name] if name else None


def _is_at(name: str, place: str) -> bool:
    """Whether an id is this one, or this one with a word behind it: `i2-1-budget` is at `i2-1`."""
    return name == place or name.startswith(f"{place}-")


def _items(drafts: Iterable[Values], framework: Framework, year: Year | None) -> Iterator[Entry]:
    """Answers to items; one whose code is unknown or given twice has no code of its own."""
    seen: set[str] = set()
    said = load_words()["import"]["remarks"]
    for values in drafts:
        code = values.draft.code
        old = year.disclosure(code) if year and code else None
        if old:
            yield Entry(code, values, exists=True, diff=_diff(_plain(old, DISCLOSURE), values.record))
            continue
        if framework.item(code) is None or code in seen:
            values.remark("", said["twice" if code in seen else "no_code"].format(code=code or "?"))
            code = ""
        seen.add(code)
        yield Entry(code, values)


def _plain(record: Measure | Disclosure, order: Sequence[str]) -> dict[str, Any]:
    keys = (record.model_fields_set | {"kind"}) & set(order) & type(record).model_fields.keys()
    return ordered(record.model_dump(mode="json", include=keys, exclude_none=True), order)


def _diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines in which what was read differs from what the data has, field by field that was read."""
    lines: list[str] = []
    for key, value in new.items():
        changed = list(unified_diff(texts(old.get(key)), texts(value), n=0, lineterm=""))[2:]
        lines += [f"  {key}:", *(line for line in changed if not line.startswith("@@"))] if changed else []
    return tuple(lines)


def texts(value: Any) -> list[str]:
    """A value as people read it, a text an entry."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [" → ".join(text for inner in value.values() for text in texts(inner))]
    return [str(value)] if isinstance(value, str | int) else [text for one in value for text in texts(one)]


def _file(values: Values) -> str:
    return "\n".join(_lines(values, "")) + "\n"


def _lines(values: Values, indent: str) -> Iterator[str]:
    """A record with every remark as a comment before the key that it is about."""
    words = load_words()["import"]
    yield f"{indent}# {words['from'].format(place=values.draft.place.th)}"
    yield from _comments(values.remarks.get("", ()), indent)
    for key, value in values.record.items():
        yield from _comments(values.remarks.get(key, ()), indent)
        yield from key_lines(key, value, indent)


def _comments(said: Iterable[str], indent: str) -> Iterator[str]:
    yield from (f"{indent}# {load_words()['import']['check']}: {' '.join(one.split())}" for one in said)


def _disclosures(entries: Iterable[Entry]) -> str:
    """All answers in one file; what has no code of its own stands there as comments, to be placed by hand."""
    lines: list[str] = []
    for entry in entries:
        if entry.name and entry.values.record:
            lines += [f"{entry.name}:", *_lines(entry.values, "  ")]
        elif entry.name:
            lines += [*_lines(entry.values, ""), f"{entry.name}: {{}}"]
    for entry in entries:
        if not entry.name:
            head = _lines(Values(entry.draft, {}, {"": entry.values.remarks.get("", [])}), "")
            lines += ["", *head, *(f"# {line}" for line in record_lines(entry.values.record))]
    return "\n".join(lines).strip("\n") + "\n"
