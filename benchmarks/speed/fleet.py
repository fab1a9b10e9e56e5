"""The sites of many agencies: one prongsai fleet, MkDocs looped in one process, Hugo once an agency, Dask."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from benchmarks.speed.cluster import cluster
from benchmarks.speed.measure import ROOT, FailedError, Sample, digest, prepared, run, set_aside
from benchmarks.speed.peers import PAGES
from benchmarks.speed.results import Fleet
from benchmarks.speed.rounds import Bench, load

BUILD = [sys.executable, "-m", "prongsai", "fleet", "build", "--agencies", "agencies"]
WAYS = {
    "cold": "prongsai fleet build --jobs 2, no sites, no cache",
    "again": "the same again, nothing changed",
    "dask": "prongsai fleet build --scheduler, Dask with two workers, no sites, no cache",
    "mkdocs": "MkDocs + Material, looped in one process",
    "hugo": "Hugo, one run an agency",
}
_OURS = {"cold": "sites", "dask": "sites-dask"}
"""Where a way that starts from nothing builds."""


def measure_fleet(bench: Bench, agencies: int, rounds: int) -> None:
    """Each way once a round. Nothing is warmed up: the sources were written just before."""
    work = bench.work / "fleet"
    work.mkdir()
    peers = [name for name in ("mkdocs", "hugo") if name in bench.programs]
    prepared("benchmarks.speed.agencies", work, agencies, bench.results["seed"], *peers)
    pages = sum(json.loads((work / PAGES).read_text(encoding="utf-8")).values())
    found = Fleet(agencies=agencies, pages=pages, load=[load()] * 2, samples={}, same={})
    bench.results["fleet"] = found
    ways = [way for way in WAYS if way not in ("mkdocs", "hugo") or way in peers]
    if find_spec("distributed") is None:
        ways.remove("dask")
        bench.results["left_out"]["Dask"] = "distributed is not installed (make .venv/dev.stamp)"
    for turn in range(rounds):
        for way in list(ways):
            try:
                sample = _RUNS[way](bench, work)
                _refuse_missing(work, way)
            except FailedError as error:
                bench.failed(WAYS[way], error)
                ways.remove(way)
                continue
            found["samples"].setdefault(way, []).append(sample.rounded())
            bench.say_sample(f"{agencies} agencies, round {turn + 1}, {WAYS[way]}", sample)
            found["load"][1] = load()
            bench.keep()
        if {"cold", "dask"} <= set(ways):
            found["same"]["dask"] = digest(work / _OURS["dask"]) == digest(work / _OURS["cold"])
    bench.keep()
    set_aside(work)


def _clear(work: Path, out: str) -> None:
    set_aside(work / out)
    for cache in work.glob("agencies/*/.cache"):
        set_aside(cache)


def _cold(bench: Bench, work: Path) -> Sample:
    _clear(work, _OURS["cold"])
    return _again(bench, work)


def _again(bench: Bench, work: Path) -> Sample:
    return run([*BUILD, "--out", _OURS["cold"], "--jobs", "2"], work, work / "fleet.log")


def _dask(bench: Bench, work: Path) -> Sample:
    """CPU of the command, of the scheduler and of the workers, their start included; wall of the command."""
    _clear(work, _OURS["dask"])
    with cluster() as running:
        sample = run([*BUILD, "--out", _OURS["dask"], "--scheduler", running.address], work, work / "dask.log")
    return Sample(sample.wall, sample.cpu + running.cpu, max(sample.peak, running.peak))


def _mkdocs(bench: Bench, work: Path) -> Sample:
    for site in work.glob("mkdocs/*/site"):
        set_aside(site)
    command = [sys.executable, "-m", "benchmarks.speed.mkdocs_loop", str(work / "mkdocs")]
    return run(command, ROOT, work / "mkdocs.log")


def _hugo(bench: Bench, work: Path) -> Sample:
    for kept in (*work.glob("hugo/*/site"), *work.glob("hugo/*/resources"), *work.glob("hugo/*/.hugo_build.lock")):
        set_aside(kept)
    hugo, *how = bench.programs["hugo"].command
    script = 'hugo="$1"; shift; for each in */; do "$hugo" --source "$each" "$@" || exit 1; done'
    return run(["sh", "-c", script, "sh", hugo, *how], work / "hugo", work / "hugo.log")


_RUNS: dict[str, Callable[[Bench, Path], Sample]] = {
    "cold": _cold,
    "again": _again,
    "dask": _dask,
    "mkdocs": _mkdocs,
    "hugo": _hugo,
}


def _refuse_missing(work: Path, way: str) -> None:
    """Raise FailedError where a site has not all of its pages."""
    for slug, pages in json.loads((work / PAGES).read_text(encoding="utf-8")).items():
        site = work / way / slug / "site" if way in ("mkdocs", "hugo") else work / _OURS.get(way, "sites") / slug
        there = sum(1 for _ in site.rglob("index.html"))
        if there < pages:
            raise FailedError(f"{slug} has {there} of {pages} pages")
