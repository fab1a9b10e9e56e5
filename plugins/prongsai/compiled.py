"""Compiled templates, kept in the package's `__pycache__` (`kept.py` says why there).

What was made from another text, by other versions or under other settings is as if it were not there.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Collection
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import BytecodeCache
from markupsafe import escape

from prongsai import kept

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket

_SYNTAX = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "newstyle_gettext",
    "sandboxed",
    "is_async",
)
"""What of an environment changes the code that it compiles, beside its classes, extensions, filters and tests."""


class PackageBytecode(BytecodeCache):
    """Code of the templates of one environment, a file each, beside the compiled modules of a package.

    `label` tells environments of the same package apart, whose files may then not replace each other's. `depends` is
    all else that the code follows from: Jinja answers a filter of a constant when it compiles, so these are the sources
    or versions of the filters' packages, named in `known`. An environment with a filter or test, an extension or a
    `finalize` from elsewhere is compiled anew each time.
    """

    def __init__(self, package: Path, label: str, depends: bytes, known: Collection[str] = ()) -> None:
        self._folder = folder(package)
        self._label = label
        self._depends = depends
        self._known = {"jinja2", "builtins", "_operator", "markupsafe", *known}
        self._state: tuple[object, ...] = ()
        self._ways: bytes | None = None

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out the code of a template, if there is some that would come out the same now."""
        key, file = self._key(bucket), self._file(bucket)
        if key is not None and file is not None:
            found = kept.load(file, key)
            bucket.code = found if isinstance(found, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        key, file = self._key(bucket), self._file(bucket)
        if key is not None and file is not None and bucket.code is not None:
            kept.keep(file, key, bucket.code)

    def _file(self, bucket: Bucket) -> Path | None:
        if self._folder is None:
            return None
        name = hashlib.sha256(f"{self._label}\0{bucket.key}".encode()).hexdigest()[:16]
        return self._folder / f"{name}.{sys.implementation.cache_tag}.bin"

    def _key(self, bucket: Bucket) -> bytes | None:
        env = bucket.environment
        state = (env, *env.filters.items(), *env.tests.items())  # plugins may add to it between two templates
        if state != self._state:
            self._state, self._ways = state, ways(env, self._known)
        if self._ways is None:
            return None
        parts = [self._ways, self._depends, self._label.encode(), bucket.key.encode(), bucket.checksum.encode()]
        return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).digest()


def folder(package: Path) -> Path | None:
    """Where the compiled templates of a package lie; None where Python keeps no compiled code either."""
    return kept.folder(package, "templates")


def ways(env: Environment, known: Collection[str]) -> bytes | None:
    """All of an environment that its code follows from; None if that cannot be said in words.

    `known` are the packages that filters, tests, extensions and classes may come from.
    """
    classes = (type(env), env.code_generator_class, *(type(one) for _, one in sorted(env.extensions.items())))
    made = [*classes, *filter(callable, (env.finalize, env.autoescape))]
    tables: list[dict[str, Any]] = [env.filters, env.tests]
    named = {f"{number} {name}": one for number, table in enumerate(tables) for name, one in table.items()}
    named |= {f"{number}": made[number] for number in range(len(made))}
    words = []
    for name, one in sorted(named.items()):
        origin = _named(one)
        if origin is None or origin[0].partition(".")[0] not in known:
            return None
        words.append((name, origin))
    syntax = [(name, repr(getattr(env, name, None))) for name in _SYNTAX]
    versions = (sys.version, sys.flags.optimize, jinja2.__version__, str(escape("<>&'\"")))
    return repr((versions, syntax, callable(env.autoescape) or env.autoescape, words)).encode()


def _named(one: Any) -> tuple[str, str] | None:
    """The module and the name of a function or class; of one that functools made, those of what it wraps."""
    one = getattr(one, "__wrapped__", one)
    module, name = getattr(one, "__module__", None), getattr(one, "__qualname__", None)
    return (module, name) if isinstance(module, str) and isinstance(name, str) else None
