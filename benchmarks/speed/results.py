"""Figures out of samples: medians, ratios, how cost grows with the pages."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict

from benchmarks.speed.measure import Sample

SMALLEST = 500
"""Pages from which growth is told: below, most of the cost is starting the program."""


class Measured(TypedDict):
    """The builds of one program at one size."""

    samples: list[list[float]]
    files: int
    bytes: int


class Size(TypedDict):
    """All builds of the same pages."""

    pages: int
    agencies: int
    load: list[float]
    """Load average of a minute when this size began and ended: above 1 others were at work too."""
    peers: dict[str, Measured]
    trees: dict[str, list[str]]
    """Which of our ways to build made which site, by the site's digest: one entry where all made the same bytes."""


class Edits(TypedDict):
    """Builds after one edit at one size."""

    pages: int
    load: list[float]
    samples: dict[str, dict[str, list[list[float]]]]
    """By program, then `edit` or `nothing` (nothing changed since the build before)."""
    same: dict[str, bool]
    """Whether a program's site after all edits was, byte for byte, a clean build's."""


class Serve(TypedDict):
    """Edits while a program serves the site."""

    pages: int
    load: list[float]
    samples: dict[str, list[dict[str, float]]]
    """By program, one a round: seconds after save, see `serve.py`."""


class Fleet(TypedDict):
    """The sites of many agencies."""

    agencies: int
    pages: int
    load: list[float]
    samples: dict[str, list[list[float]]]
    """By way of building, see `fleet.py`."""
    same: dict[str, bool]
    """Whether a way made the same bytes as `cold`."""


class Large(TypedDict):
    """One build of very many agencies."""

    agencies: int
    load: list[float]
    sample: list[float]
    start: float
    """Seconds of the clock that a fleet of one agency takes more than its agency."""
    parent: list[float]
    """CPU seconds and peak megabytes of the process that hands out."""
    workers: list[list[float]]
    """The same of each process that builds."""
    bytes: int
    """What the sites take on the disk, shared files counted once."""


class Memory(TypedDict):
    """Many builds in one process."""

    load: list[float]
    rss: list[list[float]]
    """Number of builds so far, and megabytes in memory after them."""


class Results(TypedDict):
    """A whole benchmark, as it is kept in JSON."""

    machine: dict[str, str]
    seed: int
    versions: dict[str, str]
    left_out: dict[str, str]
    sizes: list[Size]
    edits: list[Edits]
    serve: Serve | None
    fleet: Fleet | None
    large: Large | None
    memory: Memory | None


def middle(samples: list[list[float]], of: str) -> float:
    """The middle of all samples of `wall`, `cpu` or `peak`."""
    return statistics.median(float(getattr(Sample(*sample), of)) for sample in samples)


def median(measured: Measured, of: str) -> float:
    """The middle of all samples of one program at one size."""
    return middle(measured["samples"], of)


def spread(measured: Measured, of: str) -> tuple[float, float]:
    """The smallest and the largest sample."""
    values = _values(measured, of)
    return min(values), max(values)


def _values(measured: Measured, of: str) -> list[float]:
    return [float(getattr(Sample(*sample), of)) for sample in measured["samples"]]


def points(results: Results, peer: str, of: str) -> list[tuple[int, float]]:
    """Pages and medians of one program, over the sizes it was measured at."""
    return [(size["pages"], median(size["peers"][peer], of)) for size in results["sizes"] if peer in size["peers"]]


def exponent(row: list[tuple[int, float]]) -> float | None:
    """How cost grows: the k of pages^k, fitted to sizes from SMALLEST on; 1 is as many times as there are pages."""
    large = [(math.log(pages), math.log(cost)) for pages, cost in row if pages >= SMALLEST * 0.98 and cost > 0]
    if len(large) < 2:
        return None
    return statistics.linear_regression(*zip(*large, strict=True)).slope


def ratios(size: Size, base: str, of: str) -> Iterator[tuple[str, float]]:
    """Each program's median as so many times that of the base."""
    if base in size["peers"]:
        unit = median(size["peers"][base], of)
        for peer, measured in size["peers"].items():
            yield peer, median(measured, of) / unit


def empty(machine: dict[str, str], seed: int) -> Results:
    """Results before anything was measured."""
    rows: Any = []
    return Results(
        machine=machine,
        seed=seed,
        versions={},
        left_out={},
        sizes=rows,
        edits=[],
        serve=None,
        fleet=None,
        large=None,
        memory=None,
    )


def read(path: Path, machine: dict[str, str], seed: int) -> Results:
    """The results of an earlier run, whatever parts it had."""
    found: Results = {**empty(machine, seed), **json.loads(path.read_text(encoding="utf-8"))}
    for size in found["sizes"]:
        size.setdefault("trees", {})
    return found
