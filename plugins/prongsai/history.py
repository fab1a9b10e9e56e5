"""When each record last changed, as git knows it. The clock and the build date are never asked."""

from __future__ import annotations

import subprocess
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
    try:
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
            return {}
        log = _git(folder, "log", "--format=%x01%cs", "--name-only", "--relative", "-z", "--", ".")
    except (OSError, subprocess.CalledProcessError):
        return {}
    found: dict[str, date] = {}
    for commit in log.split("\x01")[1:]:
        day, _, names = commit.partition("\0")
        for name in names.split("\0"):
            if name.strip():
                found.setdefault(name.strip(), date.fromisoformat(day.strip()))
    return found


def record_changes(folder: Path, shown: str) -> tuple[Change, ...]:
    """Every change of a YAML file below a folder, newest commit first, its path as messages show it (below `shown`).

    Empty where `last_changes` is. A file that is gone is not in it, and neither is who changed what.
    """
    try:
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
            return ()
        named = ("--name-only", "--diff-filter=d", "--relative", "-z")
        log = _git(folder, "log", "--format=%x01%ct", *named, "--", "*.yml")
    except (OSError, subprocess.CalledProcessError):
        return ()
    found: list[Change] = []
    for commit in log.split("\x01")[1:]:
        seconds, _, names = commit.partition("\0")
        found += [Change(f"{shown}/{name.strip()}", int(seconds)) for name in names.split("\0") if name.strip()]
    return tuple(found)


def last_commit_time(folder: Path) -> str:
    """Seconds since the epoch of the last commit of the repository that a folder is in; empty without one."""
    try:
        return _git(folder, "log", "-1", "--format=%ct").strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True, encoding="utf-8")  # noqa: S603  # fixed words, no shell
    return done.stdout
