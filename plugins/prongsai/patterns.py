"""Regular expressions of modules, compiled once for an installation: a fifth of what importing a package takes.

Python keeps the code of modules, but compiles their patterns again in each process. Here what a pattern compiles to is
kept beside the package's `.pyc` files (`kept.py`), whichever package's module it stands in. For the command's own
process only: nobody else asked for it.
"""

from __future__ import annotations

import atexit
import hashlib
import re
import sys
from pathlib import Path
from threading import get_ident
from types import FrameType
from typing import Any

from prongsai import kept

_MOST = 3000
"""Patterns kept; so many come of no package, so the file is begun anew."""
_OF_A_FUNCTION = 1
"""A flag of code (CO_OPTIMIZED) that that of modules and classes has not."""


def remember() -> None:
    """Take the patterns of modules that are imported from now on from an earlier process; note the others for a later.

    Where Python's own compiler of patterns is not as it is known here, nothing is done.
    """
    compiler: Any = getattr(re, "_compiler", None)
    place = kept.folder(Path(__file__).parent, "derived")
    if place and hasattr(compiler, "compile") and hasattr(getattr(compiler, "_sre", None), "compile"):
        memory = _Memory(compiler, place / f"patterns.{sys.implementation.cache_tag}.bin")
        compiler.compile = memory.compile
        atexit.register(memory.save)


class _Memory:
    """What is known of patterns, by their text and flags: all that Python's engine makes one from."""

    def __init__(self, compiler: Any, file: Path) -> None:
        self._usual, self._engine, self._compiler = compiler.compile, compiler._sre, compiler
        self._file, self._key = file, hashlib.sha256(f"{sys.version} {sys.maxunicode}".encode()).digest()
        self._known: dict[Any, Any] = kept.load(file, self._key) or {}
        self._new: dict[Any, Any] = {}

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """As Python's own."""
        try:
            known = self._known.get((pattern, int(flags)))
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
                self._new[pattern, int(flags)] = told

    def save(self) -> None:
        """Keep what was new."""
        if self._new:
            kept.keep(self._file, self._key, self._new if len(self._known) > _MOST else self._known | self._new)
            self._new = {}


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
