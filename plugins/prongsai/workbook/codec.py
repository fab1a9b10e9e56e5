"""A field's value as the text of one cell, and back: lists a line an entry, what cannot stand in a cell marked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from prongsai import thai

MAX_CELL = 32_767
"""Letters that Excel keeps in a cell; it drops the rest."""
NOT_HERE = "⟦ยาวหรือซับซ้อนเกินกว่าจะอยู่ในช่องของ Excel แก้ในไฟล์ YAML⟧"
"""Stands where a value does not fit; brought back it changes nothing."""

_MORE = "↳"
"""Begins a line that belongs to the entry above."""
_LIKE_MORE = re.compile(rf"\\*{_MORE}")
LISTS = frozenset(
    (
        *("goals", "steps", "activities", "responsible", "period"),
        *("results", "outcomes", "obstacles", "suggestions", "parts", "progress"),
    )
)
_SERIES = frozenset({"items", "covers"})


def to_cell(key: str, value: Any) -> str:
    """The text of a cell; `NOT_HERE` for a value that would not come back."""
    text = _written(key, value)
    fits = len(text) + 1 <= MAX_CELL and from_cell(key, text) == _plain(value)
    return text if fits else NOT_HERE


def _plain(value: Any) -> Any:
    """A value as YAML holds it."""
    if value is None or value in ("", (), {}):
        return None
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else str(value)


def _written(key: str, value: Any) -> str:
    if value is None:
        return ""
    if key in LISTS:
        return "\n".join(_entry(one) for one in value)
    if key in _SERIES:
        return ", ".join(str(one) for one in value)
    if isinstance(value, Mapping):
        return "\n".join(f"{rule}: {reason}" for rule, reason in value.items())
    return str(value)


def _entry(text: str) -> str:
    first, *rest = text.split("\n")
    first = f"\\{first}" if _LIKE_MORE.match(first) else first
    return "\n".join([first, *(f"{_MORE} {line}" for line in rest)])


def from_cell(key: str, text: str) -> str | list[str] | dict[str, str] | None:
    """What a cell says, as YAML would hold it; None for an empty one."""
    text = canonical(text)
    if not text:
        return None
    if key in LISTS:
        return _entries(text)
    if key in _SERIES:
        return [one for one in re.split(r"[,;\s]+", text) if one]
    if key == "waive":
        parts = (line.partition(":") for line in text.split("\n") if line.strip())
        return {rule.strip(): reason.strip() for rule, _, reason in parts}
    return text


def yaml_value(key: str, text: str) -> Any:
    """The same with numbers as numbers, for a file that people read."""
    value = from_cell(key, text)
    if key == "covers" and isinstance(value, list):
        return [_number(one) for one in value]
    return _number(value) if key in ("indicator", "issue") and isinstance(value, str) else value


def _number(text: str) -> int | str:
    digits = thai.to_arabic_digits(text)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 5 else text


def _entries(text: str) -> list[str]:
    found: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_MORE) and found:
            found[-1] += "\n" + line[len(_MORE) :].removeprefix(" ")
        elif line.strip():
            found.append(line[1:] if line.startswith("\\") and _LIKE_MORE.match(line[1:]) else line)
    return [one.strip() for one in found]


def canonical(text: str) -> str:
    """One spelling of what Excel, LibreOffice and typists write differently: line ends, outer spaces, split letters."""
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return thai.normalise(text).strip()


def digest(text: str) -> str:
    """A short sum of a cell's text, by which a change is told."""
    return hashlib.sha256(canonical(text).encode()).hexdigest()[:12] if canonical(text) else ""
