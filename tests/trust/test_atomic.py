"""A killed build leaves a whole site: the old one or the new one, at whatever moment it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from prongsai.atomic import building_place, mend, put_in_place


def fill(folder: Path, version: str, files: int = 200) -> None:
    for number in range(files):
        (folder / f"{number}.html").write_text(version)


def version_of(site: Path, files: int = 200) -> str:
    """The one version that all files of a site are of; fails for a mixture or a part."""
    found = {path.read_text() for path in site.glob("*.html")}
    assert len(list(site.glob("*.html"))) == files
    assert len(found) == 1
    return found.pop()


def test_the_first_site_is_put_in_place(tmp_path: Path) -> None:
    site = tmp_path / "site"
    place = building_place(site)
    fill(place, "new")
    put_in_place(place, site)
    assert version_of(site) == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_an_old_site_is_replaced_and_leaves_nothing_behind(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    fill(site, "old", 300)
    place = building_place(site)
    fill(place, "new")
    put_in_place(place, site)
    assert version_of(site) == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


@pytest.mark.parametrize("exchanges", [True, False])
def test_an_old_site_can_be_kept_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanges: bool) -> None:
    if not exchanges:
        monkeypatch.setattr("prongsai.atomic._exchange", lambda *_: False)
    site = tmp_path / "site"
    site.mkdir()
    fill(site, "old", 300)
    place = building_place(site)
    fill(place, "new")
    put_in_place(place, site, spare=tmp_path / "spare")
    assert (version_of(site), version_of(tmp_path / "spare", 300)) == ("new", "old")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site", "spare"]


def test_without_the_system_call_the_old_site_is_moved_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prongsai.atomic._exchange", lambda *_: False)
    site = tmp_path / "site"
    site.mkdir()
    fill(site, "old")
    place = building_place(site)
    fill(place, "new")
    put_in_place(place, site)
    assert version_of(site) == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_a_crash_between_the_two_moves_is_mended(tmp_path: Path) -> None:
    aside = tmp_path / ".site.old"
    aside.mkdir()
    fill(aside, "old")
    mend(tmp_path / "site")
    assert version_of(tmp_path / "site") == "old"


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / ".site.building"
    left.mkdir()
    (left / "half.html").write_text("half")
    assert list(building_place(tmp_path / "site").iterdir()) == []


SWAPPER = """
import sys
from pathlib import Path
from prongsai.atomic import building_place, put_in_place
site = Path(sys.argv[1])
print("ready", flush=True)
for round in range(10_000):
    place = building_place(site)
    for number in range(200):
        (place / f"{number}.html").write_text(str(round))
    put_in_place(place, site)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL; there the old site is moved aside and mended")
def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    fill(site, "old")
    for number in range(25):
        builder = subprocess.Popen([sys.executable, "-c", SWAPPER, str(site)], stdout=subprocess.PIPE)
        assert builder.stdout
        builder.stdout.readline()
        time.sleep(0.003 * number)
        builder.send_signal(signal.SIGKILL)
        builder.wait()
        builder.stdout.close()
        version_of(site)
