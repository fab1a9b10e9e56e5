"""What was read of the site that was asked for last: a site never changes, and one rule after another asks the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from prongsai.model import Site

Found = TypeVar("Found")


def remembered(read: Callable[[Site], Iterable[Found]]) -> Callable[[Site], tuple[Found, ...]]:
    """The same function, which reads a site once while no other is asked for."""
    last: list[tuple[Site, tuple[Found, ...]]] = []

    @wraps(read)
    def ask(site: Site) -> tuple[Found, ...]:
        kept = last[0] if last else None
        if kept is None or kept[0] is not site:
            kept = (site, tuple(read(site)))
            last[:] = [kept]
        return kept[1]

    return ask
