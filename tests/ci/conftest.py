"""A web server that remembers what it was asked."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest


@dataclass
class Heard:
    """A server on the loopback interface: what it answers by path, and what was asked of it."""

    url: str = ""
    answers: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str, str, bytes]] = field(default_factory=list)
    """Method, path, Authorization and body."""


@pytest.fixture
def heard() -> Iterator[Heard]:
    told = Heard()

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing: the test's output is the message."""

        def do_GET(self) -> None:  # the standard library's name
            self._answer()

        def do_POST(self) -> None:  # the standard library's name
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.asked.append((self.command, self.path, self.headers.get("Authorization", ""), body))
            content = told.answers.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield told
    server.shutdown()
    server.server_close()
