"""What the figures depend on, without a name that tells whose machine it is."""

from __future__ import annotations

import os
import platform
import resource
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple


def machine() -> dict[str, str]:
    """The day, the processor and the system."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "processor": f"{models[0] if models else platform.processor() or 'unknown'}, {os.cpu_count()} cores",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Python": platform.python_version(),
    }


class Used(NamedTuple):
    """What a process has used so far."""

    parent: int
    cpu: float
    """Seconds, its own."""
    peak: float
    """Megabytes at most."""


def used(pid: int) -> Used | None:
    """What a process that runs has used; None when it is gone, or the system has no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    peaks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    ticks = os.sysconf("SC_CLK_TCK")
    return Used(int(fields[1]), (int(fields[11]) + int(fields[12])) / ticks, int(peaks[0]) * 1024 / 1e6 if peaks else 0)


def below(root: int) -> dict[int, Used]:
    """What a process and all below it have used, by process; empty where there is no /proc."""
    every = {int(path.name): used(int(path.name)) for path in Path("/proc").glob("[0-9]*")}
    family: dict[int, Used] = {}
    grown = True
    while grown:
        grown = False
        for pid, one in every.items():
            if one and pid not in family and (pid == root or one.parent in family):
                family[pid] = one
                grown = True
    return family


def in_memory() -> float:
    """Megabytes of this process that are in memory now; at most, where there is no /proc."""
    place = Path("/proc/self/statm")
    if place.is_file():
        return int(place.read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
