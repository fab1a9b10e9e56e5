"""The bars of issue 7, each with the figure that was measured for it and the command that measures it again."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from benchmarks.speed.clean import ALONE
from benchmarks.speed.peers import BASE
from benchmarks.speed.results import Edits, Results, Size, exponent, median, middle, points

Figure = Callable[[Results], float | bool | None]
"""What was measured; None where it was not."""


class Bar(NamedTuple):
    """One promise."""

    what: str
    figure: Figure
    most: float | None
    """The figure may be as large; None where it is a yes or no."""
    unit: str
    """What the figure is of: a ratio, or its unit."""
    command: str
    stretch: bool = False


def clean_ratio(pages: int, peer: str, base: str, of: str, results: Results) -> float | None:
    """A program's cost at one size as so many times another's."""
    size = _size(results, pages)
    if size is None or peer not in size["peers"] or base not in size["peers"]:
        return None
    return median(size["peers"][peer], of) / median(size["peers"][base], of)


def growth(results: Results) -> float | None:
    """The exponent of one job's CPU, where the largest size was measured too."""
    row = points(results, "prongsai", "cpu")
    return exponent(row) if row and row[-1][0] >= 9_800 else None


def peak(results: Results) -> float | None:
    """Megabytes of the largest process at 10,000 pages, whatever the number of jobs."""
    size = _size(results, 10_000)
    found = [median(size["peers"][name], "peak") for name in ALONE if name in size["peers"]] if size else []
    return max(found, default=None)


def same_trees(results: Results) -> bool | None:
    """Whether all ways to build made the same bytes at every size."""
    sizes = [size for size in results["sizes"] if sum(map(len, size["trees"].values())) > 1]
    return all(len(size["trees"]) == 1 for size in sizes) if sizes else None


def edit_ratio(pages: int, kind: str, base: str, of: str, results: Results) -> float | None:
    """One job's cost of an edit, or of nothing changed, as so many times another's whole build in the same rounds."""
    found = _edits(results, pages)
    ours, theirs = (found["samples"].get(name, {}) for name in ("prongsai", base)) if found else ({}, {})
    if kind not in ours or "edit" not in theirs:
        return None
    return middle(ours[kind], of) / middle(theirs["edit"], of)


def same_as_clean(results: Results) -> bool | None:
    """Whether every edited site was what a clean build makes."""
    found = [same for edits in results["edits"] for same in edits["same"].values()]
    return all(found) if found else None


def served(results: Results) -> float | None:
    """Seconds from save to the page."""
    serve = results["serve"]
    samples = serve["samples"].get("prongsai-mkdocs", []) if serve and serve["pages"] >= 980 else []
    return statistics.median(sample["shown"] for sample in samples) if samples else None


def fleet_ratio(base: str, of: str, results: Results) -> float | None:
    """What the fleet cost, cold, as so many times another way."""
    fleet = results["fleet"]
    samples = fleet["samples"] if fleet and fleet["agencies"] >= 200 else {}
    return middle(samples["cold"], of) / middle(samples[base], of) if {"cold", base} <= set(samples) else None


def same_on_dask(results: Results) -> bool | None:
    """Whether Dask's workers made the same bytes."""
    return results["fleet"]["same"].get("dask") if results["fleet"] else None


def large_minutes(results: Results) -> float | None:
    """Minutes of the clock for all agencies of the nation."""
    large = results["large"]
    return large["sample"][0] / 60 if large and large["agencies"] >= 7_850 else None


def memory_growth(results: Results) -> float | None:
    """Memory after the last of 2,000 builds as so many times that after the first 200."""
    rss = results["memory"]["rss"] if results["memory"] else []
    early = next((size for builds, size in rss if builds >= 200), None)
    return rss[-1][1] / early if early and rss[-1][0] >= 2_000 else None


def _size(results: Results, pages: int) -> Size | None:
    return next((size for size in results["sizes"] if round(size["pages"], -2) == pages), None)


def _edits(results: Results, pages: int) -> Edits | None:
    return next((one for one in results["edits"] if round(one["pages"], -2) == pages), None)


_CLEAN, _EDITS = "make bench SIZES={} BENCH='--add --parts clean'", "make bench SIZES={} BENCH='--add --parts edits'"
_SERVE, _FLEET = "make bench SIZES=1000 BENCH='--add --parts serve'", "make bench BENCH=--fleet"
_LARGE = "make bench BENCH='--fleet --agencies 0 --builds 0 --large 7850'"
_ALL = "make bench BENCH='--parts clean'"
_M, _H = "× MkDocs + Material", "× Hugo"
BARS = (
    Bar("clean, 1,000 pages: CPU", partial(clean_ratio, 1_000, "prongsai", BASE, "cpu"), 0.25, _M, _CLEAN.format(1000)),
    Bar(
        "the same, two jobs: wall",
        partial(clean_ratio, 1_000, "prongsai-2", "hugo", "wall"),
        1,
        _H,
        _CLEAN.format(1000),
    ),
    Bar(
        "2,000 pages, two jobs: wall",
        partial(clean_ratio, 2_000, "prongsai-2", "hugo", "wall"),
        1,
        _H,
        _CLEAN.format(2000),
    ),
    Bar("growth of CPU, 500 to 10,000 pages", growth, 1.05, "exponent", _ALL),
    Bar("peak memory, 10,000 pages, largest process", peak, 300, "MB", _CLEAN.format(10000)),
    Bar("the same bytes for any number of jobs", same_trees, None, "", _ALL),
    Bar("an edit, 1,000 pages: CPU", partial(edit_ratio, 1_000, "edit", BASE, "cpu"), 0.07, _M, _EDITS.format(1000)),
    Bar("the same: wall", partial(edit_ratio, 1_000, "edit", "hugo", "wall"), 0.4, _H, _EDITS.format(1000)),
    Bar("nothing changed: CPU", partial(edit_ratio, 1_000, "nothing", BASE, "cpu"), 0.06, _M, _EDITS.format(1000)),
    Bar("an edit: wall", partial(edit_ratio, 1_000, "edit", "hugo", "wall"), 0.15, _H, _EDITS.format(1000), True),
    Bar(
        "an edit, 100 pages: wall", partial(edit_ratio, 100, "edit", "hugo", "wall"), 0.5, _H, _EDITS.format(100), True
    ),
    Bar("after the edits, the bytes of a clean build", same_as_clean, None, "", _EDITS.format("100,1000")),
    Bar("served, 1,000 pages: from save to the page", served, 0.5, "s", _SERVE),
    Bar("200 agencies: CPU", partial(fleet_ratio, "mkdocs", "cpu"), 0.25, f"{_M}, looped", _FLEET),
    Bar("the same", partial(fleet_ratio, "hugo", "cpu"), 0.7, f"{_H}, 200 runs", _FLEET),
    Bar("Dask, two workers: the same bytes", same_on_dask, None, "", _FLEET),
    Bar("7,850 agencies here", large_minutes, 15, "minutes", _LARGE),
    Bar("2,000 builds in one process: memory", memory_growth, 1.1, "× that after 200", _FLEET),
)


def bars(results: Results) -> Iterator[tuple[str, str, str, str, str]]:
    """A row a bar: what, asked, measured, met, the command."""
    for bar in BARS:
        found = bar.figure(results)
        asked = "yes" if bar.most is None else f"≤ {bar.most:g} {bar.unit}"
        told = "not measured" if found is None else ("yes" if found else "no") if bar.most is None else f"{found:.3g}"
        met = "–" if found is None else "yes" if (found if bar.most is None else found <= bar.most) else "**no**"
        yield f"{bar.what}{' (stretch)' if bar.stretch else ''}", asked, told, met, f"`{bar.command}`"
