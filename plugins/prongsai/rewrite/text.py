"""Plain values (text, lists, mappings) as lines of YAML that our strict reader gives back letter for letter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 118
_PLAIN = re.compile(
    r"(?=[^\n]*[ก-ฮ])[ก-ฮเ-ไ0-9๐-๙A-Za-z](?:[0-9A-Za-zก-๙., ()/–%+_-]|:(?=[^ \n]))*(?<! )"
    r"|https?://[A-Za-z0-9/._~%=&?+-]+"
)
"""What YAML takes for this very text in every place of a block: Thai sentences, and addresses."""
_ONE_SPACE = re.compile(r"(?<=\S) (?=\S)")
_NOT_PRINTED = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ufeff\u2028\u2029]")
"""What a block scalar cannot hold; a quoted one writes it as an escape. The tab is among them: it reads badly."""

Value = str | int | Sequence[Any] | Mapping[str, Any]


def scalar(text: str) -> str:
    """A text as a YAML scalar that means this text and nothing else, quoted unless it is plain Thai or an address."""
    if _PLAIN.fullmatch(text):
        return text
    return _NOT_PRINTED.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def record_lines(record: Mapping[str, Value], indent: str = "") -> Iterator[str]:
    """The lines of a record; keys without a value are left out."""
    for key, value in record.items():
        yield from key_lines(key, value, indent)


def key_lines(key: str, value: Value, indent: str = "") -> Iterator[str]:
    """The lines of one key; none at all for an empty value."""
    if isinstance(value, int):
        yield f"{indent}{_key(key)}: {value}"
    elif isinstance(value, str):
        yield from _lead(f"{indent}{_key(key)}:", _scalar_lines(value, indent + "  ", len(indent + key) + 2))
    elif isinstance(value, Mapping):
        if value:
            yield f"{indent}{_key(key)}:"
            yield from record_lines(value, indent + "  ")
    elif value:
        yield f"{indent}{_key(key)}:"
        for entry in value:
            yield from _entry(entry, indent + "  ")


def _entry(entry: Value, indent: str) -> Iterator[str]:
    """One entry of a list: its first line begins with a dash."""
    if isinstance(entry, int):
        yield f"{indent}- {entry}"
        return
    if isinstance(entry, str):
        yield from _lead(f"{indent}-", _scalar_lines(entry, indent + "  ", len(indent) + 2))
        return
    assert isinstance(entry, Mapping)  # noqa: S101  # the data format has no lists of lists
    lines = list(record_lines(entry, indent + "  "))
    yield from [f"{indent}- {lines[0].lstrip()}", *lines[1:]] if lines else [f"{indent}- {{}}"]


def _lead(start: str, lines: list[str]) -> Iterator[str]:
    yield f"{start} {lines[0]}"
    yield from lines[1:]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", key) else scalar(key)


def _scalar_lines(text: str, indent: str, used: int) -> list[str]:
    """A scalar after its key: on one line where it fits, folded at single spaces or literal where it does not."""
    short = scalar(text)
    blockable = text and text == text.strip() and not _NOT_PRINTED.search(text.replace("\n", ""))
    if not blockable or ("\n" not in text and used + len(short) <= WIDTH):
        return [short]
    if "\n" in text:
        return ["|-", *(indent + line if line else "" for line in text.split("\n"))]
    folded = _folded(text, WIDTH - len(indent))
    return [">-", *(indent + line for line in folded)] if len(folded) > 1 else [short]


def _folded(text: str, width: int) -> list[str]:
    """The text cut at single spaces into lines of this width, where there are spaces."""
    lines = [""]
    for piece in _ONE_SPACE.split(text):
        if lines[-1] and len(lines[-1]) + 1 + len(piece) > width:
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1]} {piece}" if lines[-1] else piece
    return lines
