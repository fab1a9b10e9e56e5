"""Lists of problems for machines: JSON, and the annotations of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Iterable

from prongsai.problems import Language, Level, Problem, format_place


def as_json(problems: Iterable[Problem], language: Language) -> str:
    """A JSON list, one object a problem; `line` and `column` count from 1."""
    rows = [
        {
            "file": p.source.path,
            "line": p.position.line,
            "column": p.position.column,
            "place": format_place(p.place),
            "level": p.level.value,
            "rule": p.rule,
            "message": p.message.in_language(language),
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem], language: Language) -> str:
    """Workflow commands, which GitHub shows on the lines of a change."""
    names = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
    return "\n".join(
        f"::{names[p.level]} file={_property(p.source.path)},line={p.position.line},col={p.position.column},"
        f"title={_property(p.rule)}::{_data(p.message.in_language(language))}"
        for p in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
