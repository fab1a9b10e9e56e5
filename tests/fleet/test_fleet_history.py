"""What git is asked once for all agencies of a repository is what it says of each."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from small_fleet import write

from prongsai import history
from prongsai.engine import commits
from prongsai.engine.repository import heads

FOLDERS = ("", "ek", "ek/data", "tho", "tho/data", "tho/data/aa", "ek-2", "not there")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two agencies: files added, changed, renamed from one to the other, removed and there again."""
    monkeypatch.setattr(commits, "_shares", True)
    root = tmp_path / "all"
    for name in ("ek/data/agency.yml", "ek/data/ก ข.yml", "ek/mkdocs.yml", "ek-2/a.yml", "tho/data/aa/old.yml"):
        write(root / name, f"name: {name}\n" * 9)
    git(root, "init", "-q", "-b", "main")
    commit(root, 1)
    write(root / "ek" / "data" / "agency.yml", "name: new\n")
    (root / "ek" / "data" / "ก ข.yml").unlink()
    commit(root, 2)
    (root / "tho" / "data" / "aa" / "old.yml").rename(root / "ek" / "data" / "moved.yml")
    commit(root, 3)
    write(root / "ek" / "data" / "ก ข.yml", "name: again\n")
    write(root / "ek" / "data" / "note.txt", "no record\n")
    commit(root, 4)
    return root


def git(root: Path, *command: str, day: int = 1) -> None:
    when = f"2025-01-{day:02}T23:30:00+0000"
    who = {f"GIT_{one}_{part}": "a@b" for one in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    around = {**os.environ, **who, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", *command], cwd=root, env=around, check=True, capture_output=True)


def commit(root: Path, day: int) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", str(day), day=day)


def refuse_to_differ(root: Path) -> None:
    for name in FOLDERS:
        folder = root / name
        moved = heads([root])
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if ".git" not in path.parts}
        each = history.last_changes(folder) if folder.is_dir() else {}
        shared = commits.days_below(folder, moved)
        assert {at: day for at, day in shared.items() if at in there} == {
            at: day for at, day in each.items() if at in there
        }
        by_itself = history.record_changes(folder, "data") if folder.is_dir() else ()
        assert commits.changes_below(folder, "data", moved) == by_itself
        assert commits.commit_time(root) == history.last_commit_time(root)


def test_all_folders_have_their_own_part_of_one_history(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_to_differ(repository)
    moved = heads([repository])
    monkeypatch.setattr(history.subprocess, "run", None)  # git cannot be asked any more
    assert len(commits.changes_below(repository / "ek", "ek", moved)) == 6
    assert [change.path for change in commits.changes_below(repository / "tho", "tho", moved)] == [
        "tho/data/aa/old.yml"
    ]


def test_a_new_commit_is_seen_and_a_history_with_branches_is_asked_by_folder(repository: Path) -> None:
    refuse_to_differ(repository)
    write(repository / "tho" / "data" / "agency.yml", "name: later\n")
    commit(repository, 5)
    refuse_to_differ(repository)
    git(repository, "checkout", "-qb", "side", "HEAD~1")
    write(repository / "ek" / "mkdocs.yml", "site_name: side\n")
    commit(repository, 6)
    git(repository, "checkout", "-q", "main")
    git(repository, "merge", "-q", "-s", "ours", "-m", "no", "side", day=7)
    refuse_to_differ(repository)
    assert commits._history(repository, heads([repository])) is None


def test_outside_of_a_repository_git_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "_shares", True)
    monkeypatch.setattr(history.subprocess, "run", None)
    assert commits.commit_time(tmp_path) == history.last_commit_time(tmp_path) == ""
    assert commits.days_below(tmp_path, "") == history.last_changes(tmp_path) == {}
    assert commits.changes_below(tmp_path, "data", "") == history.record_changes(tmp_path, "data") == ()
