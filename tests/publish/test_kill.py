"""`kill -9` at any moment, and the same command again: the target ends as if nothing had happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import servers
from prongsai.publish.folder import Folder
from prongsai.publish.run import Settings
from prongsai.publish.run import publish as run
from prongsai.publish.site import read_site
from prongsai.publish.transport import INCOMING, Sent
from publish.publishing import kill, publish, started, told
from publish.small_sites import built, published, small_site, tree

AT = "web:ita"
TAKEN = "การเผยแพร่ครั้งก่อนจากเครื่องนี้ (เริ่ม "


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site", "one")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


class Killed(BaseException):
    """The power is off."""


class Mortal(Folder):
    """A folder whose user is killed in the middle of the operation with this number: what it did up to there stays."""

    def __init__(self, path: Path, moment: int) -> None:
        super().__init__(path)
        self.left = moment

    def _dies(self) -> bool:
        self.left -= 1
        return self.left < 0

    def write(self, files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            if self._dies():
                super().write({name: content[: len(content) // 2]})
                raise Killed
            super().write({name: content})

    def send(self, root: Path, paths: Sequence[str], sent: Sent) -> None:
        for path in paths:
            if self._dies():
                place = self.path / INCOMING / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes((root / path).read_bytes()[:-7])
                raise Killed
            super().send(root, [path], sent)

    def settle(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._one()
            super().settle([path])

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._one()
            super().delete([path])

    def purge(self, folder: str) -> None:
        self._one()
        super().purge(folder)

    def _one(self) -> None:
        if self._dies():
            raise Killed


def go(site: Path, transport: Folder) -> None:
    run(site, read_site(site), transport, Settings(beat=0, files_a_batch=4, break_lock=True), lambda _told: None)


def test_killed_at_every_single_moment_and_run_again_the_target_is_the_site(tmp_path: Path) -> None:
    one = small_site(tmp_path / "one", "one", pages=6, changed=3)
    two = small_site(tmp_path / "two", "two", pages=4, changed=3, more_dot_html=b"new" * 1000)
    for moment in range(1000):
        target = tmp_path / str(moment)
        go(one, Folder(target))
        try:
            go(two, Mortal(target, moment))
        except Killed:
            other = one if moment % 3 == 0 else two  # now and then the next run brings the old version back
            go(other, Folder(target))
            assert published(target) == built(other), moment
        else:
            break
    assert moment == 38, "every moment was one to be killed at"


MOMENTS = {
    "the lock is being written": ("STOR", 1),
    "files travel": ("STOR", 20),
    "some pages are new, some old": ("RNTO", 12),
    "the manifest comes into its place": ("RNTO", 29),
    "pages that went are deleted": ("DELE", 1),
}


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.replace(" ", "-"))
def test_killed_and_run_again_the_target_is_the_site(site: Path, home: Path, moment: str) -> None:
    assert publish(site, str(home / "ita")).exit_code == 0
    small_site(site, "two", pages=24, more_dot_html=b"new" * 1000)
    with servers.ftp(home, pause=MOMENTS[moment]) as server, started(site, AT, env=server.env) as process:
        server.wait_for_pause()
        kill(process)
        server.go_on()
        again = publish(site, AT, env=server.env)
    assert again.exit_code == 0, again.stderr
    assert "lock" in moment or told(again)[0].startswith(TAKEN)
    assert published(home / "ita") == built(site)


def test_killed_over_sftp_and_run_again_the_target_is_the_site(site: Path, home: Path) -> None:
    with servers.sftp(home) as server:
        with started(site, AT, env=server.env) as process:
            while len(list((home / "ita").glob("2568/*/index.html"))) < 8:
                assert process.poll() is None, process.communicate()
            kill(process)
        again = publish(site, AT, env=server.env)
        assert again.exit_code == 0, again.stderr
    assert tree(home / "ita") == tree(site)


def test_another_version_after_a_killed_one_ends_whole(site: Path, home: Path) -> None:
    assert publish(site, str(home / "ita")).exit_code == 0
    small_site(site, "two", second_dot_html=b"only in two")
    with servers.ftp(home, pause=("RNTO", 20)) as server, started(site, AT, env=server.env) as process:
        server.wait_for_pause()
        kill(process)
        server.go_on()
    small_site(site, "one")
    with servers.ftp(home) as server:
        assert publish(site, AT, env=server.env).exit_code == 0
    assert published(home / "ita") == built(site)


IN_SMALL_BATCHES = """
import sys
from pathlib import Path
from prongsai.publish.rclone import Rclone
from prongsai.publish.run import Settings, publish
from prongsai.publish.site import read_site
site = Path(sys.argv[1])
publish(site, read_site(site), Rclone(sys.argv[2]), Settings(files_a_batch=10, beat=0), lambda told: None)
"""


def test_what_has_arrived_for_certain_is_not_sent_again(site: Path, home: Path) -> None:
    with servers.ftp(home, pause=("STOR", 2 + 2 * 12 + 5)) as server:  # two batches with mark and lock, and a half
        process = subprocess.Popen(
            [sys.executable, "-c", IN_SMALL_BATCHES, str(site), AT],
            env={**os.environ, **server.env},
            start_new_session=True,
        )
        server.wait_for_pause()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        server.go_on()
    # one of those that had arrived was damaged since
    first = min(path for path in (home / "ita" / INCOMING).rglob("*.html"))
    first.write_bytes(first.read_bytes()[:100])
    with servers.ftp(home) as server:
        planned = publish(site, AT, "--dry-run", env=server.env).stdout.splitlines()
        assert planned[1:4] == [
            "ส่ง 19 ไฟล์ 77.7 kB (ใหม่ 38 เปลี่ยน 0) ลบ 0 ไฟล์",
            "ครั้งก่อนถูกตัดกลางคัน ไฟล์ที่ยืนยันไม่ได้จะส่งใหม่ทั้งหมด",
            "ครั้งก่อนส่งไปแล้ว 19 ไฟล์ ไม่ส่งซ้ำ",
        ]
        assert publish(site, AT, env=server.env).exit_code == 0
        assert sum(c == "STOR" and "prongsai-" not in p.replace(INCOMING, "") for c, p in server.commands()) == 19
    assert tree(home / "ita") == tree(site)


def test_rclone_dies_with_the_command_that_runs_it(site: Path, home: Path) -> None:
    with servers.ftp(home, pause=("STOR", 8)) as server, started(site, AT, env=server.env) as process:
        server.wait_for_pause()
        child = int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])
        assert Path(f"/proc/{child}/comm").read_text() == "rclone\n"
        process.kill()
        process.wait()
        end = time.monotonic() + 10
        while Path(f"/proc/{child}").exists() and "Z" not in Path(f"/proc/{child}/stat").read_text().split()[2]:
            assert time.monotonic() < end, "rclone goes on alone"
        server.go_on()
