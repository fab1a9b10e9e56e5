"""The list of a built site: every file with its sha256 and size, in `prongsai-manifest.json` at the site's root.

It says which generator built the folder, and on a server which files there are ours and what they hold
(docs/decisions/0015-publishing.md). Its name does not begin with a dot, since many FTP servers hide such names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from prongsai import __version__
from prongsai.problems import Message

MANIFEST = "prongsai-manifest.json"
FORMAT = 1
_GENERATOR = "prongsai"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


class Entry(NamedTuple):
    """What a file holds."""

    sha256: str
    size: int
    """Bytes."""


class ManifestError(ValueError):
    """A text that is no manifest which this version can read."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Changes(NamedTuple):
    """How one site differs from the one before; paths in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The files of one version of a site by path, and who built it for which address."""

    files: Mapping[str, Entry]
    site_url: str = ""
    generator: str = f"{_GENERATOR} {__version__}"
    retired: tuple[str, ...] = ()
    """On a server only: content-named files of the version before, kept for readers who have its pages open."""
    release: Mapping[str, int] = field(default_factory=dict)
    """On a server only: the number of this release, and `after`, the one that it took the place of."""

    def write(self) -> bytes:
        """The file's text: sorted and without a time, so that the same site gives the same bytes."""
        files = {path: self.files[path]._asdict() for path in sorted(self.files)}
        head: dict[str, object] = {"generator": self.generator, "format": FORMAT, "site_url": self.site_url}
        more = {"retired": list(self.retired)} if self.retired else {}
        number = {"release": dict(self.release)} if self.release else {}
        return (json.dumps(head | number | more | {"files": files}, ensure_ascii=False, indent=0) + "\n").encode()


def make(folder: Path, site_url: str = "") -> Manifest:
    """The manifest of a folder as it is now, without the manifest itself. Raises OSError for what cannot be read."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name != MANIFEST and (path.is_symlink() or not path.is_dir()):
            files[name] = entry(path)
    return Manifest(files=files, site_url=site_url)


def entry(path: Path) -> Entry:
    """What one file holds."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Entry(digest.hexdigest(), size)


def read(raw: bytes) -> Manifest:
    """Read a manifest. Raises ManifestError for one that is broken, another program's, or of a newer format."""
    try:
        value = json.loads(raw)
        generator, form = str(value["generator"]), int(value["format"])
    except (ValueError, TypeError, KeyError) as error:
        raise ManifestError(_BROKEN) from error
    if generator.split(" ")[0] != _GENERATOR:
        raise ManifestError(_FOREIGN)
    if form > FORMAT:
        raise ManifestError(_NEWER)
    try:
        return Manifest(
            files={_safe(path): _entry(row) for path, row in value["files"].items()},
            site_url=str(value.get("site_url", "")),
            generator=generator,
            retired=tuple(_safe(path) for path in value.get("retired", ())),
            release={str(name): int(number) for name, number in value.get("release", {}).items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ManifestError(_BROKEN) from error


def changes(old: Manifest | None, new: Manifest) -> Changes:
    """What is added, changed and gone from `old` to `new`."""
    before: Mapping[str, Entry] = old.files if old else {}
    return Changes(
        tuple(sorted(new.files.keys() - before.keys())),
        tuple(sorted(path for path in new.files.keys() & before.keys() if new.files[path] != before[path])),
        tuple(sorted(before.keys() - new.files.keys())),
    )


def _entry(row: Mapping[str, object]) -> Entry:
    sha256, size = row["sha256"], row["size"]
    if not (isinstance(sha256, str) and _SHA256.fullmatch(sha256) and type(size) is int and size >= 0):
        raise ValueError(row)
    return Entry(sha256, size)


def _safe(path: object) -> str:
    """A path below the folder. A manifest on a server may have been written by anyone, and paths in it are deleted."""
    if not isinstance(path, str) or re.search(r"[\x00-\x1f\x7f\\]", path):
        raise ValueError(path)
    if any(part in {"", ".", ".."} for part in path.split("/")) or re.match(r"[A-Za-z]:", path):
        raise ValueError(path)
    return path


_BROKEN = Message(
    f"อ่านไฟล์ {MANIFEST} ไม่ได้ ไฟล์เสียหรือไม่ครบ",
    f"{MANIFEST} cannot be read: it is broken or cut off",
)
_FOREIGN = Message(f"ไฟล์ {MANIFEST} เป็นของโปรแกรมอื่น", f"{MANIFEST} was written by another program")
_NEWER = Message(
    f"ไฟล์ {MANIFEST} เขียนโดย prongsai รุ่นใหม่กว่า ติดตั้งรุ่นใหม่ก่อน",
    f"{MANIFEST} was written by a newer prongsai: update prongsai first",
)
