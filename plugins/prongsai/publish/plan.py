"""What a publication has to do, worked out from what is known; nothing here touches a disk or a server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from prongsai.hashed import is_hashed
from prongsai.manifest import Entry, Manifest, changes
from prongsai.publish.journal import Journal

FILES_A_BATCH = 200
BYTES_A_BATCH = 24_000_000


class Phase(StrEnum):
    """The order in which files become visible: a page never comes before what it loads."""

    ASSETS = "assets"
    DATA = "data"
    PAGES = "pages"
    FRONT = "front"


_ORDER = {phase: number for number, phase in enumerate(Phase)}


def phase_of(path: str) -> Phase:
    """When a file becomes visible."""
    if path in {"index.html", "404.html"}:
        return Phase.FRONT
    if is_hashed(path) or "evidence" in path.split("/")[:-1]:
        return Phase.ASSETS
    return Phase.PAGES if path.endswith(".html") else Phase.DATA


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One publication. Paths in the order in which they go."""

    files: Mapping[str, Entry]
    """All files that have to become visible, by path, in the order of phases."""
    added: frozenset[str]
    gone: tuple[str, ...]
    """Files to delete at the end, all of them ours."""
    manifest: Manifest
    """The server's manifest afterwards."""
    arrived: frozenset[str] = frozenset()
    """Those of `files` that an interrupted run has brought already."""
    resumed: bool = False
    new_manifest: bool = True
    """Whether the manifest differs from the server's."""

    @property
    def empty(self) -> bool:
        """Whether the target is as it should be."""
        return not (self.files or self.gone or self.new_manifest or self.resumed)

    @property
    def sending(self) -> dict[str, Entry]:
        """The files that travel."""
        return {path: entry for path, entry in self.files.items() if path not in self.arrived}

    def phases(self) -> list[tuple[Phase, list[str]]]:
        """The files of each phase that has any."""
        return [(phase, list(paths)) for phase, paths in groupby(self.files, key=phase_of)]

    def batches(self, files: int = FILES_A_BATCH, size: int = BYTES_A_BATCH) -> list[tuple[tuple[str, Entry], ...]]:
        """What travels, in pieces after each of which the run can be resumed. A large file is a piece of its own."""
        found: list[list[tuple[str, Entry]]] = []
        room = 0
        for path, entry in self.sending.items():
            if not found or len(found[-1]) >= files or entry.size > room:
                found.append([])
                room = size
            found[-1].append((path, entry))
            room -= entry.size
        return [tuple(batch) for batch in found]


def make_plan(
    new: Manifest,
    old: Manifest | None,
    journal: Journal | None = None,
    incoming: Mapping[str, int] | None = None,
    *,
    keep: Iterable[str] = (),
) -> Plan:
    """What leads from the server's manifest `old` to the site `new`.

    `journal` and `incoming` (files with sizes) are what an interrupted run left: every file that it may have touched is
    made anew, and only what has demonstrably arrived with the wanted content is not sent again. `keep` are further
    content-named files at the target that stay for readers of the version before.
    """
    incoming = incoming or {}
    found = changes(old if journal is None or journal.whole else None, new)
    doubtful = journal.files if journal and not journal.is_settled(incoming) else {}
    wanted = {*found.added, *found.changed, *(doubtful.keys() & new.files.keys())}
    files = {path: new.files[path] for path in sorted(wanted, key=lambda path: (_ORDER[phase_of(path)], path))}
    here = journal.arrived(incoming) if journal else {}
    arrived = frozenset(path for path in files if here.get(path) == files[path])

    ours = _ours(old, journal)
    left = {path for path in ours - new.files.keys() if is_hashed(path)}
    kept = set(old.retired) if old else set()
    # who has a page of the version before open still gets its style; of the one before that nobody should
    retired = (left - kept if any(found) else left) | (set(keep) - new.files.keys())
    manifest = replace(new, retired=tuple(sorted(retired)))
    return Plan(
        files=files,
        added=frozenset(found.added),
        gone=tuple(sorted(ours - new.files.keys() - retired)),
        manifest=manifest,
        arrived=arrived,
        resumed=journal is not None,
        new_manifest=old is None or manifest.write() != old.write(),
    )


def _ours(old: Manifest | None, journal: Journal | None) -> set[str]:
    """Every path at the target that we put there or may have."""
    told = {*old.files, *old.retired} if old else set()
    return told | ({*journal.files, *journal.gone} if journal else set())


def foreign(plan: Plan, old: Manifest | None, journal: Journal | None, there: Iterable[str]) -> list[str]:
    """The files `there` at the target that the plan would overwrite though we never put them there."""
    return sorted(set(there) & plan.files.keys() - _ours(old, journal))


def emptied(plan: Plan, folders_kept: Iterable[str]) -> list[str]:
    """The topmost folders that may be empty after the deletions, given the files that stay."""
    staying = {folder for path in folders_kept for folder in _folders(path)}
    left = {folder for path in plan.gone for folder in _folders(path)} - staying
    return sorted(folder for folder in left if not set(_folders(folder)) & left)


def _folders(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]
