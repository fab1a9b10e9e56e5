"""Processes begun before MkDocs is imported: they read and check the records meanwhile.

What the work needs is imported here before they split, so that this is done once. Only where processes can split
(Linux); elsewhere a crew is hired when it is needed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, NoReturn


class Ahead(NamedTuple):
    """Processes under way, and what they are for."""

    data_dir: Path
    shown: str
    only: tuple[str, ...]
    members: Mapping[Connection, Sequence[str]]
    """The other ends of the processes, and the agencies that each works on."""
    processes: tuple[int, ...]
    began: int
    """Nanoseconds since the epoch."""

    def is_for(self, data_dir: Path, shown: str, only: Sequence[str], slugs: Sequence[str]) -> bool:
        """Whether these are the agencies that they read."""
        read = sorted(slug for share in self.members.values() for slug in share)
        return (self.data_dir, self.shown, self.only, read) == (data_dir, shown, tuple(only), sorted(slugs))

    def end(self) -> None:
        """Let them go: who waits finds that nobody is there."""
        for connection in self.members:
            connection.close()
        for process in self.processes:
            with suppress(ChildProcessError):
                os.waitpid(process, 0)


_waiting: list[Ahead] = []


def begin(data_dir: Path, shown: str, only: Sequence[str], jobs: int) -> None:
    """Begin to read the agencies of a data folder in so many processes."""
    if sys.platform != "linux":
        return
    began = time.time_ns()
    from prongsai.engine.several import shares, work
    from prongsai.load.files import Folder
    from prongsai.load.site import find_agencies

    _warm_up()
    _, folders = find_agencies(data_dir, shown=shown, only=only)
    # The problems of the data folder itself are told by who waits for these.
    heaps = shares([Folder(folder.path, folder.shown) for folder in folders], jobs)
    pipes = [Pipe() for _ in heaps]
    sys.stdout.flush()
    sys.stderr.flush()
    processes = []
    for number, heap in enumerate(heaps):
        process = os.fork()
        if not process:
            _work(pipes, number, partial(work, folders=heap, data_dir=data_dir))
        processes.append(process)
    for _, theirs in pipes:
        theirs.close()
    members = {ours: [folder.path.name for folder in heap] for (ours, _), heap in zip(pipes, heaps, strict=True)}
    _waiting.append(Ahead(data_dir, shown, tuple(only), members, tuple(processes), began))


def take() -> Ahead | None:
    """What was begun, once."""
    return _waiting.pop() if _waiting else None


def _work(pipes: list[tuple[Connection, Connection]], mine: int, work: Callable[[Connection], None]) -> NoReturn:
    """Work at one end of a pipe; all others are closed, or it would not be noticed that nobody is there."""
    code = 1
    try:
        for number, (ours, theirs) in enumerate(pipes):
            ours.close()
            if number != mine:
                theirs.close()
        work(pipes[mine][1])
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _warm_up() -> None:
    """Have what each process would read and compile for itself."""
    import qrcode  # noqa: F401  # it is asked for when the first code is drawn

    from prongsai.exporters.search_words import known_words
    from prongsai.load.frameworks import load_frameworks
    from prongsai.model import Agency, Disclosure, Measure, Year
    from prongsai.thai import parse_period
    from prongsai.words import load_words

    for record in (Agency, Year, Measure, Disclosure):
        record.model_rebuild()
    parse_period("ตุลาคม 2567 - กันยายน 2568", 2568)
    load_words(), load_frameworks(), known_words()
