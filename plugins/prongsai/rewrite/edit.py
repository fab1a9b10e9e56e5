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


def edit(text: str, changes: Mapping[str, Value | None], order: Sequence[str], at: Place = ()) -> Edit:
    """Set these keys of the mapping at `at`, or take them out where the value is empty.

    `text` must be a file that our reader accepts. New keys stand where `order` has them. Raises EditError when the
    result would not read back as the old values with these changes.
    """
    before = strict_yaml.read(text.encode(), "").value
    wanted = _plain(_with(before, changes, at))
    done = _edit(text, changes, order, at)
    after = strict_yaml.read(done.text.encode(), "")
    if after.problems or _plain(after.value) != wanted:
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


def _edit(text: str, changes: Mapping[str, Value | None], order: Sequence[str], at: Place) -> Edit:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    node = _node_at(root, at)
    spans = _spans(node, text)
    if spans is None:
        merged = ordered(_with(_value_at(text, at), changes, ()), order)
        if at:
            return _edit(text, {str(at[-1]): merged}, (), at[:-1])
        comments = tuple(_comments(text.splitlines(), root)) if root else ()
        return Edit("\n".join(record_lines(merged)) + "\n", comments)
    return _in_block(text, spans, changes, order)


def _value_at(text: str, at: Place) -> Any:
    value = strict_yaml.read(text.encode(), "").value
    for part in at:
        value = (value or {}).get(part)
    return value


def _node_at(root: yaml.Node | None, at: Place) -> yaml.Node | None:
    for part in at:
        found = (value for key, value in root.value if key.value == part) if isinstance(root, yaml.MappingNode) else ()
        root = next(iter(found), None)
    return root


def _spans(node: yaml.Node | None, text: str) -> list[_Span] | None:
    """The lines of each key of a mapping in block style with a key a line; None for any other value."""
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        return None
    lines = _LINES.findall(text)
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


def _in_block(text: str, spans: Sequence[_Span], changes: Mapping[str, Value | None], order: Sequence[str]) -> Edit:
    lines = [line for line in _LINES.findall(text) if line]
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = lines[spans[0].first].lstrip("\ufeff")
    indent = indent[: len(indent) - len(indent.lstrip(" "))]
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    lost: list[str] = []
    there = {span.key: span for span in spans}
    put: dict[int, list[str]] = {}
    for key, value in changes.items():
        new = [] if value is None else [line + newline for line in key_lines(key, value, indent)]
        span = there.get(key)
        if span:
            lost += _comments(lines, span.node, span)
            for at in range(span.first, span.last + 1):
                lines[at] = ""
            lines[span.first] = "".join(new)
        elif new:
            put.setdefault(_line_for(key, spans, order), []).extend(new)
    made = (piece for at, line in enumerate([*lines, ""]) for piece in (*put.get(at, ()), line))
    return Edit("".join(made), tuple(lost))


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
