"""Processes that build: of this machine (loky), or of others (Dask), behind the same few methods."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from typing import Any, Protocol

from prongsai.extras import require
from prongsai.fleet.attempts import begun
from prongsai.fleet.places import Places
from prongsai.fleet.task import Order, Result, build_agency
from prongsai.problems import Message

_GRACE = 30.0
"""Seconds that a process has to end itself after its agency's time is over, before it is killed."""
_TICK = 1.0
"""Seconds between two looks at whether the parent is there."""
_PATIENCE = 60.0
"""Seconds that a cluster may be without any worker."""


class WorkersError(Exception):
    """Why nobody can work; `message` says so."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Workers(Protocol):
    """Who builds agencies."""

    died: tuple[type[BaseException], ...]
    """What a future raises when the process that worked on it is gone."""

    @property
    def room(self) -> int:
        """So many tasks may be under way."""

    def submit(self, order: Order) -> Future[Result]:
        """Hand out a task."""

    def watch(self, orders: Iterable[Order]) -> None:
        """Look after the tasks under way, now and then. Raises WorkersError when none can end any more."""

    def close(self) -> None:
        """End every process that was begun here."""


class Local:
    """Processes of this machine, each with an executor of its own: when one dies, the others do not even notice.

    (A shared executor, loky's too, fails every task that it holds when one of its processes dies.)
    """

    died: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, jobs: int) -> None:
        self._loky = require("loky", "fleet")
        self.room = jobs
        self._lanes: list[tuple[Executor, Future[Result]]] = []

    def submit(self, order: Order) -> Future[Result]:
        """Give it to a process that has nothing to do, or to a new one."""
        lane = self._idle() or self._loky.ProcessPoolExecutor(
            max_workers=1, initializer=_end_with, initargs=(os.getpid(),)
        )
        future: Future[Result] = lane.submit(build_agency, order)
        self._lanes.append((lane, future))
        return future

    def watch(self, orders: Iterable[Order]) -> None:
        """Kill what did not end itself, such as a process that was stopped."""
        for order in orders:
            by = begun(Places(order.out), order.slug)
            if order.limit and by and time.time() - by.since > order.limit + _GRACE and by.host == socket.gethostname():
                hung = Places(order.out).hung(order.slug)
                with suppress(OSError):  # it may end just now
                    if not hung.read_bytes():
                        hung.write_text("?", encoding="utf-8")
                    os.kill(by.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    def close(self) -> None:
        """End them, whatever they do."""
        for lane, _ in self._lanes:
            lane.shutdown(wait=True, kill_workers=True)  # type: ignore[call-arg]  # loky's own
        self._lanes = []

    def _idle(self) -> Executor | None:
        for lane, last in list(self._lanes):
            if last.done():
                self._lanes.remove((lane, last))
                if not isinstance(last.exception(), self.died):
                    return lane
        return None


def _end_with(parent: int) -> None:
    """End this process soon after its parent, however that came to its end; loky's would wait for work for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_TICK)
        os._exit(1)

    if sys.platform != "win32":  # where a process keeps the number of a parent that is gone
        threading.Thread(target=watch, daemon=True).start()


class Cluster:
    """Workers of a Dask cluster, which see the same folders under the same names."""

    def __init__(self, address: str) -> None:
        distributed: Any = require("distributed", "fleet-dask")
        try:
            self._client = distributed.Client(address, set_as_default=False, timeout=10)
        except (OSError, ValueError) as error:
            raise WorkersError(
                Message(f"ต่อกับ {address} ไม่ได้: {error}", f"cannot connect to {address}: {error}")
            ) from error
        self.died: tuple[type[BaseException], ...] = (BrokenExecutor, distributed.KilledWorker)
        self._executor: Executor = self._client.get_executor(pure=False)  # a task that is tried again is a new one
        self._seen = time.monotonic()

    @property
    def room(self) -> int:
        """Two for each worker, so that none waits for the next; workers may come and go."""
        return max(2, 2 * len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def submit(self, order: Order) -> Future[Result]:
        """Hand it to the scheduler."""
        return self._executor.submit(build_agency, order)

    def watch(self, orders: Iterable[Order]) -> None:
        """Give up when all workers are gone for good."""
        if self._client.scheduler_info(n_workers=-1)["workers"]:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > _PATIENCE:
            raise WorkersError(
                Message("ไม่มีเครื่องใดของ Dask ทำงานอยู่แล้ว", "the Dask cluster has no worker left"),
            )

    def close(self) -> None:
        """Let go of the cluster; it is not ours to end."""
        self._executor.shutdown(wait=False)
        self._client.close()
