"""Numbers that belong to a person, in Thai or Arabic digits: national IDs and mobile telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_DASH = "[-\u2010-\u2015.]"
_BETWEEN = rf"(?:[ \u00a0]{{1,2}}(?:{_DASH}[ \u00a0]{{0,2}})?|{_DASH}[ \u00a0]{{0,2}})?"
_THIRTEEN = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}\d){{12}}(?!\d)")
MAY_BE_ID = re.compile("\\d(?:[ \u00a0\u2010-\u2015.-]{0,5}\\d){12}")
"""What every ID holds, and what has such long numbers: looked for first."""
_GOES_ON = re.compile(rf"{_BETWEEN}\d")
_WENT_BEFORE = re.compile(rf"\d{_BETWEEN}$")
_GROUP = re.compile(r"\d+")
_CALLED_ID = re.compile(r"ประชาชน|เลขประจำตัว|บัตร|\bID\b", re.IGNORECASE)
_CALLED_WITHIN = 40
_PERSON_FIRST = range(1, 9)
"""Numbers of natural persons begin with 1 to 8; 0 is a juristic person's tax number, 9 a book or a product."""
_ID_GROUPS = [1, 4, 5]
"""How an ID is printed: 1-2345-67890-12-1."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)


class IdNumber(NamedTuple):
    """A number that passes the checksum of national IDs, masked; `sure` if it can hardly be anything else."""

    start: int
    end: int
    masked: str
    sure: bool


def id_numbers(text: str, *, in_name: bool = False) -> Iterator[IdNumber]:
    """The national IDs in a text; `in_name` if all of it is an address or the name of a file.

    >>> [found.masked for found in id_numbers("เลข ๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑")]
    ['๑-xxxx-xxxxx-xx-๑']
    """
    addresses: list[tuple[int, int]] | None = None
    start = 0
    while found := _THIRTEEN.search(text, start):
        start = found.start() + 1
        addresses = [one.span() for one in _ADDRESS.finditer(text)] if addresses is None else addresses
        groups = _GROUP.findall(found[0])
        lengths = [len(group) for group in groups]
        piece = _GOES_ON.match(text, found.end()) or _WENT_BEFORE.search(
            text[max(0, found.start() - 6) : found.start()]
        )
        printed = lengths[:3] == _ID_GROUPS
        if (piece and len(groups) > 1 and not printed) or not _passes("".join(groups)):
            continue  # part of a table of numbers, or no ID
        # Web servers name uploads by the time in milliseconds: 13 digits, and one in eleven passes the checksum.
        named = len(groups) == 1 and (in_name or any(a <= found.start() < b for a, b in addresses))
        called = _CALLED_ID.search(text, max(0, found.start() - _CALLED_WITHIN), found.start())
        sure = not named and bool(len(groups) == 1 or printed or set(lengths) == {1} or called)
        yield IdNumber(found.start(), found.end(), f"{found[0][0]}-xxxx-xxxxx-xx-{found[0][-1]}", sure)
        start = found.end()


def _passes(digits: str) -> bool:
    """Whether 13 digits carry the check digit of a person's national ID (modulo 11)."""
    values = [int(digit) for digit in digits]
    total = sum(value * weight for value, weight in zip(values[:12], range(13, 1, -1), strict=True))
    return values[0] in _PERSON_FIRST and (11 - total % 11) % 10 == values[12]


MOBILE_BEGINS = re.compile(rf"[0๐]{_BETWEEN}[689๖๘๙]|66|๖๖")
"""What every mobile number holds: looked for first."""


@cache
def _mobile() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?<!\d[.,])(?:[0๐]|\+?(?:66|๖๖){_BETWEEN})[689๖๘๙](?:{_BETWEEN}\d){{8}}(?!\d)")


_MOBILE_GROUPS = {(10,), (3, 3, 4), (3, 7), (2, 4, 4), (2, 8), (3, 4, 3), (3, 3, 2, 2), (6, 4), (4, 3, 3), (4, 6)}
"""How people part a mobile number; a bank account is parted 3-1-5-1."""


def mobiles(text: str) -> Iterator[str]:
    """The mobile telephone numbers in a text, as they are written there.

    >>> list(mobiles("โทร. 081-234-5678 หรือ 02-123-4567"))
    ['081-234-5678']
    """
    taken: list[tuple[int, int]] | None = None
    for found in _mobile().finditer(text):
        if taken is None:  # few texts have a number at all
            taken = [(one.start, one.end) for one in id_numbers(text)]
            taken += [one.span() for one in _ADDRESS.finditer(text)]
        groups = tuple(len(group) for group in _GROUP.findall(found[0]))
        from_abroad = found[0][0] not in "0๐"
        if (from_abroad or groups in _MOBILE_GROUPS) and not any(a <= found.start() < b for a, b in taken):
            yield found[0]
