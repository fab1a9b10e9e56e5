"""Documents that were read before, by what is in their files: parsing YAML is most of what reading costs.

One file of lines, each a key, a checksum and JSON. The key holds the file's bytes and everything that reading depends
on, so an old or foreign line is never found; a damaged one is read anew. Only documents without problems are kept.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from prongsai import __version__, thai
from prongsai.load import encoding, strict_yaml, yaml_events
from prongsai.load.strict_yaml import Document
from prongsai.problems import Place, Position, Source

_FORMAT = 1
_MAX_BYTES = 200_000_000
_DIGEST = 64  # hex digits


class Memory:
    """What was read in earlier runs and in this one."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lines = _read_lines(path) if path else {}
        self._used: dict[str, bytes] = {}

    def read(self, raw: bytes, shown: str) -> Document:
        """The document in a file of these bytes; `shown` is how messages write its path."""
        if self._path is None:
            return strict_yaml.read(raw, shown)
        key = hashlib.sha256(_reader() + raw).hexdigest()
        line = self._used.get(key) or self._lines.get(key)
        document = _decoded(line, shown) if line else None
        if document is None:
            document = strict_yaml.read(raw, shown)
            line = _encoded(document)
        if line and not document.problems:
            self._used[key] = line
        return document

    def save(self, *, only_add: bool = False) -> None:
        """Keep what was used in this run, and with `only_add` the rest too. A disk that refuses is no fault."""
        lines = {**self._lines, **self._used} if only_add else self._used
        if self._path is None or lines == self._lines:
            return
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            (self._path.parent / ".gitignore").write_bytes(b"*\n")  # it is of this machine alone
            beside.write_bytes(b"".join(key.encode() + b" " + line + b"\n" for key, line in lines.items()))
            beside.replace(self._path)
            return
        with suppress(OSError):
            beside.unlink()


@cache
def _reader() -> bytes:
    """A digest of all that reads: a change of it makes every line old."""
    modules = [Path(str(module.__file__)) for module in (strict_yaml, yaml_events, encoding)]
    sources = [*modules, *sorted(Path(str(thai.__file__)).parent.glob("*.py"))]
    versions = f"{_FORMAT} {__version__} {yaml.__version__}".encode()
    return hashlib.sha256(b"\0".join([versions, *(source.read_bytes() for source in sources)])).digest()


def _read_lines(path: Path) -> dict[str, bytes]:
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError:
        return {}
    if len(raw) > _MAX_BYTES:
        return {}
    return {line[:_DIGEST].decode("latin-1"): line[_DIGEST + 1 :] for line in raw.split(b"\n") if line}


def _encoded(document: Document) -> bytes:
    source = document.source
    places = [[[*place, at.line, at.column] for place, at in part.items()] for part in (source.values, source.keys)]
    text = json.dumps([document.value, *places], ensure_ascii=True, separators=(",", ":")).encode()
    return hashlib.sha256(text).hexdigest().encode() + b" " + text


def _decoded(line: bytes, shown: str) -> Document | None:
    checksum, text = line[:_DIGEST], line[_DIGEST + 1 :]
    if hashlib.sha256(text).hexdigest().encode() != checksum:
        return None
    try:
        value, values, keys = json.loads(text)
        return Document(value, Source(shown, _positions(values), _positions(keys)), [])
    except (ValueError, TypeError, IndexError, RecursionError):
        return None


def _positions(places: list[list[Any]]) -> dict[Place, Position]:
    return {tuple(place[:-2]): Position(place[-2], place[-1]) for place in places}
