"""One question to one address on the web: over http or https, to public machines only."""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from prongsai import __version__

USER_AGENT = f"prongsai/{__version__} (link check of a Thai public agency's own pages)"
PRIVATE = "private address"
_GONE = {404, 410}
_NO_HEAD = {400, 403, 404, 405, 406, 410, 501}
"""Answers to HEAD that say little: many servers know only GET."""
_CHUNK = 64 * 1024


class Outcome(StrEnum):
    """What asking an address showed."""

    WORKS = "works"
    BROKEN = "broken"
    UNKNOWN = "could-not-tell"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger keeps of one address."""

    outcome: Outcome
    checked: str
    """When it was last asked, in UTC."""
    last_seen: str | None = None
    """When it last worked."""
    status: int | None = None
    reason: str = ""
    sha256: str | None = None
    """Of the body; None when it was too large to fetch."""
    mark: str | None = None
    """The server's own mark of this version, so that what has not changed is not fetched again."""
    changed: bool = False
    """Whether the body differs from the time before."""
    moved_to: str | None = None
    """Where the address led in the end, if elsewhere."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How patient and how polite to be; the numbers are seconds unless said otherwise."""

    delay: float = 1.0
    """Between two questions to one host."""
    timeout: float = 15.0
    retries: int = 2
    """How often to ask again after a fault that may pass, each time waiting twice as long."""
    keep: timedelta = timedelta(hours=24)
    """How long an answer is trusted before the address is asked again."""
    largest: int = 20_000_000
    """Bytes of a body that are read at most."""
    allow_private: bool = False
    """Whether this machine and private networks may be asked."""


class RefusedHostError(OSError):
    """An address that leads into a private network or to this machine."""


def ask_once(
    opener: urllib.request.OpenerDirector, address: str, known: Entry | None, manners: Manners, now: datetime
) -> Entry:
    """HEAD, and GET unless the server says that nothing has changed or that it would be too much."""
    works = Entry(Outcome.WORKS, stamp(now), stamp(now), 200)
    try:
        try:
            with _open(opener, address, "HEAD", manners) as head:
                works = replace(works, mark=_mark(head), moved_to=_moved(head, address))
                size = int(head.headers.get("Content-Length") or 0)
            if known and known.sha256 and works.mark and works.mark == known.mark:
                return replace(works, sha256=known.sha256)
            if size > manners.largest:
                return replace(works, reason="too large to fetch")
        except urllib.error.HTTPError as error:
            error.close()
            if error.code not in _NO_HEAD:
                return _failed(error.code, now)
        time.sleep(manners.delay)
        with _open(opener, address, "GET", manners) as body:
            digest = _digest(body, manners.largest)
            changed = bool(known and known.sha256 and digest and digest != known.sha256)
            return replace(works, sha256=digest, mark=_mark(body), changed=changed, moved_to=_moved(body, address))
    except urllib.error.HTTPError as error:
        error.close()
        return _failed(error.code, now)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Entry(Outcome.UNKNOWN, stamp(now), reason=_reason(error))


def _failed(status: int, now: datetime) -> Entry:
    outcome = Outcome.BROKEN if status in _GONE else Outcome.UNKNOWN
    return Entry(outcome, stamp(now), status=status, reason=f"HTTP {status}")


def _open(opener: urllib.request.OpenerDirector, address: str, method: str, manners: Manners) -> Any:
    request = urllib.request.Request(_ascii(address), method=method, headers={"User-Agent": USER_AGENT})  # noqa: S310 - only http and https have a handler in our opener
    return opener.open(request, timeout=manners.timeout)


def make_opener(manners: Manners) -> urllib.request.OpenerDirector:
    """Only http and https, redirects within them; `file:` and `ftp:` have no handler here."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        _Http(manners.allow_private),
        _Https(manners.allow_private),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


class _Http(urllib.request.HTTPHandler):
    """Connects only where the public could."""

    def __init__(self, allow_private: bool) -> None:
        super().__init__()
        self.allow_private = allow_private

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_guarded(http.client.HTTPConnection, req, self.allow_private), req)


class _Https(urllib.request.HTTPSHandler):
    """The same, encrypted; certificates are checked."""

    def __init__(self, allow_private: bool) -> None:
        super().__init__()
        self.allow_private = allow_private

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_guarded(http.client.HTTPSConnection, req, self.allow_private), req)


def _guarded(kind: type[http.client.HTTPConnection], req: urllib.request.Request, allow_private: bool) -> Any:
    """A maker of connections that looks at the number a name leads to before it connects to that very number.

    Behind a proxy the proxy resolves the name; then only the name itself can be judged.
    """
    proxied = req.host != urlsplit(req.full_url).netloc

    def make(host: str, **settings: Any) -> http.client.HTTPConnection:
        if not allow_private and proxied:
            _refuse_private(urlsplit(req.full_url).hostname or "")
        connection = kind(host, **settings)
        if not allow_private and not proxied:
            connection._create_connection = _connect_outside  # type: ignore[attr-defined]  # the hook http.client itself uses
        return connection

    return make


def _connect_outside(address: tuple[str, int], *settings: Any, **more: Any) -> socket.socket:
    host, port = address
    numbers = [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for number in numbers:
        _refuse_private(number)
    for number in numbers[:-1]:
        with suppress(OSError):
            return socket.create_connection((number, port), *settings, **more)
    return socket.create_connection((numbers[-1], port), *settings, **more)


def _refuse_private(host: str) -> None:
    try:
        public = ipaddress.ip_address(host.partition("%")[0]).is_global
    except ValueError:
        public = "." in host and not host.endswith((".localhost", ".local", ".internal"))
    if not public:
        raise RefusedHostError(PRIVATE)


def _ascii(address: str) -> str:
    """An address as it goes over the wire: the host in punycode, other letters as percent signs."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    netloc = f"{host}:{parts.port}" if parts.port else host
    path, query = (quote(part, safe="/%:@!$&'()*+,;=?~-._") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def _digest(response: Any, largest: int) -> str | None:
    digest, read = hashlib.sha256(), 0
    while chunk := response.read(_CHUNK):
        digest.update(chunk)
        read += len(chunk)
        if read > largest:
            return None
    return digest.hexdigest()


def _moved(response: Any, address: str) -> str | None:
    return None if response.url == _ascii(address) else str(response.url)


def _mark(response: Any) -> str | None:
    mark: str | None = response.headers.get("ETag") or response.headers.get("Last-Modified")
    return mark


def _reason(error: Exception) -> str:
    """A fault in one line; names of files and numbers of this machine do not come in."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, RefusedHostError):
        return PRIVATE
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    if isinstance(cause, socket.gaierror):
        return "the name was not found"
    if isinstance(cause, ConnectionError):
        return "no connection"
    return type(cause).__name__ if isinstance(cause, Exception) else str(cause)[:80]


def stamp(moment: datetime) -> str:
    """A moment as the ledger writes it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
