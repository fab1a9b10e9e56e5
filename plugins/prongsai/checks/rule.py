"""What a check is: a function from the site to findings, with a name, a level, and its explanation in the docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prongsai.model import Site
from prongsai.problems import Level, Message, Place, Problem, Source

Finder = Callable[[Site], Iterator["Finding"]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a rule is broken and what to say; the rule's name and level are added by whoever runs it."""

    source: Source
    place: Place
    message: Message
    level: Level | None = None
    """Only where one rule has findings of different weight; otherwise the rule's own level."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rule table. A `blocking` rule stops the build at level error; the others are the officer's."""

    name: str
    level: Level
    find: Finder
    blocking: bool = False

    def run(self, site: Site) -> Iterator[Problem]:
        """Every place where the site breaks this rule."""
        for finding in self.find(site):
            yield Problem(
                finding.level or self.level,
                self.name,
                finding.source,
                finding.message,
                place=finding.place,
                blocks=self.blocking,
            )
