"""The open data of a year: nothing that an officer typed is lost on the way, and nothing is added."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from published import URL, files, full_data, published

from prongsai import thai
from prongsai.data_names import SCHEMA
from prongsai.exporters.opendata import as_json, year_json
from prongsai.exporters.published_schema import published_schema
from prongsai.load import load_site, strict_yaml
from prongsai.model import (
    Agency,
    AgencyFields,
    DisclosureFields,
    MeasureFields,
    Progress,
    Record,
    Year,
    YearFields,
)

DATA = Path(__file__).resolve().parents[2] / "data"
SITE, PROBLEMS = load_site(DATA)
YEARS = [(agency, year) for agency in SITE.agencies for year in agency.years]
_PROCESS_KEYS = {"waive"}
"""Keys that speak to the checks, not to the reader."""
each_year = pytest.mark.parametrize(
    ("agency", "year"), YEARS, ids=lambda one: getattr(one, "slug", getattr(one, "number", ""))
)


def typed(*parts: str) -> Any:
    """What a file says, as strict YAML reads it."""
    path = DATA.joinpath(*parts)
    return strict_yaml.read(path.read_bytes(), path.name).value if path.is_file() else {}


def facts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every value with its place; a text for a list of one, numbers as digits, lines joined as the model joins them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _PROCESS_KEYS:
                yield from facts(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from facts(inner, f"{place}[{number}]")
    else:
        yield place, " ".join(thai.to_arabic_digits(str(value)).split())


def one_or_many(found: dict[str, str]) -> dict[str, str]:
    """`steps: ก` and `steps: [ก]` say the same."""
    return {place.replace("[0]", ""): text for place, text in found.items()}


def flags(found: dict[str, str]) -> dict[str, str]:
    """`ใช่` is true in JSON."""
    return {place: {"ใช่": "True", "ไม่ใช่": "False"}.get(text, text) for place, text in found.items()}


def exported(agency: Agency, year: Year) -> bytes:
    return year_json(agency, year, schema="../../data/schema/year-2.json", evidence=lambda name: f"../{name}")


def same(published: Any, filed: Any) -> None:
    assert flags(one_or_many(dict(facts(published)))) == flags(one_or_many(dict(facts(filed))))


def test_the_real_data_is_read() -> None:
    assert [problem for problem in PROBLEMS if problem.level == "error"] == []
    assert len(YEARS) >= 7
    assert sum(len(year.measures) for _, year in YEARS) >= 77


@each_year
def test_nothing_typed_is_lost_and_nothing_is_added(agency: Agency, year: Year) -> None:
    document = json.loads(exported(agency, year))
    assert list(document) == [
        *("$schema", "schema_version", "agency", "fiscal_year", "framework", "report"),
        *("measures", "disclosures", "evidence_files"),
    ]
    assert (document["fiscal_year"], document["framework"]) == (year.number, year.rules.fiscal_year)

    own = document["agency"]
    assert own.pop("slug") == agency.slug
    same(own, typed(agency.slug, "agency.yml"))

    report = typed(agency.slug, str(year.number), "year.yml")
    report.pop("framework", None)  # it stands at the top of the document
    same(document["report"], report)

    for record in document["measures"]:
        filed = typed(agency.slug, str(year.number), "measures", f"{record.pop('id')}.yml")
        assert record.pop("progress_state") in {"done", "in_progress", "not_started", "not_stated"}
        same(record, filed)
    assert len(document["measures"]) == len(list((DATA / agency.slug / str(year.number) / "measures").glob("*.yml")))

    answers = typed(agency.slug, str(year.number), "disclosures.yml")
    assert [record["code"] for record in document["disclosures"]] == list(answers)
    for record in document["disclosures"]:
        record.pop("progress_state")
        same(record, {"code": record["code"], **answers[record["code"]]})

    assert [one["file"] for one in document["evidence_files"]] == list(year.evidence_files)


def read_back(agency: Agency, year: Year, content: bytes) -> None:
    """The document makes the very values that it was made of, through the model alone."""
    document = json.loads(content)
    document["agency"].pop("slug")
    for measure in document["measures"]:
        assert measure.pop("progress_state") == year.measure(measure["id"]).progress_state  # type: ignore[union-attr]
    for answer in document["disclosures"]:
        assert answer.pop("progress_state") == year.disclosure(answer["code"]).progress_state  # type: ignore[union-attr]
    ours(AgencyFields, document["agency"], agency)
    ours(YearFields, {"framework": document["framework"], **document["report"]}, year)
    assert len(document["measures"]) == len(year.measures)
    assert len(document["disclosures"]) == len(year.disclosures)
    for read, measure in zip(document["measures"], year.measures, strict=True):
        assert read.pop("id") == measure.id
        ours(MeasureFields, read, measure)
    for read, answer in zip(document["disclosures"], year.disclosures, strict=True):
        assert read.pop("code") == answer.code
        ours(DisclosureFields, read, answer)


def ours(cls: type[Record], read: Any, record: Record) -> None:
    again = cls.model_validate(read)
    for name in set(cls.model_fields) - _PROCESS_KEYS:
        was = record.rules.fiscal_year if name == "framework" and isinstance(record, Year) else getattr(record, name)
        assert getattr(again, name) == was, name
        assert repr(getattr(again, name)) == repr(was) or isinstance(was, Record | tuple), name  # 91.20, not 91.2


@each_year
def test_the_json_reads_back_to_the_same_values(agency: Agency, year: Year) -> None:
    read_back(agency, year, exported(agency, year))


def test_every_field_that_there_is_reads_back_and_fits_the_schema(tmp_path: Path) -> None:
    data = full_data(tmp_path / "data", lambda field: f"«{field.place}»\n= ๑ <b>" if field.kind == "Text" else "ก ๑")
    site, problems = load_site(data)
    assert problems == []
    agency = site.agencies[0]
    content = exported(agency, agency.years[0])
    assert "ความลับ" not in content.decode()
    document = json.loads(content)
    assert set(MeasureFields.model_fields) - {"waive", "issue", "continues"} <= set(document["measures"][0])
    jsonschema.Draft202012Validator(published_schema()).validate(document)
    read_back(agency, agency.years[0], content)


def test_the_schema_is_published_accepts_the_real_data_and_refuses_what_is_not() -> None:
    made = files(published(DATA))
    schema = json.loads(made[SCHEMA])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    documents = {name: json.loads(content) for name, content in made.items() if re.search(r"/data/[^/]+\.json$", name)}
    assert len(documents) == len(YEARS)
    for name, document in documents.items():
        assert [error.message for error in validator.iter_errors(document)] == [], name
        assert document["$schema"] == "../../data/schema/year-2.json"
    spoilt = documents["sing/data/sing-2568.json"]
    spoilt["measures"][0]["surprise"] = 1
    spoilt["fiscal_year"] = "2568"
    assert sorted(error.message for error in validator.iter_errors(spoilt)) == [
        "'2568' is not of type 'integer'",
        "Additional properties are not allowed ('surprise' was unexpected)",
    ]


def test_a_score_keeps_its_digits_and_a_text_its_lines(tmp_path: Path) -> None:
    folder = tmp_path / "aa" / "2568"
    (folder / "measures").mkdir(parents=True)
    (tmp_path / "aa" / "agency.yml").write_text("name: ก\nprovince: ข\nexample: ไม่ใช่\n", encoding="utf-8")
    scores = "scores: {fiscal_year: ๒๕๖๗, total: 91.20, instruments: {IIT: 100.00, EIT: ๘๙.๕๐}}\n"
    (folder / "year.yml").write_text(f"title: ก\nsource: {{title: ก}}\nstatus: published\n{scores}", encoding="utf-8")
    (folder / "measures" / "m1.yml").write_text("title: ก\nkind: มาตรการ\nreason: |\n  ๑\n  ๒\n", encoding="utf-8")
    made = files(published(tmp_path, site_url=URL))
    content = made["aa/data/aa-2568.json"]
    assert content.decode().endswith("}\n")
    document = json.loads(content)
    assert document["$schema"] == "https://www.example.go.th/ita/data/schema/year-2.json"
    assert document["agency"] == {"slug": "aa", "name": "ก", "province": "ข", "example": False}
    assert document["report"] == {
        "title": "ก",
        "status": "published",
        "source": {"title": "ก"},
        "scores": {"fiscal_year": 2567, "total": "91.20", "instruments": {"IIT": "100.00", "EIT": "89.50"}},
    }
    assert document["measures"] == [
        {"id": "m1", "progress_state": "not_stated", "title": "ก", "kind": "มาตรการ", "reason": "๑\n๒"}
    ]


def test_documents_are_written_as_the_json_module_writes_them() -> None:
    document = {
        "ก": [1, 1.5, None, True, [], {}, (), ("ข", {'\u2028\n"\\': ""})],
        "state": Progress.DONE,
        "n": {"a": [{}]},
    }
    assert as_json(document) == (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
    with pytest.raises(TypeError, match="keys of what is published are texts, not 1"):
        as_json({1: "ก"})
