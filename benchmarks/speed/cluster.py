"""A Dask cluster of two worker processes on this machine; `python -m benchmarks.speed.cluster` until its input ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from benchmarks.speed.measure import ROOT, FailedError, environment


class Cluster:
    """One that runs; `cpu` is what it and its workers took, once it has ended."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cpu = 0.0
        self.peak = 0.0


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Begin one, and end it. Raises FailedError where there is no Dask."""
    running = subprocess.Popen(  # this module
        [sys.executable, "-m", "benchmarks.speed.cluster"],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdin  # noqa: S101  # for the types
    assert running.stdout  # noqa: S101
    found = Cluster(running.stdout.readline().strip())
    try:
        if not found.address:
            raise FailedError("no cluster: pip install distributed")
        yield found
    finally:
        running.stdin.close()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        running.stdout.close()
        found.cpu, found.peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6


def main() -> None:
    """Say the address, and wait."""
    distributed: Any = import_module("distributed")
    two = {"n_workers": 2, "threads_per_worker": 1}
    with distributed.LocalCluster(**two, dashboard_address=None, silence_logs=50) as workers:
        sys.stdout.write(f"{workers.scheduler_address}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
