"""What the rules of checks/year_rules.py find, and what they leave alone."""

from collections.abc import Callable
from typing import Any

import pytest

from checks.cases import case_name, cases_of
from prongsai.checks import duties, year_rules

RULES = (*year_rules.RULES, *duties.RULES)

_CASES = cases_of(__file__)


@pytest.mark.parametrize(("rule", "case"), _CASES, ids=case_name)
def test_finds_just_this(rule: str, case: dict[str, Any], findings: Callable[..., list[str]]) -> None:
    assert findings([one for one in RULES if one.name == rule], case["files"]) == case["findings"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_cases_of_both_kinds(rule: Any) -> None:
    found = [bool(case["findings"]) for name, case in _CASES if name == rule.name]
    assert {True, False} <= set(found)
