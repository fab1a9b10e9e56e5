"""Where words end in Thai text, for lines that may only be broken there."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.exporters.search_words import HANGING, LEADING, known_words

_LISTS = "words-th.txt", "kept-th.txt"


def words_of(run: str) -> list[str]:
    """Cut Thai letters into words: as few letters outside the packaged lists as can be, then as few words as can be.

    What is in no word stays in one piece with its like, and never loses a vowel or mark.

    >>> words_of("เผยแพร่บนเว็บไซต์หน่วยงาน")
    ['เผยแพร่', 'บน', 'เว็บไซต์', 'หน่วยงาน']
    >>> words_of("ขอใช้โฟมรถ")
    ['ขอ', 'ใช้', 'โฟม', 'รถ']
    """
    end = len(run)
    best: list[tuple[int, int, int, bool]] = [(0, 0, 0, True)] * (end + 1)
    """From each place: letters in no word, pieces, where the first piece ends, whether it is a word."""
    for start in reversed(range(end)):
        if not _edge(run, start):
            continue
        step = next(place for place in range(start + 1, end + 1) if _edge(run, place))
        choices = [(best[step][0] + step - start, best[step][1] + 1, step, False)]
        choices += [(best[stop][0], best[stop][1] + 1, stop, True) for stop in _ends(run, start)]
        best[start] = min(choices)
    pieces: list[str] = []
    start, known_before = 0, True
    while start < end:
        _, _, stop, known = best[start]
        if pieces and not (known or known_before):
            pieces[-1] += run[start:stop]
        else:
            pieces.append(run[start:stop])
        start, known_before = stop, known
    return pieces


def _ends(run: str, start: int) -> Iterator[int]:
    """Where the known words that begin at a place end."""
    return (end for end in known_words(*_LISTS).ends(run, start) if _edge(run, end))


def _edge(run: str, place: int) -> bool:
    """Whether a word may begin or end at a place: never inside a letter with its vowels and marks."""
    return place in (0, len(run)) or (run[place] not in HANGING and run[place - 1] not in LEADING)
