"""JSON Schema (2020-12) of the open data: what the published JSON of a year holds, made from the same model."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from prongsai.data_names import SCHEMA_VERSION
from prongsai.exporters.schema import DIALECT, explain_records
from prongsai.model import AgencyFields, DisclosureFields, MeasureFields, Progress, Record, YearFields
from prongsai.words import load_words


@cache
def published_schema() -> dict[str, Any]:
    """The schema of `year_json`. Stricter than the schemas for editors: what is published has been read and typed."""
    explain_records()
    words = load_words()["data"]["keys"]
    state = {"enum": list(Progress), "title": words["progress_state"]}
    definitions: dict[str, Any] = {}
    parts = {
        "agency": _record(AgencyFields, definitions, slug=_text(words["slug"])),
        "report": _record(YearFields, definitions, leave={"framework"}),
        "measure": _record(MeasureFields, definitions, id=_text(words["id"]), progress_state=state),
        "disclosure": _record(
            DisclosureFields, definitions, code=_text(words["code"], "^O[1-9][0-9]?$"), progress_state=state
        ),
        "evidence_file": _closed({"file": _text(words["file"]), "address": _text(words["address"])}),
    }
    year = {"type": "integer", "minimum": 2540}
    return {
        "$schema": DIALECT,
        "title": words["document"],
        "$defs": {**definitions, **parts},
        **_closed(
            {
                "$schema": {"type": "string"},
                "schema_version": {"const": SCHEMA_VERSION},
                "agency": {"$ref": "#/$defs/agency"},
                "fiscal_year": {**year, "title": words["fiscal_year"]},
                "framework": {**year, "title": words["framework"]},
                "report": {"$ref": "#/$defs/report"},
                "measures": _many("measure"),
                "disclosures": _many("disclosure"),
                "evidence_files": _many("evidence_file"),
            }
        ),
    }


def _record(
    record: type[Record], definitions: dict[str, Any], *, leave: Collection[str] = (), **first: Any
) -> dict[str, Any]:
    """A record's schema with `first` before its keys; the records inside it go to `definitions`."""
    schema = _mended(record.model_json_schema(mode="serialization"))
    for name, part in schema.pop("$defs", {}).items():
        part["title"] = part.pop("description", name)
        definitions[name] = part
    title, properties = schema.pop("description"), schema["properties"]
    kept = {key: part for key, part in properties.items() if key not in {"waive", *leave}}
    required = [*first, *schema.get("required", ())]
    return {**schema, "title": title, "properties": {**first, **kept}, "required": required}


def _mended(part: Any) -> Any:
    """What pydantic says of a list's length and of a number kept as text, in the words of JSON Schema.

    A key that nobody stated is absent, so there is no default and no null.
    """
    if isinstance(part, list):
        return [_mended(one) for one in part]
    if not isinstance(part, dict):
        return part
    part = {key: _mended(value) for key, value in part.items() if key != "default"}
    if part.get("type") == "array" and "maxLength" in part:
        part["maxItems"] = part.pop("maxLength")
    if part.get("type") == "string" and "ge" in part:
        part = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"} | {
            k: part[k] for k in part if k not in {"ge", "le"}
        }
    if {"type": "null"} in part.get("anyOf", ()):
        (stated,) = (one for one in part.pop("anyOf") if one != {"type": "null"})
        part |= stated
    return part


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _many(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _text(title: str, pattern: str = "") -> dict[str, Any]:
    return {"type": "string", "title": title} | ({"pattern": pattern} if pattern else {})
