"""What git knows of a repository, asked once for all agencies in it where a process builds many.

One agency's history by itself costs two processes, and git goes through every commit of the repository for it.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from subprocess import CalledProcessError
from typing import NamedTuple

from prongsai.engine.repository import heads, repository_of
from prongsai.history import Change, ask, last_changes, last_commit_time, record_changes

_MOST = 30_000_000
"""Letters of a history that is kept; a longer one is asked for by agency."""
_AFTER = chr(0x10FFFF)
_shares = False
_answers: dict[str, str] = {}
_MOST_ANSWERS = 100


class Touched(NamedTuple):
    """A file in a commit, by its path in the repository."""

    name: str
    order: int
    """0 is the first file of the newest commit."""
    seconds: int
    day: str
    gone: bool


def share_history() -> None:
    """Ask once for the rest of this process, until the repository moves."""
    global _shares
    _shares = True


def once(question: str, folder: Path, ask_it: Callable[[Path], str]) -> str:
    """What `ask_it` says of the commit that is checked out, for all folders of a repository."""
    if not _shares or "GIT_DIR" in os.environ:
        return ask_it(folder)
    key = f"{question} {heads([folder])}"
    if key not in _answers:
        if len(_answers) >= _MOST_ANSWERS:
            _answers.clear()
        _answers[key] = ask_it(folder)
    return _answers[key]


def commit_time(folder: Path) -> str:
    """As `last_commit_time`."""
    return once("time", folder, last_commit_time)


def days_below(folder: Path, moved: str) -> dict[str, date]:
    """As `last_changes`, but for files that are gone; `moved` changes with every commit of the repository."""
    below = _below(folder, moved)
    if below is None:
        return last_changes(folder)
    found: dict[str, date] = {}
    for name, touched in below:
        found.setdefault(name, date.fromisoformat(touched.day))
    return found


def changes_below(folder: Path, shown: str, moved: str) -> tuple[Change, ...]:
    """As `record_changes`; `moved` as above."""
    below = _below(folder, moved)
    if below is None:
        return record_changes(folder, shown)
    kept = ((name, touched) for name, touched in below if name.endswith(".yml") and not touched.gone)
    return tuple(Change(f"{shown}/{name}", touched.seconds) for name, touched in kept)


def _below(folder: Path, moved: str) -> list[tuple[str, Touched]] | None:
    """The files below a folder by their path in it, newest commit first; None where git must be asked by itself."""
    folder = folder.resolve()
    place = repository_of(folder) if _shares and "GIT_DIR" not in os.environ else None
    history = _history(place.parent, moved) if place else None
    if place is None or history is None:
        return None
    names, rows = history
    inside = folder.relative_to(place.parent).as_posix()
    start = "" if inside == "." else f"{inside}/"
    found = rows[bisect_left(names, start) : bisect_left(names, start + _AFTER)]
    return [(one.name[len(start) :].strip(), one) for one in sorted(found, key=lambda one: one.order)]


@lru_cache(maxsize=1)
def _history(top: Path, _moved: str) -> tuple[Sequence[str], Sequence[Touched]] | None:
    """All files of all commits by name; None for a history with branches, of which git tells each folder another."""
    try:
        where, shallow = ask(top, "rev-parse", "--show-toplevel", "--is-shallow-repository").splitlines()
        if shallow == "true" or Path(where) != top or ask(top, "rev-list", "--merges", "--max-count=1", "HEAD"):
            return None
        log = ask(top, "log", "--format=%x01%ct %cs", "--name-status", "--no-renames", "-z")
    except (OSError, CalledProcessError, ValueError):
        return None
    if len(log) > _MOST:
        return None
    rows = sorted(_touched(log))
    return [one.name for one in rows], rows


def _touched(log: str) -> Iterator[Touched]:
    order = 0
    for commit in log.split("\x01")[1:]:
        when, _, rest = commit.partition("\0")
        seconds, day = when.split()
        told = rest.strip("\n").split("\0")
        for status, name in zip(told[::2], told[1::2], strict=False):
            if name:
                yield Touched(name, order, int(seconds), day, status == "D")
                order += 1
