"""What an upgrade would do to each file of a repository, as values. Whatever a person changed is left alone."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from prongsai.starter.managed import RECORD, Record, Setup, managed_files, sha256


class Fate(StrEnum):
    """What becomes of a file."""

    NEW = "new"
    REPLACED = "replaced"
    GONE = "gone"
    """Written by an earlier version or for other answers, needed no more, never touched by hand."""
    KEPT = "kept"
    """Changed or removed by hand while ours changed too: shown, and left as it is."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file of an upgrade."""

    path: str
    fate: Fate
    old: str | None
    new: str | None

    def diff(self) -> Iterator[str]:
        """The unified diff from what is there to what this version would write, line by line."""
        before, after = ("" if text is None else text.replace("\r\n", "\n") for text in (self.old, self.new))
        old_name, new_name = (
            "/dev/null" if text is None else f"{side}/{self.path}" for side, text in (("a", self.old), ("b", self.new))
        )
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), old_name, new_name, lineterm="")
        yield from lines


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The steps in the order of paths, and the record to keep afterwards."""

    steps: tuple[Step, ...]
    record: Record

    @property
    def writes(self) -> tuple[Step, ...]:
        """The steps that change a file."""
        return tuple(step for step in self.steps if step.fate is not Fate.KEPT)


def plan_upgrade(
    record: Record, setup: Setup, present: Mapping[str, str | None], forced: Collection[str] = ()
) -> Upgrade:
    """What to do, given the present text of every file in `paths_of(record, setup)` (None where there is none)."""
    wanted = managed_files(setup)
    steps: list[Step] = []
    known: dict[str, str] = {}
    for path in paths_of(record, setup):
        new, old, written = wanted.get(path), present[path], record.files.get(path)
        mine = written == sha256(old) if old is not None else written is None
        same = old is not None and new is not None and sha256(old) == sha256(new)
        news = new is None or written != sha256(new)  # ours differs from what we last wrote
        if same and new is not None:
            known[path] = sha256(new)
        elif mine or path in forced:
            if new is not None:
                steps.append(Step(path, Fate.NEW if old is None else Fate.REPLACED, old, new))
                known[path] = sha256(new)
            elif old is not None:
                steps.append(Step(path, Fate.GONE, old, None))
        else:
            if news and (new is not None or old is not None):
                steps.append(Step(path, Fate.KEPT, old, new))
            if written is not None and new is not None:
                known[path] = written
    return Upgrade(tuple(steps), Record(setup, files=known))


def paths_of(record: Record, setup: Setup) -> list[str]:
    """Every path that an upgrade looks at; RECORD itself is not among them."""
    return sorted({*record.files, *managed_files(setup)} - {RECORD})
