"""A problem is a value: where it is, which rule it breaks, what to do. Finders yield it, the edge prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

Language = Literal["th", "en"]
Place = tuple[str | int, ...]
"""The path inside a document: keys and zero-based list positions, `("evidence", 0, "link")`."""


class Level(StrEnum):
    """How bad a problem is; an error of a blocking rule stops the build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Position(NamedTuple):
    """A place in a text file, both counted from 1; the column counts code points."""

    line: int
    column: int


class Message(NamedTuple):
    """The same sentence in Thai and in English."""

    th: str
    en: str

    def in_language(self, language: Language) -> str:
        """The sentence in the language asked for."""
        return self.th if language == "th" else self.en


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One file, and where each node of it begins; the path is written as its user would type it.

    Compared by identity: a file is read once, and its positions are too many to compare.
    """

    path: str
    values: Mapping[Place, Position] = field(default_factory=dict, repr=False)
    keys: Mapping[Place, Position] = field(default_factory=dict, repr=False)

    def position(self, place: Place, *, of_key: bool = False) -> Position:
        """Where `place` begins, or its nearest parent that stands in the file; line 1 if none does."""
        if of_key and place in self.keys:
            return self.keys[place]
        for length in range(len(place), -1, -1):
            found = self.values.get(place[:length]) or self.keys.get(place[:length])
            if found:
                return found
        return Position(1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where. `at` overrides the position that follows from `place` (syntax errors have no place)."""

    level: Level
    rule: str
    source: Source
    message: Message
    place: Place = ()
    at: Position | None = None
    of_key: bool = False
    blocks: bool = True
    """Whether a build must stop at level error. What cannot be read or shown blocks; advice to the officer does not."""

    @property
    def position(self) -> Position:
        """Line and column of the problem."""
        return self.at or self.source.position(self.place, of_key=self.of_key)

    def line(self, language: Language = "th") -> str:
        """The problem in one line: `file:line:column: path.in.document: message [rule]`."""
        position = self.position
        place = f"{format_place(self.place)}: " if self.place else ""
        return (
            f"{self.source.path}:{position.line}:{position.column}: {place}"
            f"{self.message.in_language(language)} [{self.rule}]"
        )


def format_place(place: Place) -> str:
    """Write a place as people read it.

    >>> format_place(("evidence", 0, "link"))
    'evidence[0].link'
    """
    text = ""
    for part in place:
        if isinstance(part, str) and len(part) > 60:
            part = part[:60] + "…"
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return " ".join(text.split())  # a quoted key may hold line ends


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """In the order of reading: by file, then by line, so that an officer mends from top to bottom."""
    return sorted(problems, key=lambda p: (p.source.path, p.position, p.rule, p.message.en))
