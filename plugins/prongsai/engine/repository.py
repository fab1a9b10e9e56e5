"""Whether a repository has moved since the last build, read from its own files: asking git costs ten times as much."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def heads(folders: Iterable[Path]) -> str:
    """A digest that changes with every commit, checkout and fetch of the repositories that the folders are in."""
    total = hashlib.sha256()
    for repository in dict.fromkeys(found for folder in folders if (found := repository_of(folder.resolve()))):
        for path in _telling(repository):
            try:
                total.update(f"{path}\0".encode(errors="surrogateescape") + path.read_bytes())
            except OSError:
                continue
    return total.hexdigest()


def repository_of(folder: Path) -> Path | None:
    """The `.git` of the repository that a folder is in; None where there is none."""
    places = (above / ".git" for above in (folder, *folder.parents))
    return next((place for place in places if place.exists()), None)


def _telling(place: Path) -> Iterator[Path]:
    """The files that say which commit is checked out; in a worktree or submodule `.git` is a file that leads there."""
    if place.is_file():
        place = (place.parent / place.read_text(encoding="utf-8", errors="replace").partition(":")[2].strip()).resolve()
    common = place / "commondir"
    base = (place / common.read_text(encoding="utf-8").strip()).resolve() if common.is_file() else place
    head = place / "HEAD"
    yield head
    yield from (base / name for name in ("packed-refs", "shallow", "reftable/tables.list"))
    ref = head.read_text(encoding="utf-8", errors="replace").partition(":")[2].strip() if head.is_file() else ""
    if ref:
        yield base / ref
