"""What the search knows of Thai beside the pages: which words mean the same, and where words begin.

Thai is written without spaces. The browsers' own dictionaries disagree with each other, so the words come from here:
those of a packaged list that the site's texts hold. Every browser then cuts texts and queries alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from prongsai.kept import derived
from prongsai.packaged import read_packaged

_PACKAGE = Path(__file__).parent.parent
RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]{2,}")
"""Thai letters without a space or a mark between them."""
HANGING = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")
"""Vowels and marks that belong to the letter before them: no word begins with one."""
LEADING = frozenset("เแโใไ")
"""Vowels that belong to the letter after them: no word ends with one."""


class Words(NamedTuple):
    """Known words, and how long those are that begin with the same three letters, or with two, as bits."""

    all: frozenset[str]
    lengths: Mapping[str, int]

    def ends(self, run: str, start: int) -> list[int]:
        """Where the known words that begin at a place of a run of letters end, the nearest first."""
        bits = self.lengths.get(run[start : start + 3]) or self.lengths.get(run[start : start + 2])
        if not bits:
            return []
        room, known = len(run) - start, self.all
        return [start + n for n in _set_bits(bits) if n <= room and run[start : start + n] in known]


@cache
def _set_bits(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)


@cache
def packaged_synonyms() -> tuple[tuple[str, ...], ...]:
    """The groups of equal words of every site: `prongsai/locale/synonyms.yml`."""
    return tuple(tuple(group) for group in read_packaged("locale", "synonyms.yml")["groups"])


def vocabulary(texts: Iterable[str], names: Iterable[str] = ()) -> list[str]:
    """The known words, and those of `names`, that stand in the texts, in the order of their letters.

    >>> vocabulary(["ขอใช้รถ"])
    ['ขอ', 'ใช้', 'รถ']
    """
    runs = {run for text in texts for run in RUN.findall(text)}
    found = set().union(*map(_words_in, runs))
    found |= {name for name in names if RUN.fullmatch(name)}
    return sorted(found)


@cache
def known_words(*names: str) -> Words:
    """The words of packaged lists; of `words-th.txt` when none is named. A word has two letters at least."""
    names = names or ("words-th.txt",)
    files = [_PACKAGE / "locale" / name for name in names]
    return Words(*derived(_PACKAGE, "-".join(names), [Path(__file__), *files], lambda: _words(files)))


def _words(files: Iterable[Path]) -> tuple[frozenset[str], dict[str, int]]:
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    words = frozenset(lines) - {line for line in lines if line.startswith("#")}
    lengths: dict[str, int] = {}
    for word in words:
        start = word[:3]
        lengths[start] = lengths.get(start, 0) | 1 << len(word)
    for start in lengths:
        if start[:2] in words:
            lengths[start] |= 1 << 2
    return words, lengths


@lru_cache(4096)  # most texts of an agency's pages are those of the framework, the same for all agencies
def _words_in(run: str) -> frozenset[str]:
    """The known words of a run. It does what `Words.ends` does: a call for each letter would be half of the work."""
    known, lengths = known_words()
    edges = [place for place in range(len(run)) if run[place] not in HANGING and run[place - 1 : place] not in LEADING]
    may_end = {*edges, len(run)}
    found = set()
    for start in edges:
        bits = lengths.get(run[start : start + 3]) or lengths.get(run[start : start + 2])
        if bits:
            for length in _set_bits(bits):
                word = run[start : start + length]
                if word in known and start + length in may_end:
                    found.add(word)
    return frozenset(found)
