"""One publication, from the first look at the target to the last deletion.

Everything is sent beside the site first. Until the last byte has arrived, the website's readers see the old site
whole; then the files are renamed into their places in the order of phases, which takes a moment.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from prongsai.manifest import MANIFEST, Manifest, ManifestError
from prongsai.manifest import read as read_manifest
from prongsai.problems import Message
from prongsai.publish.journal import Journal, read_journal
from prongsai.publish.lock import BEAT, Holding, holder, is_alive
from prongsai.publish.plan import BYTES_A_BATCH, FILES_A_BATCH, Plan, emptied, foreign, make_plan
from prongsai.publish.told import Progress, PublishError, Told
from prongsai.publish.transport import INCOMING, JOURNAL, LOCK, STATE, Transport

_SHOWN = 10


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
    lock: bool = True
    """False for a part of a publication that holds the lock already."""
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
            raise _not_ours(transport.shown, sorted(there))
    elif plan.added:
        there = transport.sizes(only=sorted(plan.added))
    overwritten = foreign(plan, old, journal, there)
    if overwritten and not settings.first:
        raise _overwrites(transport.shown, overwritten)
    return Seen(plan, old, journal, overwritten, state, who if held else None, None if held else who)


def publish(site: Path, new: Manifest, transport: Transport, settings: Settings, told: Told) -> Plan:
    """Make the target show `site`. Returns what was done; raises PublishError, which says what readers see now."""
    told(Progress("look"))
    seen = look(new, transport, settings)
    if seen.plan.empty:
        if seen.note or (seen.locked and settings.break_lock):  # of a run that was cut off when all was done
            transport.delete([LOCK])
        return seen.plan
    if not settings.lock:
        return _Run(site, new, transport, settings, told, None).go(seen)
    if seen.locked and not settings.break_lock:
        raise PublishError(seen.locked)
    if seen.note:
        told(seen.note)
    holding = Holding(transport, settings.clock)
    transport.write(holding.content())
    try:
        seen = look(new, transport, settings, before=seen)
        holding.check(seen.state.get(LOCK))
        plan = _Run(site, new, transport, settings, told, holding).go(seen)
    except PublishError as error:
        if error.reached and not error.lost:
            with suppress(PublishError):  # the first fault is the one to tell
                transport.delete([LOCK])
        raise
    return plan


class _Run:
    """The steps of one publication, in order."""

    def __init__(
        self, site: Path, new: Manifest, transport: Transport, settings: Settings, told: Told, holding: Holding | None
    ) -> None:
        self.site, self.new, self.transport, self.settings, self.told = site, new, transport, settings, told
        self.holding = holding

    def go(self, seen: Seen) -> Plan:
        """All of them."""
        plan = seen.plan
        if plan.empty:  # somebody else has just published the same
            if self.holding:
                self.transport.delete([LOCK])
            return plan
        try:
            journal = self._begin(plan)
            self._send(plan, journal)
        except PublishError as error:
            raise error.also(_UNTOUCHED) from error
        self._still_ours()
        try:
            self._show(plan, journal)
        except PublishError as error:
            raise error.also(_HALFWAY) from error
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
            if self.holding and self.holding.due(3 * self.settings.beat):  # a large file on a slow line
                self.transport.write(self.holding.content())

        for number, batch in enumerate(journal.batches):
            if not batch or number == 0:
                continue
            sent(0, 0)
            self.transport.send(self.site, [path for path, _ in batch], sent)
            files, size = files + len(batch), size + sum(entry.size for _, entry in batch)
            unmarked.append(journal.mark(number))
            if self.holding and self.holding.due(self.settings.beat):
                self.transport.write(self.holding.content() | dict.fromkeys(unmarked, b"ok\n"))
                unmarked.clear()
        sent(0, 0)

    def _still_ours(self) -> None:
        if self.holding:
            self.holding.check(self.transport.fetch([LOCK]).get(LOCK))

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
        self.transport.delete([JOURNAL, LOCK] if self.holding else [JOURNAL])


_UNTOUCHED = Message(
    "เว็บเดิมยังครบทุกไฟล์ ไม่มีหน้าใดเปลี่ยน สั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อจากที่ค้าง",
    "The website is as it was, no page has changed. Run the same command again to go on from here.",
)
_HALFWAY = Message(
    "ไฟล์ใหม่ไปถึงครบแล้ว แต่บางหน้ายังเป็นหน้าเดิม สั่งคำสั่งเดิมอีกครั้งเพื่อทำให้เสร็จ",
    "All new files have arrived, but some pages are still the old ones. Run the same command again to finish.",
)


def _names(paths: list[str]) -> str:
    more = f" … (+{len(paths) - _SHOWN})" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def _not_ours(shown: str, paths: list[str]) -> PublishError:
    return PublishError(
        Message(
            f"{shown} มีไฟล์อยู่แล้ว {len(paths)} ไฟล์ที่ prongsai ไม่ได้วาง: {_names(paths)}\n"
            "ตรวจว่าโฟลเดอร์ปลายทางถูก ถ้าถูกแล้วให้สั่งพร้อม --first ไฟล์เหล่านั้นจะอยู่ต่อ เว้นแต่ชื่อตรงกับไฟล์ของเว็บนี้ "
            "(ดูก่อนด้วย --first --dry-run)",
            f"{shown} holds {len(paths)} files that prongsai did not put there: {_names(paths)}\n"
            "See that this is the right folder; if it is, add --first: those files stay, but for any with the name of "
            "a file of this site (--first --dry-run shows them)",
        )
    )


def _overwrites(shown: str, paths: list[str]) -> PublishError:
    return PublishError(
        Message(
            f"{shown} มีไฟล์ที่ prongsai ไม่ได้วาง ชื่อตรงกับไฟล์ใหม่ของเว็บนี้: {_names(paths)}\n"
            "ย้ายไฟล์เหล่านั้นออก หรือสั่งพร้อม --first เพื่อเขียนทับ",
            f"{shown} holds files that prongsai did not put there, with names of new files of this site: "
            f"{_names(paths)}\nMove them away, or add --first to overwrite them",
        )
    )
