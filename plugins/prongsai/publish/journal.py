"""What a publication under way means to do, kept at the target, so that the next one can go on after a crash.

Written before the first byte of the site travels. That a batch has arrived is noted by a small file beside it in
INCOMING: a file that exists cannot be half true.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prongsai.manifest import Entry, Manifest, read
from prongsai.publish.transport import INCOMING

_MARK = "prongsai-sent"


@dataclass(frozen=True, slots=True)
class Journal:
    """The plan of one run: batches of files to send, and files to delete."""

    id: str
    batches: tuple[tuple[tuple[str, Entry], ...], ...] = ()
    gone: tuple[str, ...] = ()
    whole: bool = True
    """False for a journal that was cut off while it was written: then nothing is known of its run."""

    @property
    def files(self) -> dict[str, Entry]:
        """Every file that the run may have sent."""
        return dict(pair for batch in self.batches for pair in batch)

    def mark(self, batch: int) -> str:
        """The name of the file that says that a batch has arrived."""
        return f"{INCOMING}/{_MARK}-{self.id}-{batch}"

    @property
    def settled(self) -> str:
        """The name of the file that says that all pages are in their places, the manifest perhaps not yet."""
        return f"{INCOMING}/{_MARK}-{self.id}-all"

    def is_settled(self, incoming: Mapping[str, int]) -> bool:
        """Whether every file of the run is in its place."""
        return self.settled.removeprefix(f"{INCOMING}/") in incoming

    def arrived(self, incoming: Mapping[str, int]) -> dict[str, Entry]:
        """The files of batches that are said to have arrived and lie in INCOMING with their right size."""
        found: dict[str, Entry] = {}
        for number, batch in enumerate(self.batches):
            if self.mark(number).removeprefix(f"{INCOMING}/") in incoming:
                found |= {path: entry for path, entry in batch if incoming.get(path) == entry.size}
        return found

    def write(self) -> bytes:
        """The file's text."""
        rows = [[[path, *entry] for path, entry in batch] for batch in self.batches]
        return (json.dumps({"id": self.id, "batches": rows, "gone": self.gone}, ensure_ascii=False) + "\n").encode()


def read_journal(raw: bytes) -> Journal:
    """Read a journal; never raises."""
    try:
        value = json.loads(raw)
        batches = tuple(
            tuple((str(path), Entry(str(sha256), int(size))) for path, sha256, size in batch)
            for batch in value["batches"]
        )
        gone = tuple(str(path) for path in value["gone"])
        _must_be_safe([path for batch in batches for path, _ in batch], gone)
        return Journal(str(value["id"]), batches, gone)
    except (ValueError, TypeError, KeyError):
        return Journal("", whole=False)


def _must_be_safe(*paths: Iterable[str]) -> None:
    """The same wall as for a manifest: paths of a journal are deleted too."""
    files = {path: Entry("0" * 64, 0) for group in paths for path in group}
    read(Manifest(files=files).write())
