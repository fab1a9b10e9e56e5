"""JSON Schema (2020-12) of the data files, with Thai titles and help, for editors and other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from prongsai.described import explanations
from prongsai.model import AgencyFields, DisclosureFields, MeasureFields, Record, YearFields

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def explain_records() -> None:
    """Have pydantic say in its schemas what each field is for; needed by no other part of the program."""
    for record in _all(Record):
        for name, text in explanations(record).items():
            record.model_fields[name].description = text
        record.model_rebuild(force=True)


def _all(record: type[Record]) -> Iterator[type[Record]]:
    """Every kind of record, in the order in which they are defined: what another holds comes before it."""
    for one in record.__subclasses__():
        yield one
        yield from _all(one)


def schemas() -> dict[str, str]:
    """The schema of each kind of file, as JSON text, by file name."""
    explain_records()
    found = {
        "agency.schema.json": _schema(AgencyFields),
        "year.schema.json": _schema(YearFields),
        "measure.schema.json": _schema(MeasureFields),
        "disclosures.schema.json": _by_code(_schema(DisclosureFields)),
    }
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in found.items()}


def _schema(record: type[Record]) -> dict[str, Any]:
    schema = record.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        part["title"] = part.pop("description", part["title"])
        for name, info in part.get("properties", {}).items():
            if name not in part.get("required", ()):
                part["properties"][name] = _or_blank(info)
    _numbers_are_text_too(schema)
    return {"$schema": DIALECT, **schema}


def _numbers_are_text_too(schema: Any) -> None:
    """`number: 3` is text to our reader, which types nothing by itself, but a number to an editor."""
    for part in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(part, dict | list):
            _numbers_are_text_too(part)
    if isinstance(schema, dict) and schema.get("type") == "string" and "pattern" not in schema:
        schema["type"] = ["string", "number"]


def _or_blank(info: dict[str, Any]) -> dict[str, Any]:
    """A key without a value is as good as no key, so an editor must not mark it."""
    outer: dict[str, Any] = {key: info[key] for key in ("title", "description", "default") if key in info}
    inner = {key: value for key, value in info.items() if key not in outer}
    options = inner["anyOf"] if set(inner) == {"anyOf"} else [inner]
    if {"type": "null"} in options:
        return info
    return {**outer, "anyOf": [*options, {"type": "null"}]}


def _by_code(schema: dict[str, Any]) -> dict[str, Any]:
    """disclosures.yml is a mapping from codes to answers."""
    definitions = schema.pop("$defs", {})
    dialect = schema.pop("$schema")
    return {
        "$schema": dialect,
        "$defs": {**definitions, "Disclosure": schema},
        "title": "คำตอบของข้อ OIT ทั้งหมดของปี (disclosures.yml)",
        "type": "object",
        "patternProperties": {"^O[1-9][0-9]?$": {"$ref": "#/$defs/Disclosure"}},
        "additionalProperties": False,
    }
