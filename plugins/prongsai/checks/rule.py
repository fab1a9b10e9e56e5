"""What a check is: a function from the site to findings, with a name, a level, and its explanation in the docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from prongsai.model import Site
from prongsai.problems import Level, Message, Place, Problem, Source

Plain = tuple[Any, ...]
"""What a rule of the whole site needs of one agency: tuples of tuples, texts and numbers, as JSON keeps them."""


class Finding(NamedTuple):
    """Where a rule is broken and what to say; the rule's name and level are added by whoever runs it."""

    source: Source
    place: Place
    message: Message
    level: Level | None = None
    """Only where one rule has findings of different weight; otherwise the rule's own level."""


class Rule(NamedTuple):
    """One row of the rule table. A `blocking` rule stops the build at level error; the others are the officer's."""

    name: str
    level: Level
    find: Callable[[Any], Iterator[Finding]]
    """From a site of one agency to its findings; with `look`, from what was seen of all agencies, in their order."""
    blocking: bool = False
    look: Callable[[Site], Plain] | None = None
    """For a rule that compares agencies: what it must know of the one agency of a site."""

    @property
    def scope(self) -> Literal["agency", "site"]:
        """Whether the rule looks at one agency at a time, or at all of them."""
        return "site" if self.look else "agency"

    def run(self, site: Site) -> Iterator[Problem]:
        """Every place where the site breaks this rule."""
        alone = [Site((agency,), site.frameworks, site.synonyms) for agency in site.agencies]
        if self.look:
            yield from self.problems(self.find([self.look(one) for one in alone]))
        else:
            for one in alone:
                yield from self.problems(self.find(one))

    def problems(self, findings: Iterable[Finding]) -> Iterator[Problem]:
        """The findings under the rule's name."""
        for finding in findings:
            yield Problem(
                finding.level or self.level,
                self.name,
                finding.source,
                finding.message,
                place=finding.place,
                blocks=self.blocking,
            )
