"""Agencies shared out among processes, each of which stays with its own from reading to writing.

Whatever the number, each agency is worked on alone, so the bytes are the same.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from prongsai import qr
from prongsai.engine.crew import ALONE, Alone, Beside, CrewError
from prongsai.engine.frames import Frame
from prongsai.engine.output import Output
from prongsai.engine.part import Painter, Part, Reading, part_from_json, reading_from_json
from prongsai.engine.sheets import Around, Sheet
from prongsai.load.files import Folder
from prongsai.pages import Options

_A_WHILE = 0.03
"""Seconds. Frames are asked for one soon after the other, and who asks must wait for them."""


class Several:
    """The work of several processes. It begins with reading as soon as they are there."""

    def __init__(
        self, members: Mapping[Connection, Sequence[str]], order: Sequence[str], end: Callable[[], None]
    ) -> None:
        """`members` are the other ends of the processes, with the agencies that each works on; `end` sees them off."""
        self._members, self._order, self._end = dict(members), order, end
        self.codes: dict[str, str] = {}
        self._foreseen: tuple[Options, bool] | None = None

    def foresee(self, options: Options, *, pictures: bool) -> None:
        """As the protocol says: nobody waits for the others between reading and planning."""
        self._foreseen = _for_plans(options), pictures
        self._ask("plan", *self._foreseen)

    def read(self) -> list[Reading]:
        """As the protocol says."""
        readings = [reading_from_json(row) for rows in self._answers() for row in rows]
        return sorted(readings, key=lambda reading: self._order.index(reading.slug))

    def plan(self, options: Options, *, pictures: bool) -> list[Part]:
        """As the protocol says."""
        wanted = _for_plans(options), pictures
        answers = self._answers() if self._foreseen else []
        if self._foreseen != wanted:
            self._ask("plan", *wanted)
            answers = self._answers()
        self._foreseen = None
        parts = [part_from_json(row) for rows in answers for row in rows]
        return sorted(parts, key=lambda part: self._order.index(part.slug))

    def make(self, options: Options, around: Around, painter: Painter, output: Output, beside: Beside = ALONE) -> None:
        """As the protocol says; frames are drawn here for whoever asks."""
        self._ask("make", options, around, output)
        beside.first()
        answers = self._answers(painter, beside.idle)
        self._ask("end")  # they are gone by the time that they are seen off
        for rows, codes in answers:
            output.rows |= rows
            self.codes |= codes

    def close(self) -> None:
        """Let everyone go."""
        self._ask("end")
        self._end()
        self._members = {}

    def _ask(self, *question: Any) -> None:
        for connection in self._members:
            with suppress(BrokenPipeError):  # found when the answer does not come
                connection.send(question)

    def _answers(self, painter: Painter | None = None, meanwhile: Callable[[], None] | None = None) -> list[Any]:
        """Everyone's answer, in no order. Raises what was raised where the work was done, or CrewError.

        `meanwhile` is done once, when nobody has asked for anything for a while.
        """
        answers, waiting = [], set(self._members)
        while waiting:
            ready = wait(waiting, _A_WHILE if meanwhile else None)
            if meanwhile and not ready:
                meanwhile()
                meanwhile = None
            for connection in ready:
                if not isinstance(connection, Connection):
                    continue
                try:
                    kind, value = connection.recv()
                except (EOFError, OSError) as error:
                    raise CrewError(self._members[connection]) from error
                if kind == "failed":
                    raise value
                if kind == "done":
                    answers.append(value)
                    waiting.remove(connection)
                elif painter:
                    connection.send(painter.frame(value) if kind == "frame" else painter.whole(value))
        return answers


def _for_plans(options: Options) -> Options:
    """The options without what only pages name: the published names of style sheets and scripts."""
    return replace(options, assets={})


def hire(folders: Sequence[Folder], data_dir: Path, jobs: int) -> Several:
    """A crew for some agencies."""
    forked = sys.platform == "linux"
    way: Any = multiprocessing.get_context("fork" if forked else "spawn")
    members: dict[Connection, list[str]] = {}
    processes = []
    for share in shares(folders, jobs):
        ours, theirs = way.Pipe()
        inherited = [*members, ours] if forked else []
        process = way.Process(target=work, args=(theirs, share, data_dir, inherited), daemon=True)
        process.start()
        theirs.close()
        processes.append(process)
        members[ours] = [folder.path.name for folder in share]

    def end() -> None:
        for connection in members:
            connection.close()
        for process in processes:
            process.join(timeout=5)
            if process.is_alive():  # it does not listen
                process.kill()

    return Several(members, [folder.path.name for folder in folders], end)


def shares(folders: Sequence[Folder], jobs: int) -> list[list[Folder]]:
    """The agencies in so many heaps of like weight, none empty, each in the order of their names.

    Each of the two steps is to take everyone as long as the others: nobody makes pages before all are planned.
    """
    weighed = sorted(((_weight(folder), folder) for folder in folders), key=lambda pair: sum(pair[0]), reverse=True)
    heaps: list[tuple[float, float, list[Folder]]] = [(0, 0, []) for _ in range(min(jobs, len(folders)))]
    for (plan, make), folder in weighed:
        heaps.sort(key=lambda heap: heap[0] * plan + heap[1] * make)  # the least sum of squares, when it is there
        planned, made, heap = heaps[0]
        heaps[0] = planned + plan, made + make, [*heap, folder]
    return [sorted(heap, key=lambda folder: folder.path.name) for *_, heap in heaps]


def _weight(folder: Folder) -> tuple[float, float]:
    """About how many milliseconds it takes to read and plan an agency, and to make its pages, as measured."""
    plan = make = 0.0
    for year in folder.path.glob("*/"):
        plan, make = plan + 3, make + 20
        with suppress(OSError):  # whoever reads it tells what is wrong with it
            sizes = [file.stat(follow_symlinks=False).st_size for file in os.scandir(year / "measures")]
            plan += 0.2 * len(sizes) + 0.45 * sum(sizes) / 1000
            make += 0.15 * len(sizes) + 0.1 * sum(sizes) / 1000
    return plan, make


class _Remote:
    """The painter of the other process."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._frames: dict[str, Frame | None] = {}

    def frame(self, sheet: Sheet) -> Frame | None:
        """Ask once for each shape; again where a page goes without."""
        shape = sheet.shape
        if self._frames.get(shape) is None:
            self._connection.send(("frame", sheet))
            self._frames[shape] = self._connection.recv()
        return self._frames[shape]

    def whole(self, sheet: Sheet) -> str:
        """Have a page drawn."""
        self._connection.send(("whole", sheet))
        return str(self._connection.recv())


def work(
    connection: Connection, folders: Sequence[Folder], data_dir: Path, inherited: Sequence[Connection] = ()
) -> None:
    """What a member of a crew does, until the other end is closed.

    `inherited` are copies of that end and of others', which would keep it open when its owner is killed.
    """
    for other in inherited:
        other.close()
    crew, remote = Alone(folders, data_dir), _Remote(connection)
    try:
        connection.send(("done", [reading.as_json() for reading in crew.read()]))
        while True:
            task, *rest = connection.recv()
            if task == "end":
                return
            if task == "plan":
                options, pictures = rest
                connection.send(("done", [part.as_json() for part in crew.plan(options, pictures=pictures)]))
            else:
                options, around, output = rest
                crew.make(options, around, remote, output)
                connection.send(("done", (output.rows, qr.made)))
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as error:  # noqa: BLE001  # raised again where somebody can say it
        with suppress(OSError):
            connection.send(("failed", error))
