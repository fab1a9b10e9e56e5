"""One run of one program as the kernel counts it, and what it left on the disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.peers import ADDRESSES, Peer, Program

ROOT = Path(__file__).resolve().parents[2]
GONE = ".gone"
"""The folder of a run for what is of no more use."""


class Sample(NamedTuple):
    """What one build cost."""

    wall: float
    """Seconds of the clock."""
    cpu: float
    """Seconds of all processors, user and system, of the program and of all below it that were waited for."""
    peak: float
    """Megabytes (10^6) in memory of its largest process, at most."""

    def rounded(self) -> list[float]:
        """As it is kept."""
        return [round(value, 3) for value in self]


class Output(NamedTuple):
    """What a build wrote."""

    files: int
    bytes: int


class FailedError(Exception):
    """A program did not build the pages."""


def environment() -> dict[str, str]:
    """What every program compared runs in: no git, so one fixed time for all."""
    return {**os.environ, "SOURCE_DATE_EPOCH": "1735689600", "NO_MKDOCS_2_WARNING": "1"}


def run(command: Sequence[str | Path], folder: Path, log: Path) -> Sample:
    """Run a program in a folder to its end. Raises FailedError with the last of what it said.

    What the one before has written is on the disk first: else the system would write it while this one is measured.
    """
    os.sync()
    with log.open("w+b") as said:
        start = time.perf_counter()
        running = subprocess.Popen(  # noqa: S603  # the programs compared
            command, cwd=folder, env=environment(), stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(running.pid, 0)  # counts what the process itself has waited for, too
        wall = time.perf_counter() - start
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            said.seek(0)
            raise FailedError(said.read().decode(errors="replace")[-2000:])
    return Sample(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)


def build(program: Program, folder: Path) -> Sample:
    """Build on what is there. Raises FailedError."""
    return run(program.command, folder, folder.parent / f"{folder.name}.log")


def clean(peer: Peer, folder: Path) -> None:
    """Remove the site and all that a build may have kept for the next one."""
    for name in ("site", *peer.caches):
        set_aside(folder / name)


def set_aside(path: Path) -> None:
    """Take a file or a folder away, if it is there: out of the way now, off the disk at the end of the run.

    ext4 passes over the inodes that were freed in the last minutes whenever it gives out another. So a build after the
    removal of some large sites would pay for that, by up to half of its own CPU: the more, the longer a run.
    """
    gone = next((above / GONE for above in path.parents if (above / GONE).is_dir()), None)
    if gone and (path.exists() or path.is_symlink()):
        path.rename(Path(tempfile.mkdtemp(dir=gone), path.name))
    else:
        remove(path)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def written(folder: Path) -> Output:
    """What is in the finished site. Raises FailedError where a page is missing: half the work is no comparison."""
    site = folder / "site"
    planned = json.loads((folder.parent / ADDRESSES).read_text(encoding="utf-8"))
    missing = [address for address in planned if not (site / address / "index.html").is_file()]
    if missing:
        raise FailedError(f"{len(missing)} of {len(planned)} pages are missing, the first is /{missing[0]}")
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Output(len(sizes), sum(sizes))


def digest(folder: Path, *, without: str = ".fleet") -> str:
    """One number for all names and bytes below a folder; `without` is a folder right below that does not count."""
    found = sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and inside.parts[0] != without:
            found.update(f"{inside.as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def prepared(module: str, *arguments: object) -> None:
    """Run one of our own modules that makes sources, in its own process: what it has in memory is nobody's peak."""
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], cwd=ROOT, check=True)  # noqa: S603  # our own
