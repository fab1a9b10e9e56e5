"""A plain folder as target: a disk of this machine, or one of the network that looks like it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from prongsai.problems import Message
from prongsai.publish.told import PublishError
from prongsai.publish.transport import INCOMING, Sent

_FULL = "พื้นที่เต็ม ลบไฟล์ที่ไม่ใช้แล้วสั่งอีกครั้ง"
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: "บัญชีนี้ไม่มีสิทธิ์เขียนในโฟลเดอร์",
    errno.EROFS: "เขียนลงที่เก็บนี้ไม่ได้ (อ่านได้อย่างเดียว)",
}


class Folder:
    """Files are copied to INCOMING and renamed from there, which is one step on every disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def shown(self) -> str:
        """The folder's path."""
        return str(self.path)

    def fetch(self, names: Iterable[str]) -> dict[str, bytes]:
        """See Transport."""
        with self._said():
            return {name: (self.path / name).read_bytes() for name in names if (self.path / name).is_file()}

    def write(self, files: Mapping[str, bytes]) -> None:
        """See Transport."""
        with self._said():
            for name, content in files.items():
                self._parent(name)
                (self.path / name).write_bytes(content)

    def sizes(self, below: str = "", only: Sequence[str] | None = None) -> dict[str, int]:
        """See Transport."""
        root = self.path / below if below else self.path
        with self._said():
            paths = root.rglob("*") if only is None else (root / name for name in only)
            return {p.relative_to(root).as_posix(): p.lstat().st_size for p in paths if p.is_symlink() or p.is_file()}

    def send(self, root: Path, paths: Sequence[str], sent: Sent) -> None:
        """See Transport."""
        size = 0
        with self._said():
            for number, path in enumerate(paths, start=1):
                target = self._parent(f"{INCOMING}/{path}")
                shutil.copyfile(root / path, target)
                size += target.stat().st_size
                sent(number, size)

    def settle(self, paths: Sequence[str]) -> None:
        """See Transport."""
        with self._said():
            for path in paths:
                (self.path / INCOMING / path).replace(self._parent(path))

    def delete(self, paths: Sequence[str]) -> None:
        """See Transport."""
        with self._said():
            for path in paths:
                (self.path / path).unlink(missing_ok=True)

    def clear(self, folders: Sequence[str]) -> None:
        """See Transport."""
        for folder in folders:
            for place, _, _ in os.walk(self.path / folder, topdown=False):
                with suppress(OSError):  # it holds a file of somebody else
                    Path(place).rmdir()

    def purge(self, folder: str) -> None:
        """See Transport."""
        with self._said(), suppress(FileNotFoundError):
            shutil.rmtree(self.path / folder)

    def below(self, folder: str) -> Folder:
        """See Transport."""
        return Folder(self.path / folder)

    def link(self, path: str, to: str) -> None:
        """Give a file a second name, as a hard link or, where the disk knows none, as a copy."""
        with self._said():
            target = self._parent(to)
            target.unlink(missing_ok=True)
            try:
                target.hardlink_to(self.path / path)
            except OSError:
                shutil.copyfile(self.path / path, target)

    def point(self, name: str, to: str) -> None:
        """Make the symbolic link `name` lead to the folder `to`, in one step even when it led elsewhere."""
        with self._said():
            beside = self.path / f"{name}.new"
            beside.unlink(missing_ok=True)
            beside.symlink_to(to, target_is_directory=True)
            beside.replace(self.path / name)

    def _parent(self, name: str) -> Path:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Faults of the disk in plain words."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            where = f" ({Path(error.filename).name})" if error.filename else ""
            raise PublishError(
                Message(
                    f"เขียนหรืออ่านโฟลเดอร์ {self.shown} ไม่ได้{where}: {_REASONS.get(error.errno or 0, reason)}",
                    f"the folder {self.shown} cannot be written or read{where}: {reason}",
                )
            ) from error
