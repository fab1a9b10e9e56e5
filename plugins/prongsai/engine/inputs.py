"""What a site is made from, as digests: of the programs and settings (its ground), and of each agency's files.

Only the standard library is needed here: finding out that nothing has changed is most of what most builds do.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from prongsai.engine.repository import heads

_COMPILED = "__pycache__"
_PACKAGE = Path(__file__).parent.parent
_SURE = 2_000_000_000
"""Nanoseconds after which a file's time tells that it is the same: two changes in one tick have the same time."""
_CHANGE = os.name == "posix"
"""Whether there is a time of change that nobody can set; else a file from another clock may be of tomorrow."""
_ENVIRONMENT = ("PRONGSAI_AGENCIES",)

Row = Sequence[Any]
"""Of a file: bytes, time of change, time of its entry, number of its entry, sha256. Times in nanoseconds."""


class Index:
    """Digests of files, each read again only when the file system says that it is another."""

    def __init__(self, known: Mapping[str, Row] | None = None) -> None:
        self._known = known or {}
        self.rows: dict[str, Row] = {}
        """What was asked for, by path."""
        self.newest = 0
        """When the last of the files asked for was changed, in nanoseconds."""

    def digest(self, path: str) -> str:
        """The sha256 of a file; of a link, what it says; else why there is none, such as that it has just gone."""
        try:
            return self._digest(path)
        except OSError as error:
            return f"unread {error.errno}"

    def _digest(self, path: str) -> str:
        found = os.lstat(path)
        row = self.rows.get(path) or self._known.get(path)
        times = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
        changed = found.st_ctime_ns if _CHANGE else max(found.st_mtime_ns, found.st_ctime_ns)
        self.newest = max(self.newest, changed)
        if row and list(row[:4]) == times:
            self.rows[path] = row
            return str(row[4])
        now = time.time_ns()
        if stat.S_ISLNK(found.st_mode):
            content = f"link {os.readlink(path)}".encode(errors="surrogateescape")  # noqa: PTH115  # a thousand times: a Path costs as much as the question
        elif stat.S_ISREG(found.st_mode):
            with open(path, "rb") as file:  # noqa: PTH123  # as above
                content = file.read()
        else:
            return f"no file {stat.S_IFMT(found.st_mode)}"  # a pipe would keep its reader waiting
        digest = hashlib.sha256(content).hexdigest()
        if now - changed > _SURE:
            self.rows[path] = [*times, digest]
        return digest

    def tree(self, root: str, *, deep: bool = True, but: str = "") -> str:
        """The sha256 of all below a folder with the names, without folders `but`; only of its own files unless deep."""
        total = hashlib.sha256()
        for path in _files(root, deep=deep, but=but):
            digest = "" if path.endswith("/") else self.digest(path)
            total.update(f"{path[len(root) :]}\0{digest}\n".encode(errors="surrogateescape"))
        return total.hexdigest()


def _files(root: str, *, deep: bool, but: str = "") -> Iterator[str]:
    """Every file below a folder, and every folder (with a slash behind), in one order; nothing where there is none."""
    try:
        with os.scandir(root) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path
        elif deep and entry.name != but:
            yield f"{entry.path}/"
            yield from _files(entry.path, deep=True, but=but)


class Programs(NamedTuple):
    """What builds, and the files that were asked for to tell it."""

    digest: str
    rows: dict[str, Row]
    newest: int


_kept: list[Programs] = []
_keeps = False


def keep_programs() -> None:
    """Ask once for the rest of this process, which builds many sites with what it has imported."""
    global _keeps
    _keeps = True


def programs(index: Index) -> str:
    """What builds: this package's own files, Python, and the names of all packages installed, which tell versions."""
    if not _keeps:
        return _programs(index)
    if not _kept:
        own = Index()
        _kept.append(Programs(_programs(own), own.rows, own.newest))
    digest, rows, newest = _kept[0]
    index.rows.update(rows)
    index.newest = max(index.newest, newest)
    return digest


def _programs(index: Index) -> str:
    total = hashlib.sha256(f"{sys.version}\n{index.tree(str(_PACKAGE), but=_COMPILED)}\n".encode())
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place):  # noqa: PTH112  # as above
            names = (name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info", ".pth")))  # noqa: PTH208  # as above
            total.update("\n".join(sorted(names)).encode(errors="surrogateescape"))
    return total.hexdigest()


class Scene(NamedTuple):
    """Where a build takes place. All paths are absolute."""

    root: Path
    """The folder of mkdocs.yml."""
    docs_dir: Path
    data_dir: Path
    shown: str
    """The data folder as messages name it."""
    site: Path
    wishes: str
    """Settings of this very build, as text."""

    def as_json(self) -> list[str]:
        """Plain data."""
        return [str(part) for part in self]


def scene_from_json(row: Sequence[str]) -> Scene:
    """What `as_json` was made of."""
    root, docs_dir, data_dir, shown, site, wishes = row
    return Scene(Path(root), Path(docs_dir), Path(data_dir), shown, Path(site), wishes)


class Now:
    """What a site would be made from now; `epoch` is the time that the environment gives to all builds, if any."""

    def __init__(self, scene: Scene, known: Mapping[str, Row], epoch: str | None) -> None:
        self.scene, self._epoch = scene, epoch
        self.index = Index(known)
        self.programs = programs(self.index)
        self.base = ""
        """All that a site depends on beside the agencies' own files and the hand-written pages."""
        self.ground = self._ground()
        """All that a site depends on beside the agencies' own files."""
        self.heads = heads([scene.root, scene.data_dir, scene.docs_dir])
        """Which commits are checked out."""
        self.agencies: dict[str, tuple[str, list[str]]] = {}
        """The digest of each agency's files, and their names: a stray one is a problem to tell."""

    def _ground(self) -> str:
        self.base = self._base()
        docs = self.index.tree(str(self.scene.docs_dir))
        return hashlib.sha256(f"{self.base}\n{docs}\n".encode()).hexdigest()

    def _base(self) -> str:
        scene, index = self.scene, self.index
        total = hashlib.sha256(f"{self.programs}\n{scene.wishes}\n{self._epoch}\n".encode(errors="surrogateescape"))
        for name in _ENVIRONMENT:
            total.update(f"{name}={os.environ.get(name)}\n".encode(errors="surrogateescape"))
        for path in (scene.root / "mkdocs.yml", scene.root / ".prongsai.yml", scene.data_dir.parent / ".prongsai.yml"):
            total.update(f"{index.digest(os.path.realpath(path)) if path.exists() else None}\n".encode())
        total.update(f"{index.tree(str(scene.data_dir), deep=False)}\n".encode())
        return total.hexdigest()

    def look_at(self, slugs: Iterable[str]) -> None:
        """Take the digests of agencies' files, before anything of them is read."""
        for slug in slugs:
            root = str(self.scene.data_dir / slug)
            names = [path[len(root) + 1 :].replace(os.sep, "/") for path in _files(root, deep=True)]
            self.agencies[slug] = self.index.tree(root), names

    def is_still(self, slugs: Sequence[str], began: int) -> bool:
        """Whether nothing beside the programs, and of these agencies, has changed since a time in nanoseconds.

        A file may have been read before it was changed, or after. What no agency of these was made from is not asked.
        """
        before = self.ground, [self.agencies[slug] for slug in slugs]
        self.look_at(slugs)
        after = self._ground(), [self.agencies[slug] for slug in slugs]
        return before == after and self.index.newest < began

    def all_folders(self) -> list[str]:
        """The folders in the data folder, in order."""
        try:
            with os.scandir(self.scene.data_dir) as found:
                return sorted(entry.name for entry in found if entry.is_dir(follow_symlinks=False))
        except OSError:
            return []
