"""The tables of edits, of the served site and of many agencies, each with the command that measures it again."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from benchmarks.speed.bars import bars
from benchmarks.speed.edits import EDITORS
from benchmarks.speed.fleet import WAYS
from benchmarks.speed.large import CORES, reckoned
from benchmarks.speed.peers import BASE, OURS, PEERS
from benchmarks.speed.results import Edits, Fleet, Large, Memory, Results, Serve, middle
from benchmarks.speed.serve import STEPS

_RECKONED = """Reckoned from it: the start of the command and of a worker, then all that the parent does itself, as if
no worker were building meanwhile (its own start is in both), then the workers' CPU seconds divided by the cores.
Assumed: cores like these, memory for a worker on each, and a disk that keeps up. On several machines (`--shard`) each
has a parent with less to do.
"""
_KINDS = {"edit": "one measure edited", "nothing": "nothing changed"}


def row(cells: list[str]) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def head(*cells: str) -> Iterator[str]:
    """The first two lines of a table."""
    yield row(list(cells))
    yield row(["---"] * len(cells))


def bars_table(results: Results) -> Iterator[str]:
    """What was asked, and what was measured."""
    yield "### Bars\n"
    yield from head("bar", "asked", "measured", "met", "again")
    for cells in bars(results):
        yield row(list(cells))
    yield ""


def edits_table(found: Edits) -> Iterator[str]:
    """Ours after an edit, the others' whole builds."""
    samples = found["samples"]
    rounds = max((len(each) for kinds in samples.values() for each in kinds.values()), default=0)
    yield f"### An edit at {found['pages']:,} pages\n"
    command = f"make bench SIZES={round(found['pages'], -2)} BENCH='--add --parts edits'"
    yield f"`{command}`; rounds in turn: {rounds}; {_load(found['load'])}.\n"
    base, hugo = samples.get(BASE, {}).get("edit"), samples.get("hugo", {}).get("edit")
    yield from head(
        "", "CPU s", f"× {PEERS[BASE].title}", "× Hugo", "wall s", f"× {PEERS[BASE].title}", "× Hugo", "peak MB"
    )
    for name in EDITORS:
        for kind, each in samples.get(name, {}).items():
            told = _KINDS[kind] if name in OURS else "all pages built"
            cells = [f"{PEERS[name].title}: {told}"]
            for of in ("cpu", "wall"):
                value = middle(each, of)
                cells.append(f"{value:.3f}")
                cells += [f"{value / middle(other, of):.3f}" if other else "–" for other in (base, hugo)]
            yield row([*cells, f"{middle(each, 'peak'):.0f}"])
    yield ""
    for name, same in found["same"].items():
        told = "is" if same else "**is not**"
        yield f"{PEERS[name].title}: the site after the edits {told} that of a clean build, byte for byte.  "
    yield ""


def serve_table(found: Serve) -> Iterator[str]:
    """Seconds after save, by step."""
    rounds = max(map(len, found["samples"].values()), default=0)
    yield f"### Served, {found['pages']:,} pages\n"
    command = f"make bench SIZES={round(found['pages'], -2)} BENCH='--add --parts serve'"
    yield f"`{command}`; edits: {rounds}; {_load(found['load'])}."
    yield "Seconds after save, medians: the watcher sees the change; the build begins, once no other change has"
    yield "followed; it is done; the page has the text.\n"
    yield from head("", *("seen", "begun", "built", "shown"), "shown, least to most", "of it the watcher's")
    for name, samples in found["samples"].items():
        cells = [PEERS[name].title]
        for step in (*STEPS, "shown"):
            values = [sample[step] for sample in samples if step in sample]
            cells.append(f"{statistics.median(values):.2f}" if values else "–")
        shown = [sample["shown"] for sample in samples]
        watcher = [sample["begun"] / sample["shown"] for sample in samples if "begun" in sample]
        cells.append(f"{min(shown):.2f} to {max(shown):.2f}")
        yield row([*cells, f"{statistics.median(watcher):.0%}" if watcher else "–"])
    yield ""


def fleet_table(found: Fleet) -> Iterator[str]:
    """Every way, against the fleet."""
    rounds = max(map(len, found["samples"].values()), default=0)
    yield f"### {found['agencies']:,} agencies, {found['pages']:,} pages\n"
    command = f"make bench BENCH='--fleet --agencies {found['agencies']} --builds 0'"
    yield f"`{command}`; rounds in turn: {rounds}; {_load(found['load'])}.\n"
    mkdocs, hugo = found["samples"].get("mkdocs"), found["samples"].get("hugo")
    yield from head(
        "", "CPU s", "× MkDocs", "× Hugo", "wall s", "× MkDocs", "× Hugo", "CPU s an agency", "peak MB", "same bytes"
    )
    for way, samples in found["samples"].items():
        cells = [WAYS[way]]
        for of in ("cpu", "wall"):
            value = middle(samples, of)
            cells.append(f"{value:.1f}")
            cells += [f"{value / middle(other, of):.3f}" if other else "–" for other in (mkdocs, hugo)]
        same = {True: "yes", False: "**no**", None: "–"}[found["same"].get(way)]
        yield row([*cells, f"{middle(samples, 'cpu') / found['agencies']:.3f}", f"{middle(samples, 'peak'):.0f}", same])
    yield ""


def large_table(found: Large) -> Iterator[str]:
    """One build, and what more cores would make of it."""
    wall, cpu, _ = found["sample"]
    workers = [peak for _, peak in found["workers"]]
    yield f"### {found['agencies']:,} agencies\n"
    command = f"make bench BENCH='--fleet --agencies 0 --builds 0 --large {found['agencies']}'"
    yield f"`{command}`: once, two processes, `--share-assets`; {_load(found['load'])}.\n"
    yield from head("", "wall", "CPU", "parent: CPU", "parent: peak MB", "largest worker: peak MB", "on the disk")
    cells = ["measured here", f"{wall / 60:.1f} min", f"{cpu / 60:.1f} min", f"{found['parent'][0]:.1f} s"]
    yield row([*cells, f"{found['parent'][1]:.0f}", f"{max(workers, default=0):.0f}", f"{found['bytes'] / 1e9:.1f} GB"])
    yield ""
    yield _RECKONED
    yield from head("cores", "start", "parent", "workers", "in all", "reckoned / measured")
    for cores in CORES:
        told = reckoned(found, cores)
        share = (cpu - found["parent"][0]) / cores
        against = f"{told / wall:.2f}" if cores == 2 else "–"
        yield row(
            [
                str(cores),
                f"{found['start']:.1f} s",
                f"{found['parent'][0]:.1f} s",
                f"{share:.0f} s",
                f"{told / 60:.1f} min",
                against,
            ]
        )
    yield ""


def memory_table(found: Memory) -> Iterator[str]:
    """Memory after so many builds."""
    builds = int(found["rss"][-1][0])
    kept = [each for each in found["rss"] if each[0] in {100, 200, 500, 1_000, 1_500, builds}]
    yield f"### {builds:,} builds in one process\n"
    command = f"make bench BENCH='--fleet --agencies 0 --builds {builds}'"
    yield f"`{command}`; 50 agencies in turn, each time from nothing; {_load(found['load'])}.\n"
    yield from head("builds", *(f"{int(number):,}" for number, _ in kept))
    yield row(["MB in memory", *(f"{size:.0f}" for _, size in kept)])
    yield ""


def _load(load: list[float]) -> str:
    return f"load average {load[0]:.1f}, then {load[1]:.1f}"
