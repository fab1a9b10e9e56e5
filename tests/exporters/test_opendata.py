"""The open data of a year: nothing that an officer typed is lost on the way, and nothing is added."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prongsai import thai
from prongsai.exporters import year_json
from prongsai.load import load_site, strict_yaml
from prongsai.model import Agency, Year

DATA = Path(__file__).resolve().parents[2] / "data"
SITE, PROBLEMS = load_site(DATA)
YEARS = [(agency, year) for agency in SITE.agencies for year in agency.years]
_PROCESS_KEYS = {"waive"}
"""Keys that speak to the checks, not to the reader."""


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


def document(agency: Agency, year: Year) -> Any:
    return json.loads(year_json(agency, year).content)


def same(exported: Any, filed: Any) -> None:
    assert flags(one_or_many(dict(facts(exported)))) == flags(one_or_many(dict(facts(filed))))


def test_the_real_data_is_read() -> None:
    assert [problem for problem in PROBLEMS if problem.level == "error"] == []
    assert len(YEARS) >= 7
    assert sum(len(year.measures) for _, year in YEARS) >= 77


@pytest.mark.parametrize(("agency", "year"), YEARS, ids=lambda one: getattr(one, "slug", getattr(one, "number", "")))
def test_nothing_typed_is_lost_and_nothing_is_added(agency: Agency, year: Year) -> None:
    exported = document(agency, year)
    assert set(exported) == {
        *("schema_version", "agency", "fiscal_year", "framework", "report", "measures", "disclosures")
    }
    assert (exported["fiscal_year"], exported["framework"]) == (year.number, year.rules.fiscal_year)

    own = exported["agency"]
    assert own.pop("slug") == agency.slug
    same(own, typed(agency.slug, "agency.yml"))

    report = typed(agency.slug, str(year.number), "year.yml")
    report.pop("framework", None)  # it stands at the top of the document
    same(exported["report"], report)

    for record in exported["measures"]:
        filed = typed(agency.slug, str(year.number), "measures", f"{record.pop('id')}.yml")
        assert record.pop("progress") in {"done", "in_progress", "not_started", "not_stated"}
        same(record, filed)
    assert len(exported["measures"]) == len(list((DATA / agency.slug / str(year.number) / "measures").glob("*.yml")))

    answers = typed(agency.slug, str(year.number), "disclosures.yml")
    assert [record["code"] for record in exported["disclosures"]] == list(answers)
    for record in exported["disclosures"]:
        record.pop("progress_state")
        same(record, {"code": record["code"], **answers[record["code"]]})


def test_a_score_keeps_its_digits_and_a_text_its_lines(tmp_path: Path) -> None:
    folder = tmp_path / "aa" / "2568"
    (folder / "measures").mkdir(parents=True)
    (tmp_path / "aa" / "agency.yml").write_text("name: ก\nprovince: ข\nexample: ไม่ใช่\n", encoding="utf-8")
    scores = "scores: {fiscal_year: ๒๕๖๗, total: 91.20, instruments: {IIT: 100.00, EIT: ๘๙.๕๐}}\n"
    (folder / "year.yml").write_text(f"title: ก\nsource: {{title: ก}}\nstatus: published\n{scores}", encoding="utf-8")
    (folder / "measures" / "m1.yml").write_text("title: ก\nkind: มาตรการ\nreason: |\n  ๑\n  ๒\n", encoding="utf-8")
    site, problems = load_site(tmp_path)
    assert problems == []
    agency = site.agencies[0]
    file = year_json(agency, agency.years[0])
    assert file.name == "aa-2568.json"
    assert file.content.decode().endswith("}\n")
    exported = json.loads(file.content)
    assert exported["agency"] == {"slug": "aa", "name": "ก", "province": "ข", "example": False}
    assert exported["report"] == {
        "title": "ก",
        "status": "published",
        "source": {"title": "ก"},
        "scores": {"fiscal_year": 2567, "total": "91.20", "instruments": {"IIT": "100.00", "EIT": "89.50"}},
    }
    assert exported["measures"] == [
        {"id": "m1", "progress": "not_stated", "title": "ก", "kind": "มาตรการ", "reason": "๑\n๒"}
    ]
