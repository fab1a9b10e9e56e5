"""What an edit costs: a cold process on a warm cache, against what the others do then, which is a whole build."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks.speed.edited import Edit, Editor, edit_markdown, edit_measure
from benchmarks.speed.measure import FailedError, Sample, build, clean, digest
from benchmarks.speed.peers import OURS, PEERS, Program, folder_of
from benchmarks.speed.results import Edits
from benchmarks.speed.rounds import Bench, load, only, title

SIZES = (100, 1_000)
EDITORS: dict[str, Editor] = {
    **dict.fromkeys(OURS, edit_measure),
    "mkdocs": partial(edit_markdown, "site_src"),
    "hugo": partial(edit_markdown, "content"),
}


def measure_edits(bench: Bench, pages: int) -> None:
    """All rounds: one edit a program, and for ours a second build with nothing changed."""
    running = only(bench.programs, *EDITORS)
    found = Edits(pages=pages, load=[load()] * 2, samples={}, same={})
    bench.results["edits"] = [one for one in bench.results["edits"] if round(one["pages"], -2) != round(pages, -2)]
    bench.results["edits"].append(found)
    number = 0
    for turn in range(bench.rounds + 1):  # the first one fills all caches and is not counted
        for name, program in list(running.items()):
            number += 1
            folder = folder_of(name, bench.work)
            try:
                if not turn:
                    build(program, folder)
                samples = _one_edit(name, program, folder, number)
            except FailedError as error:
                bench.failed(f"{title(name)}, an edit at {pages} pages", error)
                del running[name]
                continue
            for kind, sample in samples.items():
                bench.say_sample(f"{pages} pages, round {turn}, {title(name)}, {kind}", sample)
                if turn:
                    found["samples"].setdefault(name, {}).setdefault(kind, []).append(sample.rounded())
        found["load"][1] = load()
        bench.keep()
    for name in (name for name in OURS if name in running):
        number += 1
        found["same"][name] = _as_clean(name, running[name], bench.work, number)
        bench.say(f"{pages} pages, {title(name)}: after the edits as a clean build: {found['same'][name]}")
    bench.keep()


def _one_edit(name: str, program: Program, folder: Path, number: int) -> dict[str, Sample]:
    """Ours goes on from the site and the cache of the build before; the others build into an empty folder."""
    edit = EDITORS[name](folder, number)
    if name not in OURS:
        clean(PEERS[name], folder)
        sample = build(program, folder)
        _refuse_old(edit, folder)
        return {"edit": sample}
    sample = build(program, folder)
    _refuse_old(edit, folder)
    return {"edit": sample, "nothing": build(program, folder)}


def _refuse_old(edit: Edit, folder: Path) -> None:
    page = folder / "site" / edit.address / "index.html"
    if edit.text not in page.read_text(encoding="utf-8"):
        raise FailedError(f"{edit.path.name} was edited, but /{edit.address} does not show it")


def _as_clean(name: str, program: Program, work: Path, number: int) -> bool:
    """Whether the site after one more edit is what a clean build of the same sources makes."""
    folder = folder_of(name, work)
    try:
        EDITORS[name](folder, number)
        build(program, folder)
        edited = digest(folder / "site")
        clean(PEERS[name], folder)
        build(program, folder)
    except FailedError:
        return False
    return digest(folder / "site") == edited
