"""The packaged frameworks: how many items, numbered how, which is the measures item; which level scores reach."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from case_files import read_cases
from prongsai.load import load_frameworks
from prongsai.model import Framework

FRAMEWORKS = load_frameworks()


def test_there_is_one_for_each_year_of_the_data() -> None:
    assert list(FRAMEWORKS) == [2566, 2567, 2568, 2569]


@pytest.mark.parametrize("case", read_cases(__file__, "frameworks"), ids=lambda case: str(case["year"]))
def test_a_framework_is_complete(case: dict[str, Any]) -> None:
    framework = FRAMEWORKS[case["year"]]
    assert [item.code for item in framework.items] == [f"O{n}" for n in range(1, case["items"] + 1)]
    assert [item.number for item in framework.items] == list(range(1, case["items"] + 1))
    assert [i.number for i in framework.indicators] == list(range(1, 11))
    assert [i.instrument for i in framework.indicators] == ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2
    assert {i.number: len(i.items) for i in framework.indicators if i.items} == case["items_of"]
    assert [s.code for i in framework.indicators for s in i.subindicators] == case["subindicators"]
    assert {item.role: item.code for item in framework.items if item.role} == {
        "measures": case["measures"],
        "report": case["report"],
    }
    assert framework.report_item_reports_fy == case["report_of"]
    assert [issue.number for issue in framework.issues] == list(range(1, case["issues"] + 1))
    assert all(item.confirmed for item in framework.items) == case["confirmed"]
    assert framework.weights == {"IIT": 30, "EIT": 30, "OIT": 40}


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=lambda f: str(f.fiscal_year))
def test_parts_find_each_other(framework: Framework) -> None:
    first, last = framework.items[0], framework.items[-1]
    assert list(framework.neighbours(first)) == [None, framework.items[1]]
    assert list(framework.neighbours(framework.items[4])) == [framework.items[3], framework.items[5]]
    assert list(framework.neighbours(last)) == [framework.items[-2], None]
    assert framework.indicator_of(first).number == 9
    assert framework.indicator_of(last).number == 10
    assert framework.item("O0") is None
    assert framework.item(f"O{framework.items_total + 1}") is None
    assert framework.indicator(11) is None
    assert framework.issue(8) is None


@pytest.mark.parametrize(
    ("total", "instruments", "level"),
    [
        ("95", ("95", "95", "95"), "ผ่านดีเยี่ยม"),
        ("96.50", ("100", "94.99", "96"), "ผ่านดี"),
        ("94.99", ("100", "100", "85"), "ผ่านดี"),
        ("94.99", ("100", "100", "84.99"), "ผ่าน"),
        ("85", ("70", "90", "95"), "ผ่าน"),
        ("84.99", ("85", "85", "84"), "ต้องปรับปรุง"),
        ("70", ("70", "70", "70"), "ต้องปรับปรุง"),
        ("69.99", ("70", "70", "69"), "ต้องปรับปรุงโดยด่วน"),
        ("0", ("0", "0", "0"), "ต้องปรับปรุงโดยด่วน"),
        ("80", (), "ต้องปรับปรุง"),
        ("90", (), None),
        ("96", ("96", "96"), None),
    ],
)
def test_a_level_is_named_only_when_all_it_needs_is_known(
    total: str, instruments: tuple[str, ...], level: str | None
) -> None:
    scores = dict(zip(("IIT", "EIT", "OIT"), map(Decimal, instruments), strict=False))
    reached = FRAMEWORKS[2568].level_for(Decimal(total), scores)  # type: ignore[arg-type]  # the keys are instruments
    assert (reached.name if reached else None) == level


def test_a_gap_in_a_framework_is_a_fault_of_ours() -> None:
    whole = FRAMEWORKS[2568].model_dump()
    whole["items_total"] = 29
    with pytest.raises(ValidationError, match=r"items of 2568 are not O1\.\.O29"):
        Framework.model_validate(whole)
    whole = FRAMEWORKS[2568].model_dump()
    whole["measures_item"] = "O1"
    with pytest.raises(ValidationError, match="roles of 2568 disagree with its measures and report items"):
        Framework.model_validate(whole)
    whole = FRAMEWORKS[2568].model_dump()
    whole["indicators"] = whole["indicators"][1:]
    with pytest.raises(ValidationError, match=r"indicators of 2568 are not 1\.\.10"):
        Framework.model_validate(whole)
