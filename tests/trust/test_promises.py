"""A build keeps the site's promises: whole or not at all, the same bytes, no address dropped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import mkdocs_build

pytestmark = [pytest.mark.site, pytest.mark.slow]


def project(root: Path, folder: Path, extra: str = "") -> Path:
    (folder / "site_src").mkdir(parents=True)
    shutil.copytree(root / "data" / "khok-yai", folder / "data" / "khok-yai")
    (folder / "mkdocs.yml").write_text(
        "site_name: t\ndocs_dir: site_src\nsite_url: https://www.example.com/ita/\n"
        f"theme: {{name: material, language: th, font: false}}\nplugins: [search, prongsai]\n{extra}",
        encoding="utf-8",
    )
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_data_gives_the_same_bytes_wherever_and_whenever_it_is_built(root: Path, tmp_path: Path) -> None:
    first = project(root, tmp_path / "here")
    second = project(root, tmp_path / "a b" / "elsewhere ก")
    same = {"SOURCE_DATE_EPOCH": "1700000000"}
    one = mkdocs_build(first, first / "site", **same, PYTHONHASHSEED="1", TZ="Asia/Bangkok", LC_ALL="C.UTF-8")
    two = mkdocs_build(second, second / "site", **same, PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C")
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    assert contents(first / "site") == contents(second / "site")


def test_a_failed_strict_build_leaves_the_old_site_whole(root: Path, tmp_path: Path) -> None:
    folder = project(root, tmp_path / "p")
    assert mkdocs_build(folder, folder / "site").returncode == 0
    before = contents(folder / "site")
    (folder / "site_src" / "about.md").write_text("# x\n\n[dead](gone.md)\n", encoding="utf-8")
    (folder / "data/khok-yai/2568/measures/m9-new.yml").write_text("title: ใหม่\n", encoding="utf-8")
    result = mkdocs_build(folder, folder / "site")
    assert result.returncode == 1
    assert "Aborted with 1 warnings in strict mode!" in result.stdout + result.stderr
    assert contents(folder / "site") == before
    assert left_behind(folder) == []


def left_behind(folder: Path) -> list[str]:
    """What a build leaves beside a site, but for the cache of what was read."""
    return sorted(p.name for p in folder.iterdir() if p.name.startswith(".") and p.name != ".cache")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on what a process may write")
def test_a_disk_that_takes_no_more_leaves_the_old_site_whole(root: Path, tmp_path: Path) -> None:
    import resource

    folder = project(root, tmp_path / "p")
    assert mkdocs_build(folder, folder / "site").returncode == 0
    before = contents(folder / "site")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    message = "เขียนไฟล์เว็บไม่ได้ (File too large) เว็บเดิมไม่ถูกแตะต้อง ตรวจเนื้อที่ว่างของดิสก์และสิทธิ์ของโฟลเดอร์"
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(folder / "site") == before
    assert left_behind(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_build_killed_at_any_moment_leaves_a_whole_site(root: Path, tmp_path: Path) -> None:
    folder = project(root, tmp_path / "p")
    start = time.monotonic()
    assert mkdocs_build(folder, folder / "site").returncode == 0
    takes = time.monotonic() - start
    old = contents(folder / "site")
    (folder / "data/khok-yai/2568/measures/m9-new.yml").write_text("title: ใหม่\n", encoding="utf-8")
    assert mkdocs_build(folder, folder / "next").returncode == 0
    new = contents(folder / "next")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    for part in range(1, 7):
        quiet = subprocess.DEVNULL
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        build = subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)
        time.sleep(takes * part / 6)
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert contents(folder / "site") in (old, new)


def test_a_published_address_cannot_be_dropped_in_silence(root: Path, tmp_path: Path) -> None:
    folder = project(root, tmp_path / "p")
    command = [sys.executable, "-m", "prongsai", "addresses", "--update"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    assert mkdocs_build(folder, folder / "site").returncode == 0
    (gone,) = (folder / "data/khok-yai/2568/measures").glob("m7*.yml")
    gone.rename(gone.with_name("m8-renamed.yml"))
    result = mkdocs_build(folder, folder / "site")
    assert result.returncode == 1
    line = (
        f"data/addresses.txt: ที่อยู่ /khok-yai/2568/measures/#{gone.stem} เผยแพร่แล้วแต่เว็บนี้ไม่มีแล้ว คืนหน้านั้น "
        f"หรือเขียนว่าย้ายไปที่ใด: /khok-yai/2568/measures/#{gone.stem} -> /ที่อยู่ใหม่ [address-dropped]"
    )
    assert line in result.stderr
    assert "Traceback" not in result.stderr


def test_a_page_that_moved_leads_on_without_the_server(root: Path, tmp_path: Path) -> None:
    folder = project(root, tmp_path / "p")
    ledger = "/khok-yai/2568/oit/o99/ -> /khok-yai/2568/oit/o28/\n"
    (folder / "data" / "addresses.txt").write_text(ledger, encoding="utf-8")
    result = mkdocs_build(folder, folder / "site")
    assert result.returncode == 0, result.stderr
    page = (folder / "site/khok-yai/2568/oit/o99/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../o28/">' in page
    assert '<a href="../o28/">ไปหน้าใหม่</a>' in page
