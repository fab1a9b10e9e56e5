"""Every remote of rclone as target: SFTP, FTP, WebDAV, S3 and others.

Rclone 1.60 writes a file straight to its final name, so nothing is ever sent there: files go to INCOMING and are
renamed by the server. The two folders are joined into one remote (`combine`), since rclone refuses to move files to a
folder that holds the one they come from.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from prongsai.publish.rclone_faults import fault
from prongsai.publish.rclone_run import Ran, run
from prongsai.publish.transport import INCOMING, Sent, nothing

EXACTLY = ("--no-check-dest", "--ignore-times", "--no-traverse", "--retries", "1")
"""What is listed travels, whatever lies at the target with which size or time."""
_JOIN = "prongsaijoin"
_REMOTE = re.compile(
    r"""(?P<name>:?[\w+@.][\w+@. -]+)"""
    r"""(?P<set>(?:,[^,:="'/]+(?:=(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[^,:"']*))?)*):(?P<path>.*)"""
)
_FEW = 400
"""Files that are asked for by name rather than by listing everything."""


class Rclone:
    """A folder of a remote."""

    def __init__(self, remote: str) -> None:
        """`remote` as rclone writes it: `web:public_html/ita`, or with settings in it (`:sftp,host=…:ita`)."""
        found = _REMOTE.fullmatch(remote)
        if not found:
            raise ValueError(remote)
        self._start = remote[: found.start("path")]
        self.path = found["path"].rstrip("/") or found["path"][:1]
        self._name = found["name"]
        self._kind: str | None = None
        self._replaces = True

    @property
    def shown(self) -> str:
        """The remote's name and path; settings in it may be secret."""
        return f"{self._name}:{self.path}"

    @property
    def kind(self) -> str:
        """How rclone names what it speaks: "ftp", "sftp", "s3"; asks the server once."""
        if self._kind is None:
            row = json.loads(self._ask("backend", "features", self._at()).output)
            scheme = str(row.get("String", "")).partition("://")[0]
            self._kind = "bucket" if row.get("Features", {}).get("BucketBased") else scheme
        return self._kind

    def fetch(self, names: Iterable[str]) -> dict[str, bytes]:
        """See Transport."""
        with tempfile.TemporaryDirectory() as here:
            with _listed(names) as listed:
                self._ask("copy", self._at(), here, "--files-from-raw", listed, "--retries", "1", absent=True)
            root = Path(here)
            return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    def write(self, files: Mapping[str, bytes]) -> None:
        """See Transport."""
        with tempfile.TemporaryDirectory() as here:
            for name, content in files.items():
                path = Path(here, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            self._copy(Path(here), list(files), self._at(), nothing)

    def sizes(self, below: str = "", only: Sequence[str] | None = None) -> dict[str, int]:
        """See Transport."""
        if only is not None and not only:
            return {}
        arguments = ["lsf", "-R", "--files-only", "--format", "sp", self._at(below)]
        if only is None or len(only) > _FEW:
            env = {"RCLONE_FTP_FORCE_LIST_HIDDEN": "true"} if below == "" and self.kind == "ftp" else {}
            ran = run(arguments, env=env)
            ran = ran if not (ran.code and env) else run(arguments)
        else:
            with _listed(only) as listed:
                ran = run([*arguments, "--files-from-raw", listed])
        if ran.code and not ran.absent:
            raise fault(ran.text, self.shown)
        rows = (line.partition(";") for line in ran.output.splitlines())
        return {_own_name(path): int(size) for size, _, path in rows}

    def send(self, root: Path, paths: Sequence[str], sent: Sent) -> None:
        """See Transport."""
        hidden = self._hidden(paths)
        plain = [path for path in paths if path not in hidden]
        if plain:
            self._copy(root, plain, self._at(INCOMING), sent)
        if hidden:
            with tempfile.TemporaryDirectory() as here:
                for path in hidden:
                    place = Path(here, _visible(path))
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(root / path, place)
                self._copy(Path(here), [_visible(path) for path in hidden], self._at(INCOMING), nothing)

    def settle(self, paths: Sequence[str]) -> None:
        """See Transport."""
        hidden = self._hidden(paths)
        left = [path for path in paths if path not in hidden]
        ran = Ran()
        for how in (EXACTLY, ("--ignore-times", "--retries", "1")):
            if left and (how is not EXACTLY or self._replaces):
                with _listed(left) as listed:
                    ran = run(
                        ["move", f"{_JOIN}:in", f"{_JOIN}:out", "--files-from-raw", listed, *how], env=self._joined()
                    )
                left = [path for path in left if path not in ran.done]
                # a server (or an rclone) whose rename replaces nothing: the old file is deleted first from now on
                self._replaces = self._replaces and not left
        if left:
            raise fault(ran.text or f"{left[0]}: not in {INCOMING}", self.shown)
        for path in hidden:
            ran = run(["moveto", self._at(INCOMING, _visible(path)), self._at(path), *EXACTLY])
            if ran.code and "NewObject failed" not in ran.text:  # renamed, and then not seen in the server's list
                raise fault(ran.text, self.shown)

    def delete(self, paths: Sequence[str]) -> None:
        """See Transport."""
        if paths:
            with _listed(paths) as listed:
                self._ask("delete", self._at(), "--files-from-raw", listed, absent=True)

    def clear(self, folders: Sequence[str]) -> None:
        """See Transport."""
        for folder in folders:
            run(["rmdirs", self._at(folder), "--retries", "1"])  # one that holds a file of somebody else stays

    def purge(self, folder: str) -> None:
        """See Transport."""
        self._ask("purge", self._at(folder), "--retries", "1", absent=True)

    def below(self, folder: str) -> Rclone:
        """See Transport."""
        there = Rclone(self._at(folder))
        there._kind, there._replaces = self._kind, self._replaces
        return there

    def _at(self, *parts: str) -> str:
        below = "/".join(part for part in parts if part)
        between = "/" if below and self.path and not self.path.endswith("/") else ""
        return f"{self._start}{self.path}{between}{below}"

    def _joined(self) -> dict[str, str]:
        both = (f"in={self._at(INCOMING)}", f"out={self._at()}")
        quoted = " ".join('"' + one.replace('"', '""') + '"' for one in both)
        return {f"RCLONE_CONFIG_{_JOIN.upper()}_TYPE": "combine", f"RCLONE_CONFIG_{_JOIN.upper()}_UPSTREAMS": quoted}

    def _hidden(self, paths: Iterable[str]) -> list[str]:
        """Files that an FTP server may leave out of its lists, so that rclone would not find what it has sent."""
        dotted = [path for path in paths if PurePosixPath(path).name.startswith(".")]
        return dotted if dotted and self.kind == "ftp" else []

    def _copy(self, root: Path, paths: Sequence[str], to: str, sent: Sent) -> None:
        """Send these files and see that each has arrived."""
        left = list(paths)
        for last in (False, True):  # what a short fault kept back goes once more
            with _listed(left) as listed:
                ran = run(["copy", str(root), to, "--files-from-raw", listed, *EXACTLY], stats=sent, give_up=3)
            left = [path for path in left if path not in ran.done]
            if not left:
                return
            error = fault(ran.text or f"{left[0]}: not sent", self.shown)
            if last:
                raise error

    def _ask(self, *arguments: str, absent: bool = False) -> Ran:
        for last in (False, True):
            ran = run(arguments)
            if not ran.code or (absent and ran.absent):
                break
            error = fault(ran.text, self.shown)
            if last or not error.again:
                raise error
        return ran


def is_remote(target: str) -> bool:
    """Whether a target is a remote of rclone; a single letter before the colon is a disk of Windows."""
    return _REMOTE.fullmatch(target) is not None


def _visible(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}prongsai-dot{name}"


def _own_name(path: str) -> str:
    return path.replace("prongsai-dot.", ".")


@contextmanager
def _listed(paths: Iterable[str]) -> Iterator[str]:
    """A file with these paths, one a line, as rclone reads it."""
    with tempfile.TemporaryDirectory() as here:
        place = Path(here, "paths")
        place.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8", newline="\n")
        yield str(place)
