"""The feed tells what changed and when, by the record and the day, and never who did it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from published import URL, files, published

from case_files import write_files
from prongsai.exporters.feed import LENGTH
from prongsai.history import Change, record_changes

ATOM = "{http://www.w3.org/2005/Atom}"
DATA = {
    "aa/agency.yml": "name: องค์การบริหารส่วนตำบล ก & ข\nprovince: ทดสอบ\n",
    "aa/2568/year.yml": "title: รายงานผล\nsource: {title: รายงานผล}\n",
    "aa/2568/measures/m1.yml": "title: จัดทำ <คู่มือ>\nissue: 2\n",
    "aa/2568/disclosures.yml": "O1: {status: ดำเนินการแล้ว}\nO2: {status: ดำเนินการแล้ว}\n",
    "bb/agency.yml": "name: ข\nprovince: ทดสอบ\n",
}


def git(folder: Path, *command: str, day: str = "2025-01-01T10:00:00+0700") -> None:
    who = {"NAME": "ผู้แก้ไข ลับ", "EMAIL": "secret@example.com", "DATE": day}
    names = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *command], cwd=folder, check=True, env=environment, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with three days of work, one file of it deleted again."""
    folder = tmp_path_factory.mktemp("repository")
    write_files(folder / "data", DATA | {"aa/2568/measures/m2.yml": "title: ลบแล้ว\n"})
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    (folder / "data/aa/2568/measures/m2.yml").unlink()
    write_files(folder / "data", {"aa/2568/disclosures.yml": DATA["aa/2568/disclosures.yml"] + "O3: {note: ก}\n"})
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "second", day="2025-02-01T23:30:00+0000")  # already the next day in Thailand
    for hour in ("08", "09"):
        write_files(folder / "data", {"aa/2568/measures/m1.yml": DATA["aa/2568/measures/m1.yml"] + f"note: '{hour}'\n"})
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", hour, day=f"2025-03-01T{hour}:00:00+0700")
    return folder


def feed(folder: Path, **options: object) -> bytes | None:
    history = record_changes(folder / "data", "data")
    return files(published(folder / "data", history=history, **options)).get("aa/feed.xml")


def test_an_entry_is_a_record_and_a_day(repository: Path) -> None:
    content = feed(repository, site_url=URL)
    assert content is not None
    root = ET.fromstring(content)  # noqa: S314  # our own bytes
    assert root.findtext(f"{ATOM}title") == "การแก้ไขข้อมูลล่าสุด · องค์การบริหารส่วนตำบล ก & ข"
    assert root.findtext(f"{ATOM}updated") == "2025-03-01T09:00:00+07:00"
    entries = [
        (
            entry.findtext(f"{ATOM}updated"),
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link").get("href"),  # type: ignore[union-attr]
            entry.findtext(f"{ATOM}summary"),
        )
        for entry in root.iter(f"{ATOM}entry")
    ]
    home = "https://www.example.go.th/ita/aa/"
    measure = ("จัดทำ <คู่มือ>", f"{home}2568/issues/2/#m1", "มาตรการ ปีงบประมาณ 2568")
    items = ("คำตอบของข้อ OIT ปีงบประมาณ 2568", f"{home}2568/oit/", "รายงานปีงบประมาณ 2568")
    first = "2025-01-01T10:00:00+07:00"
    assert entries == [
        ("2025-03-01T09:00:00+07:00", *measure),
        ("2025-02-02T06:30:00+07:00", *items),
        (first, *items),
        (first, *measure),
        (first, "รายงานผล", f"{home}2568/", "รายงานปีงบประมาณ 2568"),
        (first, "องค์การบริหารส่วนตำบล ก & ข", home, "ข้อมูลหน่วยงาน"),
    ]


def test_the_feed_is_valid_absolute_where_it_can_be_and_names_nobody(repository: Path) -> None:
    for options in ({}, {"site_url": URL}):
        content = feed(repository, **options)
        assert content is not None
        assert content == feed(repository, **options)
        assert "ลับ".encode() not in content
        assert b"secret" not in content
        root = ET.fromstring(content)  # noqa: S314  # our own bytes
        identities = [one.text or "" for one in root.iter(f"{ATOM}id")]
        assert len(set(identities)) == len(identities) == 7
        assert all(identity.startswith("urn:uuid:") for identity in identities)
        assert root.findtext(f"{ATOM}author/{ATOM}name") == "ผู้จัดทำข้อมูลของเว็บไซต์นี้"
        own = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own == ([f"{URL}aa/feed.xml"] if options else [])


def test_an_id_stays_when_the_site_moves(repository: Path) -> None:
    def identities(content: bytes | None) -> list[str | None]:
        return [one.text for one in ET.fromstring(content or b"").iter(f"{ATOM}id")]  # noqa: S314  # our own bytes

    assert identities(feed(repository)) == identities(feed(repository, site_url=URL))


def test_without_history_there_is_no_feed_and_no_link(tmp_path: Path, repository: Path) -> None:
    write_files(tmp_path / "data", DATA)
    assert record_changes(tmp_path / "data", "data") == ()
    assert feed(tmp_path) is None
    assert all(file.part != "feed" for file in published(tmp_path / "data").downloads["aa"])
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(shallow))
    assert record_changes(shallow / "data", "data") == ()


def test_only_the_newest_are_told(tmp_path: Path) -> None:
    write_files(tmp_path / "data", DATA)
    day = 86_400
    history = tuple(Change("data/aa/2568/year.yml", 1_700_000_000 - number * day) for number in range(LENGTH + 50))
    content = files(published(tmp_path / "data", history=history))["aa/feed.xml"]
    stamps = [one.text or "" for one in ET.fromstring(content).iter(f"{ATOM}updated")][1:]  # noqa: S314  # our own bytes
    assert len(stamps) == LENGTH
    assert stamps == sorted(stamps, reverse=True)
