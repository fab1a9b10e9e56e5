"""Thai words: how a run of letters parts into words, and how many letters belong to none."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

MARKS = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")
"""Vowels and marks that hang on the letter before them: no word begins with one."""
LEADING = frozenset("เแโใไ")
"""Vowels that belong to the letter after them: no word ends with one."""

_LONGEST_WORD = 24


class Cut(NamedTuple):
    """A run of letters parted into words; letters of no word stand in pieces of their own and are counted."""

    words: tuple[str, ...]
    unknown: int


@cache
def _list() -> list[str]:
    """All words, in the order of their letters."""
    text = (Path(__file__).parent.parent / "locale" / "words-th.txt").read_text(encoding="utf-8")
    return sorted([line for line in text.splitlines() if line[:1] != "#"])


@cache
def _words() -> frozenset[str]:
    return frozenset(_list())


def is_word(letters: str) -> bool:
    """Whether the letters are one word of the dictionary."""
    return letters in _words()


@lru_cache(maxsize=50_000)
def cut(run: str) -> Cut:
    """Part a run of Thai letters so that the fewest letters are left over, then into the fewest words.

    >>> cut("ใช้งบประมาณ")
    Cut(words=('ใช้', 'งบประมาณ'), unknown=0)
    >>> cut("ประมาณธ").unknown
    1
    """
    words = _words()
    ends = [*(n for n in range(1, len(run)) if run[n] not in MARKS and run[n - 1] not in LEADING), len(run)]
    best: dict[int, tuple[int, int, int]] = {0: (0, 0, 0)}  # at an end: letters left over, pieces, where the last began
    start = 0
    for number, cluster_end in enumerate(ends):
        unknown, pieces, _ = best[start]
        for end in ends[number:]:
            if end - start > _LONGEST_WORD and end != cluster_end:
                break
            known = run[start:end] in words
            if known or end == cluster_end:
                way = (unknown + (0 if known else end - start), pieces + 1, start)
                if end not in best or way[:2] < best[end][:2]:
                    best[end] = way
        start = cluster_end
    found: list[str] = []
    end = len(run)
    while end > 0:
        start = best[end][2]
        found.append(run[start:end])
        end = start
    return Cut(tuple(reversed(found)), best[len(run)][0] if run else 0)


@lru_cache(maxsize=50_000)
def may_join(left: str, right: str) -> bool:
    """Whether some word of three letters or more could begin in one run and end in the next.

    >>> may_join("คุ้มครองและป", "กปิดข้อมูล"), may_join("จัดทำ", "คู่มือ")
    (True, False)
    """
    words = _list()
    for start in range(max(0, len(left) - _LONGEST_WORD), len(left)):
        if left[start] in MARKS:
            continue
        begin = left[start:] + right[0]
        at = bisect_left(words, begin)
        while at < len(words) and words[at].startswith(begin):
            if len(words[at]) > 2 and right.startswith(words[at][len(begin) - 1 :]):
                return True
            at += 1
    return False


def parts_at(run: str, place: int) -> bool:
    """Whether a word of the run begins or ends at `place`."""
    end = 0
    for word in cut(run).words:
        if end >= place:
            break
        end += len(word)
    return end == place or place == 0
