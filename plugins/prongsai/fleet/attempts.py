"""What is left of a build whose process died: how often it was begun, and where it stood when its time was over.

A process that dies tells nobody, so this lies on the disk, where the next process to try the same agency finds it.
Whichever engine starts the tasks again, an agency that hangs is tried once, and one that kills its process three times.
"""

from __future__ import annotations

import faulthandler
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from prongsai.fleet.places import Places
from prongsai.words import load_words

MOST = 3
_FRAME = re.compile(r'^  File "(.*)", line (\d+) in (.*)$')
_BUILD = "build_folder"


class Begun(NamedTuple):
    """The process that last began an agency's build."""

    host: str
    pid: int
    since: float
    """Seconds since the epoch."""


@contextmanager
def attempt(places: Places, slug: str, limit: float) -> Iterator[None]:
    """Note that a build is begun, and end this process when it takes longer than `limit` seconds (0: no limit).

    The watch is kept outside of Python, so that it ends a process too that no longer listens. Only an attempt that
    ends, well or not, takes its notes away.
    """
    notes, hung = places.attempts(slug), places.hung(slug)
    with notes.open("a", encoding="utf-8") as file:
        file.write(f"{socket.gethostname()} {os.getpid()}\n")
    with hung.open("w", encoding="utf-8") as traces:
        if limit:
            faulthandler.dump_traceback_later(limit, exit=True, file=traces)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
    forget(places, slug)


def forget(places: Places, slug: str) -> None:
    """Take the notes of an agency away."""
    places.attempts(slug).unlink(missing_ok=True)
    places.hung(slug).unlink(missing_ok=True)


def begun(places: Places, slug: str) -> Begun | None:
    """Who began the attempt that has not ended; None when there is none."""
    path = places.attempts(slug)
    with suppress(OSError, ValueError, IndexError):
        host, pid = path.read_text(encoding="utf-8").splitlines()[-1].split()
        return Begun(host, int(pid), path.stat().st_mtime)
    return None


def verdict(places: Places, slug: str, folder: Path, limit: float) -> str:
    """Why an agency whose process died is not tried again; empty when it should be."""
    words = load_words()["fleet"]
    traces = _text(places.hung(slug))
    if traces:
        return str(words["hung"].format(limit=f"{limit:g}", place=_stood(traces, folder)))
    if len(_text(places.attempts(slug)).splitlines()) >= MOST:
        return str(words["died"].format(count=MOST))
    return ""


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _stood(traces: str, folder: Path) -> str:
    """The place in the agency's own files where its build stood, or else the innermost one, from Python's trace."""
    thread = next((part for part in traces.split("\n\n") if f"in {_BUILD}\n" in f"{part}\n"), traces)
    frames = [found.groups() for line in thread.splitlines() if (found := _FRAME.match(line))]
    own = [frame for frame in frames if Path(frame[0]).is_relative_to(folder)]
    if not frames:
        return "?"
    file, line, name = (own or frames)[0]
    shown = Path(file).relative_to(folder).as_posix() if own else Path(file).name
    return f"{shown}:{line} ({name})"
