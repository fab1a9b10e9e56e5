"""What each field is for: the text that stands under it, read from the source when somebody asks.

Pydantic can read it too, but does so as the records are defined, which every start of a command would pay for.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from prongsai.model.records import Record


@cache
def explanations(record: type[Record]) -> Mapping[str, str]:
    """The text of each field of a record, by name; nothing where only compiled modules are installed."""
    found: dict[str, str] = {}
    for cls in reversed(record.__mro__):
        found |= _texts(cls.__module__).get(cls.__name__, {}) if issubclass(cls, Record) else {}
    return found


@cache
def _texts(module: str) -> dict[str, dict[str, str]]:
    """The texts under the fields of all classes of a module."""
    path = getattr(sys.modules[module], "__file__", None)
    try:
        tree = ast.parse(Path(path or "").read_text(encoding="utf-8"))
    except OSError:
        return {}
    return {node.name: _of(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _of(cls: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, text in zip(cls.body, cls.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            value = text.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found[field.target.id] = inspect.cleandoc(value.value)
    return found
