"""YAML as this project allows it: mappings, lists and text, each with its line and column; everything else refused.

The values are built from the parser's events in one loop without recursion, so depth is counted before it can hurt,
and anchors, aliases and tags never become objects. Only PyYAML's pure-Python parser is used: the C parser crashes the
process on deep nesting (measured, see docs/decisions/0003-strict-yaml.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from prongsai import thai
from prongsai.load import messages
from prongsai.load.encoding import REFUSED, decode
from prongsai.problems import Level, Place, Position, Problem, Source

MAX_SCALAR = 20_000
MAX_WORD = 2_000
"""Letters without a space: browsers look for breaks in a run of Thai letters in ever longer time (20 s for 10,000)."""
MAX_DEPTH = 20
MAX_ENTRIES = 2_000
MAX_NODES = 20_000
"""Of a whole file: the pure-Python parser needs a second for each 10,000, and our longest file has under 1,000."""


@dataclass(slots=True)
class Document:
    """What one file holds: `value` is None when nothing could be read from it."""

    value: Any
    source: Source
    problems: list[Problem]


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being filled."""

    place: Place
    value: dict[str, Any] | list[Any]
    key: str | None = None
    repeated: bool = False
    """Whether `key` stands in the mapping already, so that its value goes nowhere."""
    seen: dict[str, Position] = field(default_factory=dict)


def read(raw: bytes, path: str) -> Document:
    """Read one YAML file. Never raises on any bytes; all that is wrong comes back as problems.

    Scalars stay text (normalised by `thai.normalise`); a key without a value is left out, as if it were not there.
    """
    builder = _Builder(path)
    source = builder.source
    text, problems = decode(raw, source)
    if problems:
        return Document(None, source, problems)
    try:
        for event in _events(text):
            if not builder.take(event):
                break
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, source))
        builder.value = None
    return Document(builder.value, source, builder.problems)


def _events(text: str) -> Iterator[yaml.Event]:
    loader: Any = yaml.SafeLoader(text)  # its methods have no types
    try:
        while loader.check_event():
            yield loader.get_event()
    except (ValueError, OverflowError) as error:  # PyYAML trusts the digits of "\UFFFFFFFF" and of %YAML 1.111…
        raise yaml.MarkedYAMLError(problem="found a number out of range", problem_mark=loader.get_mark()) from error
    finally:
        loader.dispose()


class _Builder:
    """Takes events one by one; `value` is the document when the last has come."""

    def __init__(self, path: str) -> None:
        self.values: dict[Place, Position] = {}
        self.keys: dict[Place, Position] = {}
        self.source = Source(path, self.values, self.keys)
        self.value: Any = None
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.documents = 0
        self.nodes = 0

    def take(self, event: yaml.Event) -> bool:
        """Use one event; False when reading on would be useless or dangerous."""
        at = _position(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                return self._stop("second-document", at)
        elif isinstance(event, yaml.AliasEvent):
            return self._stop("anchor", at, text="*" + (event.anchor or "")[:60])
        elif isinstance(event, yaml.NodeEvent):
            self.nodes += 1
            if self.nodes > MAX_NODES:
                return self._stop("too-many", at, limit=MAX_NODES)
            if event.anchor is not None:
                return self._stop("anchor", at, text="&" + event.anchor[:60])
            tag: str | None = getattr(event, "tag", None)
            if tag is not None:
                return self._stop("tag", at, text=tag[:60])
            if isinstance(event, yaml.ScalarEvent):
                return self._scalar(event, at)
            return self._begin(event, at)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        return True

    def _begin(self, event: yaml.NodeEvent, at: Position) -> bool:
        if len(self.stack) >= MAX_DEPTH:
            return self._stop("too-deep", at, limit=MAX_DEPTH)
        parent = self.stack[-1] if self.stack else None
        if parent and isinstance(parent.value, dict) and parent.key is None:
            return self._stop("key-not-text", at)
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        place = self._put(value, at)
        self.stack.append(_Open(place, value))
        return not self._too_many(at)

    def _scalar(self, event: yaml.ScalarEvent, at: Position) -> bool:
        if len(event.value) > MAX_SCALAR:
            return self._stop("scalar-too-long", at, limit=MAX_SCALAR, length=len(event.value))
        found = REFUSED.search(event.value)
        if found:
            return self._stop("bad-character", at, code=f"U+{ord(found[0]):04X}")
        if any(len(word) > MAX_WORD for word in event.value.split()):
            return self._stop("word-too-long", at, limit=MAX_WORD)
        text = thai.normalise(event.value)
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            return self._key(top, text, at, plain=event.implicit[0])
        blank = event.implicit[0] and text == ""
        self._put(None if blank else text, at)
        return not self._too_many(at)

    def _key(self, top: _Open, key: str, at: Position, *, plain: bool) -> bool:
        if key == "<<" and plain:
            return self._stop("anchor", at, text="<<")
        top.key = key
        first = top.seen.get(key)
        if first:
            self._problem("duplicate-key", at, {"key": key[:60], "first": first.line}, place=(*top.place, key))
            top.repeated = True
            return True
        top.seen[key] = at
        self.keys[(*top.place, key)] = at
        return True

    def _put(self, value: Any, at: Position) -> Place:
        """Hang a value where the last key or list position says; a value of a repeated key goes nowhere."""
        if not self.stack:
            self.value = value
            self.values[()] = at
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            place = (*top.place, len(top.value))
            self.values[place] = at
            top.value.append(value)
            return place
        key = top.key or ""
        place = (*top.place, key)
        if value is not None and not top.repeated:
            self.values[place] = at
            top.value[key] = value
        top.key, top.repeated = None, False
        return place

    def _too_many(self, at: Position) -> bool:
        if self.stack and len(self.stack[-1].value) > MAX_ENTRIES:
            self._stop("too-many", at, limit=MAX_ENTRIES)
            return True
        return False

    def _problem(self, rule: str, at: Position, words: Mapping[str, object], *, place: Place = ()) -> None:
        message = messages.message(rule, **words)
        self.problems.append(Problem(Level.ERROR, rule, self.source, message, place=place, at=at))

    def _stop(self, rule: str, at: Position, **words: object) -> bool:
        self._problem(rule, at, words)
        self.value = None
        return False


def _position(mark: Any) -> Position:
    """PyYAML counts from 0."""
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


def _syntax_problem(error: yaml.YAMLError, source: Source) -> Problem:
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    unclosed = "found unexpected" in (getattr(error, "problem", None) or "")
    at = _position(context if unclosed else problem or context)  # what was never closed is named where it opens
    message = messages.syntax(getattr(error, "problem", None) or str(error), getattr(error, "context", None) or "")
    return Problem(Level.ERROR, "yaml-syntax", source, message, at=at)
