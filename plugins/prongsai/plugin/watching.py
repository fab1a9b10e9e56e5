"""Files of a served site, watched by the system itself: a save is known at once.

MkDocs' own watcher looks at every file twice a second. It stays for what the system does not tell about: network
disks, folders reached through links, a machine that has used up its watches.
"""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from prongsai.words import load_words

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.prongsai")

QUIET = 0.05
"""Seconds without another change after which a rebuild begins: an editor saves in several steps, git many files."""
_CHANGES = {"created", "modified", "deleted", "moved", "closed", "attrib"}
"""Of the system's events; the others say that somebody has read, which a build does too."""
_FOLDERS = {"created", "deleted", "moved"}
"""Of them those that say something when they are about a folder."""
_PASSING = re.compile(
    r"\.git|\.cache|__pycache__"
    r"|4913|.*~|\..*\.sw[a-z]|\.#.*|#.*#|\.goutputstream-.*|.*\.kate-swp|.*___jb_(tmp|old)___|\.~lock\..*#|~\$.*"
)
"""Names of what no site is made from: what git and programs keep, what editors write beside a file and take away."""
_LOCAL = set("bcachefs btrfs ecryptfs exfat ext2 ext3 ext4 f2fs jfs overlay ramfs reiserfs tmpfs vfat xfs zfs".split())  # noqa: SIM905  # one line
"""Linux file systems that tell of each change. Others may be changed by another machine, which is not told."""


def _is_passing(path: str, root: str) -> bool:
    return any(map(_PASSING.fullmatch, Path(os.path.relpath(path, root)).parts))


def is_local(path: str) -> bool:
    """Whether the system knows of all changes there."""
    if sys.platform != "linux":
        return sys.platform in ("darwin", "win32") and not path.startswith("\\\\")
    best = ("", "")
    with suppress(OSError):
        for line in Path("/proc/self/mounts").read_text(errors="surrogateescape").splitlines():
            _, place, kind, *_ = line.split(" ")
            place = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)
            if path == place or path.startswith(place.rstrip("/") + "/"):
                best = max(best, (place, kind), key=lambda one: len(one[0]))  # the last of the same is on top
    return best[1] in _LOCAL


def _below(path: str, *, recursive: bool) -> Iterator[str]:
    """A file or folder and all that is in it."""
    yield path
    for here, folders, names in os.walk(path) if recursive else ():
        yield from (os.path.join(here, name) for name in (*folders, *names))  # noqa: PTH118  # a thousand times


def _changed(path: str) -> int:
    """When a file, its name or a folder's list was last changed, in nanoseconds."""
    with suppress(OSError):
        found = os.lstat(path)
        return max(found.st_mtime_ns, found.st_ctime_ns)
    return 0


class Watch(NamedTuple):
    """What was asked to be watched."""

    handler: FileSystemEventHandler
    path: str
    recursive: bool

    @property
    def root(self) -> str:
        """The folder that the system is asked about; for a file its own, because editors put a new one in its place."""
        return os.path.realpath(self.path if os.path.isdir(self.path) else os.path.dirname(self.path))  # noqa: PTH112, PTH120

    @property
    def is_told(self) -> bool:
        """Whether the system tells of all changes: nothing leads elsewhere, and all is on this machine's own disks."""
        below = _below(self.path, recursive=self.recursive)
        return is_local(self.root) and not any(os.path.islink(path) for path in below if path != self.path)  # noqa: PTH114


class _Ears(FileSystemEventHandler):
    """Hears of one watch and hands on what a site may depend on, as the change of a file: MkDocs skips folders."""

    def __init__(self, watch: Watch) -> None:
        self._watch, self._root = watch, watch.root
        file = os.path.join(self._root, os.path.basename(watch.path))  # noqa: PTH118, PTH119
        self._only = "" if os.path.isdir(watch.path) else file  # noqa: PTH112

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called in the observer's thread."""
        if event.event_type not in (_FOLDERS if event.is_directory else _CHANGES):
            return
        for path in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path or "")):
            if path and (path == self._only if self._only else not _is_passing(path, self._root)):
                self._watch.handler.dispatch(FileModifiedEvent(path))
                return


class Watcher:
    """Takes the place of a server's `observer`; `polling` is the one that it had."""

    def __init__(self, polling: Any, since: int) -> None:
        """`since` is when the site that is served now began to be read, in nanoseconds since the epoch."""
        self._polling, self._native, self._since = polling, Observer(), since
        self._running = False
        self._handles: dict[int, tuple[Any, FileSystemEventHandler, Any]] = {}
        self._waiting: dict[int, Watch] = {}
        self._number = 0

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> int:
        """Watch a file or folder; a number to end it by."""
        self._number += 1
        self._waiting[self._number] = Watch(handler, path, recursive)
        if self._running:
            self._begin()
        return self._number

    def unschedule(self, number: int) -> None:
        """Watch it no longer."""
        self._waiting.pop(number, None)
        if number in self._handles:
            observer, ears, handle = self._handles.pop(number)
            observer.remove_handler_for_watch(ears, handle)  # another file of its folder may be watched too

    def start(self) -> None:
        """Begin. Changes made while the first site was built are told now."""
        self._native.start()
        self._running = True
        watches = list(self._waiting.values())
        self._begin()
        for watch in watches:
            found = _below(watch.path, recursive=watch.recursive)
            if any(_changed(path) > self._since and not _is_passing(path, watch.path) for path in found):
                watch.handler.dispatch(FileModifiedEvent(watch.path))

    def _begin(self) -> None:
        slow: list[str] = []
        for number, watch in self._waiting.items():
            if not (watch.is_told and self._listen(number, self._native, _Ears(watch), watch.root, watch)):
                if not self._polling.is_alive():
                    self._polling.start()
                self._listen(number, self._polling, watch.handler, watch.path, watch)
                slow.append(os.path.relpath(watch.path))
        self._waiting.clear()
        if slow:
            log.info(load_words()["messages"]["watched_slowly"].format(paths=", ".join(slow)))

    def _listen(self, number: int, observer: Any, ears: FileSystemEventHandler, path: str, watch: Watch) -> bool:
        try:
            handle = observer.schedule(ears, path, recursive=watch.recursive and os.path.isdir(watch.path))  # noqa: PTH112
        except OSError as error:
            log.debug("%s: %s", path, error)  # no watches left
            return False
        self._handles[number] = observer, ears, handle
        return True

    def stop(self) -> None:
        """End."""
        for observer in (self._native, self._polling):
            if observer.is_alive():
                observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        for observer in (self._native, self._polling):
            if observer.is_alive():
                observer.join()


def watch_at_once(server: LiveReloadServer, since: int) -> None:
    """Have a server that has not begun know of changes at once. What it watches already stays watched."""
    watched: Mapping[str, int] | None = getattr(server, "_watched_paths", None)
    if watched is None:  # another MkDocs than we know: its own watcher does
        return
    again = [path for path, count in watched.items() for _ in range(count)]
    # of watchdog, about a folder that comes back under another name: its changes are told all the same
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
    for path in again:
        server.unwatch(path)
    server.observer = cast("Any", Watcher(server.observer, since))
    server.build_delay = QUIET
    for path in again:
        server.watch(path)


def end_politely() -> None:
    """Have a program that is told to end do so as on Ctrl-C: MkDocs then takes its temporary folders away."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, end)
