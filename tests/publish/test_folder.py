"""Publishing to a plain folder, and what every target has in common: refusals, the lock, the plan in words."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from conftest import serve
from prongsai.manifest import MANIFEST, make
from prongsai.publish import lock as locks
from prongsai.publish.transport import INCOMING, JOURNAL, LOCK
from publish.publishing import publish, told
from publish.small_sites import built, published, small_site, tree


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site", "one", changed=2)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "www"


def test_the_target_holds_the_site_and_nothing_else(site: Path, target: Path) -> None:
    result = publish(site, str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert told(result) == [f"เผยแพร่แล้วที่ {target}: ส่ง 38 ไฟล์ 131.8 kB ลบ 0 ไฟล์"]
    assert tree(target) == tree(site)


def test_exactly_the_changed_files_are_written(site: Path, target: Path) -> None:
    publish(site, str(target))
    before = {name: (target / name).stat() for name in tree(target)}
    small_site(site, "two", changed=2)
    assert publish(site, str(target)).exit_code == 0
    after = {name: (target / name).stat() for name in tree(target)}
    written = {name for name in after if name not in before or after[name].st_ino != before[name].st_ino}
    pages = {"index.html", "2568/p000/index.html", "2568/p001/index.html"}
    assert written == {MANIFEST, "assets/site.31dc0d6b.css", "data/site.json", *pages}
    assert published(target) == built(site)
    assert after.keys() - built(site).keys() == {MANIFEST, "assets/site.b68b109e.css"}, (
        "the old style is kept for a while"
    )


def test_the_plan_is_shown_and_nothing_is_touched(site: Path, target: Path) -> None:
    publish(site, str(target))
    small_site(site, "two", changed=1, pages=2, new__index_dot_html=b"new")
    before = tree(target)
    result = publish(site, str(target), "--dry-run")
    gone = "".join(f"  - 2568/p{number:03}/index.html\n" for number in range(2, 30))
    assert result.stdout == (
        f"แผนการเผยแพร่ไปที่ {target}\n"
        "ส่ง 6 ไฟล์ 12.3 kB (ใหม่ 2 เปลี่ยน 4) ลบ 28 ไฟล์\n"
        "1 ไฟล์ประกอบและหลักฐาน: 1 ไฟล์ 32 B\n  + assets/site.31dc0d6b.css\n"
        "2 ข้อมูลและรูป: 1 ไฟล์ 18 B\n  ~ data/site.json\n"
        "3 หน้าเว็บ: 3 ไฟล์ 8.2 kB\n  ~ 2568/p000/index.html\n  ~ 2568/p001/index.html\n  + new/index.html\n"
        "4 หน้าแรก: 1 ไฟล์ 4.1 kB\n  ~ index.html\n"
        f"5 ลบ: 28 ไฟล์\n{gone}"
        "เก็บไว้ให้ผู้ที่เปิดหน้ารุ่นก่อนค้างอยู่ ลบในครั้งหน้า: 1 ไฟล์\n"
        "ยังไม่ได้ส่ง เปลี่ยน หรือลบไฟล์ใด\n"
    )
    assert (result.exit_code, result.stderr, tree(target)) == (0, "", before)


def test_a_dry_run_does_not_even_make_the_folder(site: Path, target: Path) -> None:
    assert publish(site, str(target), "--dry-run").exit_code == 0
    assert not target.exists()


def test_nothing_to_do_is_said_and_is_no_fault(site: Path, target: Path) -> None:
    publish(site, str(target))
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    result = publish(site, str(target))
    assert (result.exit_code, told(result)) == (0, [f"{target} ตรงกับเว็บนี้อยู่แล้ว ไม่มีอะไรต้องส่ง"])
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before
    assert publish(site, str(target), "--dry-run").stdout == f"{target} ตรงกับเว็บนี้อยู่แล้ว ไม่มีอะไรต้องส่ง\n"


def test_pages_that_went_are_deleted_with_their_folders_and_other_peoples_files_stay(site: Path, target: Path) -> None:
    publish(site, str(target))
    (target / "2568/p005/note.txt").write_text("of the webmaster")
    (target / "own").mkdir()
    small_site(site, "two", pages=4)
    assert told(publish(site, str(target))) == [f"เผยแพร่แล้วที่ {target}: ส่ง 7 ไฟล์ 20.5 kB ลบ 26 ไฟล์"]
    assert sorted(path.name for path in (target / "2568").iterdir()) == [
        "evidence",
        "p000",
        "p001",
        "p002",
        "p003",
        "p005",
    ]
    assert (target / "2568/p005/note.txt").read_text() == "of the webmaster"
    assert (target / "own").is_dir()


def test_a_folder_of_somebody_else_is_refused_unless_told(site: Path, target: Path) -> None:
    target.mkdir()
    (target / "robots.txt").write_text("theirs")
    (target / "wp-config.php").write_text("theirs")
    refused = publish(site, str(target))
    assert (refused.exit_code, told(refused)) == (
        1,
        [
            f"{target} มีไฟล์อยู่แล้ว 2 ไฟล์ที่ prongsai ไม่ได้วาง: robots.txt, wp-config.php",
            "ตรวจว่าโฟลเดอร์ปลายทางถูก ถ้าถูกแล้วให้สั่งพร้อม --first ไฟล์เหล่านั้นจะอยู่ต่อ เว้นแต่ชื่อตรงกับไฟล์ของเว็บนี้ "
            "(ดูก่อนด้วย --first --dry-run)",
        ],
    )
    assert sorted(tree(target)) == ["robots.txt", "wp-config.php"]
    planned = publish(site, str(target), "--first", "--dry-run").stdout
    assert planned.splitlines()[-2:] == ["เขียนทับไฟล์ที่ prongsai ไม่ได้วาง: robots.txt", "ยังไม่ได้ส่ง เปลี่ยน หรือลบไฟล์ใด"]
    assert publish(site, str(target), "--first").exit_code == 0
    assert published(target) == {**built(site), "wp-config.php": b"theirs"}


def test_a_new_page_does_not_take_the_place_of_a_strange_file(site: Path, target: Path) -> None:
    publish(site, str(target))
    (target / "contact.html").write_text("theirs")
    small_site(site, "two", contact_dot_html=b"ours")
    refused = publish(site, str(target))
    assert (refused.exit_code, told(refused)) == (
        1,
        [
            f"{target} มีไฟล์ที่ prongsai ไม่ได้วาง ชื่อตรงกับไฟล์ใหม่ของเว็บนี้: contact.html",
            "ย้ายไฟล์เหล่านั้นออก หรือสั่งพร้อม --first เพื่อเขียนทับ",
        ],
    )
    assert (target / "contact.html").read_text() == "theirs"
    assert publish(site, str(target), "--first").exit_code == 0
    assert published(target) == built(site)


def test_a_broken_or_newer_manifest_at_the_target_is_left_alone(site: Path, target: Path) -> None:
    target.mkdir()
    (target / MANIFEST).write_text('{"generator": "prongsai 9.0", "format": 99}')
    refused = publish(site, str(target), "--first", "--lang", "en")
    assert (refused.exit_code, told(refused)[0]) == (
        1,
        f"{target}: prongsai-manifest.json was written by a newer prongsai: update prongsai first",
    )
    assert sorted(tree(target)) == [MANIFEST]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({MANIFEST: None}, "ไม่ได้สร้างโดย prongsai (ไม่มี prongsai-manifest.json) สร้างเว็บก่อนด้วย mkdocs build --strict"),
        ({"index.html": "x"}, "ไม่ตรงกับตอนสร้าง: ถูกแก้ index.html สร้างใหม่ด้วย mkdocs build --strict"),
        ({"more.html": "x"}, "ไม่ตรงกับตอนสร้าง: มีเกิน more.html สร้างใหม่ด้วย mkdocs build --strict"),
        ({"robots.txt": None}, "ไม่ตรงกับตอนสร้าง: หายไป robots.txt สร้างใหม่ด้วย mkdocs build --strict"),
        ({".env": "x"}, "มีไฟล์ที่ห้ามเผยแพร่: .env นำออกแล้วสร้างเว็บใหม่"),
        ({".git/config": "x"}, "มีไฟล์ที่ห้ามเผยแพร่: .git/config นำออกแล้วสร้างเว็บใหม่"),
        ({".git/.htaccess": "x"}, "มีไฟล์ที่ห้ามเผยแพร่: .git/.htaccess นำออกแล้วสร้างเว็บใหม่"),
        ({"a/host.PEM": "x"}, "มีไฟล์ที่ห้ามเผยแพร่: a/host.PEM นำออกแล้วสร้างเว็บใหม่"),
        ({"id_rsa.bak": "x"}, "มีไฟล์ที่ห้ามเผยแพร่: id_rsa.bak นำออกแล้วสร้างเว็บใหม่"),
        ({LOCK: "x"}, "มีไฟล์ที่ห้ามเผยแพร่: prongsai-lock.json นำออกแล้วสร้างเว็บใหม่"),
    ],
)
@pytest.mark.parametrize("listed", [False, True])
def test_only_what_was_built_is_published(
    site: Path, target: Path, change: dict[str, str | None], message: str, listed: bool
) -> None:
    for name, text in change.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).unlink() if text is None else (site / name).write_text(text)
    if listed and "ห้าม" in message:  # a manifest that lists it makes it no better
        (site / MANIFEST).write_bytes(make(site).write())
    refused = publish(site, str(target))
    assert (refused.exit_code, told(refused)) == (1, [f"โฟลเดอร์ {site} {message}"])
    assert not target.exists()


def test_a_link_that_leads_out_of_the_site_is_not_followed(site: Path, target: Path) -> None:
    (site / "hosts.txt").symlink_to("/etc/hosts")
    refused = publish(site, str(target))
    assert told(refused) == [f"โฟลเดอร์ {site} มีไฟล์ที่ห้ามเผยแพร่: hosts.txt นำออกแล้วสร้างเว็บใหม่"]


def test_a_site_is_not_published_into_itself(site: Path) -> None:
    for place in (site, site / "www", site.parent):
        result = publish(site, str(place))
        assert result.exit_code == 2
        assert f"Error: ปลายทาง {place} อยู่ในโฟลเดอร์เว็บ {site} หรือกลับกัน ใช้โฟลเดอร์อื่น" in result.stderr


def lock_of(**changed: object) -> str:
    now = time.time()
    mine = {"id": "a", "host": "pc-2", "machine": "other", "pid": 1, "since": now - 60, "seen": now}
    return json.dumps(mine | changed)


def test_another_publication_under_way_stops_this_one(site: Path, target: Path) -> None:
    target.mkdir()
    moment = 1_700_000_000.0
    (target / LOCK).write_text(lock_of(since=moment))
    refused = publish(site, str(target), "--lang", "en")
    assert refused.exit_code == 1
    (said,) = told(refused)
    assert said.startswith("another publication is under way, from pc-2, begun 2023-11-")
    assert said.endswith("wait and run this again, or, if you are sure that nobody is publishing, add --break-lock")
    assert sorted(tree(target)) == [LOCK]
    assert publish(site, str(target), "--break-lock").exit_code == 0
    assert tree(target) == tree(site)


@pytest.mark.parametrize(
    ("lock", "note"),
    [
        (lock_of(seen=1_700_000_000.0), "การเผยแพร่จากเครื่อง pc-2 เงียบไปตั้งแต่ 2023-11-"),
        (lock_of(machine=locks._machine(), pid=2**22 + 1), "การเผยแพร่ครั้งก่อนจากเครื่องนี้ (เริ่ม "),
        ('{"id": "a", "ho', "พบไฟล์ล็อกที่เขียนไม่ครบของการเผยแพร่ที่ถูกตัดกลางคัน จึงทำต่อ"),
    ],
)
def test_the_lock_of_a_dead_publication_is_taken_over_and_that_is_said(
    site: Path, target: Path, lock: str, note: str
) -> None:
    target.mkdir()
    (target / LOCK).write_text(lock)
    result = publish(site, str(target))
    assert result.exit_code == 0, result.stderr
    assert told(result)[0].startswith(note)
    assert tree(target) == tree(site)


def test_a_living_publication_of_this_machine_keeps_its_lock(site: Path, target: Path) -> None:
    target.mkdir()
    (target / LOCK).write_text(lock_of(machine=locks._machine(), pid=os.getpid()))
    assert publish(site, str(target)).exit_code == 1


def test_a_lock_that_somebody_else_wrote_over_ours_stops_us() -> None:
    class Nowhere:
        def write(self, _files: object) -> None: ...

    holding = locks.Holding(Nowhere())  # type: ignore[arg-type]  # only its lock's text is looked at
    holding.check(holding.content()[LOCK])
    for raw in (lock_of().encode(), None):
        with pytest.raises(locks.PublishError) as caught:
            holding.check(raw)
        assert caught.value.lost


def test_a_full_disk_is_said_and_the_old_site_stays(site: Path, target: Path) -> None:
    publish(site, str(target))
    before = tree(target)
    small_site(site, "two")
    (target / INCOMING).mkdir()
    (target / INCOMING / "robots.txt").symlink_to("/dev/full")
    (target / INCOMING / "index.html").symlink_to("/dev/full")
    result = publish(site, str(target))
    assert (result.exit_code, told(result)) == (
        1,
        [
            f"เขียนหรืออ่านโฟลเดอร์ {target} ไม่ได้: พื้นที่เต็ม ลบไฟล์ที่ไม่ใช้แล้วสั่งอีกครั้ง",
            "เว็บเดิมยังครบทุกไฟล์ ไม่มีหน้าใดเปลี่ยน สั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อจากที่ค้าง",
        ],
    )
    left = {name: text for name, text in tree(target).items() if not name.startswith(INCOMING)}
    assert left.pop(JOURNAL)
    assert left == before, "no lock is left either"
    (target / INCOMING / "index.html").unlink()
    assert publish(site, str(target)).exit_code == 0
    assert published(target) == built(site)


def test_the_website_itself_is_asked(site: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    target.mkdir()
    server, url = serve(target)
    try:
        result = publish(site, str(target), "--verify", url)
        assert (result.exit_code, told(result)[1:]) == (0, [f"ตรวจที่ {url} แล้ว 12 ไฟล์ ตรงกับที่ส่ง"])
        (target / "index.html").write_text("an old page out of a cache")
        (target / MANIFEST).unlink()
        (target / MANIFEST).write_bytes((site / MANIFEST).read_bytes())
        wrong = publish(site, str(target), "--verify", url)
    finally:
        server.shutdown()
        server.server_close()
    assert (wrong.exit_code, told(wrong)[1:]) == (
        1,
        [
            f"ส่งไฟล์ครบแล้ว แต่เว็บ {url} ยังไม่แสดงรุ่นใหม่:",
            f"  {url}: เนื้อหาไม่ตรง / other content",
            "ตรวจว่าโฟลเดอร์ปลายทางเป็นโฟลเดอร์ของที่อยู่นี้ และไม่มีแคชของผู้ให้บริการค้างอยู่",
        ],
    )


def test_a_website_that_does_not_answer_is_told(site: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    result = publish(site, str(target), "--verify", "http://127.0.0.1:1/ita")
    assert result.exit_code == 1
    assert told(result)[2] == "  http://127.0.0.1:1/ita/prongsai-manifest.json: [Errno 111] Connection refused"
