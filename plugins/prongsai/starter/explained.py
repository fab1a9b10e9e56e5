"""A record as a commented file: every key with its title and help from the model, those without an answer switched off.

Explanations begin with `##`, keys that wait for an answer with `# `: what an editor's "toggle comment" takes away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic.fields import FieldInfo

from prongsai.described import explanations
from prongsai.model import Record, own_first
from prongsai.rewrite.text import scalar


def explained(record: type[Record], given: Mapping[str, str | Mapping[str, str]], indent: str = "") -> Iterator[str]:
    """The lines of a record, its own keys first, then those it has in common with others."""
    for name, info in own_first(record):
        yield f"{indent}## {explanation(record, name)}"
        value = given.get(name)
        if isinstance(value, Mapping):
            yield f"{indent}{name}:"
            inner = record_in(info.annotation)
            if inner is not None:
                yield from explained(inner, value, indent + "  ")
        elif value:
            yield f"{indent}{name}: {scalar(value)}"
        else:
            yield from (f"{indent}# {line}" for line in _blank(name, info))
        if not indent:
            yield ""


def _blank(name: str, info: FieldInfo) -> Iterator[str]:
    """A key without its value; a record inside with all its keys, one entry of a list of records."""
    yield f"{name}:"
    inner = record_in(info.annotation)
    if inner is None:
        return
    many = _is_many(info.annotation)
    for number, (key, part) in enumerate(inner.model_fields.items()):
        lead = ("  - " if number == 0 else "    ") if many else "  "
        lines = list(_blank(key, part))
        yield f"{lead}{lines[0]}  # {explanation(inner, key)}"
        rest = "    " if many else "  "
        yield from (rest + line for line in lines[1:])


def explanation(record: type[Record], key: str) -> str:
    """What the model says of a key, on one line."""
    info = record.model_fields[key]
    must = " (ต้องมี)" if info.is_required() else ""
    return " ".join(f"{info.title}{must}: {explanations(record).get(key, '')}".split())


def record_in(annotation: Any) -> type[Record] | None:
    """The record class inside `X`, `X | None` or `tuple[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for inner in get_args(annotation) if (found := record_in(inner))), None)


def _is_many(annotation: Any) -> bool:
    return str(getattr(annotation, "__origin__", "")) == "<class 'tuple'>" or any(
        _is_many(inner) for inner in get_args(annotation) if not isinstance(inner, type)
    )
