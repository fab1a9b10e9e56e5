"""A served site knows of a change at once, by the system's own word."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from prongsai.plugin import watching
from prongsai.plugin.watching import QUIET, Watcher, is_local, watch_at_once

pytestmark = pytest.mark.site


class Heard:
    """A server's watcher over a folder and a file in another, and whether it has said anything since it was asked."""

    def __init__(self, folder: Path, file: Path, since: int | None = None) -> None:
        self._told = threading.Event()
        self.server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(folder))
        self.server.watch(str(folder))
        watch_at_once(self.server, time.time_ns() + 10**9 if since is None else since)
        self.server.watch(str(file))
        condition = self.server._rebuild_cond
        usual = condition.notify_all

        def notify() -> None:
            self._told.set()
            usual()

        condition.notify_all = notify  # type: ignore[method-assign]
        self.server.observer.start()

    def of(self, change: Callable[[], object], seconds: float = 5) -> bool:
        time.sleep(0.1)
        self._told.clear()
        change()
        return self._told.wait(seconds)

    def end(self) -> None:
        self.server.observer.stop()
        self.server.observer.join()
        self.server.server_close()


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    folder, file = tmp_path / "data", tmp_path / "beside" / "mkdocs.yml"
    (folder / "sing" / "2568").mkdir(parents=True)
    (folder / "sing" / "agency.yml").write_text("a", encoding="utf-8")
    file.parent.mkdir()
    file.write_text("a", encoding="utf-8")
    return folder, file


@pytest.fixture
def heard(places: tuple[Path, Path]) -> Iterator[Heard]:
    one = Heard(*places)
    yield one
    one.end()


def test_changes_of_every_kind_are_told(heard: Heard, places: tuple[Path, Path]) -> None:
    folder, file = places
    agency, new, outside = folder / "sing" / "agency.yml", folder / "sing" / "2568" / "new.yml", folder.parent
    assert heard.of(lambda: agency.write_text("b", encoding="utf-8")), "saved"
    assert heard.of(lambda: new.write_text("b", encoding="utf-8")), "a new file"
    assert heard.of(lambda: new.replace(agency)), "saved by renaming"
    assert heard.of(lambda: (folder / "sing").rename(outside / "sing")), "a folder moved away"
    assert heard.of(lambda: (outside / "sing").rename(folder / "ban")), "a folder moved here"
    assert heard.of(lambda: (folder / "ban" / "agency.yml").unlink()), "removed, in a folder that came later"
    assert heard.of(lambda: (folder / "ban" / "2568").rmdir()), "a folder removed"
    assert heard.of(lambda: file.write_text("b", encoding="utf-8")), "a file watched by itself"
    (file.parent / "other").write_text("c", encoding="utf-8")
    assert heard.of(lambda: (file.parent / "other").replace(file)), "the same, saved by renaming"
    assert heard.of(lambda: file.write_text("d", encoding="utf-8")), "and once more"


def test_reading_and_what_editors_leave_beside_a_file_are_not_told(heard: Heard, places: tuple[Path, Path]) -> None:
    folder, file = places

    def quiet() -> None:
        (folder / "sing" / "agency.yml").read_text(encoding="utf-8")
        list(folder.rglob("*"))
        for name in (".agency.yml.swp", "agency.yml~", "4913", "#agency.yml#", "~$report.docx", ".~lock.a.ods#"):
            (folder / "sing" / name).write_text("b", encoding="utf-8")
        (folder / ".git").mkdir()
        (folder / ".git" / "index").write_text("b", encoding="utf-8")
        (file.parent / "neighbour.yml").write_text("b", encoding="utf-8")

    assert not heard.of(quiet, 0.5)


def test_a_change_made_before_it_began_is_told(places: tuple[Path, Path]) -> None:
    since = time.time_ns() - 10**10
    one = Heard(*places, since=since)
    try:
        assert one._told.is_set()
    finally:
        one.end()


def test_where_the_system_does_not_tell_the_files_are_looked_at(
    places: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder, file = places
    (tmp_path / "elsewhere").mkdir()
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)
    with caplog.at_level("INFO", "mkdocs.plugins.prongsai"):
        one = Heard(folder, file)
    try:
        assert one.of(lambda: (tmp_path / "elsewhere" / "a.yml").write_text("b", encoding="utf-8"))
        assert one.of(lambda: file.write_text("b", encoding="utf-8"))
        said = "ระบบไม่แจ้งการแก้ไฟล์ใน data จึงตรวจดูเองทุกครึ่งวินาที หน้าเว็บจะปรับช้าลงเล็กน้อย"
        assert [record.getMessage() for record in caplog.records] == [said]
    finally:
        one.end()


def test_without_watches_left_the_files_are_looked_at(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(watching.Observer):  # type: ignore[misc, valid-type]  # which class it is depends on the system
        def schedule(self, *_: object, **__: object) -> None:  # type: ignore[override]
            raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watching, "Observer", Full)
    one = Heard(*places)
    try:
        assert one.of(lambda: (places[0] / "sing" / "agency.yml").write_text("bb", encoding="utf-8"))
    finally:
        one.end()


def test_a_server_waits_a_moment_for_more_and_keeps_what_it_watched(places: tuple[Path, Path]) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(places[0]))
    for path in (places[0], places[0], places[1]):
        server.watch(str(path))
    before = dict(server._watched_paths)
    watch_at_once(server, 0)
    assert isinstance(server.observer, Watcher)
    assert (server._watched_paths, server.build_delay) == (before, QUIET)
    server.unwatch(str(places[1]))
    server.server_close()


def test_another_server_keeps_its_own_watcher(places: tuple[Path, Path]) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(places[0]))
    del server._watched_paths
    watch_at_once(server, 0)
    assert isinstance(server.observer, PollingObserver)
    server.server_close()


@pytest.mark.skipif(not Path("/proc/self/mounts").exists(), reason="Linux")
def test_disks_of_other_machines_are_not_local(monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = r"""/dev/sda / ext4 rw 0 0
server:/x /home nfs4 rw 0 0
C: /mnt/c\040d 9p rw 0 0
tmpfs /home/me/local tmpfs rw 0 0
"""
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: mounts)
    asked = ["/srv/data", "/home/me/data", "/mnt/c d/data", "/home/me/local/data", "/homely"]
    assert [path for path in asked if is_local(path)] == ["/srv/data", "/home/me/local/data", "/homely"]
    assert os.sep == "/"
