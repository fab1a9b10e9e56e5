"""Lists of problems for machines: JSON, the annotations of GitHub Actions, the code quality report of GitLab."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from prongsai.checks import Waived
from prongsai.problems import Language, Level, Problem, format_place


def as_json(problems: Iterable[Problem], language: Language) -> str:
    """A JSON list, one object a problem; `line` and `column` count from 1."""
    return json.dumps([_row(problem, language) for problem in problems], ensure_ascii=False, indent=2)


def waived_as_json(waived: Iterable[Waived], language: Language) -> str:
    """The same list of the problems that are waived, each with its `reason`."""
    rows = [{**_row(one.problem, language), "reason": one.waiver.reason} for one in waived]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(problem: Problem, language: Language) -> dict[str, str | int]:
    return {
        "file": problem.source.path,
        "line": problem.position.line,
        "column": problem.position.column,
        "place": format_place(problem.place),
        "level": problem.level.value,
        "rule": problem.rule,
        "message": problem.message.in_language(language),
    }


def as_github(problems: Iterable[Problem], language: Language) -> str:
    """Workflow commands, which GitHub shows on the lines of a change."""
    names = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
    return "\n".join(
        f"::{names[p.level]} file={_property(p.source.path)},line={p.position.line},col={p.position.column},"
        f"title={_property(p.rule)}::{_data(p.message.in_language(language))}"
        for p in problems
    )


def as_gitlab(problems: Iterable[Problem], language: Language) -> str:
    """A code quality report (Code Climate's form), which GitLab shows on the lines of a merge request."""
    severities = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}
    rows, seen = [], Counter[str]()
    for problem in problems:
        mark = fingerprint(problem)
        seen[mark] += 1
        rows.append(
            {
                "description": problem.message.in_language(language),
                "check_name": problem.rule,
                # GitLab drops a second one of the same mark
                "fingerprint": mark if seen[mark] == 1 else hashlib.sha256(f"{mark}{seen[mark]}".encode()).hexdigest(),
                "severity": severities[problem.level],
                "location": {"path": problem.source.path, "lines": {"begin": problem.position.line}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2)


def fingerprint(problem: Problem) -> str:
    """The same while the problem stands, wherever its line moves."""
    parts = (problem.rule, problem.source.path, format_place(problem.place), problem.message.en)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
