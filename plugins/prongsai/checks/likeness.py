"""How alike two texts are: the share of letters that stand in both in the same order, as one who reads them sees it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NO_LETTER = re.compile("[^ก-ฺเ-๎a-z]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LONGEST = 4_000
"""Letters of a text that are compared: a step list fills two pages before it is longer."""
_SHINGLE = 3
_BITS = 2_048
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


def letters(text: str) -> str:
    """What is left of a text without spaces, digits, punctuation and web addresses; Latin letters small."""
    return _NO_LETTER.sub("", _ADDRESS.sub("", text).lower())[:_LONGEST]


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


def find_copies(texts: Sequence[str], floor: float) -> list[Copy]:
    """For each text that is alike to an earlier one by `floor` or more: the earlier one that it is most alike to.

    Every two texts of like length are weighed by the three-letter runs they share, a few machine words a text; only
    the best candidates are read letter by letter.
    """
    first: dict[str, int] = {}
    for at, text in enumerate(texts):
        first.setdefault(text, at)
    distinct = sorted(first.items(), key=lambda entry: (len(entry[0]), entry[1]))
    runs = _runs(text for text, _ in distinct)
    candidates: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    shortest = 0
    for number, (text, at) in enumerate(distinct):
        while len(distinct[shortest][0]) < len(text) * floor / (2 - floor):
            shortest += 1
        own, size = runs[number], runs[number].bit_count() or 1  # a text too short for a run is like nothing
        for earlier in range(shortest, number):
            shared = 2 * (own & runs[earlier]).bit_count() / (size + runs[earlier].bit_count())
            if shared >= _LEAST_SHARED:
                other = distinct[earlier][1]
                candidates[max(at, other)].append((-shared, min(at, other)))
    best: dict[int, Copy] = {}
    for at, found in candidates.items():
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


def _runs(texts: Iterable[str]) -> list[int]:
    """The three-letter runs of each text as one number, a bit a run; runs share a bit when there are too many."""
    bits: dict[str, int] = {}
    numbers = []
    for text in texts:
        number = 0
        for run in dict.fromkeys(text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1)):
            number |= bits.setdefault(run, 1 << len(bits) % _BITS)
        numbers.append(number)
    return numbers
