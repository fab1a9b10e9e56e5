"""What one agency contributes to the checks, as a value that can be kept: its problems, waivers, and what rules of
the whole site must know of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from prongsai.checks.rule import Plain
from prongsai.checks.waivers import Waiver, idle_place
from prongsai.problems import Level, Message, Position, Problem, Source


class Share(NamedTuple):
    """The checks of one agency. As JSON and back it gives the same lines; only the files' other positions are gone."""

    problems: tuple[Problem, ...]
    waivers: tuple[Waiver, ...]
    seen: Mapping[str, Plain]
    """What each rule of the whole site has seen of the agency, by the rule's name."""

    def as_json(self) -> dict[str, Any]:
        """Dicts, lists, texts and numbers, with every position resolved."""
        return {
            "problems": [_problem_row(problem) for problem in self.problems],
            "waivers": [_waiver_row(waiver) for waiver in self.waivers],
            "seen": dict(self.seen),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Share:
        """The share that `as_json` wrote. What is no such value raises KeyError, TypeError or ValueError."""
        return cls(
            tuple(_problem(*row) for row in value["problems"]),
            tuple(_waiver(*row) for row in value["waivers"]),
            {rule: _tuples(seen) for rule, seen in value["seen"].items()},
        )


def _problem_row(problem: Problem) -> list[Any]:
    return [
        problem.level.value,
        problem.rule,
        problem.source.path,
        *problem.message,
        list(problem.place),
        *problem.position,
        problem.of_key,
        problem.blocks,
    ]


def _problem(
    level: str,
    rule: str,
    path: str,
    th: str,
    en: str,
    place: Sequence[str | int],
    line: int,
    column: int,
    of_key: bool,
    blocks: bool,
) -> Problem:
    return Problem(
        Level(level),
        rule,
        Source(path),
        Message(th, en),
        place=tuple(place),
        at=Position(line, column),
        of_key=of_key,
        blocks=blocks,
    )


def _waiver_row(waiver: Waiver) -> list[Any]:
    at = waiver.source.position(idle_place(waiver), of_key=True)
    return [waiver.source.path, list(waiver.place), waiver.rule, waiver.reason, *at]


def _waiver(path: str, place: Sequence[str | int], rule: str, reason: str, line: int, column: int) -> Waiver:
    source = Source(path, keys={(*place, "waive", rule): Position(line, column)})
    return Waiver(source, tuple(place), rule, reason)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
