"""What must hold between records. `RULES` is all the rules there are; docs/rules.md is made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from prongsai.checks import (
    copies,
    duties,
    evidence,
    links,
    missing,
    names,
    numbering,
    periods,
    personal,
    references,
    wording,
    year_rules,
)
from prongsai.checks.rule import Finding, Rule
from prongsai.checks.shares import Share
from prongsai.checks.waivers import Waiver, apply_waivers, waivers
from prongsai.load import messages
from prongsai.model import Agency, Framework, Site
from prongsai.problems import Level, Problem

__all__ = ["KNOWN", "RULES", "Checked", "Finding", "Rule", "Share", "Waived", "check", "judge", "look_at"]


def idle_waiver(_site: Site) -> Iterator[Finding]:
    """A waiver waives nothing, or names a rule that cannot be waived.

    ไทย: ข้อยกเว้น (waive) ที่ไม่ได้ใช้แล้ว ชื่อกฎผิด หรือเป็นกฎที่ยกเว้นไม่ได้
    ทำไม: ข้อยกเว้นที่ค้างอยู่จะซ่อนปัญหาใหม่ที่เกิดขึ้นภายหลัง
    ตัวอย่าง: แก้ช่วงเวลาให้ถูกแล้ว แต่ยังมี waive ของ period-outside-year อยู่
    แก้: ลบข้อยกเว้นออก หรือแก้ชื่อกฎ

    Why: A waiver left behind would hide the next real problem.
    Remedy: Remove the waiver, or correct the rule's name.
    """
    yield from ()  # found while waivers are applied, when all that they could waive is known


RULES: tuple[Rule, ...] = (
    Rule("unknown-indicator", Level.ERROR, references.unknown_indicator, blocking=True),
    Rule("unknown-issue", Level.ERROR, references.unknown_issue, blocking=True),
    Rule("unknown-item", Level.ERROR, references.unknown_item, blocking=True),
    Rule("unknown-part", Level.ERROR, references.unknown_part, blocking=True),
    Rule("missing-evidence", Level.ERROR, references.missing_evidence, blocking=True),
    Rule("unknown-predecessor", Level.ERROR, references.unknown_predecessor, blocking=True),
    *periods.RULES,
    *copies.RULES,
    *names.RULES,
    *numbering.RULES,
    *missing.RULES,
    *links.RULES,
    *evidence.RULES,
    *year_rules.RULES,
    *duties.RULES,
    *wording.RULES,
    *personal.RULES,
    Rule("idle-waiver", Level.WARNING, idle_waiver),
)

KNOWN = frozenset({*(rule.name for rule in RULES), *messages.rules()})
"""Every name that can stand in brackets after a message."""
_WAIVABLE = {"personal-id"}
"""Blocking rules that an officer may overrule with a reason: one number in eleven passes the checksum by chance."""
_NEVER = {*messages.rules(), *(rule.name for rule in RULES if rule.blocking)} - _WAIVABLE


class Waived(NamedTuple):
    """A problem that an officer has waived."""

    problem: Problem
    waiver: Waiver


class Checked(NamedTuple):
    """What the rules found: what is left, and what was waived."""

    problems: list[Problem]
    waived: list[Waived]


def look_at(agency: Agency, frameworks: Mapping[int, Framework]) -> Share:
    """What one agency contributes to the checks: it depends on nothing else and can be kept while that is the same."""
    alone = Site((agency,), frameworks)
    problems = (problem for rule in RULES if rule.look is None for problem in rule.problems(rule.find(alone)))
    seen = {rule.name: rule.look(alone) for rule in RULES if rule.look}
    return Share(tuple(problems), tuple(waivers(agency)), seen)


def check(site: Site) -> Checked:
    """Ask every rule about the site, and set aside what its records waive."""
    return judge([look_at(agency, site.frameworks) for agency in site.agencies])


def judge(shares: Sequence[Share]) -> Checked:
    """What the rules say of a site of these agencies, in the order of their slugs, less what the records waive."""
    found = [problem for share in shares for problem in share.problems]
    for rule in RULES:
        if rule.look:
            found += rule.problems(rule.find([share.seen[rule.name] for share in shares]))
    found.sort(key=lambda problem: _ORDER[problem.rule])  # rule by rule, and so are the waived
    granted = [waiver for share in shares for waiver in share.waivers]
    left, gone = apply_waivers(found, granted, KNOWN, _NEVER)
    return Checked(left, [Waived(p, next(w for w in granted if w.covers(p))) for p in gone])


_ORDER = {rule.name: number for number, rule in enumerate(RULES)}
