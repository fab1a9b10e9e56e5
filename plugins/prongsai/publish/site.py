"""What may be published: a folder that this generator built, exactly as it was built, and nothing secret."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from prongsai.manifest import MANIFEST, Manifest, ManifestError, changes, make, read
from prongsai.problems import Message
from prongsai.publish.told import PublishError
from prongsai.publish.transport import INCOMING, STATE

_SECRET = re.compile(r"\.(?:pem|key|p12|pfx|jks|kdbx|ppk)$|^id_(?:rsa|dsa|ecdsa|ed25519)", re.IGNORECASE)
_SHOWN = 5


def read_site(site: Path) -> Manifest:
    """The manifest of a built site whose files are exactly those that were built. Raises PublishError otherwise."""
    path = site / MANIFEST
    if not path.is_file():
        raise PublishError(
            Message(
                f"โฟลเดอร์ {site} ไม่ได้สร้างโดย prongsai (ไม่มี {MANIFEST}) สร้างเว็บก่อนด้วย mkdocs build --strict",
                f"the folder {site} was not built by prongsai (it has no {MANIFEST}): build it with "
                "mkdocs build --strict",
            )
        )
    try:
        manifest = read(path.read_bytes())
        now = make(site)
    except ManifestError as error:
        raise PublishError(Message(f"{site}: {error.message.th}", f"{site}: {error.message.en}")) from error
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        raise PublishError(Message(f"อ่านเว็บไม่ได้: {reason}", f"the site cannot be read: {reason}")) from error
    forbidden = [name for name in now.files if is_forbidden(name) or (site / name).is_symlink()]
    if forbidden:
        raise PublishError(
            Message(
                f"โฟลเดอร์ {site} มีไฟล์ที่ห้ามเผยแพร่: {_names(forbidden)} นำออกแล้วสร้างเว็บใหม่",
                f"the folder {site} holds files that are never published: {_names(forbidden)}; take them out and "
                "build again",
            )
        )
    found = changes(manifest, now)
    if any(found):
        parts = zip(("มีเกิน", "ถูกแก้", "หายไป"), ("more", "changed", "missing"), found, strict=True)
        said = [(f"{th} {_names(paths)}", f"{en}: {_names(paths)}") for th, en, paths in parts if paths]
        raise PublishError(
            Message(
                f"โฟลเดอร์ {site} ไม่ตรงกับตอนสร้าง: {' / '.join(th for th, _ in said)} สร้างใหม่ด้วย mkdocs build --strict",
                f"the folder {site} is not as it was built ({'; '.join(en for _, en in said)}): build it again with "
                "mkdocs build --strict",
            )
        )
    return manifest


def is_forbidden(path: str) -> bool:
    """Whether a file is never published: hidden ones, keys, and the names that a publication itself uses."""
    name = PurePosixPath(path).name
    hidden = any(part.startswith(".") for part in PurePosixPath(path).parts) and name != ".htaccess"
    in_hidden = any(part.startswith(".") for part in PurePosixPath(path).parts[:-1])
    return hidden or in_hidden or bool(_SECRET.search(name)) or path in STATE or path.split("/")[0] == INCOMING


def _names(paths: Sequence[str]) -> str:
    more = f" … (+{len(paths) - _SHOWN})" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more
