"""Ids for measures that have none: the group and a running number, as people name the files by hand."""

from __future__ import annotations

import re
from collections.abc import Collection


def new_id(kind: str, indicator: int | None, issue: int | None, taken: Collection[str]) -> str:
    """The next free id: `i2-1` under an indicator, `p3-2` under an issue, `m4` in a list, `up-1` for a guideline.

    An id with a word behind the number (`i2-1-budget`) has taken that number.
    """
    if kind == "แนวทางยกระดับ":
        start = "up-"
    elif issue is not None:
        start = f"p{issue}-"
    elif indicator is not None:
        start = f"i{indicator}-"
    else:
        start = "m"
    numbers = (re.match(rf"{start}0*([0-9]+)(?![0-9])", one) for one in taken)
    return f"{start}{max((int(found[1]) for found in numbers if found), default=0) + 1}"
