"""How long after save a reader of the served site sees an edit, and where the time goes.

The page is asked for every 10 ms until it has the new text. The server's own lines tell when it saw the change, when it
began to build and when it was done; they are taken at the moment they arrive.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from benchmarks.speed.edited import Edit
from benchmarks.speed.edits import EDITORS
from benchmarks.speed.measure import FailedError, environment
from benchmarks.speed.peers import folder_of
from benchmarks.speed.results import Serve
from benchmarks.speed.rounds import Bench, load, only, title

SERVERS = {"prongsai-mkdocs": ["-m", "mkdocs", "serve"], "mkdocs": ["-m", "mkdocs", "serve"]}
"""What follows `python`, by the program whose sources are served."""
STEPS = {"seen": "Detected file changes", "begun": "Building documentation", "built": "Reloading browsers"}
"""What MkDocs says at each step of a rebuild."""
_POLL = 0.01
_PATIENCE = 600.0
"""Seconds that the first build, and that an edit, may take."""


class Served:
    """A server that runs, and the moments of its lines since the last edit."""

    def __init__(self, running: subprocess.Popen[str], address: str) -> None:
        self.address = address
        self.steps: dict[str, float] = {}
        self._running = running
        self._last: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._running.stdout or ():
            now = time.perf_counter()
            self._last = [*self._last[-9:], line.rstrip()]
            for step, words in STEPS.items():
                if words in line:
                    self.steps.setdefault(step, now)

    def wait_for(self, address: str, text: str) -> float:
        """The moment when a page has the text. Raises FailedError when the server ends or it takes too long."""
        until = time.perf_counter() + _PATIENCE
        while time.perf_counter() < until:
            if text in self._page(address):
                return time.perf_counter()
            if self._running.poll() is not None:
                self._reader.join(1)
                raise FailedError("\n".join(["the server ended", *self._last]))
            time.sleep(_POLL)
        raise FailedError(f"/{address} did not show the edit in {_PATIENCE:.0f} s")

    def _page(self, address: str) -> str:
        """What stands there now; nothing while the server does not answer."""
        try:
            with urllib.request.urlopen(self.address + quote(address), timeout=_PATIENCE) as page:  # noqa: S310  # http
                return str(page.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""


def measure_serve(bench: Bench, pages: int) -> None:
    """All rounds, one server after the other: two at a time would be in each other's way."""
    found = Serve(pages=pages, load=[load()] * 2, samples={})
    bench.results["serve"] = found
    for name in only(bench.programs, *SERVERS):
        folder = folder_of(name, bench.work)
        try:
            with serving([sys.executable, *SERVERS[name]], folder) as served:
                served.wait_for("", "<html")
                for turn in range(bench.rounds + 1):  # the first one fills all caches and is not counted
                    served.steps.clear()
                    sample = _one_edit(served, EDITORS[name](folder, 1_000 + turn))
                    told = ", ".join(f"{step} {seconds:.2f}" for step, seconds in sample.items())
                    bench.say(f"{pages} pages, round {turn}, {title(name)} serves: {told} s after save")
                    if turn:
                        found["samples"].setdefault(name, []).append(sample)
        except FailedError as error:
            bench.failed(f"{title(name)} serving {pages} pages", error)
        found["load"][1] = load()
        bench.keep()


def _one_edit(served: Served, edit: Edit) -> dict[str, float]:
    """Seconds after save of each step, and of the page."""
    saved = time.perf_counter()
    shown = served.wait_for(edit.address, edit.text)
    time.sleep(0.3)  # the line about the end comes after the page
    steps = {step: at - saved for step, at in served.steps.items()}
    time.sleep(1 + time.perf_counter() % 0.5)  # not in step with a watcher that looks twice a second
    return {step: round(seconds, 3) for step, seconds in {**steps, "shown": shown - saved}.items()}


@contextmanager
def serving(command: list[str], folder: Path) -> Iterator[Served]:
    """Serve a folder on a free port; afterwards the server and all that it began are gone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    running = subprocess.Popen(  # noqa: S603  # the programs compared
        [*command, "--dev-addr", place],
        cwd=folder,
        env={**environment(), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        yield Served(running, f"http://{place}/")
    finally:
        for how in (signal.SIGINT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(running.pid, how)
            with suppress(subprocess.TimeoutExpired):
                running.wait(10)
        if running.stdout:
            running.stdout.close()
