"""What a fleet has done, as JSON Lines: one line an event, written at once, so that a run that is cut off can go on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from prongsai import __version__
from prongsai.fleet.task import Order, Result


class Journal:
    """A journal that one run writes."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        """Go on in an old journal, or begin a new one. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        cut = resume and path.exists() and not path.read_bytes().endswith(b"\n")
        self._file = path.open("a" if resume else "w", encoding="utf-8")
        if cut:  # the run before was killed in the middle of a line
            self._file.write("\n")

    def begin(self, **settings: object) -> None:
        """A run begins."""
        self._write("run", version=__version__, **settings)

    def started(self, order: Order) -> None:
        """An agency is handed out."""
        self._write("start", agency=order.slug)

    def ended(self, result: Result) -> None:
        """An agency is done, failed or skipped."""
        more: dict[str, Any] = {"error": result.error} if result.error else {}
        more |= {"log": list(result.said)} if result.said else {}
        self._write(result.state, agency=result.slug, seconds=result.seconds, **more)

    def end(self, counts: Mapping[str, int], seconds: float) -> None:
        """The run has come to its end."""
        self._write("end", **counts, seconds=round(seconds, 3))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _write(self, event: str, **more: object) -> None:
        row = {"event": event, "time": round(time.time(), 3), **more}
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._file.flush()


def settled(path: Path) -> frozenset[str]:
    """The agencies that a journal says were built or skipped by this version and have not failed since."""
    found: set[str] = set()
    for row in _rows(path):
        event, slug = row.get("event"), str(row.get("agency", ""))
        if event == "run" and row.get("version") != __version__:
            found.clear()
        elif event in ("done", "skipped"):
            found.add(slug)
        elif event in ("start", "failed"):
            found.discard(slug)
    return frozenset(found)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines that are whole; what was cut off says nothing."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row
