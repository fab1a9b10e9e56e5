"""The folder of the site before is the place of the next one, and nothing else of it comes into that."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from workshop import Project, differences, faults, tree

pytest_plugins = ["engine_projects"]

pytestmark = pytest.mark.slow

MEASURE = "data/sing/2568/measures/i5-1-procurement-transparency.yml"
OTHER = "data/sing/2568/measures/i5-2-plan-awareness.yml"
MEMORY = Path("/dev/shm")  # noqa: S108  # a disk of its own
PAGE = "sing/2568/index.html"


def spare_of(project: Project) -> Path:
    """Where the site before is kept."""
    (place,) = (project.folder / ".cache" / "prongsai").glob("*/spare")
    return place


def edit(project: Project) -> list[str]:
    """Edit a measure and build; what is wrong with that."""
    project.edit(MEASURE, "title: ", "title: ใหม่ ")
    return faults(project)


@pytest.fixture
def edited(project: Project) -> Project:
    """A project with a site and a spare one."""
    project.build()
    assert edit(project) == []
    assert spare_of(project).is_dir()
    return project


def test_two_folders_take_turns(edited: Project) -> None:
    site, spare = edited.site.stat().st_ino, spare_of(edited).stat().st_ino
    assert edit(edited) == []
    assert (edited.site.stat().st_ino, spare_of(edited).stat().st_ino) == (spare, site)
    assert edit(edited) == []
    assert (edited.site.stat().st_ino, spare_of(edited).stat().st_ino) == (site, spare)
    assert edited.ways == ["quick"] * 3


def test_all_but_what_was_edited_is_one_file_in_both(edited: Project) -> None:
    site, spare = tree(edited.site), tree(spare_of(edited))
    both = site.keys() & spare.keys()
    assert len(both) > 200
    assert all(name.startswith("search/index.") for name in site.keys() ^ spare.keys())
    other = {name for name in both if spare[name].inode != site[name].inode and not name.endswith("/")}
    assert other == {name for name in both if spare[name].digest != site[name].digest}
    assert PAGE in other


def test_what_goes_goes_from_both(edited: Project) -> None:
    (edited.folder / MEASURE).unlink()
    assert faults(edited) == []
    edited.edit(OTHER, "title: ", "title: ใหม่ ")
    assert faults(edited) == []
    assert edited.ways == ["quick"] * 3


def put_file(spare: Path) -> None:
    (spare / "sing" / "foreign.html").write_text("foreign", encoding="utf-8")


def put_folder(spare: Path) -> None:
    (spare / "foreign").mkdir()


def take_file(spare: Path) -> None:
    (spare / PAGE).unlink()


def be_a_link(spare: Path) -> None:
    shutil.copytree(spare, spare.with_name("elsewhere"))
    shutil.rmtree(spare)
    spare.symlink_to("elsewhere")


def link_a_folder(spare: Path) -> None:
    (spare / "sing").rename(spare.with_name("sing"))
    (spare / "sing").symlink_to(spare.with_name("sing"))


@pytest.mark.parametrize("change", [put_file, put_folder, take_file, be_a_link, link_a_folder, shutil.rmtree])
def test_one_that_is_not_as_it_was_is_not_used(edited: Project, change: Callable[[Path], None]) -> None:
    spare = spare_of(edited)
    before = edited.site.stat().st_ino
    change(spare)
    assert edit(edited) == []
    assert spare.stat().st_ino == before
    assert edit(edited) == []


def test_a_file_written_into_is_made_again(edited: Project) -> None:
    page = spare_of(edited) / PAGE
    page.write_text("damaged", encoding="utf-8")  # a file of its own: the page was edited
    shared = edited.site / "robots.txt"
    assert shared.stat().st_nlink == 2
    shared.write_text("damaged in both", encoding="utf-8")
    assert edit(edited) == []


def test_what_somebody_put_into_the_site_does_not_come_back(edited: Project) -> None:
    for number in range(3):
        (edited.site / f"foreign{number}.html").write_text("foreign", encoding="utf-8")
        assert edit(edited) == []


def test_a_whole_build_has_no_use_for_it(edited: Project) -> None:
    spare = spare_of(edited)
    edited.build("--clean")
    assert not spare.exists()
    for _ in range(2):
        assert edit(edited) == []
    assert differences(tree(edited.site), tree(edited.clean()[1])) == []


@pytest.mark.skipif(not MEMORY.is_dir(), reason="there is no second disk to try")
def test_for_a_site_on_another_disk_there_is_none(edited: Project) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as elsewhere:
        site = Path(elsewhere, "site")
        edited.build("--site-dir", str(site))
        for _ in range(2):
            edited.edit(MEASURE, "title: ", "title: ใหม่ ")
            assert edited.build("--site-dir", str(site)).way == "quick"
        assert differences(tree(site), tree(edited.clean()[1])) == []
        assert [path.name for path in Path(elsewhere).iterdir()] == ["site"]
