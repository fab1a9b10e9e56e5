"""A site folder that is always whole: built beside, put in place in one step, never half one and half the other."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_SUFFIX = ".building"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_held: dict[str, list[int]] = {}
"""The locks that this process holds, by the place that it builds in. Who dies holds none."""


class BusyError(OSError):
    """Another process is building this site."""

    def __init__(self) -> None:
        super().__init__(errno.EBUSY, "กำลังสร้างเว็บนี้อยู่อีกที่หนึ่ง รอให้เสร็จแล้วสั่งใหม่")


def building_place(site: Path) -> Path:
    """Where the next version of a site is built: an empty folder on the same disk, so that it can be put in place.

    What an earlier build that was killed left there is cleared away. Raises BusyError where one is still at it.
    """
    place = site.with_name(f".{site.name}{_SUFFIX}")
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.exists():
        _let_go(place)
        _hold(place, place)
        shutil.rmtree(place)
    _let_go(place)
    place.mkdir(parents=True)
    _hold(place, place)
    return place


def become(folder: Path, place: Path) -> None:
    """Make a folder that is full already the building place, which is empty. Raises OSError where it cannot be."""
    _hold(folder, place)
    if os.name == "nt":  # elsewhere it takes the place of an empty one in one step
        place.rmdir()
    folder.rename(place)


def clear_building_place(site: Path) -> None:
    """Clear away what a build that was killed left there; the site stays as it is."""
    with suppress(OSError):
        shutil.rmtree(building_place(site))


def put_in_place(built: Path, site: Path, old: Iterable[str] = (), spare: Path | None = None) -> None:
    """Make `built` the site. Readers and crashes meet the whole old site or the whole new one.

    The two folders are exchanged in one step where the system can (Linux, macOS); elsewhere the old one is moved aside
    first, and `mend` puts it back if a crash falls between the two moves. `old` are the old site's files as far as they
    are known: removing those needs no look into its folders. With `spare` it is moved there instead, where it can be.
    Raises OSError if nothing could be moved.
    """
    try:
        _put(built, site, old, spare)
    finally:
        _let_go(built)


def _put(built: Path, site: Path, old: Iterable[str], spare: Path | None) -> None:
    if not site.exists():
        built.rename(site)
        return
    _hold(site, built)  # which will lie where it was built, until it is removed
    if _exchange(built, site):
        _put_away(built, old, spare)
        return
    aside = _aside(site)
    if aside.exists():
        shutil.rmtree(aside)
    site.rename(aside)
    try:
        built.rename(site)
    except OSError:
        aside.rename(site)
        raise
    _put_away(aside, (), spare)


def _put_away(folder: Path, known: Iterable[str], spare: Path | None) -> None:
    """Move an old site to where the spare one is kept; remove it if it is not wanted, or that is on another disk."""
    if spare:
        with suppress(OSError):
            folder.rename(spare)
            return
    _remove(folder, known)


def _remove(folder: Path, known: Iterable[str]) -> None:
    """Remove a folder; what is known to be in it by name, which takes a third of the time."""
    place, names, folders = os.fspath(folder), list(known), {""}
    for name in names:
        while (name := name.rpartition("/")[0]) not in folders:
            folders.add(name)
    with suppress(OSError):
        if not any(os.path.islink(f"{place}/{name}") for name in folders):  # noqa: PTH114  # never through a link
            for name in names:
                os.unlink(f"{place}/{name}")  # noqa: PTH108  # a thousand times: a Path costs as much as the removal
            for name in sorted(folders, reverse=True):
                os.rmdir(f"{place}/{name}")  # noqa: PTH106  # as above
            return
    shutil.rmtree(folder)


def mend(site: Path) -> None:
    """Put back an old site that a crash left moved aside."""
    aside = _aside(site)
    if aside.exists() and not site.exists():
        aside.rename(site)


def _hold(folder: Path, place: Path) -> None:
    """Lock a folder until `place` is let go, where the system can."""
    try:
        import fcntl  # not on Windows
    except ImportError:
        return
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise BusyError from error
    except OSError:  # not on this disk
        os.close(lock)
        return
    _held.setdefault(str(place), []).append(lock)


def _let_go(place: Path) -> None:
    for lock in _held.pop(str(place), []):
        with suppress(OSError):
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_UN)  # processes that were forked meanwhile have it too
        os.close(lock)


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one system call; False where there is none, or the file system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            return bool(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(names[0], names[1], _RENAME_SWAP) == 0)
    except (OSError, AttributeError, TypeError):  # no such call in this C library, or no C library to ask
        return False
    return False
