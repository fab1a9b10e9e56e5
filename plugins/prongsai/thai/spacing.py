"""Spaces where none belong: letters spaced out, words broken. Found here, proposed elsewhere, never mended unasked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .dictionary import cut, is_word, may_join

LETTERS = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"
RUN = re.compile(f"[{LETTERS}]+")
_NEIGHBOURS = re.compile(f"(?<![{LETTERS}])([{LETTERS}]++)[ \u00a0](?=([{LETTERS}]++))")
"""Two runs with one space between them."""


class Slip(NamedTuple):
    """Letters of a text and what to write instead."""

    start: int
    end: int
    new: str


_CLUSTER = "(?:[เแโใไ](?:[ก-ฮ][ัิ-ฺ็-๎]*[าำะๅ]*)?|[ก-ฮ][ัิ-ฺ็-๎]*[าำะๅ]*|[าำะๅ])"


@cache
def _spaced() -> re.Pattern[str]:
    return re.compile(f"(?<![{LETTERS}]){_CLUSTER}(?:[ \u00a0]{_CLUSTER}){{3,}}(?![{LETTERS}])")


MAY_BE_SPACED = re.compile(f"[ \u00a0]{_CLUSTER}[ \u00a0]")
"""What every run of letters spaced out holds: looked for first."""
_LONE_LETTERS = 3
"""So many bare letters, at least, make a run of short words (ที่ ให้ มี) one of letters spaced out."""


def spaced_out(text: str) -> Iterator[Slip]:
    """Words whose letters stand apart, as a justified line leaves them: `จ ริ ย ธ ร ร ม`."""
    for found in _spaced().finditer(text):
        pieces = found[0].replace("\u00a0", " ").split(" ")
        joined = "".join(pieces)
        parted = cut(joined)
        is_text = parted.unknown * 3 <= len(joined) and any(len(word) > 2 for word in parted.words)
        if sum(len(piece) == 1 for piece in pieces) >= _LONE_LETTERS and is_text:
            yield Slip(found.start(), found.end(), joined)


def broken(text: str) -> Iterator[Slip]:
    """Spaces inside words: without the space fewer letters belong to no word, and a word lies across it."""
    spaced: list[Slip] | None = None
    for found in _NEIGHBOURS.finditer(text):
        left, right = found.groups()
        if not may_join(left, right):
            continue
        apart = cut(left).unknown + cut(right).unknown
        if not apart or cut(left + right).unknown >= apart:
            continue
        word = _word_across(left, right)
        abbreviated = text[found.end(2) : found.end(2) + 1] == "." and len(right) <= 2
        if abbreviated or len(word) < 3 or not is_word(word):
            continue
        spaced = list(spaced_out(text)) if spaced is None else spaced
        if not any(s.start < found.end(1) < s.end for s in spaced):
            yield Slip(found.end(1), found.start(2), "")


def _word_across(left: str, right: str) -> str:
    end = 0
    for word in cut(left + right).words:
        if end < len(left) < end + len(word):
            return word
        end += len(word)
    return ""
