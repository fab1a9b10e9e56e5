"""YAML as this project allows it: mappings, lists and text, each with its line and column; everything else refused.

The values are built from the parser's events in one loop without recursion, so depth is counted before it can hurt,
and anchors, aliases and tags never become objects. A file is read with libyaml. Where there is anything to say of it,
PyYAML's pure-Python parser, which the messages are worded after, reads it again (docs/decisions/0003-strict-yaml.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from prongsai import thai
from prongsai.load import messages, yaml_events
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
    key: str = ""
    wants_key: bool = False
    """Whether the next node is a key: of a mapping, between entries."""
    repeated: bool = False
    """Whether `key` stands in the mapping already, so that its value goes nowhere."""
    seen: dict[str, Position] = field(default_factory=dict)


def read(raw: bytes, path: str) -> Document:
    """Read one YAML file. Never raises on any bytes; all that is wrong comes back as problems.

    Scalars stay text (normalised by `thai.normalise`); a key without a value is left out, as if it were not there.
    """
    builder = _Builder(path)
    text, builder.problems = decode(raw, builder.source)
    if builder.problems:
        return builder.document()
    if yaml_events.is_usual(text):
        quick = _Builder(path)
        with suppress(yaml.YAMLError, yaml_events.UnusualError):
            quick.take_all(yaml_events.fast(text))
            if not quick.problems:
                return quick.document()
    try:
        builder.take_all(yaml_events.careful(text))
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, builder.source))
        builder.value = None
    return builder.document()


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

    def document(self) -> Document:
        """What has been read."""
        return Document(self.value, self.source, self.problems)

    def take_all(self, events: Iterable[yaml.Event]) -> None:
        """Use events up to the first after which reading on would be useless or dangerous."""
        for event in events:
            take = _TAKES.get(type(event))
            if take and not take(self, event):
                break

    def _document(self, event: yaml.DocumentStartEvent) -> bool:
        self.documents += 1
        return self.documents == 1 or self._stop("second-document", _position(event.start_mark))

    def _alias(self, event: yaml.AliasEvent) -> bool:
        return self._stop("anchor", _position(event.start_mark), text="*" + (event.anchor or "")[:60])

    def _end(self, _: yaml.CollectionEndEvent) -> bool:
        self.stack.pop()
        return True

    def _is_plain_node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, at: Position) -> bool:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            return self._stop("too-many", at, limit=MAX_NODES)
        if event.anchor is not None:
            return self._stop("anchor", at, text="&" + event.anchor[:60])
        if event.tag is not None:
            return self._stop("tag", at, text=event.tag[:60])
        return True

    def _begin(self, event: yaml.CollectionStartEvent) -> bool:
        at = _position(event.start_mark)
        if not self._is_plain_node(event, at):
            return False
        if len(self.stack) >= MAX_DEPTH:
            return self._stop("too-deep", at, limit=MAX_DEPTH)
        if self.stack and self.stack[-1].wants_key:
            return self._stop("key-not-text", at)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        value: dict[str, Any] | list[Any] = {} if is_mapping else []
        place = self._put(value, at)
        self.stack.append(_Open(place, value, wants_key=is_mapping))
        return not self._too_many(at)

    def _scalar(self, event: yaml.ScalarEvent) -> bool:
        at = _position(event.start_mark)
        if not self._is_plain_node(event, at):
            return False
        value, plain = event.value, event.implicit[0]
        if len(value) > MAX_SCALAR:
            return self._stop("scalar-too-long", at, limit=MAX_SCALAR, length=len(value))
        if event.style == '"':  # all others hold letters of the file, which `decode` has seen
            found = REFUSED.search(value)
            if found:
                return self._stop("bad-character", at, code=f"U+{ord(found[0]):04X}")
        if len(value) > MAX_WORD and any(len(word) > MAX_WORD for word in value.split()):
            return self._stop("word-too-long", at, limit=MAX_WORD)
        text = thai.normalise(value)
        if self.stack and self.stack[-1].wants_key:
            return self._key(self.stack[-1], text, at, plain=plain)
        self._put(None if plain and text == "" else text, at)
        return not self._too_many(at)

    def _key(self, top: _Open, key: str, at: Position, *, plain: bool) -> bool:
        if key == "<<" and plain:
            return self._stop("anchor", at, text="<<")
        top.key, top.wants_key = key, False
        place = (*top.place, key)
        first = top.seen.setdefault(key, at)
        if first is not at:
            self._problem("duplicate-key", at, {"key": key[:60], "first": first.line}, place=place)
            top.repeated = True
        else:
            self.keys[place] = at
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
        place = (*top.place, top.key)
        if value is not None and not top.repeated:
            self.values[place] = at
            top.value[top.key] = value
        top.wants_key, top.repeated = True, False
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


_TAKES: dict[type[yaml.Event], Callable[[_Builder, Any], bool]] = {
    yaml.ScalarEvent: _Builder._scalar,
    yaml.MappingStartEvent: _Builder._begin,
    yaml.SequenceStartEvent: _Builder._begin,
    yaml.MappingEndEvent: _Builder._end,
    yaml.SequenceEndEvent: _Builder._end,
    yaml.DocumentStartEvent: _Builder._document,
    yaml.AliasEvent: _Builder._alias,
}
"""What is done with each kind of event; it says whether to read on."""


def _position(mark: Any) -> Position:
    """PyYAML counts from 0."""
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


def _syntax_problem(error: yaml.YAMLError, source: Source) -> Problem:
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    unclosed = "found unexpected" in (getattr(error, "problem", None) or "")
    at = _position(context if unclosed else problem or context)  # what was never closed is named where it opens
    message = messages.syntax(getattr(error, "problem", None) or str(error), getattr(error, "context", None) or "")
    return Problem(Level.ERROR, "yaml-syntax", source, message, at=at)
