"""The folder of the site before the one that is served: the next one is made from it, of which most is there already.

Making a folder of a thousand pages anew and taking the old one away costs a busy disk more than all else in a rebuild.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from prongsai.atomic import become
from prongsai.engine.output import Written
from prongsai.engine.spare import Reused, clear, unchanged


class Spare:
    """What is kept of the sites of one server."""

    def __init__(self) -> None:
        self._place: Path | None = None
        self._now: Mapping[str, Written] = {}
        """Files of the site that is served, by address."""
        self._there: Mapping[str, Written] = {}
        """Files of the spare one."""
        self._reused: Reused | None = None

    def place_for(self, site: Path) -> Path:
        """Where the site may be moved that another takes the place of."""
        self.clear()
        self._place = site.with_name(f".{site.name}.spare")
        return self._place

    def note(self, rows: Mapping[str, Written]) -> None:
        """The site that is served now consists of these files, the spare one of those that were."""
        self._there, self._now = self._now, rows

    def fill(self, place: Path, known: Mapping[str, Written]) -> frozenset[str]:
        """Make the spare folder the empty `place`; the addresses of what is in it and as in the last site, `known`."""
        spare, there = self._place, self._there
        self._place, self._there, self._reused = None, {}, None
        if not (spare and there):
            return frozenset()
        try:
            become(spare, place)
        except OSError:  # somebody has put something there
            clear(spare)
            return frozenset()
        self._reused = Reused(place)
        same = unchanged(str(place), there, (name for name, row in there.items() if known.get(name) == row))
        self.drop(there.keys() - same)
        return frozenset(same)

    def drop(self, addresses: Collection[str]) -> None:
        """Take away what the next site does not have, or others will write: they must not write into linked files."""
        if self._reused:
            self._reused.drop(addresses)

    def sweep(self) -> None:
        """Take away folders that are empty now."""
        if self._reused:
            self._reused.sweep()

    def clear(self) -> None:
        """There is none."""
        if self._place:
            clear(self._place)
        self._place = None
