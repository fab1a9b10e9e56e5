"""What every target can do, whichever way the bytes travel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from prongsai.manifest import MANIFEST

LOCK = "prongsai-lock.json"
JOURNAL = "prongsai-upload.json"
INCOMING = "prongsai-incoming"
"""A folder beside the pages. What is sent arrives there and is renamed into its place only when it is whole."""
STATE = frozenset({LOCK, JOURNAL, MANIFEST})

Sent = Callable[[int, int], None]
"""Told while files travel: files and bytes that have arrived since the call began."""


def nothing(_files: int, _size: int) -> None:
    """For those who do not want to be told."""


class Transport(Protocol):
    """A folder somewhere. Paths are relative to it, with slashes; every method may raise PublishError."""

    @property
    def shown(self) -> str:
        """The target as messages name it, without any secret."""

    def fetch(self, names: Iterable[str]) -> dict[str, bytes]:
        """The content of those of the small files `names` that exist."""

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write small files straight to their names. A reader may meet a part of one."""

    def sizes(self, below: str = "", only: Sequence[str] | None = None) -> dict[str, int]:
        """The files below a folder, or those of `only` that exist, with their size; nothing if it does not exist."""

    def send(self, root: Path, paths: Sequence[str], sent: Sent) -> None:
        """Send files of the local folder `root` to INCOMING, all of them or PublishError."""

    def settle(self, paths: Sequence[str]) -> None:
        """Move files from INCOMING to their places, each in one step where the server can."""

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files; one that is not there is no fault."""

    def clear(self, folders: Sequence[str]) -> None:
        """Remove folders that hold no file any more, with the empty folders in them; others stay."""

    def purge(self, folder: str) -> None:
        """Remove one of our own folders with all that is in it; its absence is no fault."""

    def below(self, folder: str) -> Transport:
        """The same target, one of its folders."""
