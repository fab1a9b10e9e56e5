"""The folder of the site before the one that is served: the next one is made from it, of which most is there already.

Making a folder of a thousand pages anew and taking the old one away costs a busy disk more than all else in a rebuild.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from prongsai.engine.output import Written, is_unchanged


class Spare:
    """What is kept of the sites of one server."""

    def __init__(self) -> None:
        self._place: Path | None = None
        self._now: Mapping[str, Written] = {}
        """Files of the site that is served, by address."""
        self._there: Mapping[str, Written] = {}
        """Files of the spare one."""
        self._filled = ""
        self._left: set[str] = set()
        """Folders of which something was taken away."""

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
        self._place, self._there, self._left = None, {}, set()
        if not (spare and there):
            return frozenset()
        try:
            place.rmdir()
        except OSError:  # somebody has put something there
            shutil.rmtree(spare, ignore_errors=True)
            return frozenset()
        spare.rename(place)
        self._filled = str(place)
        same = {name for name, row in there.items() if known.get(name) == row and is_unchanged(self._filled, name, row)}
        self.drop(there.keys() - same)
        return frozenset(same)

    def drop(self, addresses: Collection[str]) -> None:
        """Take away what the next site does not have, or others will write: they must not write into linked files."""
        for address in addresses:
            with suppress(FileNotFoundError):
                os.unlink(f"{self._filled}/{address}")  # noqa: PTH108  # many times: a Path costs as much as the removal
            self._left.add(address.rpartition("/")[0])

    def sweep(self) -> None:
        """Take away folders that are empty now."""
        for folder in sorted(self._left, reverse=True):
            inner = folder
            with suppress(OSError):
                while inner:
                    os.rmdir(f"{self._filled}/{inner}")  # noqa: PTH106  # as above
                    inner = inner.rpartition("/")[0]
        self._left = set()

    def clear(self) -> None:
        """There is none."""
        if self._place:
            shutil.rmtree(self._place, ignore_errors=True)
        self._place = None
