"""Figures out of samples: medians, ratios, how cost grows with the pages."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
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


class Results(TypedDict):
    """A whole benchmark, as it is kept in JSON."""

    machine: dict[str, str]
    seed: int
    versions: dict[str, str]
    left_out: dict[str, str]
    sizes: list[Size]


def median(measured: Measured, of: str) -> float:
    """The middle of all samples of `wall`, `cpu` or `peak`."""
    return statistics.median(_values(measured, of))


def spread(measured: Measured, of: str) -> tuple[float, float]:
    """The smallest and the largest sample."""
    values = _values(measured, of)
    return min(values), max(values)


def _values(measured: Measured, of: str) -> list[float]:
    return [getattr(Sample(*sample), of) for sample in measured["samples"]]


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
    return Results(machine=machine, seed=seed, versions={}, left_out={}, sizes=rows)
