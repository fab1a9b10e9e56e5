"""Which rules are asked, and how loud they are: the file `.prongsai.yml`, the plugin's options, the command's flags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from prongsai.problems import Level, Problem

FailOn = Literal["error", "warning", "info", "never"]

_LOUDNESS = {Level.INFO: 0, Level.WARNING: 1, Level.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the officer wants to hear. Problems that block are always heard: no setting hides them."""

    select: frozenset[str] = frozenset()
    """Only these rules; all when empty. A name that ends in `-` stands for all that begin so: `period-`."""
    ignore: frozenset[str] = frozenset()
    level: Level = Level.INFO
    """Only problems at least this loud."""
    levels: Mapping[str, Level] = field(default_factory=dict)
    """Rules that are louder or quieter here than by themselves."""
    fail_on: FailOn = "never"
    """From which level on findings stop a build too."""

    def hear(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems that are wanted, at the level that is wanted."""
        heard = []
        for problem in problems:
            level = problem.level if problem.blocks else self.levels.get(problem.rule, problem.level)
            wanted = self._wants(problem.rule) and _LOUDNESS[level] >= _LOUDNESS[self.level]
            if problem.blocks or wanted:
                heard.append(replace(problem, level=level))
        return heard

    def stops(self, problem: Problem) -> bool:
        """Whether a problem ends a build."""
        if problem.blocks:
            return problem.level is Level.ERROR
        return self.fail_on != "never" and _LOUDNESS[problem.level] >= _LOUDNESS[Level(self.fail_on)]

    def _wants(self, rule: str) -> bool:
        return (not self.select or _named(rule, self.select)) and not _named(rule, self.ignore)


def _named(rule: str, names: frozenset[str]) -> bool:
    return rule in names or any(name.endswith("-") and rule.startswith(name) for name in names)
