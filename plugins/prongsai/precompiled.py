"""What importing compiles beside modules, compiled once for an installation: it is a fourth of what imports take.

Python keeps the code of modules. Their regular expressions it compiles again in each process, and so the methods that
`dataclass` and `namedtuple` write as text, and the annotations of fields. Here what those compile to is kept beside the
package's `.pyc` files (`kept.py`), whichever package's module they stand in. For the command's own process only:
nobody else asked for it.
"""

from __future__ import annotations

import atexit
import collections
import hashlib
import importlib
import re
import sys
import typing
from pathlib import Path
from threading import get_ident
from types import CodeType, FrameType
from typing import Any

from prongsai import kept

_MOST = 6000
"""Things kept; so many come of no package, so the file is begun anew."""
_OF_A_FUNCTION = 1
"""A flag of code (CO_OPTIMIZED) that that of modules and classes has not."""
_asked: list[Sources] = []


def remember() -> None:
    """Take from an earlier process what the modules imported from now on compile; note what is new for a later one.

    Where Python's own modules are not as they are known here, nothing is done.
    """
    place = kept.folder(Path(__file__).parent, "derived")
    if place is None:
        return
    memory = Memory(place / f"precompiled.{sys.implementation.cache_tag}.bin")
    compiler: Any = getattr(re, "_compiler", None)
    if hasattr(compiler, "compile") and hasattr(getattr(compiler, "_sre", None), "compile"):
        compiler.compile = Patterns(compiler, memory).compile
    sources = Sources(memory)
    modules: Any = typing, collections
    for module in modules:  # a module's own names come before Python's
        module.compile, module.eval = sources.compile, sources.eval
    _asked.append(sources)
    atexit.register(memory.save)


def remember_dataclasses() -> None:
    """The same for `dataclasses`, which takes long to import for a command that needs none; after `remember` only."""
    if _asked:
        module: Any = importlib.import_module("dataclasses")
        module.exec = _asked[-1].exec


class Memory:
    """What is known, and what is new."""

    def __init__(self, file: Path) -> None:
        self._file, self._key = file, hashlib.sha256(f"{sys.version} {sys.maxunicode}".encode()).digest()
        self.known: dict[Any, Any] = kept.load(file, self._key) or {}
        self.new: dict[Any, Any] = {}

    def save(self) -> None:
        """Keep what was new."""
        if self.new:
            kept.keep(self._file, self._key, self.new if len(self.known) > _MOST else self.known | self.new)
            self.known, self.new = self.known | self.new, {}


class Sources:
    """Python's `compile`, `eval` and `exec` for texts that its modules write."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def compile(self, source: Any, filename: Any, mode: str, *rest: Any, **more: Any) -> Any:
        """As Python's own; it is `typing` that asks, for an annotation."""
        if rest or more or filename != "<string>":
            return compile(source, filename, mode, *rest, **more)
        return self._code(source, mode)

    def eval(self, source: Any, *scopes: Any) -> Any:
        """As Python's own; it is `namedtuple` that asks."""
        return eval(self._code(source, "eval"), *scopes)  # noqa: S307  # as it would do itself

    def exec(self, source: Any, *scopes: Any) -> None:
        """As Python's own; it is `dataclass` that asks."""
        exec(self._code(source, "exec"), *scopes)  # noqa: S102  # as above

    def _code(self, source: Any, mode: str) -> Any:
        if type(source) is not str:
            return compile(source, "<string>", mode) if not isinstance(source, CodeType) else source
        known = self._memory.known.get((mode, source)) or self._memory.new.get((mode, source))
        if known is None:
            known = self._memory.new[mode, source] = compile(source, "<string>", mode, dont_inherit=True)
        return known


class Patterns:
    """Python's compiler of regular expressions, with a memory."""

    def __init__(self, compiler: Any, memory: Memory) -> None:
        self._usual, self._engine, self._compiler = compiler.compile, compiler._sre, compiler
        self._memory = memory

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """As Python's own."""
        key = (pattern, int(flags))
        try:
            known = self._memory.known.get(key)
        except TypeError:  # no text, but a pattern that was parsed before
            known = None
        if known:
            return self._engine.compile(pattern, *known)
        if type(pattern) not in (str, bytes) or not _is_fixed(sys._getframe(1)):
            return self._usual(pattern, flags)
        self._compiler._sre = engine = _Listening(self._engine)
        try:
            return self._usual(pattern, flags)
        finally:
            self._compiler._sre = self._engine
            for told in engine.told:
                self._memory.new[key] = told


class _Listening:
    """Python's engine, which hears what a pattern is made from."""

    def __init__(self, engine: Any) -> None:
        self._engine, self._thread = engine, get_ident()
        self.told: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def compile(self, pattern: Any, *made: Any) -> Any:
        if get_ident() == self._thread:  # another thread's pattern is another
            flags, code, groups, names, numbers = made
            self.told.append((int(flags), [*map(int, code)], int(groups), dict(names), tuple(numbers)))
        return self._engine.compile(pattern, *made)


def _is_fixed(frame: FrameType | None) -> bool:
    """Whether a pattern follows from code alone: in a module, a class of one, or a function of ours without arguments.

    Any other may be made of an agency's data.
    """
    while frame and frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    if frame is None:
        return False
    ours = str(frame.f_globals.get("__name__")).startswith("prongsai.")
    return not frame.f_code.co_flags & _OF_A_FUNCTION or (ours and not frame.f_code.co_argcount)
