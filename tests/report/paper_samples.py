"""The papers of all agencies in data/, and what must be found in any form of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from prongsai.exporters.report import Paper, make_paper
from prongsai.load import load_site
from prongsai.model import Site

ROOT = Path(__file__).resolve().parents[2]
_PHRASE = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]{4,}")
"""Four Thai letters or more, without a digit, a space or a mark between them."""


@cache
def real_site() -> Site:
    site, problems = load_site(ROOT / "data")
    assert problems == []
    return site


@cache
def papers() -> dict[str, Paper]:
    """By agency and year: `sing-2568`."""
    return {
        f"{agency.slug}-{year.number}": make_paper(agency, year)
        for agency in real_site().agencies
        for year in agency.years
    }


NAMES = ["ban-laem-2566", "hin-dat-2567", "khok-yai-2568", "sing-2568", "thung-bu-lang-2566"]
"""The five real reports."""


def all_texts(paper: Paper) -> Iterator[str]:
    """Every text of a paper that comes from the records."""
    yield from (paper.title, paper.agency, paper.place, paper.position, paper.date, *paper.marks)
    yield from (column.label for column in paper.columns)
    for section in paper.sections:
        yield section.heading
        for row in section.rows:
            for cell in row:
                for item in cell:
                    yield item.label
                    yield from item.lines
    for proof in paper.proofs:
        yield proof.measure
        for document in proof.documents:
            yield document.title
            yield document.shown


def flat(text: str) -> str:
    """Without spaces and line ends, which a narrow column puts where it likes."""
    return "".join(text.split())


def found_phrases(paper: Paper, extracted: str) -> float:
    """The share of the paper's Thai phrases that stand letter for letter in a text, from 0 to 1."""
    text = flat(extracted)
    phrases = [phrase for written in all_texts(paper) for phrase in _PHRASE.findall(written)]
    return sum(phrase in text for phrase in phrases) / len(phrases)
