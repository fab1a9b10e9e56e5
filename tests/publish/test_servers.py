"""Publishing to real servers: OpenSSH that gives SFTP only, and an FTP server that writes down what it is told."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import servers
from prongsai.manifest import MANIFEST
from prongsai.publish.rclone import Rclone, is_remote
from prongsai.publish.rclone_run import program
from prongsai.publish.transport import INCOMING, JOURNAL, LOCK
from publish.publishing import publish, started, told
from publish.small_sites import built, published, small_site, tree

UNTOUCHED = "เว็บเดิมยังครบทุกไฟล์ ไม่มีหน้าใดเปลี่ยน สั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อจากที่ค้าง"
AT = "web:www/ita"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site", "one", changed=2)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def target(home: Path) -> Path:
    return home / "www/ita"


@pytest.fixture
def sftp(home: Path) -> Iterator[servers.Server]:
    with servers.sftp(home) as server:
        yield server


@pytest.fixture
def ftp(home: Path) -> Iterator[servers.Server]:
    with servers.ftp(home) as server:
        yield server


def stored(server: servers.Server) -> list[str]:
    """The files that an FTP server was given, below the target."""
    return sorted(path.removeprefix("www/ita/") for command, path in server.commands() if command == "STOR")


def test_over_ftp_exactly_the_planned_files_are_stored(site: Path, target: Path, ftp: servers.Server) -> None:
    first = publish(site, AT, env=ftp.env)
    assert (first.exit_code, told(first)) == (0, [f"เผยแพร่แล้วที่ {AT}: ส่ง 38 ไฟล์ 131.8 kB ลบ 0 ไฟล์"]), first.stderr
    assert tree(target) == tree(site)
    (ftp.place / "commands.jsonl").write_text("")
    small_site(site, "two", changed=2, pages=29)
    assert publish(site, AT, "--dry-run", env=ftp.env).exit_code == 0
    assert {command for command, _ in ftp.commands()} == {"RETR"}, "a dry run only reads"
    second = publish(site, AT, env=ftp.env)
    assert (second.exit_code, told(second)) == (0, [f"เผยแพร่แล้วที่ {AT}: ส่ง 5 ไฟล์ 12.3 kB ลบ 1 ไฟล์"])
    sent = ["2568/p000/index.html", "2568/p001/index.html", "assets/site.31dc0d6b.css", "data/site.json", "index.html"]
    assert [path for path in stored(ftp) if "prongsai-sent" not in path] == [
        *(f"{INCOMING}/{path}" for path in sent),
        f"{INCOMING}/{MANIFEST}",
        LOCK,
        JOURNAL,
    ]
    renamed = [path.removeprefix("www/ita/") for command, path in ftp.commands() if command == "RNTO"]
    assert sorted(renamed) == sorted([*sent, MANIFEST])
    assert renamed[:2] + renamed[-2:] == ["assets/site.31dc0d6b.css", "data/site.json", "index.html", MANIFEST]
    deleted = [path for command, path in ftp.commands() if command == "DELE" and INCOMING not in path]
    assert deleted[0] == "www/ita/2568/p029/index.html"
    assert set(deleted[1:]) == {f"www/ita/{JOURNAL}", f"www/ita/{LOCK}"}
    assert published(target) == built(site)
    assert not (target / "2568/p029").exists()
    third = publish(site, AT, env=ftp.env)
    assert told(third) == [f"{AT} ตรงกับเว็บนี้อยู่แล้ว ไม่มีอะไรต้องส่ง"]


def test_over_sftp_exactly_the_changed_files_are_written(site: Path, target: Path, sftp: servers.Server) -> None:
    first = publish(site, AT, env=sftp.env)
    assert first.exit_code == 0, first.stderr
    assert tree(target) == tree(site)
    before = {name: (target / name).stat().st_ino for name in tree(target)}
    small_site(site, "two", changed=2)
    second = publish(site, AT, env=sftp.env)
    assert second.exit_code == 0, second.stderr
    pages = {"index.html", "2568/p000/index.html", "2568/p001/index.html"}
    after = {name: (target / name).stat().st_ino for name in tree(target)}
    written = {name for name, inode in after.items() if before.get(name) != inode}
    assert written == {MANIFEST, "assets/site.31dc0d6b.css", "data/site.json", *pages}
    assert published(target) == built(site)


def test_an_ftp_server_that_hides_names_with_a_dot_gets_them_all_the_same(site: Path, home: Path, target: Path) -> None:
    with servers.ftp(home, hide_dots=True) as server:
        small_site(site, "one", changed=2, _dot_htaccess=b"AddDefaultCharset utf-8\n")
        first = publish(site, AT, env=server.env)
        assert first.exit_code == 0, first.stderr
        small_site(site, "two", changed=2, _dot_htaccess=b"AddDefaultCharset utf-8\n# changed\n")
        second = publish(site, AT, env=server.env)
        assert second.exit_code == 0, second.stderr
    assert published(target) == built(site)


def test_files_of_somebody_else_at_a_server_are_refused(site: Path, target: Path, ftp: servers.Server) -> None:
    target.mkdir(parents=True)
    (target / ".htaccess").write_text("theirs")
    refused = publish(site, AT, env=ftp.env)
    assert (refused.exit_code, told(refused)[0]) == (1, f"{AT} มีไฟล์อยู่แล้ว 1 ไฟล์ที่ prongsai ไม่ได้วาง: .htaccess")
    assert sorted(tree(target)) == [".htaccess"]


def refusal(result: object) -> list[str]:
    """Its words, rclone's own last line apart: that one names ports."""
    return [line for line in told(result) if not line.startswith("  rclone: ")]  # type: ignore[arg-type]


WRONG = (
    f"{AT}: เครื่องแม่ข่ายไม่รับชื่อผู้ใช้ รหัสผ่าน หรือกุญแจ ตรวจค่าที่ตั้งให้ rclone (rclone config หรือ RCLONE_CONFIG_…) "
    "รหัสผ่านต้องผ่านคำสั่ง rclone obscure ก่อน"
)


def test_a_wrong_password_is_said_and_never_shown(site: Path, ftp: servers.Server, target: Path) -> None:
    wrong = "wrong-password-9"
    secret = subprocess.run(["rclone", "obscure", wrong], capture_output=True, text=True, check=True).stdout.strip()
    refused = publish(site, AT, env=ftp.env | {"RCLONE_CONFIG_WEB_PASS": secret})
    assert (refused.exit_code, refusal(refused)) == (1, [WRONG])
    assert "530 Authentication failed." in refused.stderr
    assert wrong not in refused.output
    assert secret not in refused.output
    assert not target.exists()


def test_a_wrong_key_and_a_strange_host_key_are_said(site: Path, sftp: servers.Server, target: Path) -> None:
    other = publish(site, AT, env=sftp.env | {"RCLONE_CONFIG_WEB_KEY_FILE": str(sftp.place / "other")})
    assert (other.exit_code, refusal(other)) == (1, [WRONG])
    (sftp.place / "nobody").write_text("")
    unknown = publish(site, AT, env=sftp.env | {"RCLONE_CONFIG_WEB_KNOWN_HOSTS_FILE": str(sftp.place / "nobody")})
    assert (unknown.exit_code, refusal(unknown)) == (
        1,
        [
            f"{AT}: ไม่รู้จักกุญแจของเครื่องแม่ข่าย จึงไม่ส่งรหัสผ่านไป ตรวจกับผู้ให้บริการ แล้วเพิ่มกุญแจลงใน known_hosts "
            "ด้วย ssh-keyscan ชื่อเครื่อง >> ไฟล์ที่ตั้งไว้ใน known_hosts_file"
        ],
    )
    host = (sftp.place / "known_hosts").read_text().split()[0]
    (sftp.place / "false").write_text(f"{host} {(sftp.place / 'other.pub').read_text()}")
    changed = publish(site, AT, env=sftp.env | {"RCLONE_CONFIG_WEB_KNOWN_HOSTS_FILE": str(sftp.place / "false")})
    assert (changed.exit_code, refusal(changed)) == (
        1,
        [f"{AT}: กุญแจของเครื่องแม่ข่ายไม่ตรงกับที่เคยบันทึก อาจมีผู้ดักกลางทาง จึงหยุด ถามผู้ให้บริการว่าเปลี่ยนกุญแจหรือไม่"],
    )
    assert not target.exists()


GONE = f"{AT}: ติดต่อเครื่องแม่ข่ายไม่ได้หรือขาดการติดต่อกลางคัน ตรวจชื่อเครื่อง พอร์ต และอินเทอร์เน็ต แล้วสั่งอีกครั้ง"


def test_a_server_that_is_not_there_is_said(site: Path, ftp: servers.Server) -> None:
    ftp.kill()
    refused = publish(site, AT, env=ftp.env)
    assert (refused.exit_code, refusal(refused)) == (1, [GONE])


def test_a_remote_that_rclone_does_not_know_is_said(site: Path, tmp_path: Path) -> None:
    refused = publish(site, "nowhere:ita", env={"RCLONE_CONFIG": str(tmp_path / "none.conf")})
    assert (refused.exit_code, refusal(refused)) == (
        1,
        [
            "nowhere:ita: rclone ไม่รู้จักปลายทางนี้ ตั้งค่าก่อนด้วย rclone config หรือใส่ RCLONE_CONFIG_ชื่อ_TYPE "
            "และค่าอื่นในตัวแปรสภาพแวดล้อม"
        ],
    )


def seen_by_readers(target: Path) -> dict[str, bytes]:
    """What lies at a target but for what publications need themselves."""
    state = (INCOMING, LOCK, JOURNAL)
    return {name: content for name, content in tree(target).items() if not name.startswith(state)}


def test_a_full_disk_is_said_and_the_old_site_stays_whole(site: Path, home: Path, target: Path) -> None:
    with servers.ftp(home, quota=200_000) as server:
        assert publish(site, AT, env=server.env).exit_code == 0
        before = tree(target)
        small_site(site, "two")
        full = publish(site, AT, env=server.env)
        assert (full.exit_code, refusal(full)) == (
            1,
            [f"{AT}: พื้นที่ของเครื่องแม่ข่ายเต็ม ลบไฟล์ที่ไม่ใช้หรือขอพื้นที่เพิ่ม แล้วสั่งอีกครั้ง", UNTOUCHED],
        )
        assert seen_by_readers(target) == before
    with servers.ftp(home) as server:  # the host has given more room
        assert publish(site, AT, env=server.env).exit_code == 0
    assert published(target) == built(site)


def test_a_server_that_vanishes_in_mid_upload_is_said_and_the_old_site_stays_whole(
    site: Path, home: Path, target: Path
) -> None:
    assert publish(site, str(target)).exit_code == 0
    before = tree(target)
    small_site(site, "two")
    with servers.ftp(home, pause=("STOR", 20)) as server, started(site, AT, env=server.env) as process:
        server.wait_for_pause()
        server.kill()
        _, said = process.communicate(timeout=60)
    lines = [line for line in said.splitlines() if line and not line.startswith(("ดูปลายทาง", "ส่ง ", "  rclone: "))]
    assert (process.returncode, lines) == (1, [GONE, UNTOUCHED])
    assert seen_by_readers(target) == before
    with servers.ftp(home) as server:
        again = publish(site, AT, env=server.env)
    assert again.exit_code == 0, again.stderr
    assert published(target) == built(site)


def fake_rclone(folder: Path, version: str) -> dict[str, str]:
    folder.mkdir()
    (folder / "rclone").write_text(f"#!/bin/sh\necho rclone {version}\n")
    (folder / "rclone").chmod(0o755)
    return {"PATH": str(folder)}


def test_a_missing_or_old_rclone_is_said_with_how_to_get_it(site: Path, tmp_path: Path) -> None:
    how = [
        "  Windows          winget install Rclone.Rclone",
        "  Debian, Ubuntu   sudo apt-get install rclone",
        "  macOS            brew install rclone",
        "  https://rclone.org/downloads/",
    ]
    program.cache_clear()
    missing = publish(site, AT, env={"PATH": str(tmp_path)})
    assert (missing.exit_code, told(missing)) == (
        1,
        ["ไม่พบโปรแกรม rclone ซึ่งใช้ส่งไฟล์ผ่าน SFTP และ FTP ติดตั้งแล้วเปิดหน้าต่างคำสั่งใหม่ แล้วสั่งอีกครั้ง", *how],
    )
    old = publish(site, AT, "--lang", "en", env=fake_rclone(tmp_path / "bin", "v1.53.3-DEV"))
    program.cache_clear()
    assert (old.exit_code, told(old)) == (
        1,
        ["rclone here is version 1.53, and 1.60 or later is needed: install a newer one", *how],
    )


def test_targets_are_told_apart() -> None:
    assert [is_remote(target) for target in ("web:", "web:a/b", ":ftp,host=a.go.th,user=u:x", "my host:x")] == [
        True
    ] * 4
    assert [is_remote(target) for target in ("C:\\www", "D:/www", "C:www", "/var/www", "./a:b", "www")] == [False] * 6
    assert Rclone(":sftp,host=a.go.th,pass='x:y':www/").shown == ":sftp:www"
    assert Rclone("web:/").below("a").shown == "web:/a"


def test_a_strange_target_is_a_wrong_command(site: Path) -> None:
    result = publish(site, "https://www.example.go.th/ita/")
    assert result.exit_code == 2
    assert "Error: ใช้ปลายทาง “https://www.example.go.th/ita/” ไม่ได้" in result.stderr
