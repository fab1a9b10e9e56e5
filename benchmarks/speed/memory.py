"""Very many builds in one process, and what it has in memory after each hundred.

`python -m benchmarks.speed.memory FOLDER BUILDS` builds the agencies below FOLDER in turn, each time from nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.speed.machine import in_memory
from benchmarks.speed.measure import ROOT, FailedError, environment, prepared, remove, set_aside
from benchmarks.speed.results import Memory
from benchmarks.speed.rounds import Bench, load

AGENCIES = 50
EVERY = 100


def measure_memory(bench: Bench, builds: int) -> None:
    """All builds, told as they go."""
    work = bench.work / "memory"
    work.mkdir()
    prepared("benchmarks.speed.agencies", work, AGENCIES, bench.results["seed"])
    found = Memory(load=[load()] * 2, rss=[])
    command = [sys.executable, "-m", "benchmarks.speed.memory", str(work), str(builds)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True) as running:  # noqa: S603  # us
        for line in running.stdout or ():
            found["rss"].append(json.loads(line))
            bench.say(f"{found['rss'][-1][0]} builds in one process: {found['rss'][-1][1]} MB")
    if running.returncode:
        bench.failed("many builds in one process", FailedError(f"it ended with {running.returncode}"))
        return
    found["load"][1] = load()
    bench.results["memory"] = found
    bench.keep()
    set_aside(work)


def loop(work: Path, builds: int) -> int:
    """Build and tell; 1 as soon as a build fails."""
    from prongsai.plugin.batch import build_folder

    folders = sorted(path for path in (work / "agencies").iterdir())
    site = work / "site"
    for number in range(1, builds + 1):
        folder = folders[number % len(folders)]
        remove(folder / ".cache")
        remove(site)
        built = build_folder(folder, site, strict=True)
        if built.error:
            sys.stderr.write(f"{folder.name}: {built.error}\n")
            return 1
        if number % EVERY == 0 or number == builds:
            sys.stdout.write(json.dumps([number, round(in_memory(), 1)]) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(loop(Path(sys.argv[1]), int(sys.argv[2])))
