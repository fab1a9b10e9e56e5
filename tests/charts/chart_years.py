"""Small years for chart tests."""

from __future__ import annotations

from typing import Any

from prongsai.load.frameworks import load_frameworks
from prongsai.model import Measure, Year
from prongsai.problems import Source

HERE = Source("data/x/2568/year.yml")


def measure(name: str, **fields: Any) -> Measure:
    return Measure.model_validate({"title": f"มาตรการ {name}", **fields, "id": name, "origin": HERE})


def year(*measures: Measure, number: int = 2568, **fields: Any) -> Year:
    base = {"title": "รายงาน", "source": {"title": "รายงาน"}, "number": number, "measures": measures, "origin": HERE}
    return Year.model_validate({**base, "rules": load_frameworks()[number], **fields})


def scored(number: int, *indicators: dict[str, Any]) -> Year:
    return year(number=number, scores={"fiscal_year": number, "indicators": indicators})
