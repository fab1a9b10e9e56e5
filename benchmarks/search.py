"""Size and speed of the search in Chromium, for the real site and for 2,000 pages: `python benchmarks/search.py`.

Figures are in docs/quality.md. The large site repeats the real one under new addresses with its paragraphs made
different from one another, so that nothing is found or stored only once.
"""

from __future__ import annotations

import copy
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from conftest import chromium_path, published  # noqa: E402  # after the path that holds it

_TIME = """([index, queries]) => {
  const start = performance.now();
  prongsaiSearch.open(index);
  const opened = performance.now() - start;
  for (const query of queries) prongsaiSearch.answer(query);  // as after the first few searches of a visit
  prongsaiSearch.open(index);
  const times = queries.map((query) => {
    const start = performance.now();
    prongsaiSearch.answer(query);
    return performance.now() - start;
  });
  return { opened, times };
}"""


def shrunk(index: dict[str, Any], pages: int) -> dict[str, Any]:
    """The index of about so many of its pages: entries are kept in order, with only the texts they use."""
    small = copy.deepcopy(index)
    seen: set[str] = set()
    kept = []
    for entry in small["entries"]:
        seen.add(entry[0].partition("#")[0])
        if len(seen) <= pages:
            kept.append(entry)
    numbers = sorted({number for entry in kept for number in [entry[1], *entry[2]]})
    new = {old: place for place, old in enumerate(numbers)}
    for entry in kept:
        entry[1], entry[2] = new[entry[1]], [new[number] for number in entry[2]]
    return {**small, "entries": kept, "texts": [index["texts"][number] for number in numbers]}


def grown(index: dict[str, Any], pages: int) -> dict[str, Any]:
    """The index repeated until it has so many pages, every paragraph of every copy with a mark of its own."""
    large = copy.deepcopy(index)
    real = len({entry[0].partition("#")[0] for entry in index["entries"]})
    count = len(index["texts"])
    for copy_number in range(1, -(-pages // real)):
        large["texts"] += [f"{text} {copy_number}" for text in index["texts"]]
        shift = copy_number * count
        for location, title, texts, *rest in index["entries"]:
            moved = [f"c{copy_number}/{location}", title + shift, [number + shift for number in texts], *rest]
            large["entries"].append(moved)
    return large


def main() -> None:
    """Print one line a site."""
    queries = [
        case["query"] for case in yaml.safe_load((ROOT / "tests/search/queries.yml").read_text(encoding="utf-8"))
    ]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "site")
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        subprocess.run(build, cwd=ROOT, check=True)  # noqa: S603  # this project's own build
        index = json.loads(published(site, "search/index.json").read_text(encoding="utf-8"))
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"])
        for name, one in (("200 pages", shrunk(index, 200)), ("all", index), ("2,000 pages", grown(index, 2000))):
            page = browser.new_page()
            page.add_script_tag(path=str(published(site, "assets/search/engine.js")))
            measured = page.evaluate(_TIME, [one, queries])
            times = sorted(measured["times"])
            raw = json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode()
            letters = sum(map(len, one["texts"]))
            sys.stdout.write(
                f"{name}: {len({entry[0].partition('#')[0] for entry in one['entries']})} pages, {letters:,} letters, "
                f"index {len(raw) / 1000:.0f} KB, {len(gzip.compress(raw)) / 1000:.0f} KB gzip; "
                f"open {measured['opened']:.0f} ms, query median {statistics.median(times):.1f} ms, "
                f"95th {times[int(len(times) * 0.95)]:.0f} ms, slowest {times[-1]:.0f} ms\n"
            )
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
