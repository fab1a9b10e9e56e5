"""YAML as this project allows it: mappings, lists and text, each with its line and column; everything else refused.

The values are built from the parser's events in one loop without recursion, so depth is counted before it can hurt,
and anchors, aliases and tags never become objects. Only PyYAML's pure-Python parser is used: the C parser crashes the
process on deep nesting (measured, see docs/decisions/0003-strict-yaml.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from prongsai import thai
from prongsai.load import messages
from prongsai.problems import Level, Place, Position, Problem, Source

MAX_BYTES = 1_000_000
MAX_SCALAR = 20_000
MAX_DEPTH = 20
MAX_ENTRIES = 2_000

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)
"""Control characters, line separators, bidirectional marks that make text lie, lone surrogates."""


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
    dropped: bool = False
    seen: dict[str, Position] = field(default_factory=dict)


def read(raw: bytes, path: str) -> Document:
    """Read one YAML file. Never raises on any bytes; all that is wrong comes back as problems.

    Scalars stay text (normalised by `thai.normalise`); a key without a value is left out, as if it were not there.
    """
    builder = _Builder(path)
    source = builder.source
    text, encoding_problem = _decode(raw, source)
    if text is None:
        return Document(None, source, [encoding_problem] if encoding_problem else [])
    bad = list(_refused_characters(text, source))
    if bad:
        return Document(None, source, bad)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if not builder.take(event):
                break
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, source))
        builder.value = None
    return Document(builder.value, source, builder.problems)


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

    def take(self, event: yaml.Event) -> bool:
        """Use one event; False when reading on would be useless or dangerous."""
        at = _position(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                return self._stop("second-document", at)
        elif isinstance(event, yaml.AliasEvent):
            return self._stop("anchor", at, text="*" + (event.anchor or ""))
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                return self._stop("anchor", at, text="&" + event.anchor)
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
        if isinstance(parent, _Open) and isinstance(parent.value, dict) and parent.key is None and not parent.dropped:
            return self._stop("key-not-text", at)
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        place = self._put(value, at)
        self.stack.append(_Open(place, value))
        return not self._too_many(at)

    def _scalar(self, event: yaml.ScalarEvent, at: Position) -> bool:
        if len(event.value) > MAX_SCALAR:
            return self._stop("scalar-too-long", at, limit=MAX_SCALAR, length=len(event.value))
        found = _REFUSED.search(event.value)
        if found:
            return self._stop("bad-character", at, code=f"U+{ord(found[0]):04X}")
        text = thai.normalise(event.value)
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None and not top.dropped:
            return self._key(top, text, at, plain=event.implicit[0])
        blank = event.implicit[0] and text == ""
        self._put(None if blank else text, at)
        return not self._too_many(at)

    def _key(self, top: _Open, key: str, at: Position, *, plain: bool) -> bool:
        if key == "<<" and plain:
            return self._stop("anchor", at, text="<<")
        first = top.seen.get(key)
        if first:
            self._problem("duplicate-key", at, {"key": key, "first": first.line}, place=(*top.place, key))
            top.dropped = True
            return True
        top.seen[key] = at
        top.key = key
        self.keys[(*top.place, key)] = at
        return True

    def _put(self, value: Any, at: Position) -> Place:
        """Hang a value where the last key or list position says; a value of a repeated key goes nowhere."""
        if not self.stack:
            self.value = value
            self.values[()] = at
            return ()
        top = self.stack[-1]
        if top.dropped:
            top.dropped = False
            return (*top.place, "")
        if isinstance(top.value, list):
            place = (*top.place, len(top.value))
            self.values[place] = at
            top.value.append(value)
            return place
        place = (*top.place, top.key or "")
        if value is not None:
            self.values[place] = at
            top.value[top.key or ""] = value
        top.key = None
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


def _decode(raw: bytes, source: Source) -> tuple[str | None, Problem | None]:
    def problem(rule: str, at: Position, **words: object) -> Problem:
        return Problem(Level.ERROR, rule, source, messages.message(rule, **words), at=at)

    if len(raw) > MAX_BYTES:
        return None, problem("file-too-large", Position(1, 1), size=len(raw), limit=MAX_BYTES)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = raw[:400].decode("utf-16", errors="replace").splitlines()
        return None, problem("encoding", Position(1, 1), encoding="UTF-16", start=_excerpt(start[0] if start else ""))
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line_start = raw.rfind(b"\n", 0, error.start) + 1
        line = raw[line_start : line_start + 200].split(b"\n")[0]
        at = Position(raw.count(b"\n", 0, error.start) + 1, error.start - line_start + 1)
        words = {"encoding": "TIS-620/Windows-874", "start": _excerpt(line.decode("cp874", errors="replace"))}
        return None, problem("encoding", at, **words)


def _excerpt(text: str) -> str:
    return _REFUSED.sub("\ufffd", text).strip()[:60]


def _refused_characters(text: str, source: Source) -> Iterator[Problem]:
    """Every character that may not stand in a file, at most ten: a binary file would give thousands."""
    for count, found in enumerate(_REFUSED.finditer(text)):
        if count == 10:
            return
        line_start = text.rfind("\n", 0, found.start()) + 1
        at = Position(text.count("\n", 0, found.start()) + 1, found.start() - line_start + 1)
        message = messages.message("bad-character", code=f"U+{ord(found[0]):04X}")
        yield Problem(Level.ERROR, "bad-character", source, message, at=at)


def _syntax_problem(error: yaml.YAMLError, source: Source) -> Problem:
    at = _position(getattr(error, "problem_mark", None) or getattr(error, "context_mark", None))
    message = messages.syntax(getattr(error, "problem", None) or str(error), getattr(error, "context", None) or "")
    return Problem(Level.ERROR, "yaml-syntax", source, message, at=at)
