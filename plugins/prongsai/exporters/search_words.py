"""What the search knows of Thai beside the pages: which words mean the same, and where words begin.

Thai is written without spaces. The browsers' own dictionaries disagree with each other, so the words come from here:
those of a packaged list that the site's texts hold. Every browser then cuts texts and queries alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from prongsai.packaged import read_packaged

RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]{2,}")
"""Thai letters without a space or a mark between them."""
HANGING = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")
"""Vowels and marks that belong to the letter before them: no word begins with one."""
LEADING = frozenset("เแโใไ")
"""Vowels that belong to the letter after them: no word ends with one."""
END = ""
"""The key of a trie's node at which a word ends."""

Trie = dict[str, Any]


@cache
def packaged_synonyms() -> tuple[tuple[str, ...], ...]:
    """The groups of equal words of every site: `prongsai/locale/synonyms.yml`."""
    return tuple(tuple(group) for group in read_packaged("locale", "synonyms.yml")["groups"])


def vocabulary(texts: Iterable[str], names: Iterable[str] = ()) -> list[str]:
    """The known words, and those of `names`, that stand in the texts, in the order of their letters.

    >>> vocabulary(["ขอใช้รถ"])
    ['ขอ', 'ใช้', 'รถ']
    """
    trie = word_trie()
    runs = {run for text in texts for run in RUN.findall(text)}
    found = {word for run in runs for word in _words_in(run, trie)}
    found |= {name for name in names if RUN.fullmatch(name)}
    return sorted(found, key=lambda word: word)


@cache
def word_trie(*names: str) -> Trie:
    """The words of packaged lists, letter below letter; of `words-th.txt` when none is named."""
    root: Trie = {}
    for name in names or ("words-th.txt",):
        text = (files("prongsai") / "locale" / name).read_text(encoding="utf-8")
        for word in text.splitlines():
            if word.startswith("#"):
                continue
            node = root
            for letter in word:
                node = node.setdefault(letter, {})
            node[END] = True
    return root


def _words_in(run: str, trie: Trie) -> Iterable[str]:
    for start, first in enumerate(run):
        if first in HANGING or (start and run[start - 1] in LEADING):
            continue
        node = trie
        for end in range(start, len(run)):
            node = node.get(run[end])  # type: ignore[assignment]  # None ends the loop
            if node is None:
                break
            if END in node and _can_end(run, end + 1):
                yield run[start : end + 1]


def _can_end(run: str, end: int) -> bool:
    return end == len(run) or (run[end] not in HANGING and run[end - 1] not in LEADING)
