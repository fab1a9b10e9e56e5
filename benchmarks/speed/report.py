"""The results as Markdown for docs/performance.md: a ratio beside every time, for times alone are a machine's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed.peers import BASE, PEERS
from benchmarks.speed.plot import plot
from benchmarks.speed.results import Results, Size, exponent, median, points, ratios, spread
from benchmarks.speed.rounds import title
from benchmarks.speed.tables import bars_table, edits_table, fleet_table, large_table, memory_table, serve_table

BEGIN, END = "<!-- bench: from here on `make bench` writes -->", "<!-- bench: up to here -->"
PICTURE = "performance.svg"


def picture(results: Results) -> str:
    """CPU seconds against pages."""
    lines = {peer: points(results, peer, "cpu") for peer in results["versions"]}
    titles = {peer: PEERS[peer].title for peer in lines}
    if not any(lines.values()):
        return ""
    return plot(
        {peer: line for peer, line in lines.items() if line},
        titles,
        caption="CPU seconds of a clean build",
        unit="CPU seconds (median)",
    )


def report(results: Results, picture_path: str) -> str:
    """The generated part, without its markers."""
    shown = [f"![CPU seconds against pages]({picture_path})", ""] if results["sizes"] else []
    return "\n".join([*_machine(results), "", *shown, *_tables(results)]).rstrip()


def put_into(document: Path, generated: str) -> None:
    """Replace what stands between the markers of a document. Raises ValueError where they are missing."""
    text = document.read_text(encoding="utf-8")
    between = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    if not between.search(text):
        raise ValueError(f"{document}: the markers of the benchmark are missing")
    whole = f"{BEGIN}\n\n{generated}\n\n{END}"
    document.write_text(between.sub(lambda _: whole, text), encoding="utf-8", newline="\n")


def _machine(results: Results) -> Iterator[str]:
    yield "| | |\n| --- | --- |"
    for name, value in results["machine"].items():
        yield f"| {name} | {value} |"
    for peer, version in results["versions"].items():
        yield f"| {PEERS[peer].title} | {version} |"
    for peer, reason in results["left_out"].items():
        yield f"| {title(peer)} | **left out**: {reason} |"


def _tables(results: Results) -> Iterator[str]:
    yield from bars_table(results)
    for size in results["sizes"]:
        yield from _size(size)
    yield from _growth(results)
    for edits in sorted(results["edits"], key=lambda one: one["pages"]):
        yield from edits_table(edits)
    if results["serve"]:
        yield from serve_table(results["serve"])
    if results["fleet"]:
        yield from fleet_table(results["fleet"])
    if results["large"]:
        yield from large_table(results["large"])
    if results["memory"]:
        yield from memory_table(results["memory"])


def _growth(results: Results) -> Iterator[str]:
    if all(exponent(points(results, peer, "cpu")) is None for peer in results["versions"]):
        return
    yield "### Growth\n"
    yield "The k of pages^k, fitted to the medians from 500 pages on; 1 means twice the cost for twice the pages.\n"
    yield "| | CPU | wall | pages |\n| --- | --- | --- | --- |"
    for peer in results["versions"]:
        cpu, wall = points(results, peer, "cpu"), points(results, peer, "wall")
        if (k := exponent(cpu)) is not None and (w := exponent(wall)) is not None:
            yield f"| {PEERS[peer].title} | {k:.2f} | {w:.2f} | up to {cpu[-1][0]:,} |"
    yield ""


def _size(size: Size) -> Iterator[str]:
    rounds = max((len(measured["samples"]) for measured in size["peers"].values()), default=0)
    before, after = size["load"]
    yield f"### {size['pages']:,} pages\n"
    yield f"`make bench SIZES={round(size['pages'], -2)} BENCH='--add --parts clean'`; {size['agencies']} agencies,"
    yield f"rounds in turn: {rounds}; load average {before:.1f}, then {after:.1f}.\n"
    base = PEERS[BASE].title
    yield f"| | CPU s | × {base} | wall s | × {base} | CPU s, least to most | peak MB | output MB | files |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    of_cpu, of_wall = dict(ratios(size, BASE, "cpu")), dict(ratios(size, BASE, "wall"))
    for peer, measured in size["peers"].items():
        least, most = spread(measured, "cpu")
        cells = [
            PEERS[peer].title,
            f"{median(measured, 'cpu'):.2f}",
            f"{of_cpu[peer]:.2f}" if peer in of_cpu else "–",
            f"{median(measured, 'wall'):.2f}",
            f"{of_wall[peer]:.2f}" if peer in of_wall else "–",
            f"{least:.2f} to {most:.2f}",
            f"{median(measured, 'peak'):.0f}",
            f"{measured['bytes'] / 1e6:.1f}",
            f"{measured['files']:,}",
        ]
        yield f"| {' | '.join(cells)} |"
    if size["trees"]:
        ways = [", ".join(PEERS[name].title for name in names) for names in size["trees"].values()]
        yield f"\nThe same site, byte for byte: {'; another one: '.join(ways)}."
    yield ""
