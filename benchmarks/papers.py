"""How long a report takes as PDF and as Word: `python benchmarks/papers.py`. The bar: twenty times the report in 3 s.

On a machine that does nothing else: the seconds are those of the clock.
"""

from __future__ import annotations

import dataclasses
import io
import sys
import time
from pathlib import Path

import pypdf

from prongsai.exporters.report import make_paper, report_docx, report_pdf
from prongsai.load import load_site


def main() -> None:
    """One line a report: seconds for it as PDF and Word, and for twenty times its table as PDF, with the pages."""
    site, _ = load_site(Path(__file__).resolve().parent.parent / "data")
    papers = {f"{a.slug} {y.number}": make_paper(a, y) for a in site.agencies for y in a.years}
    first = next(iter(papers.values()))
    report_pdf.__wrapped__(first)  # imports, fonts and word lists are read once
    report_docx.__wrapped__(first)
    for name, paper in papers.items():
        long = dataclasses.replace(paper, sections=paper.sections * 20, proofs=paper.proofs * 20)
        pdf, _ = timed(report_pdf, paper)
        word, _ = timed(report_docx, paper)
        twenty, written = timed(report_pdf, long)
        pages = len(pypdf.PdfReader(io.BytesIO(written)).pages)
        sys.stdout.write(f"{name}: PDF {pdf:.2f} s, Word {word:.2f} s; 20 times {twenty:.2f} s, {pages} pages\n")


def timed(write: object, paper: object) -> tuple[float, bytes]:
    """Seconds, and what was written, past the memory of papers already written."""
    start = time.perf_counter()
    written: bytes = write.__wrapped__(paper)  # type: ignore[attr-defined]  # lru_cache has it
    return time.perf_counter() - start, written


if __name__ == "__main__":
    main()
