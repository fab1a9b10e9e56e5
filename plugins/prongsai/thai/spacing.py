"""Spaces where none belong: letters spaced out, words broken. Found here, proposed elsewhere, never mended unasked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .dictionary import cut, is_word

LETTERS = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"
RUN = re.compile(f"[{LETTERS}]+")


class Slip(NamedTuple):
    """Letters of a text and what to write instead."""

    start: int
    end: int
    new: str


_CLUSTER = "(?:[เแโใไ](?:[ก-ฮ][ัิ-ฺ็-๎]*[าำะๅ]*)?|[ก-ฮ][ัิ-ฺ็-๎]*[าำะๅ]*|[าำะๅ])"
_SPACED = re.compile(f"(?<![{LETTERS}]){_CLUSTER}(?:[ \u00a0]{_CLUSTER}){{3,}}(?![{LETTERS}])")
_LONE_LETTERS = 3
"""So many bare letters, at least, make a run of short words (ที่ ให้ มี) one of letters spaced out."""


def spaced_out(text: str) -> Iterator[Slip]:
    """Words whose letters stand apart, as a justified line leaves them: `จ ริ ย ธ ร ร ม`."""
    for found in _SPACED.finditer(text):
        pieces = found[0].replace("\u00a0", " ").split(" ")
        joined = "".join(pieces)
        parted = cut(joined)
        is_text = parted.unknown * 3 <= len(joined) and any(len(word) > 2 for word in parted.words)
        if sum(len(piece) == 1 for piece in pieces) >= _LONE_LETTERS and is_text:
            yield Slip(found.start(), found.end(), joined)


def broken(text: str) -> Iterator[Slip]:
    """Spaces inside words: without the space fewer letters belong to no word, and a word lies across it."""
    spaced: list[Slip] | None = None
    for left, right in pairwise(RUN.finditer(text)):
        if right.start() - left.end() != 1 or text[left.end()] not in " \u00a0":
            continue
        apart = cut(left[0]).unknown + cut(right[0]).unknown
        if not apart or cut(left[0] + right[0]).unknown >= apart:
            continue
        word = _word_across(left[0], right[0])
        abbreviated = text[right.end() : right.end() + 1] == "." and len(right[0]) <= 2
        if abbreviated or len(word) < 3 or not is_word(word):
            continue
        spaced = list(spaced_out(text)) if spaced is None else spaced
        if not any(s.start < left.end() < s.end for s in spaced):
            yield Slip(left.end(), right.start(), "")


def _word_across(left: str, right: str) -> str:
    end = 0
    for word in cut(left + right).words:
        if end < len(left) < end + len(word):
            return word
        end += len(word)
    return ""
