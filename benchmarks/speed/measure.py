"""One clean build of one program as the kernel counts it, and what it left on the disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.peers import ADDRESSES, Peer, Program


class Sample(NamedTuple):
    """What one build cost."""

    wall: float
    """Seconds of the clock."""
    cpu: float
    """Seconds of all processors, user and system, of the program and the processes it waited for."""
    peak: float
    """Megabytes (10^6) in memory of its largest process, at most."""


class Output(NamedTuple):
    """What a build wrote."""

    files: int
    bytes: int


class FailedError(Exception):
    """A program did not build the pages."""


def build(peer: Peer, program: Program, folder: Path) -> Sample:
    """Build from nothing. Raises FailedError with the last of what the program said."""
    for name in ("site", *peer.caches):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1735689600"}
    with (folder.parent / f"{folder.name}.log").open("w+b") as log:
        start = time.perf_counter()
        running = subprocess.Popen(  # noqa: S603  # the programs compared
            program.command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(running.pid, 0)
        wall = time.perf_counter() - start
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            log.seek(0)
            raise FailedError(log.read().decode(errors="replace")[-2000:])
    return Sample(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)


def written(folder: Path) -> Output:
    """What is in the finished site. Raises FailedError where a page is missing: half the work is no comparison."""
    site = folder / "site"
    planned = json.loads((folder.parent / ADDRESSES).read_text(encoding="utf-8"))
    missing = [address for address in planned if not (site / address / "index.html").is_file()]
    if missing:
        raise FailedError(f"{len(missing)} of {len(planned)} pages are missing, the first is /{missing[0]}")
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Output(len(sizes), sum(sizes))
