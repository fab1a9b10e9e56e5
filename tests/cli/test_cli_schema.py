"""`prongsai schema`: valid JSON Schema, true of every real file, false of broken ones, in Thai."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from prongsai.cli import main

DATA = Path(__file__).resolve().parents[2] / "data"
SCHEMA_OF = {"agency.yml": "agency", "year.yml": "year", "disclosures.yml": "disclosures"}
FILES = sorted(path for path in DATA.glob("*/**/*.yml"))


class TextLoader(yaml.SafeLoader):
    """Every scalar is text, as `prongsai check` reads it; a blank value is null."""

    yaml_implicit_resolvers: ClassVar[Any] = {"": [("tag:yaml.org,2002:null", re.compile("^$"))]}


class EditorLoader(yaml.SafeLoader):
    """Scalars as an editor types them: YAML 1.2 knows true and false, decimal numbers, null, and nothing else."""

    yaml_implicit_resolvers: ClassVar[Any] = {}


for _tag, _form, _first in (
    ("null", r"^(null|Null|NULL|~|)$", [*"nN~", ""]),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", [*"tTfF"]),
    ("int", r"^[-+]?[1-9][0-9]*$|^0$", [*"-+0123456789"]),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", [*"-+0123456789"]),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_form), _first)


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("schema") / "new" / "folder"
    result = CliRunner().invoke(main, ["schema", "--out", str(out)])
    assert result.exit_code == 0
    written = sorted(out.iterdir())
    assert sorted(result.stdout.splitlines()) == [str(path) for path in written]
    return {path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8")) for path in written}


def test_there_is_one_for_each_kind_of_file_and_it_is_a_schema(schemas: dict[str, Any]) -> None:
    assert {"agency", "year", "measure", "disclosures"} <= schemas.keys()
    for schema in schemas.values():
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(schema)


def test_every_field_has_a_thai_title_and_help(schemas: dict[str, Any]) -> None:
    for name, schema in schemas.items():
        for part in (schema, *schema.get("$defs", {}).values()):
            assert part.get("additionalProperties") is False, f"{name}: unknown keys are refused"
            for field, info in part.get("properties", {}).items():
                assert re.search("[ก-๙]|IIT|EIT|OIT", info["title"]), f"{name}.{field}"
                said = info.get("description") or referenced(schema, info)["title"]
                assert re.search("[ก-๙]|Facebook", said), f"{name}.{field}"


def referenced(schema: dict[str, Any], info: dict[str, Any]) -> Any:
    """The part of a schema that a field refers to; its help stands there when it would only be repeated."""
    return schema["$defs"][info["anyOf"][0]["$ref"].rpartition("/")[2]]


@pytest.mark.parametrize("loader", [TextLoader, EditorLoader])
def test_every_real_file_is_as_its_schema_says(loader: type[yaml.SafeLoader], schemas: dict[str, Any]) -> None:
    assert len(FILES) > 80
    wrong = []
    for path in FILES:
        schema = schemas[SCHEMA_OF.get(path.name, "measure")]
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe loaders
        wrong += [
            f"{path.relative_to(DATA)}: {error.json_path}: {error.message[:200]}"
            for error in Draft202012Validator(schema).iter_errors(value)
        ]
    assert wrong == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("measure", {}),
        ("measure", {"title": "ก", "titel": "ก"}),
        ("measure", {"title": ""}),
        ("measure", {"title": "ก", "status": "ทำแล้ว"}),
        ("measure", {"title": "ก", "items": ["018"]}),
        ("measure", {"title": "ก", "evidence": [{"title": "ก", "link": "javascript:alert(1)"}]}),
        ("measure", {"title": "ก", "evidence": [{"link": "https://www.example.com"}]}),
        ("measure", {"title": "ก", "indicator": "หนึ่ง"}),
        ("agency", {"name": "ก"}),
        ("agency", {"name": "ก", "province": "ข", "survey": {"code": "ABC123", "fiscal_year": "2568"}}),
        ("agency", {"name": "ก", "province": "ข", "channels": {"e_service": [{"name": "ก", "lnik": "x"}]}}),
        ("year", {"title": "ก"}),
        ("year", {"title": "ก", "source": {"title": "ก"}, "analysed_year": "2024"}),
        ("year", {"title": "ก", "source": {"title": "ก"}, "analysed_year": 2024}),
        ("year", {"title": "ก", "source": {"title": "ก"}, "scores": {"fiscal_year": 2567, "total": 100.5}}),
        ("disclosures", {"018": {}}),
        ("disclosures", {"O1": {"statu": "ดำเนินการแล้ว"}}),
    ],
)
def test_a_broken_file_is_not(kind: str, value: dict[str, Any], schemas: dict[str, Any]) -> None:
    assert not Draft202012Validator(schemas[kind]).is_valid(value)
