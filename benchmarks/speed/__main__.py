"""`make bench`: the same pages with prongsai and with others, in turn. See benchmarks/README.md."""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from benchmarks.speed.clean import LARGE, measure_clean
from benchmarks.speed.edits import SIZES as EDIT_SIZES
from benchmarks.speed.edits import measure_edits
from benchmarks.speed.fleet import measure_fleet
from benchmarks.speed.large import measure_large
from benchmarks.speed.machine import machine
from benchmarks.speed.measure import GONE, ROOT, prepared, set_aside
from benchmarks.speed.memory import measure_memory
from benchmarks.speed.peers import ADDRESSES, PEERS, find_programs
from benchmarks.speed.report import PICTURE, picture, put_into, report
from benchmarks.speed.results import Size, empty, read
from benchmarks.speed.rounds import Bench, load, title
from benchmarks.speed.serve import measure_serve

SIZES = (100, 500, 1_000, 2_000, 10_000)
ROUNDS = 5
PARTS = ("clean", "edits", "serve")
SERVE_AT = 1_000


def main() -> int:
    """Measure and write; 1 when a program could not build the pages."""
    chosen = _options().parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no server and no folder is left behind
    add = chosen.report or chosen.add or chosen.fleet
    new = add and chosen.results.is_file()
    results = read(chosen.results, machine(), chosen.seed) if new else empty(machine(), chosen.seed)
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    failures: list[str] = []
    if not chosen.report:
        programs = find_programs(chosen.peers, results["left_out"].__setitem__)
        results["versions"] |= {name: program.version for name, program in programs.items()}
        for name in programs:
            results["left_out"].pop(name, None)
        with tempfile.TemporaryDirectory(prefix="prongsai-bench-", dir=chosen.work) as folder:
            Path(folder, GONE).mkdir()
            bench = Bench(Path(folder), chosen.rounds, programs, results, failures)
            for name, reason in results["left_out"].items():
                bench.say(f"{title(name)} is left out: {reason}")
            _measure(bench, chosen)
    results["sizes"].sort(key=lambda size: size["pages"])
    (out / PICTURE).write_text(picture(results), encoding="utf-8", newline="\n")
    (out / "performance.md").write_text(report(results, PICTURE) + "\n", encoding="utf-8", newline="\n")
    sys.stderr.write(f"{(out / 'performance.md').relative_to(ROOT)}\n")
    if chosen.publish:
        shutil.copyfile(out / PICTURE, ROOT / "docs" / "images" / PICTURE)
        put_into(ROOT / "docs" / "performance.md", report(results, f"images/{PICTURE}"))
        sys.stderr.write("docs/performance.md\n")
    return int(bool(failures))


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("--rounds", type=int, default=ROUNDS, help="of each part, after one to warm up")
    options.add_argument("--sizes", type=_numbers, default=list(SIZES), help="pages, separated by commas")
    options.add_argument("--peers", type=_names, default=list(PEERS), help=", ".join(PEERS))
    options.add_argument("--parts", type=_names, default=list(PARTS), help=", ".join(PARTS))
    options.add_argument("--fleet", action="store_true", help="many agencies instead, added to the last results")
    options.add_argument("--agencies", type=int, default=200, help="of the fleet")
    options.add_argument("--fleet-rounds", type=int, default=1, help="of the fleet")
    options.add_argument("--builds", type=int, default=2_000, help="in one process, for its memory; 0 for none")
    options.add_argument("--large", type=int, default=0, metavar="N", help="with --fleet: so many agencies, once")
    options.add_argument("--seed", type=int, default=1, help="of the synthetic agencies")
    options.add_argument("--work", type=Path, help="an existing folder for sources and sites (default: temporary)")
    options.add_argument("--add", action="store_true", help="to the last results, in place of the same parts")
    options.add_argument("--report", action="store_true", help="measure nothing, write the last results again")
    options.add_argument("--publish", action="store_true", help="into docs/performance.md too")
    options.add_argument("--results", type=Path, default=ROOT / "build" / "bench" / "results.json")
    return options


def _names(text: str) -> list[str]:
    return text.split(",")


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _measure(bench: Bench, chosen: argparse.Namespace) -> None:
    if chosen.fleet:
        if chosen.agencies:
            measure_fleet(bench, chosen.agencies, chosen.fleet_rounds)
        if chosen.builds:
            measure_memory(bench, chosen.builds)
        if chosen.large:
            measure_large(bench, chosen.large)
        return
    serve_at = max((pages for pages in chosen.sizes if pages <= SERVE_AT), default=0)
    for pages in chosen.sizes:
        edits = "edits" in chosen.parts and pages in EDIT_SIZES
        serve = "serve" in chosen.parts and pages == serve_at
        if not (edits or serve or "clean" in chosen.parts):
            continue
        folder = bench.work / str(pages)
        folder.mkdir()
        peers = [name for name in bench.programs if pages < LARGE]
        prepared("benchmarks.speed.sources", folder, pages, bench.results["seed"], *peers)
        here = Bench(folder, bench.rounds, bench.programs, bench.results, bench.failures)
        size = _size(folder)
        if "clean" in chosen.parts:
            sizes = bench.results["sizes"]
            sizes[:] = [one for one in sizes if round(one["pages"], -2) != round(size["pages"], -2)]
            sizes.append(size)
            measure_clean(here, size)
        if edits:
            measure_edits(here, size["pages"])
        if serve:
            measure_serve(here, size["pages"])
        set_aside(folder)


def _size(folder: Path) -> Size:
    agencies = sum(path.is_dir() for path in (folder / "prongsai" / "data").iterdir())
    planned = len(json.loads((folder / ADDRESSES).read_text(encoding="utf-8")))
    return Size(pages=planned, agencies=agencies, load=[load()] * 2, peers={}, trees={})


if __name__ == "__main__":
    sys.exit(main())
