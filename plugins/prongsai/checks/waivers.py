"""Waivers: a record may say of itself why a rule does not apply (`waive: {rule: reason}`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from prongsai.model import Agency, Measure, Year
from prongsai.problems import Level, Message, Place, Problem, Source


class Waiver(NamedTuple):
    """One rule waived in one record, with the officer's reason."""

    source: Source
    place: Place
    """Where the record begins in its file: () for a whole file, the code for a disclosure."""
    rule: str
    reason: str

    def covers(self, problem: Problem) -> bool:
        """Whether the problem is of this rule and inside this record. What blocks for safety's sake is never waived."""
        return (
            problem.rule == self.rule
            and problem.source.path == self.source.path
            and problem.place[: len(self.place)] == self.place
        )


def waivers(agency: Agency) -> Iterator[Waiver]:
    """Every waiver of every record of an agency."""
    for rule, reason in agency.waive.items():
        yield Waiver(agency.origin, (), rule, reason)
    for year in agency.years:
        owners: list[Year | Measure] = [year, *year.measures]
        for owner in owners:
            for rule, reason in owner.waive.items():
                yield Waiver(owner.origin, (), rule, reason)
        for answer in year.disclosures:
            for rule, reason in answer.waive.items():
                yield Waiver(answer.origin, answer.place, rule, reason)


def apply_waivers(
    problems: Iterable[Problem], waived: Iterable[Waiver], known: Iterable[str], never: Iterable[str]
) -> tuple[list[Problem], list[Problem]]:
    """Part the problems into (left, waived). A waiver that waives nothing, or may not, is a problem of its own.

    `known` are all rules' names; `never` those that no reason can waive.
    """
    left, gone = [], []
    waived, known, never = list(waived), set(known), set(never)
    used: set[Waiver] = set()
    for problem in problems:
        by = next((w for w in waived if w.rule not in never and w.covers(problem)), None)
        if by:
            used.add(by)
            gone.append(problem)
        else:
            left.append(problem)
    left += [_idle(waiver, known, never) for waiver in waived if waiver not in used]
    return left, gone


def _idle(waiver: Waiver, known: set[str], never: set[str]) -> Problem:
    if waiver.rule not in known:
        message = Message(f"ไม่มีกฎชื่อ “{waiver.rule}” ดูชื่อกฎด้วย prongsai rules", f"there is no rule “{waiver.rule}”")
    elif waiver.rule in never:
        message = Message(f"กฎ “{waiver.rule}” ยกเว้นไม่ได้ ต้องแก้ข้อมูล", f"the rule “{waiver.rule}” cannot be waived")
    else:
        message = Message(
            f"ไม่พบปัญหา “{waiver.rule}” ที่นี่แล้ว ลบข้อยกเว้นออกได้", f"nothing breaks “{waiver.rule}” here; remove the waiver"
        )
    place = idle_place(waiver)
    return Problem(Level.WARNING, "idle-waiver", waiver.source, message, place=place, of_key=True, blocks=False)


def idle_place(waiver: Waiver) -> Place:
    """Where the waiver itself stands in its file."""
    return (*waiver.place, "waive", waiver.rule)
