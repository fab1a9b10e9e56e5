"""Problems as SARIF 2.1.0, which code hosts and editors show on the lines of the files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from prongsai import __version__
from prongsai.checks import RULES, Rule, Waived
from prongsai.checks.guide import ENGLISH_PARTS, THAI_PARTS, guide
from prongsai.exporters.problems import fingerprint
from prongsai.load import messages
from prongsai.problems import Language, Level, Problem, format_place

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def as_sarif(problems: Iterable[Problem], waived: Iterable[Waived], language: Language) -> str:
    """One run with every rule and its help, every problem, and what is waived as suppressed results."""
    rules = [*(_rule(rule, language) for rule in RULES), *(_reading_rule(name, language) for name in messages.rules())]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [_result(problem, index, language) for problem in problems]
    for one in waived:
        reason = {"kind": "inSource", "status": "accepted", "justification": one.waiver.reason}
        results.append({**_result(one.problem, index, language), "suppressions": [reason]})
    driver = {"name": "prongsai", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",  # as our columns are counted
        "language": language,
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    said = guide(rule)
    parts = said.named(THAI_PARTS if language == "th" else ENGLISH_PARTS)
    if language == "en":
        parts = {"What": said.summary, **parts}
    return {
        "id": rule.name,
        "shortDescription": {"text": said.thai if language == "th" else said.summary},
        "help": {
            "text": "\n".join(f"{label}: {text}" for label, text in parts.items()),
            "markdown": "\n\n".join(f"**{label}**: {text}" for label, text in parts.items()),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _reading_rule(name: str, language: Language) -> dict[str, Any]:
    """A rule of reading has one sentence; its blanks stay as they are written in the code."""
    text = messages.sentence(name).in_language(language)
    return {"id": name, "shortDescription": {"text": text}, "help": {"text": text}}


def _result(problem: Problem, index: dict[str, int], language: Language) -> dict[str, Any]:
    at = problem.position
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(problem.source.path)},
            "region": {"startLine": at.line, "startColumn": at.column},
        }
    }
    if problem.place:
        location["logicalLocations"] = [{"fullyQualifiedName": format_place(problem.place)}]
    return {
        "ruleId": problem.rule,
        "ruleIndex": index[problem.rule],
        "level": _LEVELS[problem.level],
        "message": {"text": problem.message.in_language(language)},
        "locations": [location],
        "partialFingerprints": {"prongsai/v1": fingerprint(problem)},
    }


def _uri(path: str) -> str:
    """A path as a reference: relative as it was given, so that no machine's folders come in by themselves."""
    return f"file://{quote(path)}" if path.startswith("/") else quote(path)
