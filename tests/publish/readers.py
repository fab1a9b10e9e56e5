"""Readers who never stop: each fetches a page, then the styles that it names, from a real web server."""

from __future__ import annotations

import hashlib
import http.client
import posixpath
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from publish.small_sites import named_assets


@dataclass
class Readers:
    """What they met so far."""

    requests: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    """Whole pages by the version that they say."""
    done: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_for(self, version: str, *, timeout: float = 30) -> None:
        """Until one of them has got a page of this version."""
        end = time.monotonic() + timeout
        while not self.pages[version]:
            assert time.monotonic() < end, f"nobody sees {version}: {self}"
            time.sleep(0.005)

    def note(self, requests: int, fault: str = "", version: str = "") -> None:
        with self.lock:
            self.requests += requests
            if fault:
                self.faults[fault] += 1
            if version:
                self.pages[version] += 1


@contextmanager
def reading(url: str, pages: Sequence[str], *, readers: int = 4) -> Iterator[Readers]:
    """Read these pages (paths below `url`) again and again until the end of the block."""
    met = Readers()
    threads = [threading.Thread(target=_read, args=(url, pages, met, number), daemon=True) for number in range(readers)]
    for thread in threads:
        thread.start()
    try:
        yield met
    finally:
        met.done.set()
        for thread in threads:
            thread.join()


def _read(url: str, pages: Sequence[str], met: Readers, number: int) -> None:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    while not met.done.is_set():
        number += 1
        path = parts.path + pages[number % len(pages)]
        try:
            status, body = _get(connection, path)
            if status != 200 or not body.endswith(b"</html>\n"):
                met.note(1, f"page {status}" if status != 200 else "half a page")
                continue
            met.note(1, version=body.rpartition(b"<p>")[2].split()[1].decode())
            for link in named_assets(body):
                address = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
                status, style = _get(connection, address)
                fits = hashlib.sha256(style).hexdigest()[:8] in address
                met.note(1, "" if status == 200 and fits else f"style {status}")
        except (OSError, http.client.HTTPException) as error:
            met.note(1, f"no answer: {type(error).__name__}")
            connection.close()
    connection.close()


def _get(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()
