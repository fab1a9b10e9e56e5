"""Runs `prongsai publish` as its user does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from click.testing import CliRunner, Result

from prongsai.cli import main


def publish(site: Path, to: str, *arguments: str, env: Mapping[str, str] | None = None) -> Result:
    """`prongsai publish`, here in this process."""
    return prongsai("publish", str(site), "--to", to, *arguments, env=env)


def prongsai(*arguments: str, env: Mapping[str, str] | None = None) -> Result:
    """Any command; a fault that is not told in words fails the test."""
    result = CliRunner().invoke(main, list(arguments), env=env)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(result: Result) -> list[str]:
    """What it said on standard error, without progress and with the time taken out."""
    steps = ("ดูปลายทาง", "ส่ง ", "ไฟล์ประกอบ", "ข้อมูลและรูป", "หน้าเว็บ ", "หน้าแรก", "รายชื่อไฟล์", "ลบ ", "ตรวจที่เว็บ")
    lines = [line for line in result.stderr.splitlines() if line and not line.startswith(steps)]
    return [line.partition(" ใช้เวลา ")[0] for line in lines]


@contextmanager
def started(
    site: Path, to: str, *arguments: str, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """`prongsai publish` as a process of its own group, which the test may kill."""
    process = subprocess.Popen(
        [sys.executable, "-m", "prongsai", "publish", str(site), "--to", to, *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)
        process.communicate()


def kill(process: subprocess.Popen[str]) -> None:
    """`kill -9` of the whole group: the command and the rclone that works for it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
