"""What all parts of the benchmark share: where it works, what it tells, and when it keeps what it found."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed.measure import ROOT, FailedError, Sample
from benchmarks.speed.peers import PEERS, Program
from benchmarks.speed.results import Results


@dataclass(frozen=True)
class Bench:
    """One run of the benchmark."""

    work: Path
    """The folder for sources and sites."""
    rounds: int
    programs: Mapping[str, Program]
    results: Results
    failures: list[str]
    """What did not work, for the exit code."""
    out: Path = ROOT / "build" / "bench"

    def keep(self) -> None:
        """Write every sample so far: a run may be cut off."""
        text = json.dumps(self.results, ensure_ascii=False, indent=1)
        beside = self.out / "results.json.new"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.out / "results.json")

    def say(self, what: str) -> None:
        """Tell how far it is."""
        sys.stderr.write(f"{what}\n")

    def say_sample(self, what: str, sample: Sample) -> None:
        """Tell what one build cost."""
        self.say(f"{what}: {sample.cpu:.2f} s CPU, {sample.wall:.2f} s wall, {sample.peak:.0f} MB")

    def failed(self, what: str, error: FailedError) -> None:
        """Tell of a failure, and go on without."""
        self.say(f"{what} failed: {error}")
        self.failures.append(what)


def load() -> float:
    """How many others are at work too: the load average of a minute."""
    return round(os.getloadavg()[0], 2)


def title(name: str) -> str:
    """A program's name as people write it."""
    return PEERS[name].title if name in PEERS else name


def only(programs: Mapping[str, Program], *names: str) -> dict[str, Any]:
    """Some of the programs, in this order, as far as they are here."""
    return {name: programs[name] for name in names if name in programs}
