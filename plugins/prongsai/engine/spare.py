"""The folder of the site before, kept as the place of the next one: most of it is there already.

Making a folder of a thousand pages anew and taking the old one away costs more than all else in a small edit. Only the
standard library is needed here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from prongsai.atomic import become


class Reused:
    """A folder that a site is built in and that may be full already: takes away what the site does not have.

    Files in it are those of the old site too (hard links), so they are removed and never written into.
    """

    def __init__(self, place: Path) -> None:
        self._place = str(place)
        self._left: set[str] = set()
        """Folders of which something was taken away."""

    def drop(self, addresses: Iterable[str]) -> None:
        """Take away what the next site does not have, or others will write."""
        for address in addresses:
            with suppress(FileNotFoundError):
                os.unlink(f"{self._place}/{address}")  # noqa: PTH108  # many times: a Path costs as much as the removal
            self._left.add(address.rpartition("/")[0])

    def sweep(self) -> None:
        """Take away folders that are empty now."""
        for folder in sorted(self._left, reverse=True):
            inner = folder
            with suppress(OSError):
                while inner:
                    os.rmdir(f"{self._place}/{inner}")  # noqa: PTH106  # as above
                    inner = inner.rpartition("/")[0]
        self._left = set()


def unchanged(place: str, rows: Mapping[str, Any], names: Iterable[str]) -> set[str]:
    """Those of the files `names` that are in a folder as they were written, by size and time; `rows` of `Written`."""
    found = set()
    for name in names:
        with suppress(OSError):
            status = os.lstat(f"{place}/{name}")
            if status.st_size == rows[name][1] and status.st_mtime_ns == rows[name][2]:
                found.add(name)
    return found


def note_of(old: Mapping[str, Any], new: Mapping[str, Any], folders: Mapping[str, int]) -> dict[str, Any]:
    """What must be remembered of a site that becomes the spare one when another takes its place.

    `old` and `new` are the rows of their files by address, `folders` when each of the old one's was last changed.
    """
    other = sorted(name for name, row in old.items() if new.get(name) != row)
    return {"other": other, "missing": sorted(new.keys() - old.keys()), "folders": _digest(folders)}


def take(
    spare: Path, place: Path, outputs: Mapping[str, Any], note: Mapping[str, Any]
) -> tuple[Reused, frozenset[str]]:
    """Make the spare folder the empty `place`; what is in it and as in the last site, whose files are `outputs`.

    Where there is none, or something in it is not as it was noted, it is cleared away, and the place stays empty.
    """
    reused = Reused(place)
    try:
        other, missing = set(note["other"]), set(note["missing"])
        names = (outputs.keys() - missing) | other
        if not spare.is_symlink() and _digest(folder_times(str(spare), names)) == note["folders"]:
            become(spare, place)
            same = unchanged(str(place), outputs, outputs.keys() - missing - other)
            reused.drop(names - same)
            return reused, frozenset(same)
    except (OSError, LookupError, TypeError, ValueError):  # it is as if there were none
        pass
    clear(spare)
    return reused, frozenset()


def clear(spare: Path) -> None:
    """There is none from now on."""
    if spare.is_symlink():
        spare.unlink()
    elif spare.exists():
        shutil.rmtree(spare, ignore_errors=True)


def as_they_were(site: Path, folders: Mapping[str, int]) -> bool:
    """Whether nothing was put into the folders of a site or taken from them since these times were noted."""
    try:
        return folder_times(str(site), (), folders) == folders
    except OSError:
        return False


def folder_times(place: str, names: Iterable[str], folders: Collection[str] = ()) -> dict[str, int]:
    """When each folder was last changed, in nanoseconds: those that hold files `names`, and `folders`."""
    found = {"", *folders}
    for name in names:
        while (name := name.rpartition("/")[0]) not in found:
            found.add(name)
    return {name: os.lstat(f"{place}/{name}").st_mtime_ns for name in found}


def _digest(folders: Mapping[str, int]) -> str:
    return hashlib.sha256(repr(sorted(folders.items())).encode(errors="surrogateescape")).hexdigest()
