"""Clean builds of one size: every program once a round, from nothing."""

from __future__ import annotations

from benchmarks.speed.measure import FailedError, build, clean, digest, written
from benchmarks.speed.peers import OURS, PEERS, folder_of
from benchmarks.speed.results import Measured, Size
from benchmarks.speed.rounds import Bench, load, title

LARGE = 10_000
"""From so many pages on only prongsai is measured, for how it grows; peers need minutes a build there."""
ALONE = ("prongsai", "prongsai-2")


def measure_clean(bench: Bench, size: Size) -> None:
    """All rounds; a program that fails is left out of this size."""
    running = {
        name: program for name, program in bench.programs.items() if size["pages"] < LARGE * 0.98 or name in ALONE
    }
    for turn in range(bench.rounds + 1):  # the first one fills the disk's cache and is not counted
        for name, program in list(running.items()):
            folder = folder_of(name, bench.work)
            try:
                clean(PEERS[name], folder)
                sample = build(program, folder)
                if not turn:
                    output = written(folder)
                    size["peers"][name] = Measured(samples=[], files=output.files, bytes=output.bytes)
            except FailedError as error:
                bench.failed(f"{title(name)} at {size['pages']} pages", error)
                bench.results["left_out"][name] = f"failed at {size['pages']:,} pages"
                del running[name]
                size["peers"].pop(name, None)
                continue
            if name in OURS:
                _note_tree(size["trees"], digest(folder / "site"), name)
            if turn:
                size["peers"][name]["samples"].append(sample.rounded())
            bench.say_sample(f"{size['pages']} pages, round {turn}, {title(name)}", sample)
        size["load"][1] = load()
        bench.keep()


def _note_tree(trees: dict[str, list[str]], tree: str, name: str) -> None:
    if name not in trees.setdefault(tree, []):
        trees[tree].append(name)
