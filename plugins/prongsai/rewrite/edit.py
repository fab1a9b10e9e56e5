"""Change some keys of a record in a YAML file; every other line stays as a person wrote it, comments too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from prongsai.load import strict_yaml
from prongsai.problems import Place
from prongsai.rewrite.order import ordered
from prongsai.rewrite.text import Value, key_lines, record_lines

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_COMMENT = re.compile(r"(?:^|\s)#\s*(.*?)\s*$")


class EditError(Exception):
    """The file could not be changed so that it reads back as meant; nothing is lost, for nothing was written."""


class Edit(NamedTuple):
    """The new text of a file, and the comments that stood inside what was replaced."""

    text: str
    lost: tuple[str, ...] = ()


class _Span(NamedTuple):
    """One key of a block mapping: its lines, both ends included."""

    key: str
    first: int
    last: int
    node: yaml.Node


Changes = Mapping[str, Value | None]


def edit(text: str, changes: Changes, order: Sequence[str], at: Place = ()) -> Edit:
    """Set these keys of the mapping at `at` (the file, or one key of it), or take out those whose value is empty.

    `text` must be a file that our reader accepts. New keys stand where `order` has them. Raises EditError when the
    result would not read back as the old values with these changes.
    """
    return edit_records(text, {at: changes}, order)


def edit_records(text: str, changes: Mapping[Place, Changes], order: Sequence[str]) -> Edit:
    """The same for several records of one file at once."""
    before = strict_yaml.read(text.encode(), "").value
    wanted: Any = dict(before or {})
    for at, one in changes.items():
        wanted = _with(wanted, one, at)
    done = _edit(text, before, changes, order)
    after = strict_yaml.read(done.text.encode(), "")
    if after.problems or _plain(after.value or {}) != _plain(wanted):
        raise EditError("the changed file does not read back as meant")
    return done


def _with(value: Any, changes: Mapping[str, Value | None], at: Place) -> dict[str, Any]:
    """The plain value of the file with the changes made."""
    whole: dict[str, Any] = dict(value or {})
    if at:
        inner = _with(whole.get(str(at[0])), changes, at[1:])
        return whole | {str(at[0]): inner} if inner else {key: v for key, v in whole.items() if key != at[0]}
    return {key: value for key, value in (whole | dict(changes)).items() if not _is_empty(value)}


def _is_empty(value: Value | None) -> bool:
    return value is None or (not isinstance(value, int) and not value)


def _plain(value: Any) -> Any:
    """A value as the reader gives it: numbers as text, keys without a value absent."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items() if not _is_empty(inner)}
    if isinstance(value, str | int):
        return str(value)
    return [_plain(inner) for inner in value] if value else value


def _edit(text: str, before: Any, changes: Mapping[Place, Changes], order: Sequence[str]) -> Edit:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    file = _File(text)
    top = dict(changes.get((), {}))
    for at, one in changes.items():
        spans = _spans(_node_at(root, at), file.lines) if at else None
        if spans:
            file.change(spans, one, order)
        elif at:  # a record on one line, or none yet: written anew as a key of the file
            top[str(at[0])] = ordered(_with((before or {}).get(at[0]), one, ()), order)
    if top:
        spans = _spans(root, file.lines)
        if spans is None:
            comments = tuple(_comments(file.lines, root)) if root else ()
            whole = ordered(_with(before, top, ()), order)
            kept = "" if root else "".join(file.lines)
            return Edit(kept + "\n".join(record_lines(whole)) + "\n", comments)
        file.change(spans, top, order)
    return Edit(file.text, tuple(file.lost))


class _File:
    """The lines of a file while they are changed; numbers of lines stay those of the old text."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = [line for line in _LINES.findall(text) if line]
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.lost: list[str] = []
        self.new: dict[int, str] = {}
        self.put: dict[int, list[str]] = {}
        if self.lines and not self.lines[-1].endswith(("\n", "\r")):
            self.lines[-1] += self.newline

    def change(self, spans: Sequence[_Span], changes: Changes, order: Sequence[str]) -> None:
        """Replace, take out and add keys of one block mapping."""
        start = self.lines[spans[0].first].lstrip("\ufeff")
        indent = start[: len(start) - len(start.lstrip(" "))]
        there = {span.key: span for span in spans}
        for key, value in changes.items():
            made = [] if value is None else [line + self.newline for line in key_lines(key, value, indent)]
            span = there.get(key)
            if span:
                self.lost += _comments(self.lines, span.node, span)
                self.new |= dict.fromkeys(range(span.first, span.last + 1), "")
                self.new[span.first] = "".join(made)
            elif made:
                self.put.setdefault(_line_for(key, spans, order), []).extend(made)

    @property
    def text(self) -> str:
        """The file as it is now."""
        lines = [self.new.get(at, line) for at, line in enumerate(self.lines)]
        return "".join(piece for at, line in enumerate([*lines, ""]) for piece in (*self.put.get(at, ()), line))


def _node_at(root: yaml.Node | None, at: Place) -> yaml.Node | None:
    for part in at:
        found = (value for key, value in root.value if key.value == part) if isinstance(root, yaml.MappingNode) else ()
        root = next(iter(found), None)
    return root


def _spans(node: yaml.Node | None, lines: Sequence[str]) -> list[_Span] | None:
    """The lines of each key of a mapping in block style with a key a line; None for any other value."""
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        return None
    spans = []
    for key, value in node.value:
        start = key.start_mark
        if lines[start.line][: start.column].strip("\ufeff "):
            return None
        spans.append(_Span(key.value, start.line, max(start.line, _last_line(value, lines)), value))
    return spans


def _last_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """The last line that belongs to a node; comments and blank lines after it belong to what follows."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        inner = [part for entry in node.value for part in (entry if isinstance(entry, tuple) else (entry,))]
        return max([node.start_mark.line, *(_last_line(part, lines) for part in inner)])
    end = int(node.end_mark.line)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        end -= node.end_mark.column == 0
        while end > node.start_mark.line and not lines[end].strip():
            end -= 1
    return end


def _line_for(key: str, spans: Sequence[_Span], order: Sequence[str]) -> int:
    """Before which line a new key stands: after the last key that comes before it."""
    earlier = set(order[: order.index(key)]) if key in order else {span.key for span in spans}
    return max((span.last + 1 for span in spans if span.key in earlier), default=spans[0].first)


def _comments(lines: Sequence[str], node: yaml.Node, span: _Span | None = None) -> Iterator[str]:
    """The comments in the lines of a node: on lines of their own, or after a value."""
    first, last = (span.first, span.last) if span else (0, len(lines) - 1)
    covered: dict[int, int] = {}  # by line: up to which column it is the text of a scalar
    for part in _leaves(node):
        end = part.end_mark.line
        if part.style in ("|", ">"):
            end = _last_line(part, lines) + 1
        for at in range(part.start_mark.line, end):
            covered[at] = len(lines[at]) if at < len(lines) else 0
        if part.style not in ("|", ">"):
            covered[end] = max(covered.get(end, 0), part.end_mark.column)
    for at in range(first, last + 1):
        found = _COMMENT.search(lines[at].rstrip("\r\n"), covered.get(at, 0))
        if found:
            yield found[1]


def _leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for entry in node.value:
        for part in entry if isinstance(entry, tuple) else (entry,):
            yield from _leaves(part)
