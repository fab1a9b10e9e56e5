"""A nation's agencies, built once here, and from it what they would cost on more cores."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.speed.fleet import BUILD
from benchmarks.speed.machine import Used, below
from benchmarks.speed.measure import FailedError, prepared, run, set_aside
from benchmarks.speed.results import Large
from benchmarks.speed.rounds import Bench, load

CORES = (2, 16, 160)
NEEDED = 3.5e6
"""Bytes on the disk for one agency: its records, its cache, its site without the shared files."""
_TICK = 1.0


def measure_large(bench: Bench, agencies: int) -> None:
    """One build with two processes and shared assets; also how long one agency alone takes to get going."""
    free = shutil.disk_usage(bench.work).free
    if free < agencies * NEEDED:
        text = f"{agencies:,} agencies need {agencies * NEEDED / 1e9:.0f} GB, {free / 1e9:.0f} are free"
        bench.failed("the large fleet", FailedError(text))
        return
    work = bench.work / "large"
    work.mkdir()
    prepared("benchmarks.speed.agencies", work, agencies, bench.results["seed"])
    before = load()
    try:
        start = _start(work)
        with watching() as seen:
            command = [*BUILD, "--out", "sites", "--jobs", "2", "--share-assets"]
            sample = run(command, work, work / "large.log")
    except FailedError as error:
        bench.failed("the large fleet", error)
        return
    parent = next((one for one in seen.values() if one.parent == os.getpid()), Used(0, 0, 0))
    workers = [[round(one.cpu, 3), round(one.peak, 1)] for one in seen.values() if one != parent and one.cpu > 1]
    bench.results["large"] = Large(
        agencies=agencies,
        load=[before, load()],
        sample=sample.rounded(),
        start=round(start, 3),
        parent=[round(parent.cpu, 3), round(parent.peak, 1)],
        workers=workers,
        bytes=on_disk(work / "sites"),
    )
    bench.say_sample(f"{agencies} agencies", sample)
    bench.keep()
    set_aside(work)


def _start(work: Path) -> float:
    """Seconds of the clock that the command takes for one agency, less those that the agency says it took."""
    first = next(path.name for path in sorted((work / "agencies").iterdir()))
    (work / "one.txt").write_text(f"agencies/{first}\n", encoding="utf-8")
    command = [*BUILD[:-1], "one.txt", "--out", "one", "--jobs", "1"]
    wall = run(command, work, work / "one.log").wall
    rows = (work / "one" / ".fleet" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    took = sum(float(row["seconds"]) for row in map(json.loads, rows) if row["event"] == "done")
    set_aside(work / "one")
    set_aside(work / "agencies" / first / ".cache")
    return max(0.0, wall - took)


@contextmanager
def watching() -> Iterator[dict[int, Used]]:
    """What each process below this one has used, looked at once a second; the last look may miss a process's end."""
    seen: dict[int, Used] = {}
    ended = threading.Event()

    def watch() -> None:
        me = os.getpid()
        while not ended.wait(_TICK):
            seen.update((pid, one) for pid, one in below(me).items() if pid != me)

    looking = threading.Thread(target=watch)
    looking.start()
    try:
        yield seen
    finally:
        ended.set()
        looking.join()


def on_disk(folder: Path) -> int:
    """Bytes that a folder takes, a file of several names once; as `du` counts."""
    done = subprocess.run(["du", "-sk", str(folder)], capture_output=True, text=True, check=True)  # noqa: S603, S607  # our folder
    return int(done.stdout.split()[0]) * 1024


def reckoned(found: Large, cores: int) -> float:
    """Seconds of the clock on so many cores, as if nothing that the parent does went on beside the building."""
    return found["start"] + found["parent"][0] + (found["sample"][1] - found["parent"][0]) / cores
