"""Provinces as parts of an address: their names in the official romanisation, which every keyboard can write."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from prongsai import thai


@cache
def parts() -> dict[str, str]:
    """The part of the address by the Thai name, for all provinces."""
    text = (files("prongsai") / "locale" / "provinces.txt").read_text(encoding="utf-8")
    lines = (line.partition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: part for name, _, part in lines}


def part(province: str) -> str:
    """A province's part of the address. A name that is no province's gets a part that only that name has.

    >>> part("เลย"), part("สมมติ")
    ('loei', 'p-7963d320')
    """
    name = thai.normalise(province)
    return parts().get(name) or f"p-{sha256(name.encode()).hexdigest()[:8]}"
