"""What a site is made from, as digests: of the programs and settings (its ground), and of each agency's files.

Only the standard library is needed here: finding out that nothing has changed is most of what most builds do.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent.parent
_SURE = 2_000_000_000
"""Nanoseconds after which a file's time tells that it is the same: a second change in the same tick has the same time."""
_ENVIRONMENT = ("SOURCE_DATE_EPOCH", "PRONGSAI_AGENCIES")

Row = Sequence[Any]
"""Of a file: bytes, time of change, time of its entry, number of its entry, sha256. Times in nanoseconds."""


class Index:
    """Digests of files, each read again only when the file system says that it is another."""

    def __init__(self, known: Mapping[str, Row] | None = None) -> None:
        self._known = known or {}
        self.rows: dict[str, Row] = {}
        """What was asked for, by path."""

    def digest(self, path: str) -> str:
        """The sha256 of a file; of a link, what it says. Raises OSError."""
        found = os.lstat(path)
        row = self._known.get(path)
        times = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
        if row and list(row[:4]) == times:
            self.rows[path] = row
            return str(row[4])
        now = time.time_ns()
        if os.path.islink(path):  # noqa: PTH114  # a thousand times: a Path costs as much as the question
            content = f"link {os.readlink(path)}".encode(errors="surrogateescape")  # noqa: PTH115  # as above
        else:
            with open(path, "rb") as file:  # noqa: PTH123  # as above
                content = file.read()
        digest = hashlib.sha256(content).hexdigest()
        if now - max(found.st_mtime_ns, found.st_ctime_ns) > _SURE:
            self.rows[path] = [*times, digest]
        return digest

    def tree(self, root: str, *, deep: bool = True) -> str:
        """The sha256 of all files below a folder with their names; of itself only unless `deep`."""
        total = hashlib.sha256()
        for path in _files(root, deep=deep):
            total.update(f"{path[len(root) :]}\0{self.digest(path)}\n".encode(errors="surrogateescape"))
        return total.hexdigest()


def _files(root: str, *, deep: bool) -> Iterator[str]:
    """Every file below a folder, and every folder without any, in one order; nothing where there is none."""
    try:
        with os.scandir(root) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path
        elif deep and entry.name != "__pycache__":
            yield from _files(entry.path, deep=True)


def programs(index: Index) -> str:
    """What builds: this package's own files, Python, and the names of all packages installed, which tell versions."""
    total = hashlib.sha256(f"{sys.version}\n{index.tree(str(_PACKAGE))}\n".encode())
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place):  # noqa: PTH112  # as above
            names = (name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info", ".pth")))  # noqa: PTH208  # as above
            total.update("\n".join(sorted(names)).encode(errors="surrogateescape"))
    return total.hexdigest()


def ground(index: Index, *, root: Path, docs_dir: Path, data_dir: Path, wishes: object) -> str:
    """All that a site depends on beside the agencies' own files; `wishes` are the settings of this very build."""
    total = hashlib.sha256(f"{programs(index)}\n{wishes!r}\n".encode())
    for name in _ENVIRONMENT:
        total.update(f"{name}={os.environ.get(name)}\n".encode(errors="surrogateescape"))
    for path in (root / "mkdocs.yml", root / ".prongsai.yml", data_dir.parent / ".prongsai.yml"):
        total.update(f"{index.digest(str(path)) if path.exists() else None}\n".encode())
    total.update(f"{index.tree(str(docs_dir))}\n{index.tree(str(data_dir), deep=False)}\n".encode())
    return total.hexdigest()


def agency_files(index: Index, folder: Path) -> tuple[str, list[str]]:
    """The digest of all files of an agency, and their names: a stray one is a problem to tell."""
    root = str(folder)
    return index.tree(root), [path[len(root) + 1 :].replace(os.sep, "/") for path in _files(root, deep=True)]
