"""One publication at a time: a file at the target that says who is publishing since when.

A plain file server knows no lock, so this is one by agreement: written, read back, and refreshed while the work goes
on. Two machines that write it in the same moment find out when they read it again before the first page changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from prongsai.problems import Message
from prongsai.publish.told import PublishError
from prongsai.publish.transport import LOCK, Transport

STALE = 600.0
"""Seconds without a sign of life after which a publication counts as dead."""
BEAT = 20.0
"""Seconds between two signs of life, at least."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Who publishes: a machine, one of its processes, since when, last seen when (seconds since 1970)."""

    id: str
    host: str
    machine: str
    pid: int
    since: float
    seen: float

    def write(self) -> bytes:
        """The file's text."""
        return (json.dumps(asdict(self)) + "\n").encode()


def mine(now: float) -> Lock:
    """A lock of this process."""
    return Lock(secrets.token_hex(8), platform.node() or "?", _machine(), os.getpid(), now, now)


def read(raw: bytes) -> Lock | None:
    """The lock in a file; None for a file that was cut off while it was written."""
    try:
        row = json.loads(raw)
        kinds = {"id": str, "host": str, "machine": str, "pid": int, "since": float, "seen": float}
        return Lock(**{name: kind(row[name]) for name, kind in kinds.items()})
    except (ValueError, TypeError, KeyError):
        return None


def holder(raw: bytes | None, now: float, alive: Callable[[int], bool]) -> tuple[bool, Message | None]:
    """Whether the target is somebody's, and who that is or was in words; None when there is no lock."""
    if raw is None:
        return False, None
    lock = read(raw)
    if lock is None:
        return False, Message(
            "พบไฟล์ล็อกที่เขียนไม่ครบของการเผยแพร่ที่ถูกตัดกลางคัน จึงทำต่อ",
            "a lock that was cut off while it was written is taken over",
        )
    who = {"host": lock.host, "since": _clock(lock.since), "seen": _clock(lock.seen)}
    if lock.machine == _machine() and not alive(lock.pid):
        return False, Message(
            "การเผยแพร่ครั้งก่อนจากเครื่องนี้ (เริ่ม {since}) ถูกตัดกลางคัน จึงทำต่อ".format(**who),
            "the last publication from this machine (begun {since}) was cut off: its lock is taken over".format(**who),
        )
    if now - lock.seen > STALE:
        return False, Message(
            "การเผยแพร่จากเครื่อง {host} เงียบไปตั้งแต่ {seen} จึงทำต่อแทน".format(**who),
            "a publication from {host} has been silent since {seen}: its lock is taken over".format(**who),
        )
    return True, Message(
        "มีการเผยแพร่อื่นกำลังทำอยู่ จากเครื่อง {host} เริ่ม {since} พบล่าสุด {seen} "
        "รอให้เสร็จแล้วสั่งใหม่ ถ้าแน่ใจว่าไม่มีใครทำอยู่ ให้สั่งพร้อม --break-lock".format(**who),
        "another publication is under way, from {host}, begun {since}, last seen {seen}; wait and run this again, "
        "or, if you are sure that nobody is publishing, add --break-lock".format(**who),
    )


def is_alive(pid: int) -> bool:
    """Whether a process of this machine lives. On Windows that is not asked: asking could end it."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


class Holding:
    """A lock that this publication has taken."""

    def __init__(self, transport: Transport, clock: Callable[[], float] = time.time) -> None:
        self.transport = transport
        self._clock = clock
        self._lock = mine(clock())
        self._last = clock()

    def content(self) -> dict[str, bytes]:
        """The lock's file with a new sign of life, to be written alone or together with others."""
        self._last = self._clock()
        self._lock = Lock(**(asdict(self._lock) | {"seen": self._last}))
        return {LOCK: self._lock.write()}

    def due(self, every: float) -> bool:
        """Whether it is time for a sign of life."""
        return self._clock() - self._last >= every

    def check(self, raw: bytes | None) -> None:
        """Raise PublishError unless `raw`, read from the target, is this lock."""
        found = read(raw) if raw is not None else None
        if found is None or found.id != self._lock.id:
            host = found.host if found else "?"
            raise PublishError(
                Message(
                    f"มีการเผยแพร่อื่นจากเครื่อง {host} เข้ามาแทน จึงหยุดไว้ก่อน รอให้เสร็จแล้วสั่งใหม่",
                    f"another publication, from {host}, has taken over: this one stops; run it again later",
                ),
                lost=True,
            )


def _clock(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S %z")


def _machine() -> str:
    """A mark of this machine since it was started, so that a process number means something; names nobody."""
    marks = [platform.node()]
    for place in ("/proc/sys/kernel/random/boot_id", "/proc/self/ns/pid"):
        path = Path(place)
        if path.is_symlink():
            marks.append(str(path.readlink()))
        elif path.is_file():
            marks.append(path.read_text("ascii"))
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]
