"""Twenty broken files among the real data: twenty located messages in one run, and the published site as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from case_files import file_bytes, read_cases
from conftest import mkdocs_build

CASES = read_cases(__file__, "twenty")
SAID = [case["says"] for case in CASES]


def prongsai_check(project: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as an officer would, in the project's folder."""
    return subprocess.run(
        [sys.executable, "-c", "from prongsai.cli import main; main()", "check"],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """The real project without its broken files."""
    shutil.copy(root / "mkdocs.yml", tmp_path)
    for folder in ("data", "site_src"):
        shutil.copytree(root / folder, tmp_path / folder)
    return tmp_path


def break_it(project: Path) -> None:
    for case in CASES:
        path = project / "data" / case["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file_bytes(case))


def test_the_files_are_twenty_and_no_two_break_alike() -> None:
    assert len(CASES) == 20
    assert len({case["file"] for case in CASES}) == 20
    said = [line.partition(": ")[2].rpartition(" [")[0].rpartition(": ")[2] for line in SAID]
    assert len(set(said)) == 20


def test_twenty_broken_files_give_twenty_messages_in_one_run(project: Path) -> None:
    before = prongsai_check(project)
    assert before.returncode == 0, before.stdout + before.stderr
    break_it(project)
    after = prongsai_check(project)
    known = set(before.stdout.splitlines())
    assert [line for line in after.stdout.splitlines() if line not in known] == SAID
    assert after.returncode == 1
    assert "Traceback" not in after.stdout + after.stderr


@pytest.mark.site
def test_a_build_of_twenty_broken_files_fails_and_leaves_the_site_whole(project: Path, site: Path) -> None:
    published = project / "site"
    shutil.copytree(site, published)
    before = contents(published)
    break_it(project)
    result = mkdocs_build(project, published)
    assert result.returncode != 0
    for line in SAID:
        assert line in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(published) == before
    assert sorted(path.name for path in project.iterdir()) == ["data", "mkdocs.yml", "site", "site_src"]


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file's bytes and time of change; of a folder its time of change alone."""
    found = [folder, *sorted(folder.rglob("*"))]
    assert len(found) > 100, "the site was there before"
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns)
        for path in found
    }
