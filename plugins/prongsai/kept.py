"""What follows from the package's own files, kept as Python keeps its compiled code: in the package's `__pycache__`.

It is to be trusted as much as a `.pyc`: who can write there can also replace the `.py` files beside it. No other folder
is used, since it is marshalled. A file that is damaged, or was made from something else, is as if it were not there.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

_DIGEST = 32
_MAX_BYTES = 10_000_000
_Value = TypeVar("_Value")


def folder(package: Path, kind: str) -> Path | None:
    """Where a package's things of a kind are kept; None where Python keeps no compiled code either."""
    try:
        return Path(cache_from_source(str(package / f"{kind}.py"))).parent / kind
    except NotImplementedError:
        return None


def load(file: Path, key: bytes) -> Any:
    """What was kept in a file under this `key` (32 bytes); None where there is nothing such."""
    with suppress(OSError, EOFError, ValueError, TypeError):
        with file.open("rb") as opened:
            raw = opened.read(_MAX_BYTES)
        kept, checksum, value = raw[:_DIGEST], raw[_DIGEST : 2 * _DIGEST], raw[2 * _DIGEST :]
        if kept == key and hashlib.sha256(value).digest() == checksum:
            return marshal.loads(value)  # noqa: S302  # from where Python takes its own compiled code
    return None


def keep(file: Path, key: bytes, value: Any) -> None:
    """Keep plain data (else it raises ValueError) under a `key`; a folder that cannot be written is no fault."""
    if sys.dont_write_bytecode:
        return
    content = marshal.dumps(value)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(key + hashlib.sha256(content).digest() + content)
        beside.replace(file)
        return
    with suppress(OSError):
        beside.unlink()


def derived(package: Path, name: str, sources: Iterable[Path], make: Callable[[], _Value]) -> _Value:
    """What `make` makes, plain data; made again only when one of its `sources` is another, or Python is.

    The sources are all that it follows from: the files that it reads, and those of the code that reads them.
    """
    place = folder(package, "derived")
    if place is None:
        return make()
    total = hashlib.sha256(sys.version.encode())
    for source in sources:
        total.update(hashlib.sha256(source.read_bytes()).digest())
    key, file = total.digest(), place / f"{name}.{sys.implementation.cache_tag}.bin"
    found: _Value | None = load(file, key)
    if found is None:
        found = make()
        keep(file, key, found)
    return found
