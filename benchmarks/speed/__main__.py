"""`make bench`: the same pages with prongsai and with others, in turn. See benchmarks/README.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.speed.measure import FailedError, build, written
from benchmarks.speed.peers import ADDRESSES, PEERS, LeftOutError, Program, tools_folder
from benchmarks.speed.report import PICTURE, picture, put_into, report
from benchmarks.speed.results import Measured, Results, Size, empty

ROOT = Path(__file__).resolve().parents[2]
SIZES = (100, 500, 1_000, 2_000, 10_000)
LARGE = 10_000
"""From so many pages on only prongsai is measured, for how it grows; peers need minutes a build there."""
ROUNDS = 5
_say = sys.stderr.write


def main() -> int:
    """Measure and write; 1 when a program could not build the pages."""
    chosen = _options()
    again = chosen.report or chosen.add
    results = json.loads(chosen.results.read_text(encoding="utf-8")) if again else empty(_machine(), chosen.seed)
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    failed = False
    if not chosen.report:
        programs = _programs(chosen.peers, results)
        results["sizes"] = [size for size in results["sizes"] if round(size["pages"], -2) not in chosen.sizes]
        with tempfile.TemporaryDirectory(prefix="prongsai-bench-", dir=chosen.work) as folder:
            for pages in chosen.sizes:
                failed |= _measure(Path(folder), pages, chosen.rounds, programs, results, out)
    results["sizes"].sort(key=lambda size: size["pages"])
    (out / PICTURE).write_text(picture(results), encoding="utf-8", newline="\n")
    (out / "performance.md").write_text(report(results, PICTURE) + "\n", encoding="utf-8", newline="\n")
    _say(f"{(out / 'performance.md').relative_to(ROOT)}\n")
    if chosen.publish or (_complete(results) and not failed):
        shutil.copyfile(out / PICTURE, ROOT / "docs" / "images" / PICTURE)
        put_into(ROOT / "docs" / "performance.md", report(results, f"images/{PICTURE}"))
        _say("docs/performance.md\n")
    return int(failed)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("--rounds", type=int, default=ROUNDS, help="builds a program and size, after one to warm up")
    options.add_argument("--sizes", type=_numbers, default=list(SIZES), help="pages, separated by commas")
    options.add_argument("--peers", type=lambda text: text.split(","), default=list(PEERS), help=", ".join(PEERS))
    options.add_argument("--seed", type=int, default=1, help="of the synthetic agencies")
    options.add_argument(
        "--work", type=Path, help="an existing folder for the sites built (default: the temporary one)"
    )
    options.add_argument("--add", action="store_true", help="to the last results, in place of the same sizes")
    options.add_argument("--report", action="store_true", help="measure nothing, write the last results again")
    options.add_argument("--publish", action="store_true", help="into docs/performance.md even when not complete")
    options.add_argument("--results", type=Path, default=ROOT / "build" / "bench" / "results.json")
    return options.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _machine() -> dict[str, str]:
    """What the figures depend on, without a name that tells whose machine it is."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "processor": f"{models[0] if models else platform.processor() or 'unknown'}, {os.cpu_count()} cores",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Python": platform.python_version(),
    }


def _programs(names: list[str], results: Results) -> dict[str, Program]:
    """The programs that are here; the others are named in the results."""
    found: dict[str, Program] = {}
    for name in names:
        try:
            found[name] = PEERS[name].find(tools_folder())
        except LeftOutError as error:
            results["left_out"][name] = str(error)
            _say(f"{PEERS[name].title} is left out: {error}\n")
        else:
            results["versions"][name] = found[name].version
    return found


def _measure(work: Path, pages: int, rounds: int, programs: Mapping[str, Program], results: Results, out: Path) -> bool:
    """All rounds at one size; whether a program failed, which is then left out of this size."""
    folder = work / str(pages)
    folder.mkdir()
    running = {name: each for name, each in programs.items() if pages < LARGE or name == "prongsai"}
    asked = [str(folder), str(pages), str(results["seed"]), *running]
    command = [sys.executable, "-m", "benchmarks.speed.sources", *asked]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603  # this project's own
    agencies = sum(path.is_dir() for path in (folder / "prongsai" / "data").iterdir())
    planned = len(json.loads((folder / ADDRESSES).read_text(encoding="utf-8")))
    size = Size(pages=planned, agencies=agencies, load=[os.getloadavg()[0]] * 2, peers={})
    results["sizes"].append(size)
    failed = False
    for turn in range(rounds + 1):  # the first one fills the disk's cache and is not counted
        for name, program in list(running.items()):
            try:
                sample = build(PEERS[name], program, folder / name)
                if not turn:
                    output = written(folder / name)
                    size["peers"][name] = Measured(samples=[], files=output.files, bytes=output.bytes)
                    continue
            except FailedError as error:
                _say(f"{PEERS[name].title} failed at {pages} pages: {error}\n")
                results["left_out"][name] = f"failed at {pages:,} pages"
                failed = bool(running.pop(name)) or failed
                size["peers"].pop(name, None)
                continue
            size["peers"][name]["samples"].append([round(value, 3) for value in sample])
            _say(f"{planned} pages, round {turn}, {name}: {sample.cpu:.2f} s CPU, {sample.wall:.2f} s wall, ")
            _say(f"{sample.peak:.0f} MB\n")
        size["load"][1] = os.getloadavg()[0]
        if turn:
            (out / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    shutil.rmtree(folder)
    return failed


def _complete(results: Results) -> bool:
    """Whether every size had its rounds: only then do the figures replace the published ones."""
    done = sorted(round(size["pages"], -2) for size in results["sizes"])
    enough = (len(each["samples"]) >= ROUNDS for size in results["sizes"] for each in size["peers"].values())
    return done == sorted(SIZES) and all(enough)


if __name__ == "__main__":
    sys.exit(main())
