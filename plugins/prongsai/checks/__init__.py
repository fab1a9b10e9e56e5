"""What must hold between records. The table below is all the rules there are; docs/rules.md is made from it."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.checks import references
from prongsai.checks.rule import Finding, Rule
from prongsai.model import Site
from prongsai.problems import Level, Problem

__all__ = ["RULES", "Finding", "Rule", "check"]

RULES: tuple[Rule, ...] = (
    Rule("unknown-indicator", Level.ERROR, references.unknown_indicator, blocking=True),
    Rule("unknown-issue", Level.ERROR, references.unknown_issue, blocking=True),
    Rule("unknown-item", Level.ERROR, references.unknown_item, blocking=True),
    Rule("unknown-part", Level.ERROR, references.unknown_part, blocking=True),
    Rule("missing-evidence", Level.ERROR, references.missing_evidence, blocking=True),
    Rule("unknown-predecessor", Level.ERROR, references.unknown_predecessor, blocking=True),
)


def check(site: Site) -> Iterator[Problem]:
    """Every problem that any rule finds in the site, rule by rule."""
    for rule in RULES:
        yield from rule.run(site)
