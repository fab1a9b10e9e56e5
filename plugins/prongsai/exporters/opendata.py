"""Open data: one JSON file per agency and year, holding every field that the records hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from prongsai.model import Agency, Year

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to publish below an agency's data/ address."""

    name: str
    year: int
    content: bytes


def year_json(agency: Agency, year: Year) -> DataFile:
    """All that is known of a year: the agency, the report, measures and disclosures, nothing left out.

    Keys are those of the YAML files; absent fields are absent; scores are text, so no digit is lost.
    """
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "agency": {"slug": agency.slug, **_plain(agency, leave={"slug", "years", "waive"})},
        "fiscal_year": year.number,
        "framework": year.rules.fiscal_year,
        "report": _plain(year, leave={"number", "framework", "measures", "disclosures", "evidence_files", "waive"}),
        "measures": [
            {"id": m.id, "progress": m.progress_state, **_plain(m, leave={"id", "waive"})} for m in year.measures
        ],
        "disclosures": [
            {"code": d.code, "progress_state": d.progress_state, **_plain(d, leave={"code", "waive"})}
            for d in year.disclosures
        ],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return DataFile(f"{agency.slug}-{year.number}.json", year.number, text.encode())


def _plain(record: Agency | Year | Any, *, leave: set[str]) -> dict[str, Any]:
    dumped: dict[str, Any] = record.model_dump(mode="json", exclude=leave, exclude_unset=True)
    return dumped
