"""The folder that a site is built in: what the old site has already is linked from there, the rest is written.

A file is the same when its sha256 is. Nothing in the folder may be written over later: a linked file is the old site's
too, until that is gone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prongsai.engine.spare import folder_times
from prongsai.pages import Asset


class Written(NamedTuple):
    """A file of a built site, and how to tell without reading it that it is still the same."""

    sha256: str
    size: int
    """Bytes."""
    mtime: int
    """Nanoseconds since the epoch."""
    stamp: str = ""
    """Of what is costly to make: what it was made from."""


class Output:
    """One folder being filled. `old` is the site that it takes the place of, `known` what was written there."""

    def __init__(
        self, place: Path, old: Path | None = None, known: Mapping[str, Written] | None = None, programs: str = ""
    ) -> None:
        """`programs` is what everything is made by, as text."""
        self.place, self._old = str(place), str(old) if old else ""
        self._known, self._programs = known or {}, programs
        self._made: set[str] = {""}
        self.linked: frozenset[str] = frozenset()
        """What is there already, taken over from the old site as it was written."""
        self.rows: dict[str, Written] = {}
        """Everything that was put into the folder, by address."""

    def put(self, asset: Asset) -> None:
        """Put an asset in place; one that is costly to make only if it would be another. Raises OSError."""
        stamp = hashlib.sha256(f"{self._programs} {asset.stamp}".encode()).hexdigest() if asset.stamp else ""
        row = self._known.get(asset.address)
        if not (stamp and row and row.stamp == stamp and self.keep(asset.address)):
            self.write(asset.address, asset.read())
        if stamp:
            self.rows[asset.address] = self.rows[asset.address]._replace(stamp=stamp)

    def write(self, address: str, content: bytes) -> None:
        """Put a file in place. Raises OSError."""
        digest = hashlib.sha256(content).hexdigest()
        row = self._known.get(address)
        if row and row.sha256 == digest and self.keep(address):
            return
        path = self._path(address)
        try:
            file = open(path, "xb", buffering=0)  # noqa: PTH123, SIM115  # a thousand times: a Path costs as much as the writing
        except FileExistsError:
            os.unlink(path)  # noqa: PTH108  # as above; never write into a link
            file = open(path, "xb", buffering=0)  # noqa: PTH123, SIM115  # as above
        with file:
            view = memoryview(content)
            while view:
                view = view[file.write(view) :]
            self.rows[address] = Written(digest, len(content), os.fstat(file.fileno()).st_mtime_ns)

    def keep(self, address: str) -> bool:
        """Take a file over from the old site, if it is there as it was written."""
        row = self._known.get(address)
        if row and address in self.linked:
            self.rows[address] = row
            return True
        if row is None or not is_unchanged(self._old, address, row):
            return False
        source, path = f"{self._old}/{address}", self._path(address)
        if os.path.lexists(path):
            os.unlink(path)  # noqa: PTH108  # as below
        try:
            os.link(source, path)
        except OSError:  # no links on this disk
            shutil.copy2(source, path)
        self.rows[address] = row
        return True

    def note_rest(self) -> None:
        """Note files that others have put into the folder; one that the old site has too is linked in its place."""
        for address in self.rest():
            path = f"{self.place}/{address}"
            with open(path, "rb") as file:  # noqa: PTH123  # as above
                content = file.read()
                row = Written(hashlib.sha256(content).hexdigest(), len(content), os.fstat(file.fileno()).st_mtime_ns)
            old = self._known.get(address)
            if old and old[:2] == row[:2] and is_unchanged(self._old, address, old):
                os.unlink(path)  # noqa: PTH108  # as above
                self.write(address, content)
            else:
                self.rows[address] = row

    def rest(self) -> list[str]:
        """What others have put into the folder, in order."""
        found, folders = [], [""]
        while folders:
            inside = folders.pop()
            with os.scandir(f"{self.place}/{inside}") as entries:
                for entry in entries:
                    address = f"{inside}{entry.name}"
                    if entry.is_dir():
                        folders += [] if entry.is_symlink() else [f"{address}/"]
                    elif address not in self.rows:
                        found.append(address)
        return sorted(found)

    def folders(self, site: Path) -> dict[str, int]:
        """When each folder of the finished site was last changed, in nanoseconds: a file put there later shows."""
        return folder_times(str(site), self.rows)

    def _path(self, address: str) -> str:
        folder = address.rpartition("/")[0]
        if folder not in self._made:
            self._make(folder)
        return f"{self.place}/{address}"

    def _make(self, folder: str) -> None:
        above = folder.rpartition("/")[0]
        if above not in self._made:
            self._make(above)
        with suppress(FileExistsError):  # another process writes here too
            os.mkdir(f"{self.place}/{folder}")  # noqa: PTH102  # as above
        self._made.add(folder)


def is_unchanged(site: str, address: str, row: Written) -> bool:
    """Whether a file of a site is as it was written, by its size and time."""
    if not site:
        return False
    try:
        found = os.stat(f"{site}/{address}", follow_symlinks=False)  # noqa: PTH116  # as above
    except OSError:
        return False
    return found.st_size == row.size and found.st_mtime_ns == row.mtime
