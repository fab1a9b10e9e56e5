"""The results as Markdown for docs/performance.md: a ratio beside every time, for times alone are a machine's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed.peers import BASE, PEERS
from benchmarks.speed.plot import plot
from benchmarks.speed.results import Results, Size, exponent, median, points, ratios, spread

BEGIN, END = "<!-- bench: from here on `make bench` writes -->", "<!-- bench: up to here -->"
PICTURE = "performance.svg"


def picture(results: Results) -> str:
    """CPU seconds against pages."""
    lines = {peer: points(results, peer, "cpu") for peer in results["versions"]}
    titles = {peer: PEERS[peer].title for peer in lines}
    return plot(
        {peer: line for peer, line in lines.items() if line},
        titles,
        caption="CPU seconds of a clean build",
        unit="CPU seconds (median)",
    )


def report(results: Results, picture_path: str) -> str:
    """The generated part, without its markers."""
    return "\n".join([*_machine(results), "", f"![CPU seconds against pages]({picture_path})", "", *_tables(results)])


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
        yield f"| {PEERS[peer].title} | **left out**: {reason} |"


def _tables(results: Results) -> Iterator[str]:
    for size in results["sizes"]:
        yield from _size(size)
    yield "### Growth\n"
    yield "The k of pages^k, fitted to the medians from 500 pages on; 1 means twice the cost for twice the pages.\n"
    yield "| | CPU | wall | pages |\n| --- | --- | --- | --- |"
    for peer in results["versions"]:
        cpu, wall = points(results, peer, "cpu"), points(results, peer, "wall")
        if (k := exponent(cpu)) is not None and (w := exponent(wall)) is not None:
            yield f"| {PEERS[peer].title} | {k:.2f} | {w:.2f} | up to {cpu[-1][0]:,} |"


def _size(size: Size) -> Iterator[str]:
    rounds = max((len(measured["samples"]) for measured in size["peers"].values()), default=0)
    before, after = size["load"]
    yield f"### {size['pages']:,} pages\n"
    yield f"{size['agencies']} agencies, rounds in turn: {rounds}; load average {before:.1f}, then {after:.1f}.\n"
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
    yield ""
