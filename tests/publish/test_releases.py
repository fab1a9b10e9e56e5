"""Several versions side by side: the switch, the way back, and readers who notice nothing."""

from __future__ import annotations

import hashlib
import http.client
from collections.abc import Sequence
from pathlib import Path

import pytest

import servers
from prongsai.manifest import MANIFEST, Manifest
from prongsai.manifest import read as read_manifest
from prongsai.publish.folder import Folder
from prongsai.publish.releases import Releases, Slot, publish_release
from prongsai.publish.run import Settings
from prongsai.publish.site import read_site
from prongsai.publish.switch import Markers, htaccess
from prongsai.publish.transport import LOCK
from publish.publishing import prongsai, publish, told
from publish.readers import reading
from publish.small_sites import PAGES, built, published, small_site

NOT_FOUND = b"ErrorDocument 404 /ita/404.html\n"
ADDRESSES = ["", *(f"2568/p{number:03}/" for number in range(PAGES))]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "www"


def rollback(to: Path | str, *arguments: str, env: dict[str, str] | None = None) -> list[str]:
    result = prongsai("rollback", "--to", str(to), *arguments, env=env)
    return [f"code {result.exit_code}", *told(result)]


def rolled(before: int, number: int, slot: int) -> list[str]:
    return ["code 0", f"ย้อนจากรุ่นที่ {before} ไปรุ่นที่ {number} แล้ว (ช่อง {slot}) ผู้อ่านเห็นทันที"]


def no_more(to: Path | str, number: int) -> list[str]:
    return ["code 1", f"{to} ไม่มีรุ่นก่อนรุ่นที่ {number} แล้ว ผู้อ่านยังเห็นรุ่นที่ {number}"]


def slots(*numbers: tuple[int, int], live: int, cut_off: int = 0) -> Releases:
    """Slots 1, 2 … each with a number and the number that it came after; (0, 0) is an empty one."""
    found = []
    for slot, (number, after) in enumerate(numbers, start=1):
        manifest = Manifest(files={}, release={"number": number, "after": after}) if number else None
        found.append(Slot(slot, manifest, slot == cut_off))
    return Releases(tuple(found), live)


@pytest.mark.parametrize(
    ("state", "slot", "previous"),
    [
        (slots((0, 0), (0, 0), (0, 0), live=0), 1, None),
        (slots((1, 0), (0, 0), (0, 0), live=1), 2, None),
        (slots((1, 0), (2, 1), (0, 0), live=2), 3, 1),
        (slots((1, 0), (2, 1), (3, 2), live=3), 1, 2),
        (slots((1, 0), (2, 1), (3, 2), live=2), 3, 1),  # rolled back from 3
        (slots((4, 2), (2, 1), (3, 2), live=1), 3, 2),  # and published again: 3 is nobody's any more
        (slots((1, 0), (2, 1), (3, 2), live=1), 2, None),  # rolled back twice
        (slots((1, 0), (0, 0), (0, 0), live=1, cut_off=3), 3, None),
        (slots((4, 3), (2, 1), (3, 2), live=1, cut_off=3), 3, None),
    ],
)
def test_the_next_version_takes_the_slot_that_is_missed_least(state: Releases, slot: int, previous: int | None) -> None:
    assert state.next_slot(3).slot == slot
    assert (state.previous.slot if state.previous else None) == previous


def test_the_switch_text_names_no_site_and_no_number_of_versions() -> None:
    text = htaccess()
    assert text.isascii()
    assert "/ita" not in text
    assert hashlib.sha256(text.encode()).hexdigest()[:8] == "91d48d3c", (
        "this text must not change under a published site"
    )


def test_versions_are_kept_numbered_and_rolled_back(site: Path, target: Path) -> None:
    by = ("--switch", "htaccess")
    for number, version in enumerate(["one", "two", "three"], start=1):
        result = publish(small_site(site, version), str(target), "--releases", "2", *by)
        assert result.exit_code == 0, result.stderr
        assert told(result)[-1] == f"ผู้อ่านเห็นรุ่นที่ {number} แล้ว (ช่อง {number})"
        assert sorted(path.name for path in (target / "releases").glob("live-*")) == [f"live-{number}"]
        assert published(target / f"releases/{number}") == built(site)
    assert not (target / LOCK).exists()
    assert rollback(target, *by) == rolled(3, 2, 2)
    assert rollback(target, *by) == rolled(2, 1, 1)
    assert rollback(target, *by) == no_more(target, 1)
    again = publish(small_site(site, "four", changed=1), str(target), "--releases", "2", *by)
    assert told(again)[-1] == "ผู้อ่านเห็นรุ่นที่ 4 แล้ว (ช่อง 2)"
    assert rollback(target, *by) == rolled(4, 1, 1)


def test_only_what_differs_from_the_slot_travels(site: Path, target: Path) -> None:
    for version in ("one", "two", "one"):
        result = publish(small_site(site, version, changed=2), str(target), "--releases", "1")
    assert told(result) == [f"เผยแพร่แล้วที่ {target}: ส่ง 0 ไฟล์ 0 B ลบ 0 ไฟล์", "ผู้อ่านเห็นรุ่นที่ 3 แล้ว (ช่อง 1)"]
    same = publish(site, str(target), "--releases", "1")
    assert told(same) == [f"{target} ตรงกับเว็บนี้อยู่แล้ว ไม่มีอะไรต้องส่ง", "ผู้อ่านเห็นรุ่นที่ 3 แล้ว (ช่อง 1)"]
    planned = publish(small_site(site, "three", changed=2), str(target), "--releases", "1", "--dry-run").stdout
    assert planned.splitlines()[:2] == [
        f"แผนการเผยแพร่ไปที่ {target}/releases/2",
        "ส่ง 5 ไฟล์ 12.3 kB (ใหม่ 1 เปลี่ยน 4) ลบ 0 ไฟล์",
    ]


def test_a_version_that_was_cut_off_before_the_switch_is_shown_and_not_sent_again(site: Path, target: Path) -> None:
    class DiesAtTheSwitch(Markers):
        def show(self, slot: int, found: object) -> None:
            raise KeyboardInterrupt

    publish(small_site(site, "one"), str(target), "--releases", "2", "--switch", "htaccess")
    small_site(site, "two")
    folder = Folder(target)
    with pytest.raises(KeyboardInterrupt):
        publish_release(site, read_site(site), folder, DiesAtTheSwitch(folder), Settings(), 2, lambda _told: None)
    assert (target / "releases/live-1").exists()
    again = publish(site, str(target), "--releases", "2", "--switch", "htaccess", "--break-lock")
    assert told(again)[-1] == "ผู้อ่านเห็นรุ่นที่ 2 แล้ว (ช่อง 2)"


def test_a_target_of_one_kind_is_not_taken_for_the_other(site: Path, target: Path) -> None:
    publish(small_site(site, "one"), str(target))
    refused = publish(site, str(target), "--releases", "2")
    assert (refused.exit_code, told(refused)) == (
        1,
        [f"{target} เคยเผยแพร่แบบไม่มี --releases ใช้โฟลเดอร์ใหม่ที่ว่าง หรือสั่งโดยไม่ใส่ --releases ต่อไป"],
    )
    assert rollback(target) == [
        "code 1",
        f"{target} เคยเผยแพร่แบบไม่มี --releases ใช้โฟลเดอร์ใหม่ที่ว่าง หรือสั่งโดยไม่ใส่ --releases ต่อไป",
    ]
    empty = target.parent / "empty"
    empty.mkdir()
    assert rollback(empty) == ["code 1", f"{empty} ไม่มีรุ่นให้ย้อน ใช้ได้กับปลายทางที่เผยแพร่ด้วย --releases เท่านั้น"]
    assert list(empty.iterdir()) == []


def test_somebody_elses_htaccess_is_not_written_over(site: Path, target: Path) -> None:
    target.mkdir()
    (target / ".htaccess").write_text("theirs")
    refused = publish(small_site(site, "one"), str(target), "--releases", "2", "--switch", "htaccess")
    assert (refused.exit_code, told(refused)[0]) == (
        1,
        f"{target} มีไฟล์อยู่แล้ว 1 ไฟล์ที่ prongsai ไม่ได้วาง: .htaccess",
    )
    assert sorted(path.name for path in target.iterdir()) == [".htaccess"]


def test_a_link_is_only_for_folders_and_a_switch_only_for_releases(site: Path, target: Path) -> None:
    small_site(site, "one")
    linked = publish(site, "web:ita", "--releases", "2", "--switch", "symlink")
    assert linked.exit_code == 2
    assert "Error: --switch symlink ใช้ได้กับปลายทางที่เป็นโฟลเดอร์เท่านั้น" in linked.stderr
    alone = publish(site, str(target), "--switch", "symlink")
    assert alone.exit_code == 2
    assert "Error: --switch ใช้คู่กับ --releases" in alone.stderr


def test_storage_that_reads_no_htaccess_is_refused(site: Path, tmp_path: Path) -> None:
    env = {"RCLONE_CONFIG": str(tmp_path / "none")}  # rclone's store in memory has buckets as S3 has
    refused = publish(small_site(site, "one"), ":memory:bucket", "--releases", "2", env=env)
    assert (refused.exit_code, told(refused)) == (
        1,
        [":memory:bucket: ที่เก็บแบบ S3 ไม่อ่าน .htaccess จึงสลับรุ่นไม่ได้ สั่งใหม่โดยไม่ใส่ --releases"],
    )


def get(port: int, path: str) -> tuple[int, str | None, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location"), body


@pytest.mark.parametrize("alias", [False, True], ids=["below-the-root", "by-an-alias"])
def test_apache_leads_every_address_into_the_version_that_is_shown(site: Path, target: Path, alias: bool) -> None:
    first = publish(
        small_site(site, "one", _dot_htaccess=NOT_FOUND), str(target), "--releases", "2", "--switch", "htaccess"
    )
    assert first.exit_code == 0, first.stderr
    old_style = next(path for path in built(site) if path.endswith(".css"))
    publish(small_site(site, "two", _dot_htaccess=NOT_FOUND), str(target), "--releases", "2", "--switch", "htaccess")
    (target / "blog").mkdir()
    (target / "blog/post.html").write_text("theirs")
    files = built(site)
    with servers.apache(target, alias=alias) as server:
        page = files["2568/p001/index.html"]
        missing = files["404.html"]
        for path, expected in {
            "/ita/": (200, None, files["index.html"]),
            "/ita/?a=b": (200, None, files["index.html"]),
            "/ita/index.html": (200, None, files["index.html"]),
            "/ita/2568/p001/": (200, None, page),
            "/ita/2568/evidence/plan.pdf": (200, None, files["2568/evidence/plan.pdf"]),
            f"/ita/{old_style}": (200, None, b"/* one */ body { color: black }\n"),
            "/ita/blog/post.html": (200, None, b"theirs"),
            "/ita/nothing": (404, None, missing),
            "/ita/2568/nothing/at/all": (404, None, missing),
            "/ita/releases/2/index.html": (404, None, missing),
        }.items():
            assert get(server.port, path) == expected, path
        assert get(server.port, "/ita/2568/p001")[:2] == (301, f"http://127.0.0.1:{server.port}/ita/2568/p001/")
        assert get(server.port, "/ita/.htaccess")[0] == 403
        for name in ("prongsai-lock.json", "prongsai-upload.json", "prongsai-incoming/index.html"):
            (target / name).parent.mkdir(exist_ok=True)
            (target / name).write_text("not for readers", encoding="utf-8")
        for name in (
            "releases/live-2",
            "releases/",
            "releases",
            "prongsai-lock.json",
            "prongsai-upload.json",
            "prongsai-incoming/index.html",
        ):
            assert get(server.port, f"/ita/{name}")[0] == 404
        (target / "prongsai-lock.json").unlink()
        assert get(server.port, f"/ita/{MANIFEST}")[2] == (target / "releases/2" / MANIFEST).read_bytes()
        verified = rollback(target, "--switch", "htaccess", "--verify", f"http://127.0.0.1:{server.port}/ita/")
        assert verified == [*rolled(2, 1, 1), f"ตรวจที่ http://127.0.0.1:{server.port}/ita/ แล้ว 12 ไฟล์ ตรงกับที่ส่ง"]
        assert "rewrite" not in server.log()


def switched_under_readers(
    url: str, site: Path, target: str, *by: str, times: int = 5, back: str = "", env: dict[str, str] | None = None
) -> tuple[int, Sequence[str]]:
    """Publish versions and roll back while readers read. Returns how often they asked, and which versions they saw."""
    with reading(url, ADDRESSES) as met:
        for number in range(times):
            result = publish(
                small_site(site, f"v{number}", _dot_htaccess=NOT_FOUND), target, "--releases", "2", *by, env=env
            )
            assert result.exit_code == 0, result.stderr
            met.wait_for(f"v{number}")
        seen = sorted(met.pages)
        met.pages.clear()
        assert rollback(target, *by, env=env)[0] == "code 0"
        met.wait_for(back or f"v{times - 2}")
    assert met.faults == {}
    return met.requests, seen


def test_readers_of_apache_meet_no_fault_and_no_mixed_versions(site: Path, target: Path) -> None:
    by = ("--switch", "htaccess")
    publish(small_site(site, "first", _dot_htaccess=NOT_FOUND), str(target), "--releases", "2", *by)
    with servers.apache(target) as server:
        requests, seen = switched_under_readers(server.url, site, str(target), *by, times=8)
    assert requests > 1000
    assert seen == ["first", *(f"v{number}" for number in range(8))]


def test_readers_of_apache_meet_no_fault_while_ftp_switches(site: Path, target: Path) -> None:
    target.mkdir()
    by = ("--switch", "htaccess")
    publish(small_site(site, "first", _dot_htaccess=NOT_FOUND), str(target), "--releases", "2", *by)
    publish(small_site(site, "second", _dot_htaccess=NOT_FOUND), str(target), "--releases", "2", *by)
    with servers.ftp(target) as ftp, servers.apache(target) as server:
        requests, seen = switched_under_readers(server.url, site, "web:", times=1, back="second", env=ftp.env)
    assert requests > 1000
    assert seen == ["second", "v0"]


@pytest.mark.parametrize("kind", ["nginx", "apache"])
def test_readers_behind_a_link_meet_no_fault_and_no_mixed_versions(site: Path, target: Path, kind: str) -> None:
    publish(small_site(site, "first", _dot_htaccess=NOT_FOUND), str(target), "--releases", "2")
    start = {"nginx": servers.nginx, "apache": servers.apache}[kind]
    with start(target / "current") as server:
        requests, _ = switched_under_readers(server.url, site, str(target), times=8)
    assert requests > 1000
    live = target / "releases" / (target / "current").readlink().name
    manifest = read_manifest((live / MANIFEST).read_bytes())
    assert {path for path in manifest.retired if (live / path).is_file()} == set(manifest.retired) != set()


def test_plain_publishing_to_a_folder_shows_readers_no_half_page(site: Path, target: Path) -> None:
    publish(small_site(site, "first"), str(target))
    with servers.apache(target) as server, reading(server.url, ADDRESSES) as met:
        for number in range(8):
            assert publish(small_site(site, f"v{number}"), str(target)).exit_code == 0
    assert met.requests > 1000
    assert met.faults == {}


def test_plain_publishing_over_sftp_shows_readers_no_half_page(site: Path, target: Path) -> None:
    """An rclone before 1.65 deletes a page before it renames the new one: a reader in between is told 404."""
    target.mkdir()
    publish(small_site(site, "first"), str(target))
    with servers.sftp(target) as sftp, servers.apache(target) as server, reading(server.url, ADDRESSES) as met:
        assert publish(small_site(site, "second"), "web:", env=sftp.env).exit_code == 0
    assert met.requests > 1000
    assert met.faults.keys() <= {"page 404"}
    assert met.faults["page 404"] < met.requests / 50
