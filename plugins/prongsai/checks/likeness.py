"""How alike two texts are: the share of letters that stand in both in the same order, as one who reads them sees it."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import and_
from typing import NamedTuple

_LETTERS = re.compile("[ก-ฺเ-๎a-z]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
LONGEST = 4_000
"""Letters of a text that are compared: a step list fills two pages before it is longer."""
_SHINGLE = 3
_BITS = 2_048
_FEW = 60
"""Up to so many texts it is cheaper to count letters for each two than to number the runs of each."""
_COUNTED = "านรกองีมเ่"
"""The most frequent letters of Thai: how often a text has each tells most texts apart."""
_LEAST_SHARED = 0.6
"""Share of three-letter runs below which two texts cannot be alike by 0.86: a changed letter breaks three runs."""
_CANDIDATES = 2
_HOPELESS, _CERTAIN = 0.1, 0.98
"""So far below the floor, or so close to the very text, the next best candidate is not read."""


class Copy(NamedTuple):
    """Text number `of` is a later copy of text number `original`."""

    of: int
    original: int
    likeness: float


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """What is left of a text without spaces, digits, punctuation and web addresses; Latin letters small."""
    small = text.lower()
    if "://" in small or "www." in small:
        small = _ADDRESS.sub("", small)
    return "".join(_LETTERS.findall(small))[:LONGEST]


def without(text: str, names: Iterable[str]) -> str:
    """Letters without the names in them, which must be given longest first."""
    for name in names:
        if name in text:
            text = text.replace(name, "")
    return text


def likeness(one: str, other: str) -> float:
    """Twice the longest common subsequence over both lengths: 1 for equal texts, 0 for nothing in common."""
    total = len(one) + len(other)
    if one == other or not total:
        return 1.0
    start = _shared(one, other)
    one, other = one[start:], other[start:]
    end = _shared(one[::-1], other[::-1])
    return 2 * (start + end + _common(one[: len(one) - end], other[: len(other) - end])) / total


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _common(one: str, other: str) -> int:
    """The length of the longest common subsequence, one bit a letter (Hyyrö 2004)."""
    places: defaultdict[str, int] = defaultdict(int)
    for at, letter in enumerate(one):
        places[letter] |= 1 << at
    whole = (1 << len(one)) - 1
    row = whole
    for letter in other:
        hits = row & places.get(letter, 0)
        row = ((row + hits) | (row - hits)) & whole
    return len(one) - row.bit_count()


def find_copies(texts: Sequence[str], floor: float, runs: Mapping[str, int] | None = None) -> list[Copy]:
    """For each text that is alike to an earlier one by `floor` or more: the earlier one that it is most alike to.

    Every two texts of like length are weighed by the three-letter runs they share, a few machine words a text; only
    the best candidates are read letter by letter. `runs` are those of the texts where they are known already.
    """
    first: dict[str, int] = {}
    for at, text in enumerate(texts):
        first.setdefault(text, at)
    distinct = sorted(first.items(), key=lambda entry: (len(entry[0]), entry[1]))
    best: dict[int, Copy] = {}
    for at, found in _candidates(distinct, floor, runs).items():
        for _, other in sorted(found)[:_CANDIDATES]:
            alike = likeness(texts[at], texts[other])
            if alike >= floor and (at not in best or alike > best[at].likeness):
                best[at] = Copy(at, other, alike)
            if not floor - _HOPELESS < alike < _CERTAIN:
                break
    for at, text in enumerate(texts):
        if first[text] != at:
            best[at] = Copy(at, first[text], 1.0)
    return [best[at] for at in sorted(best)]


def _candidates(
    distinct: Sequence[tuple[str, int]], floor: float, runs: Mapping[str, int] | None
) -> Mapping[int, list[tuple[float, int]]]:
    """For texts by length, each with its number: what a text may be a copy of, with the share of runs, negative."""
    lengths = [len(text) for text, _ in distinct]
    starts = [bisect_left(lengths, length * floor / (2 - floor)) for length in lengths]
    hopeful = {at for _, at in distinct}
    if runs is None:
        if len(distinct) <= _FEW:
            hopeful = _hopeful(distinct, starts, floor)
        if not hopeful:
            return {}
        runs = {text: runs_of(text) for text, _ in distinct}
    marks = [runs[text] for text, _ in distinct]
    sizes = [mark.bit_count() or 1 for mark in marks]  # a text too short for a run is like nothing
    candidates: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, (_, at) in enumerate(distinct):
        start, size = starts[number], sizes[number]
        least = size * _LEAST_SHARED / 2
        for earlier, common in enumerate(
            map(int.bit_count, map(and_, marks[start:number], repeat(marks[number]))), start=start
        ):
            if common >= least and (shared := 2 * common / (size + sizes[earlier])) >= _LEAST_SHARED:
                other = distinct[earlier][1]
                if max(at, other) in hopeful:
                    candidates[max(at, other)].append((-shared, min(at, other)))
    return candidates


def _hopeful(distinct: Sequence[tuple[str, int]], starts: Sequence[int], floor: float) -> set[int]:
    """The numbers of texts that some earlier text is alike to as far as frequent letters tell; mostly none.

    A letter that one text has more often than the other is in no common subsequence.
    """
    counts = [[text.count(letter) for letter in _COUNTED] for text, _ in distinct]
    hopeful = set()
    for number, (text, at) in enumerate(distinct):
        for earlier in range(starts[number], number):
            apart = sum([abs(a - b) for a, b in zip(counts[number], counts[earlier], strict=True)])
            if apart <= (1 - floor) * (len(text) + len(distinct[earlier][0])) + 0.001:
                hopeful.add(max(at, distinct[earlier][1]))
    return hopeful


@lru_cache(maxsize=4096)
def runs_of(text: str) -> int:
    """The three-letter runs of a text as one number, a bit a run; some runs share a bit.

    A run has the same bit in every text and every process, so that the number can be kept. All runs are reckoned at
    once: four bytes a letter, laid over themselves moved by one letter and by two.
    """
    count = len(text) - _SHINGLE + 1
    if count < 1:
        return 0
    letters = int.from_bytes(text.encode("utf-32-le"), "little")
    mixed = letters + (letters >> 32) * 83 + (letters >> 64) * 745
    bits = mixed & int.from_bytes((_BITS - 1).to_bytes(4, "little") * count, "little")
    flags = bytearray(b"0" * _BITS)
    for bit in set(memoryview(bits.to_bytes(4 * count, sys.byteorder)).cast("I")):
        flags[bit] = 0x31  # "1"
    return int(flags, 2)
