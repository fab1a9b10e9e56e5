"""Processes begun before anything large is imported: they read and check the records while MkDocs is imported here.

The first imports what the work needs and then splits, so that this is done once. Only where processes can split
(Linux); elsewhere a crew is hired when it is needed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple


class Ahead(NamedTuple):
    """Processes under way, and what they are for."""

    data_dir: Path
    shown: str
    only: tuple[str, ...]
    connections: tuple[Connection, ...]
    lead: int
    """The process that waits for the others."""
    began: int
    """Nanoseconds since the epoch."""

    def end(self) -> None:
        """Let them go: who waits finds that nobody is there."""
        for connection in self.connections:
            connection.close()
        with suppress(ChildProcessError):
            os.waitpid(self.lead, 0)


_waiting: list[Ahead] = []


def begin(data_dir: Path, shown: str, only: Sequence[str], jobs: int) -> None:
    """Begin to read the agencies of a data folder in so many processes."""
    if sys.platform != "linux":
        return
    began = time.time_ns()
    pipes = [Pipe() for _ in range(jobs)]
    sys.stdout.flush()
    sys.stderr.flush()
    lead = os.fork()
    if not lead:
        _lead(pipes, data_dir, shown, only)
    for _, theirs in pipes:
        theirs.close()
    _waiting.append(Ahead(data_dir, shown, tuple(only), tuple(ours for ours, _ in pipes), lead, began))


def take() -> Ahead | None:
    """What was begun, once."""
    return _waiting.pop() if _waiting else None


def _lead(pipes: list[tuple[Connection, Connection]], data_dir: Path, shown: str, only: Sequence[str]) -> None:
    """The first process: it takes the first share of the work, and has a copy of itself for each of the others."""
    code = 1
    try:
        for ours, _ in pipes:
            ours.close()
        from prongsai.engine.several import shares, work
        from prongsai.load.files import Folder
        from prongsai.load.site import find_agencies

        _, folders = find_agencies(data_dir, shown=shown, only=only)
        # The problems of the data folder itself are told by who waits for these.
        heaps = shares([Folder(folder.path, folder.shown) for folder in folders], len(pipes))
        heaps += [[] for _ in range(len(pipes) - len(heaps))]
        mine = 0
        for number in range(1, len(pipes)):
            if not os.fork():
                mine = number
                break
        for number, (_, theirs) in enumerate(pipes):
            if number != mine:
                theirs.close()  # or its end would not be noticed
        work(pipes[mine][1], heaps[mine], data_dir)
        if not mine:
            with suppress(ChildProcessError):
                while True:
                    os.wait()
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)
