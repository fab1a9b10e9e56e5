"""Short quotes from a record, and a change shown as before → after."""

from __future__ import annotations

_AROUND = 14
_LONGEST = 60
_MARKS, _LEADING = "ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ", "เแโใไ"
"""Letters that mean nothing without the one before them, and without the one after them."""


def shortened(text: str) -> str:
    """A text in one line of at most 60 letters."""
    return _cut(_line(text))


def quote(text: str, start: int, end: int) -> str:
    """The letters from `start` to `end` with a little around them, in one line.

    >>> quote("เผยแพร่ทางเว็บไซต์ของบต. เป็นปัจจุบันและครบถ้วน", 18, 24)
    '…พร่ทางเว็บไซต์ของบต. เป็นปัจจุบัน…'
    """
    before, inside, after = _parts(text, start, end)
    return _line(before + _cut(inside) + after)


def change(text: str, start: int, end: int, new: str) -> str:
    """The letters as filed and as proposed, both with the same surroundings; nothing is ever changed in the data."""
    before, inside, after = _parts(text, start, end)
    return f"“{_line(before + _cut(inside) + after)}” → “{_line(before + _cut(new) + after)}”"


def _parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = ("…" if first else "") + (text[first:start].lstrip(_MARKS) if first else text[:start])
    after = text[end:last].rstrip() if last == len(text) else text[end:last].rstrip(" \n" + _LEADING) + "…"
    return before, text[start:end], after


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _line(text: str) -> str:
    return " ".join(text.split())
