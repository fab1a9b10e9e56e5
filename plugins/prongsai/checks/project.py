"""From what a project wishes (`.prongsai.yml`, options, flags) to settings that can be followed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from prongsai.checks.settings import Settings
from prongsai.load import messages
from prongsai.load.project import Project
from prongsai.problems import Level, Message, Place, Problem


def settings_from(projects: Sequence[Project], flags: Mapping[str, Any]) -> Settings:
    """The settings of these sources: a key of a later one replaces the same key of an earlier one, a flag all."""
    wanted: dict[str, Any] = {}
    for project in projects:
        wanted |= {name: getattr(project.wishes, name) for name in project.wishes.model_fields_set}
    wanted |= {name: value for name, value in flags.items() if value}
    return Settings(
        select=frozenset(wanted.get("select", ())),
        ignore=frozenset(wanted.get("ignore", ())),
        level=Level(wanted.get("level", Level.INFO)),
        levels={rule: Level(word) for rule, word in wanted.get("levels", {}).items()},
        fail_on=wanted.get("fail_on", "never"),
    )


def unknown_names(project: Project, known: Collection[str]) -> Iterator[Problem]:
    """A problem for each rule that a project names and that does not exist: a slip there would hide nothing or all."""
    named: list[tuple[Place, str]] = [
        *((("select", number), name) for number, name in enumerate(project.wishes.select)),
        *((("ignore", number), name) for number, name in enumerate(project.wishes.ignore)),
        *((("levels", name), name) for name in project.wishes.levels),
    ]
    for place, name in named:
        prefix_allowed = place[0] != "levels"
        if not is_known(name, known, prefix_allowed=prefix_allowed):
            yield Problem(Level.ERROR, "unknown-rule", project.source, unknown_rule(name, known), place=place)


def is_known(name: str, known: Collection[str], *, prefix_allowed: bool = True) -> bool:
    """Whether a name is a rule, or the beginning of some (`period-`)."""
    return name in known or (prefix_allowed and name.endswith("-") and any(rule.startswith(name) for rule in known))


def unknown_rule(name: str, known: Collection[str]) -> Message:
    """What to say about a name that is no rule's."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    hint = {"hint": f"หมายถึง “{near[0]}” หรือไม่", "hint_en": f"did you mean “{near[0]}”?"} if near else _LIST
    return messages.message("unknown-rule", name=name[:60], **hint)


_LIST = {"hint": "ดูชื่อกฎทั้งหมดด้วย prongsai rules", "hint_en": "see prongsai rules"}
