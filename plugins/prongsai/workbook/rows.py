"""The records of a year as rows of cells, the same for writing a workbook and for telling what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from prongsai.model import Answer, Year
from prongsai.workbook.codec import digest, to_cell
from prongsai.workbook.columns import CODE, EVIDENCE, ID, ITEMS, MEASURES, NAME, sheets

Cells = Mapping[str, str]
EVIDENCE_KEY = "evidence"


class Rows(NamedTuple):
    """The cells of each sheet, a mapping a row."""

    measures: tuple[Cells, ...]
    evidence: tuple[Cells, ...]
    items: tuple[Cells, ...]

    def by_sheet(self) -> dict[str, tuple[Cells, ...]]:
        """By the names of the sheets."""
        return {MEASURES: self.measures, EVIDENCE: self.evidence, ITEMS: self.items}


def rows_of(year: Year) -> Rows:
    """All rows of a year: its measures, the evidence of its records, every item of its framework."""
    fields = {name: sheet.fields for name, sheet in sheets().items()}
    measures = tuple({ID: m.id, **_cells(m, fields[MEASURES])} for m in year.measures)
    owners: list[tuple[str, Answer]] = [(m.id, m) for m in year.measures]
    owners += [(d.code, d) for d in year.disclosures]
    evidence = tuple(
        {ID: owner, **{key: to_cell(key, getattr(one, key)) for key in fields[EVIDENCE]}}
        for owner, record in owners
        for one in record.evidence
    )
    names = {item.code: item.name for item in year.rules.items}
    codes = dict.fromkeys([*names, *(d.code for d in year.disclosures)])
    items = tuple(
        {CODE: code, NAME: names.get(code, ""), **_cells(year.disclosure(code), fields[ITEMS])} for code in codes
    )
    return Rows(measures, evidence, items)


def _cells(record: Answer | None, keys: tuple[str, ...]) -> dict[str, str]:
    return {key: to_cell(key, getattr(record, key)) if record else "" for key in keys}


def digests(rows: Rows) -> dict[tuple[str, str], str]:
    """The sum of every filled field of every record, by the record's id or code and the key."""
    found: dict[tuple[str, str], str] = {}
    for row, owner in [*((row, ID) for row in rows.measures), *((row, CODE) for row in rows.items)]:
        found |= {(row[owner], key): digest(text) for key, text in row.items() if key not in (owner, NAME) and text}
    for owner in dict.fromkeys(row[ID] for row in rows.evidence):
        found[owner, EVIDENCE_KEY] = digest(evidence_text([row for row in rows.evidence if row[ID] == owner]))
    return found


def evidence_text(rows: list[Cells]) -> str:
    """The evidence of one record as one text, to compare."""
    keys = sheets()[EVIDENCE].fields
    return "\n".join("\t".join(row.get(key, "").strip() for key in keys) for row in rows)
