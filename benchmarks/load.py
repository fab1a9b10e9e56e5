"""How long 2,000 measure files take to load and validate: `python benchmarks/load.py` (figures in docs/quality.md)."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from prongsai.load import load_site

DATA = Path(__file__).resolve().parent.parent / "data"
COUNT = 2_000


def make(target: Path) -> None:
    """Spread copies of the real measures over agencies of 40 measures each."""
    real = sorted(DATA.glob("*/*/measures/*.yml"))
    for number in range(COUNT):
        year = target / f"a{number // 40:03}" / "2568"
        source = real[number % len(real)]
        if number % 40 == 0:
            (year / "measures").mkdir(parents=True)
            shutil.copy(DATA / "sing" / "agency.yml", year.parent)
            shutil.copy(DATA / "sing" / "2568" / "year.yml", year)
        shutil.copy(source, year / "measures" / f"m{number:04}.yml")


def main() -> None:
    """Print the CPU seconds of one load."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        start = time.process_time()
        site, problems = load_site(Path(folder))
        spent = time.process_time() - start
    measures = sum(len(year.measures) for agency in site.agencies for year in agency.years)
    sys.stdout.write(f"{measures} measures, {len(problems)} problems: {spent:.2f} s CPU\n")


if __name__ == "__main__":
    main()
