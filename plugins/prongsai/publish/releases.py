"""Several whole versions side by side, and a switch between them that no reader notices.

Below the target: `releases/1`, `releases/2` … are slots, each a whole site with its own manifest. A version goes into a
slot that no reader sees, by plain publishing, so that only what differs from that slot travels. Then the switch, in one
step: a marker file that a fixed `.htaccess` looks for, or a symbolic link.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from prongsai.hashed import is_hashed
from prongsai.manifest import MANIFEST, Manifest, ManifestError
from prongsai.manifest import read as read_manifest
from prongsai.problems import Message
from prongsai.publish.folder import Folder
from prongsai.publish.plan import Plan
from prongsai.publish.rclone import Rclone
from prongsai.publish.run import Settings, held, publish
from prongsai.publish.sentences import no_previous, no_releases, not_ours, plain
from prongsai.publish.switch import HTACCESS, SLOTS, Switch
from prongsai.publish.told import PublishError, Told
from prongsai.publish.transport import INCOMING, JOURNAL, LOCK, Transport, nothing

FOLDER = "releases"
MOST = SLOTS - 1
"""Versions that can be kept: one slot more is the one that the next version goes into."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for a version."""

    slot: int
    manifest: Manifest | None
    cut_off: bool
    """Whether a publication into it did not end."""

    @property
    def number(self) -> int:
        """The version's number; 0 for none. A slot whose publication was cut off holds none that could be shown."""
        return self.manifest.release.get("number", 0) if self.manifest and not self.cut_off else 0

    @property
    def after(self) -> int:
        """The number of the version that this one took the place of."""
        return self.manifest.release.get("after", 0) if self.manifest else 0


@dataclass(frozen=True, slots=True)
class Releases:
    """All slots of a target, and which one readers see."""

    slots: tuple[Slot, ...]
    live: int = 0
    state: Mapping[str, bytes] = field(default_factory=dict)
    """Small files of the target, as they were read."""

    @property
    def shown(self) -> Slot | None:
        """The slot that readers see."""
        return next((slot for slot in self.slots if slot.slot == self.live), None)

    @property
    def previous(self) -> Slot | None:
        """The slot with the version before the one that readers see."""
        after = self.shown.after if self.shown else 0
        return next((slot for slot in self.slots if after and slot.number == after), None)

    def next_slot(self, count: int) -> Slot:
        """Where the next version goes, of the first `count` slots: never the one that readers see.

        First where a publication was cut off, then an empty slot, then a version that was rolled back from, and only
        then the oldest.
        """
        line = self._line()
        free = [slot for slot in self.slots[:count] if slot.slot != self.live]
        return min(
            free, key=lambda slot: (not slot.cut_off, slot.number > 0, slot.number in line, slot.number, slot.slot)
        )

    def _line(self) -> set[int]:
        """The numbers of the version that readers see and of those before it."""
        after = {slot.number: slot.after for slot in self.slots if slot.number}
        found: set[int] = set()
        number = self.shown.number if self.shown else 0
        while number and number not in found:
            found.add(number)
            number = after.get(number, 0)
        return found


def read_releases(transport: Transport, switch: Switch) -> Releases:
    """What lies in the slots. Raises PublishError for a target that was published to without releases."""
    names = {slot: f"{FOLDER}/{slot}" for slot in range(1, SLOTS + 1)}
    wanted = [f"{folder}/{name}" for folder in names.values() for name in (MANIFEST, JOURNAL)]
    found = transport.fetch([*wanted, *switch.needs, MANIFEST, LOCK, HTACCESS])
    if MANIFEST in found:
        raise PublishError(plain(transport.shown))
    slots = []
    for slot, folder in names.items():
        raw = found.get(f"{folder}/{MANIFEST}")
        try:
            manifest = read_manifest(raw) if raw is not None else None
        except ManifestError as error:
            shown = f"{transport.shown}/{folder}"
            raise PublishError(Message(f"{shown}: {error.message.th}", f"{shown}: {error.message.en}")) from error
        slots.append(Slot(slot, manifest, f"{folder}/{JOURNAL}" in found))
    return Releases(tuple(slots), switch.live(found), found)


def publish_release(
    site: Path, new: Manifest, transport: Folder | Rclone, switch: Switch, settings: Settings, count: int, told: Told
) -> tuple[Plan, Slot]:
    """Put `site` into a slot and show it. Returns what was done and the slot that readers see now."""
    _refuse_buckets(transport)
    before = read_releases(transport, switch)
    _refuse_foreign(before, transport, switch, settings)
    with held(transport, settings, told, before.state) as holding:
        state = read_releases(transport, switch)
        holding.check(state.state.get(LOCK))
        if state.shown and not state.shown.cut_off and state.shown.manifest and state.shown.manifest.files == new.files:
            nothing_to_do = Plan(files={}, added=frozenset(), gone=(), manifest=new, new_manifest=False)
            return nothing_to_do, state.shown
        slot, numbered = _placed(state, new, count)
        inside = transport.below(f"{FOLDER}/{slot.slot}")
        keep = _carry(state, numbered, transport, slot.slot) if switch.carries else ()
        plan = publish(site, numbered, inside, replace(settings, first=True, keep=keep), told, holding)
        _write_switch(transport, switch, state)
        switch.show(slot.slot, state.state)
    return plan, Slot(slot.slot, numbered, cut_off=False)


def roll_back(transport: Folder | Rclone, switch: Switch, settings: Settings, told: Told) -> tuple[Slot, Slot]:
    """Show the version before the present one. Returns the slots before and after; PublishError if there is none."""
    with held(transport, settings, told, read_releases(transport, switch).state):
        state = read_releases(transport, switch)
        if state.shown is None:
            raise PublishError(no_releases(transport.shown))
        if state.previous is None:
            raise PublishError(no_previous(transport.shown, state.shown.number))
        if switch.carries and state.previous.manifest:
            _bring_back(state, state.previous.manifest, transport, state.previous.slot)
        switch.show(state.previous.slot, state.state)
    return state.shown, state.previous


def _placed(state: Releases, new: Manifest, count: int) -> tuple[Slot, Manifest]:
    """The slot for a new version, and its manifest with its number."""
    shown = state.shown.number if state.shown else 0
    for slot in state.slots:  # whole, but its publication was cut off before the switch
        if slot.number > shown and slot.after == shown and slot.manifest and slot.manifest.files == new.files:
            return slot, replace(new, release=slot.manifest.release)
    number = max((slot.number for slot in state.slots), default=0) + 1
    return state.next_slot(count + 1), replace(new, release={"number": number, "after": shown})


def where_next(
    new: Manifest, transport: Folder | Rclone, switch: Switch, settings: Settings, count: int
) -> tuple[Transport, Manifest, tuple[str, ...]]:
    """For a dry run: the slot that a version would go into, its manifest, and what it would carry along."""
    _refuse_buckets(transport)
    state = read_releases(transport, switch)
    _refuse_foreign(state, transport, switch, settings)
    if state.shown and state.shown.manifest and state.shown.manifest.files == new.files:
        return transport.below(f"{FOLDER}/{state.live}"), replace(new, release=state.shown.manifest.release), ()
    slot, numbered = _placed(state, new, count)
    keep = tuple(sorted(_carried(state, numbered))) if switch.carries else ()
    return transport.below(f"{FOLDER}/{slot.slot}"), numbered, keep


def _carried(state: Releases, manifest: Manifest) -> dict[str, int]:
    """The content-named files of other versions, with their slot, which a version needs for who has a page open."""
    return {
        path: slot.slot
        for slot in state.slots
        if slot.number and slot.manifest
        for path in slot.manifest.files.keys() - manifest.files.keys()
        if is_hashed(path)
    }


def _carry(state: Releases, manifest: Manifest, transport: Transport, slot: int) -> tuple[str, ...]:
    """Give a slot the files that it has to carry. Only a folder is switched by a link, which needs it."""
    found = _carried(state, manifest)
    for path, other in found.items():
        if isinstance(transport, Folder) and other != slot:
            transport.link(f"{FOLDER}/{other}/{path}", f"{FOLDER}/{slot}/{path}")
    return tuple(sorted(found))


def _bring_back(state: Releases, manifest: Manifest, transport: Transport, slot: int) -> None:
    """Before a version is shown again: the files of the one that readers have open now, noted in its manifest."""
    carried = _carry(state, manifest, transport, slot)
    inside = transport.below(f"{FOLDER}/{slot}")
    told = replace(manifest, retired=tuple(sorted({*manifest.retired, *carried})))
    inside.write({f"{INCOMING}/{MANIFEST}": told.write()})
    inside.settle([MANIFEST])
    inside.purge(INCOMING)


def _write_switch(transport: Transport, switch: Switch, state: Releases) -> None:
    """The fixed `.htaccess`, where it is wanted and not yet there; it too comes into its place in one step."""
    text = switch.file()
    if text is None or state.state.get(HTACCESS) == text:
        return
    with tempfile.TemporaryDirectory() as here:
        Path(here, HTACCESS).write_bytes(text)
        transport.send(Path(here), [HTACCESS], nothing)
    transport.settle([HTACCESS])
    transport.purge(INCOMING)


def _refuse_buckets(transport: Folder | Rclone) -> None:
    if isinstance(transport, Rclone) and transport.kind == "bucket":
        raise PublishError(
            Message(
                f"{transport.shown}: ที่เก็บแบบ S3 ไม่อ่าน .htaccess จึงสลับรุ่นไม่ได้ สั่งใหม่โดยไม่ใส่ --releases",
                f"{transport.shown}: S3-like storage reads no .htaccess and cannot switch: leave out --releases",
            )
        )


def _refuse_foreign(state: Releases, transport: Transport, switch: Switch, settings: Settings) -> None:
    """A target with files of others is not taken without being told; their .htaccess would be written over."""
    if settings.first or any(slot.manifest or slot.cut_off for slot in state.slots):
        return
    ours = (LOCK, f"{FOLDER}/", f"{INCOMING}/")
    there = sorted(path for path in transport.sizes() if not path.startswith(ours))
    if there and not (there == [HTACCESS] and state.state.get(HTACCESS) == switch.file()):
        raise not_ours(transport.shown, there)
