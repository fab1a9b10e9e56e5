"""Open data for spreadsheets: the measures and the items of a year as CSV. What a cell cannot hold, the JSON does."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from prongsai.data_names import columns
from prongsai.exporters.cells import safe_lines
from prongsai.model import Agency, Answer, Item, Measure, Year

AddressOf = Callable[[Measure | Item], str]
"""Where a measure or an item stands on the site."""
EvidenceAddress = Callable[[str], str]
"""Where a file of the year's `evidence/` folder is published."""

BOM = "\ufeff"
"""Without it Excel takes Thai for the machine's old code page."""


def measures_csv(agency: Agency, year: Year, *, address: AddressOf, evidence: EvidenceAddress) -> bytes:
    """One row a measure."""
    return _csv("measures", (_measure(agency, year, one, address, evidence) for one in year.measures))


def items_csv(agency: Agency, year: Year, *, address: AddressOf, evidence: EvidenceAddress) -> bytes:
    """One row for every item of the year's framework, answered or not."""
    items = ((indicator, item) for indicator in year.rules.indicators for item in indicator.items)
    return _csv("items", (_item(agency, year, of.number, item, address, evidence) for of, item in items))


def _csv(table: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """UTF-8 with a mark, CRLF, every cell quoted, every line in a cell guarded."""
    names = [column.name for column in columns(table)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return (BOM + text.getvalue()).encode()


def _cell(value: Any) -> str:
    """A value as a cell that no spreadsheet runs; most are empty or begin with a letter, and stand as they are."""
    text = "" if value is None else value if type(value) is str else _text(value)
    return text if not text or (text[0].isalnum() and "\n" not in text) else safe_lines(text)


def _text(value: Any) -> str:
    """True and false, a list with a line an entry, the rest as it is."""
    if isinstance(value, bool):
        return str(value).lower()
    return "\n".join(value) if isinstance(value, tuple | list) else str(value)


def _measure(
    agency: Agency, year: Year, measure: Measure, address: AddressOf, evidence: EvidenceAddress
) -> dict[str, Any]:
    start, end = _days(measure, year)
    return {
        **_whose(agency, year),
        "id": measure.id,
        **_answer(measure, evidence),
        "period_start": start,
        "period_end": end,
        "address": address(measure),
    }


def _item(
    agency: Agency, year: Year, indicator: int, item: Item, address: AddressOf, evidence: EvidenceAddress
) -> dict[str, Any]:
    answer = year.disclosure(item.code)
    return {
        **_whose(agency, year),
        "code": item.code,
        "name": item.name,
        "name_confirmed": item.confirmed,
        "indicator": indicator,
        "answered": answer is not None,
        **(_answer(answer, evidence) if answer else {}),
        "address": address(item),
    }


def _whose(agency: Agency, year: Year) -> dict[str, Any]:
    return {"agency": agency.slug, "agency_name": agency.name, "fiscal_year": year.number}


def _answer(answer: Answer, evidence: EvidenceAddress) -> dict[str, Any]:
    """What measures and items have in common: every field, evidence as titles and addresses line by line."""
    fields = {name: getattr(answer, name) for name in type(answer).model_fields}
    addresses = [one.link or (evidence(one.file) if one.file else "") for one in answer.evidence]
    return {
        **fields,
        "progress_state": answer.progress_state.value,
        "evidence": [one.title for one in answer.evidence],
        "evidence_addresses": addresses,
    }


def _days(measure: Measure, year: Year) -> tuple[str, str]:
    """First and last day, where every line of the period could be read; else nothing is said."""
    periods = measure.spans(year.number)
    if not periods or any(period.problems or not period.spans for period in periods):
        return "", ""
    spans = [span for period in periods for span in period.spans]
    return min(span.start for span in spans).isoformat(), max(span.end for span in spans).isoformat()
