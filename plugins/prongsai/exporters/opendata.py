"""Open data: one JSON file per agency and year, holding every field that the records hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from prongsai.data_names import SCHEMA_VERSION
from prongsai.model import Agency, Record, Year

Evidence = Callable[[str], str]
"""Where a file of the year's `evidence/` folder is published, seen from the document."""


def year_json(agency: Agency, year: Year, *, schema: str, evidence: Evidence) -> bytes:
    """All that is known of a year: the agency, the report, measures and disclosures, nothing left out.

    Keys are those of the YAML files; absent fields are absent; scores are text, so no digit is lost. Only what speaks
    to the checks (`waive`) stays inside. `schema` is the address of the document's JSON Schema.
    """
    document: dict[str, Any] = {
        "$schema": schema,
        "schema_version": SCHEMA_VERSION,
        "agency": {"slug": agency.slug, **_plain(agency, leave={"slug", "years"})},
        "fiscal_year": year.number,
        "framework": year.rules.fiscal_year,
        "report": _plain(year, leave={"number", "framework", "measures", "disclosures", "evidence_files"}),
        "measures": [
            {"id": m.id, "progress_state": m.progress_state, **_plain(m, leave={"id"})} for m in year.measures
        ],
        "disclosures": [
            {"code": d.code, "progress_state": d.progress_state, **_plain(d, leave={"code"})} for d in year.disclosures
        ],
        "evidence_files": [{"file": name, "address": evidence(name)} for name in year.evidence_files],
    }
    return as_json(document)


def as_json(document: Any) -> bytes:
    """A document as it is published: indented, Thai as Thai, one line end at its end."""
    return (_indented(document, "\n") + "\n").encode()


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def _indented(value: Any, line: str) -> str:
    """What `json.dumps` writes with an indent of two; that goes piece by piece through generators, this does not.

    `line` is a line end with the indent of what the value stands in.
    """
    if isinstance(value, str) or not value:
        return _encoded(value)
    inner = f"{line}  "
    if isinstance(value, dict):
        parts = [f"{_encoded(_key(key))}: {_indented(one, inner)}" for key, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"
    if isinstance(value, list | tuple):
        return f"[{inner}{f',{inner}'.join([_indented(one, inner) for one in value])}{line}]"
    return _encoded(value)


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"keys of what is published are texts, not {key!r}")
    return key


def _plain(record: Record, *, leave: set[str]) -> dict[str, Any]:
    dumped: dict[str, Any] = record.model_dump(mode="json", exclude=leave | {"waive"}, exclude_unset=True)
    return dumped
