"""Runs rclone: finds it, reads what it says while it works, and turns its faults into sentences."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from prongsai.problems import Message
from prongsai.publish.told import PublishError

OLDEST = (1, 60)
_DEFAULTS = {
    "RCLONE_ASK_PASSWORD": "false",
    "RCLONE_CONTIMEOUT": "20s",
    "RCLONE_TIMEOUT": "60s",
    "RCLONE_FTP_CLOSE_TIMEOUT": "20s",
    "RCLONE_FTP_SHUT_TIMEOUT": "20s",
    "RCLONE_LOW_LEVEL_RETRIES": "1",  # ten wrong passwords in a row lock one out of many hosts; we try again ourselves
    "RCLONE_TRANSFERS": "4",
    "RCLONE_CHECKERS": "4",  # cheap hosts allow few connections at once
    "RCLONE_SFTP_SET_MODTIME": "false",  # the time of arrival is what a browser's cache has to see
}
"""For whoever has not set these; rclone reads them as its own options."""
_LOG = ("--use-json-log", "-v", "--stats", "500ms", "--stats-log-level", "NOTICE")
_SECRET = re.compile(r"(?:PASS|PASSWORD|SECRET|TOKEN|KEY_PEM|BEARER)", re.IGNORECASE)
_DONE = ("Copied", "Moved", "Deleted")


@dataclass
class Ran:
    """What one call did."""

    code: int = 0
    output: str = ""
    done: set[str] = field(default_factory=set)
    """Files that were copied, moved or deleted."""
    said: list[str] = field(default_factory=list)
    """Its faults."""

    @property
    def absent(self) -> bool:
        """Whether it failed since the folder is not there."""
        return bool(self.code) and bool(re.search(r"directory not found|no such (file or )?dir", self.text, re.I))

    @property
    def text(self) -> str:
        """Its faults in one piece."""
        return "\n".join(self.said)


def run(
    arguments: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    stats: Callable[[int, int], None] | None = None,
    give_up: int = 0,
) -> Ran:
    """Run one command of rclone to its end. `stats` is told files and bytes that have arrived, twice a second.

    After `give_up` files that failed for good (0: never) the others are not tried: that takes minutes with a server
    that has vanished.
    """
    ran = Ran()
    with tempfile.TemporaryFile() as output:
        with subprocess.Popen(  # noqa: S603 - rclone from PATH, no shell
            [program(), *arguments, *_LOG],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE,
            env={**_DEFAULTS, **os.environ, **(env or {})},
            text=True,
            encoding="utf-8",
            errors="replace",
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        ) as process:
            for line in process.stderr or ():
                _hear(line, ran, stats)
                if give_up and len(ran.said) >= give_up:
                    process.kill()
        output.seek(0)
        ran.output = output.read().decode("utf-8", "replace")
    ran.code = process.returncode
    return ran


def _hear(line: str, ran: Ran, stats: Callable[[int, int], None] | None) -> None:
    try:
        row: dict[str, Any] = json.loads(line)
    except ValueError:
        row = {"level": "error", "msg": line.strip()}
    message, name = str(row.get("msg", "")), str(row.get("object", ""))
    if "stats" in row:
        if stats:
            stats(int(row["stats"].get("transfers", 0)), int(row["stats"].get("bytes", 0)))
    elif message.startswith(_DONE):
        ran.done.add(name)
    elif row.get("level") in {"error", "fatal", "critical"} or "Failed to" in message:
        ran.said.append(f"{name}: {message}" if name else message)


@cache
def program() -> str:
    """Rclone's path. Raises PublishError when it is missing or too old."""
    found = shutil.which("rclone")
    version = _version(found) if found else None
    if found is None or version is None or version < OLDEST:
        raise PublishError(_missing(version))
    return found


def _version(path: str) -> tuple[int, int] | None:
    said = subprocess.run([path, "version"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - found on PATH
    number = re.search(r"^rclone v(\d+)\.(\d+)", said.stdout)
    return (int(number[1]), int(number[2])) if number else None


def _missing(version: tuple[int, int] | None) -> Message:
    how = (
        "  Windows          winget install Rclone.Rclone\n"
        "  Debian, Ubuntu   sudo apt-get install rclone\n"
        "  macOS            brew install rclone\n"
        "  https://rclone.org/downloads/"
    )
    if version:
        have = f"{version[0]}.{version[1]}"
        return Message(
            f"rclone ในเครื่องนี้เป็นรุ่น {have} ต้องใช้รุ่น 1.60 ขึ้นไป ติดตั้งรุ่นใหม่แล้วสั่งอีกครั้ง\n{how}",
            f"rclone here is version {have}, and 1.60 or later is needed: install a newer one\n{how}",
        )
    return Message(
        f"ไม่พบโปรแกรม rclone ซึ่งใช้ส่งไฟล์ผ่าน SFTP และ FTP ติดตั้งแล้วเปิดหน้าต่างคำสั่งใหม่ แล้วสั่งอีกครั้ง\n{how}",
        f"rclone, which carries the files over SFTP and FTP, was not found: install it and open a new terminal\n{how}",
    )


def without_secrets(text: str) -> str:
    """What rclone said, without any value that its settings in the environment keep secret."""
    for name, value in os.environ.items():
        if name.startswith("RCLONE_") and _SECRET.search(name) and len(value) > 3:
            text = text.replace(value, "***")
    return text


def _die_with_parent() -> None:
    """In the child, on Linux: a transfer must not go on when its publication was killed."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
