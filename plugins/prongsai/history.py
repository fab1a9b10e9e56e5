"""When each record last changed, as git knows it. The clock and the build date are never asked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple


class Change(NamedTuple):
    """A file that a commit added or changed, and when, in seconds since the epoch."""

    path: str
    time: int


def last_changes(folder: Path) -> dict[str, date]:
    """The day of the last commit of every file below a folder, by its path relative to the folder ("/" between parts).

    Empty where there is no git, no repository, or no history (a shallow clone would date every file alike).
    """
    found: dict[str, date] = {}
    for day, name in _log(folder, "%cs", "."):
        found.setdefault(name, date.fromisoformat(day))
    return found


def record_changes(folder: Path, shown: str) -> tuple[Change, ...]:
    """Every change of a YAML file below a folder, newest commit first, its path as messages show it (below `shown`).

    Empty where `last_changes` is. A file that is gone is not in it, and neither is who changed what.
    """
    log = _log(folder, "%ct", "*.yml", "--diff-filter=d")
    return tuple(Change(f"{shown}/{name}", int(seconds)) for seconds, name in log)


def last_commit_time(folder: Path) -> str:
    """Seconds since the epoch of the last commit of the repository that a folder is in; empty without one."""
    try:
        return ask(folder, "log", "-1", "--format=%ct").strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _log(folder: Path, stamp: str, files: str, *options: str) -> Iterator[tuple[str, str]]:
    """The stamp of each commit, newest first, with each file below the folder that it touched."""
    try:
        if ask(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
            return
        log = ask(folder, "log", f"--format=%x01{stamp}", "--name-only", *options, "--relative", "-z", "--", files)
    except (OSError, subprocess.CalledProcessError):
        return
    for commit in log.split("\x01")[1:]:
        when, _, names = commit.partition("\0")
        yield from ((when.strip(), name.strip()) for name in names.split("\0") if name.strip())


def may_know(folder: Path) -> bool:
    """Whether git need be asked at all: its processes cost, and most folders of a fleet are in no repository.

    The environment may send git to a repository elsewhere.
    """
    return "GIT_DIR" in os.environ or any((above / ".git").exists() for above in (folder, *folder.parents))


def ask(folder: Path, *arguments: str) -> str:
    """What git says of a folder. Raises OSError or CalledProcessError where it has nothing to say."""
    if not may_know(folder.resolve()):
        raise FileNotFoundError(folder / ".git")
    command = ["git", "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True, encoding="utf-8")  # noqa: S603  # fixed words, no shell
    return done.stdout
