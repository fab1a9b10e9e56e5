"""One publication, from the first look at the target to the last deletion.

Everything is sent beside the site first. Until the last byte has arrived, the website's readers see the old site
whole; then the files are renamed into their places in the order of phases, which takes a moment.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from prongsai.manifest import MANIFEST, Manifest, ManifestError
from prongsai.manifest import read as read_manifest
from prongsai.problems import Message
from prongsai.publish.journal import Journal, read_journal
from prongsai.publish.lock import BEAT, Holding, holder, is_alive
from prongsai.publish.plan import BYTES_A_BATCH, FILES_A_BATCH, Plan, emptied, foreign, make_plan
from prongsai.publish.sentences import HALFWAY, UNTOUCHED, not_ours, overwrites
from prongsai.publish.told import Progress, PublishError, Told
from prongsai.publish.transport import INCOMING, JOURNAL, LOCK, STATE, Transport


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to publish."""

    first: bool = False
    """Whether a target that holds other files may be used; they stay, but for those with a name of ours."""
    break_lock: bool = False
    files_a_batch: int = FILES_A_BATCH
    bytes_a_batch: int = BYTES_A_BATCH
    beat: float = BEAT
    """Seconds between two signs of life; a batch that has arrived is noted with them."""
    clock: Callable[[], float] = time.time
    keep: tuple[str, ...] = ()
    """Content-named files at the target that stay for readers of the version before."""


@dataclass(frozen=True)
class Seen:
    """What a look at the target showed."""

    plan: Plan
    old: Manifest | None
    journal: Journal | None
    foreign: list[str] = field(default_factory=list)
    """Files of somebody else that the plan would overwrite."""
    state: dict[str, bytes] = field(default_factory=dict)
    locked: Message | None = None
    note: Message | None = None


def look(new: Manifest, transport: Transport, settings: Settings, before: Seen | None = None) -> Seen:
    """What would have to be done; nothing is changed. Raises PublishError for a target that must not be used.

    `before` is an earlier look, which still holds if nobody has published since.
    """
    state = transport.fetch([MANIFEST, JOURNAL, LOCK, f"{INCOMING}/{MANIFEST}"])
    if before and {**before.state, LOCK: b""} == {**state, LOCK: b""}:
        return replace(before, state=state)
    held, who = holder(state.get(LOCK), settings.clock(), is_alive)
    journal = read_journal(state[JOURNAL]) if JOURNAL in state else None
    incoming = transport.sizes(INCOMING) if journal else {}
    raw = state.get(MANIFEST)
    if journal and journal.is_settled(incoming):
        raw = state.get(f"{INCOMING}/{MANIFEST}", raw)
    try:
        old = read_manifest(raw) if raw is not None else None
    except ManifestError as error:
        raise PublishError(
            Message(f"{transport.shown}: {error.message.th}", f"{transport.shown}: {error.message.en}")
        ) from error
    plan = make_plan(new, old, journal, incoming, keep=settings.keep)
    there: Iterable[str] = ()
    if old is None and journal is None:
        there = [path for path in transport.sizes() if path not in STATE and not path.startswith(f"{INCOMING}/")]
        if there and not settings.first:
            raise not_ours(transport.shown, sorted(there))
    elif plan.added:
        there = transport.sizes(only=sorted(plan.added))
    overwritten = foreign(plan, old, journal, there)
    if overwritten and not settings.first:
        raise overwrites(transport.shown, overwritten)
    return Seen(plan, old, journal, overwritten, state, who if held else None, None if held else who)


def publish(
    site: Path, new: Manifest, transport: Transport, settings: Settings, told: Told, holding: Holding | None = None
) -> Plan:
    """Make the target show `site`. Returns what was done; raises PublishError, which says what readers see now.

    `holding` is a lock of a target of which `transport` is a part.
    """
    told(Progress("look"))
    seen = look(new, transport, settings)
    if holding:
        return _Run(site, new, transport, settings, told, holding).go(seen)
    if seen.plan.empty:
        if seen.note or (seen.locked and settings.break_lock):  # of a run that was cut off when all was done
            transport.delete([LOCK])
        return seen.plan
    with held(transport, settings, told, seen.state) as taken:
        seen = look(new, transport, settings, before=seen)
        taken.check(seen.state.get(LOCK))
        return _Run(site, new, transport, settings, told, taken).go(seen)


@contextmanager
def held(transport: Transport, settings: Settings, told: Told, state: Mapping[str, bytes]) -> Iterator[Holding]:
    """The target's lock for the time of a publication; `state` is what a look showed. PublishError if it is held."""
    found = state.get(LOCK)
    locked, who = holder(found, settings.clock(), is_alive)
    if who and locked and not settings.break_lock:
        raise PublishError(who)
    if who and not locked:
        told(who)
    holding = Holding(transport, settings.clock)
    transport.write(holding.content())
    try:
        yield holding
    except PublishError as error:
        if error.reached and not error.lost:
            with suppress(PublishError):  # the first fault is the one to tell
                transport.delete([LOCK])
        raise
    if not holding.released:
        transport.delete([LOCK])


class _Run:
    """The steps of one publication, in order."""

    def __init__(
        self, site: Path, new: Manifest, transport: Transport, settings: Settings, told: Told, holding: Holding
    ) -> None:
        self.site, self.new, self.transport, self.settings, self.told = site, new, transport, settings, told
        self.holding = holding

    def go(self, seen: Seen) -> Plan:
        """All of them."""
        plan = seen.plan
        if plan.empty:
            return plan
        try:
            journal = self._begin(plan)
            self._send(plan, journal)
        except PublishError as error:
            raise error.also(UNTOUCHED) from error
        self._still_ours()
        try:
            self._show(plan, journal)
        except PublishError as error:
            raise error.also(HALFWAY) from error
        self._clear_away(plan)
        return plan

    def _begin(self, plan: Plan) -> Journal:
        """Say at the target what is going to happen, before it happens."""
        arrived = tuple((path, plan.files[path]) for path in plan.files if path in plan.arrived)
        journal = Journal(
            secrets.token_hex(6),
            (arrived, *plan.batches(self.settings.files_a_batch, self.settings.bytes_a_batch)),
            plan.gone,
        )
        self.transport.write({JOURNAL: journal.write()})
        if arrived:
            self.transport.write({journal.mark(0): b"ok\n"})
        return journal

    def _send(self, plan: Plan, journal: Journal) -> None:
        all_files, all_size = len(plan.sending), sum(entry.size for entry in plan.sending.values())
        files = size = 0
        began = self.settings.clock()
        unmarked: list[str] = []

        def sent(more_files: int, more_size: int) -> None:
            done = min(size + more_size, all_size)
            passed = self.settings.clock() - began
            left = passed / done * (all_size - done) if done and passed > 1 else None
            self.told(Progress("send", min(files + more_files, all_files), all_files, done, all_size, left))
            if self.holding.due(3 * self.settings.beat):  # a large file on a slow line
                self.holding.transport.write(self.holding.content())

        for number, batch in enumerate(journal.batches):
            if not batch or number == 0:
                continue
            sent(0, 0)
            self.transport.send(self.site, [path for path, _ in batch], sent)
            files, size = files + len(batch), size + sum(entry.size for _, entry in batch)
            unmarked.append(journal.mark(number))
            if self.holding.due(self.settings.beat):
                self.transport.write(dict.fromkeys(unmarked, b"ok\n"))
                self.holding.transport.write(self.holding.content())
                unmarked.clear()
        if all_files:
            sent(0, 0)

    def _still_ours(self) -> None:
        self.holding.check(self.holding.transport.fetch([LOCK]).get(LOCK))

    def _show(self, plan: Plan, journal: Journal) -> None:
        for phase, paths in plan.phases():
            self.told(Progress(phase, 0, len(paths)))
            self.transport.settle(paths)
        self.told(Progress("manifest"))
        self.transport.write({f"{INCOMING}/{MANIFEST}": plan.manifest.write(), journal.settled: b"ok\n"})
        self.transport.settle([MANIFEST])

    def _clear_away(self, plan: Plan) -> None:
        if plan.gone:
            self.told(Progress("delete", 0, len(plan.gone)))
            self.transport.delete(plan.gone)
            self.transport.clear(emptied(plan, [*self.new.files, *plan.manifest.retired]))
        self.transport.purge(INCOMING)
        if self.holding.transport is self.transport:
            self.transport.delete([JOURNAL, LOCK])
            self.holding.released = True
        else:
            self.transport.delete([JOURNAL])
