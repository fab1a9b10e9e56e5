"""A build that is ended, disturbed or not alone leaves a whole site, and the next one is right."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time

import pytest
from workshop import Project, Stat, differences, faults, tree

pytest_plugins = ["engine_projects"]

pytestmark = pytest.mark.slow

MEASURE = "data/sing/2568/measures/i5-1-procurement-transparency.yml"
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def begin(project: Project, patch: str = "", *options: str) -> subprocess.Popen[str]:
    """A build in a process of its own, with something in the package replaced."""
    program = f"import sys, os, signal, time\n{patch}\nfrom prongsai.cli import main\nsys.argv[0] = 'prongsai'\nmain()"
    command = [sys.executable, "-c", program, "build", "-q", *options]
    return subprocess.Popen(
        command, cwd=project.folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def bytes_of(site: dict[str, Stat]) -> dict[str, str]:
    return {name: row.digest for name, row in site.items()}


@pytest.mark.parametrize("way", ["quick", "whole"])
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(project: Project, way: str) -> None:
    project.build()
    options = ["--clean"] if way == "whole" else []
    dice, rounds = random.Random(7), int(os.environ.get("PRONGSAI_KILLS", "3"))
    for number in range(rounds):
        old = bytes_of(tree(project.site))
        project.edit(MEASURE, "title: ", f"title: {number} ")
        new = bytes_of(tree(project.clean()[1]))
        building = begin(project, "", *options)
        time.sleep(dice.uniform(0.15, 0.9) if way == "quick" else dice.uniform(0.3, 1.6))
        building.send_signal(signal.SIGKILL)
        building.communicate()
        assert bytes_of(tree(project.site)) in (old, new)
        assert project.build().code == 0
        assert bytes_of(tree(project.site)) == new
    assert not (project.folder / ".site.building").exists()


AT = {
    "before the exchange": "import prongsai.engine.quick as q\nq.put_in_place = lambda *_: os.kill(os.getpid(), 9)",
    "after the exchange": "import prongsai.engine.past as p\np.Past.save = lambda *_, **__: os.kill(os.getpid(), 9)",
    "before the state": "import prongsai.engine.state as s\nw = s.write\ns.write = lambda path, value: "
    "os.kill(os.getpid(), 9) if path.name == 'state.json' else w(path, value)",
}


@pytest.mark.parametrize("moment", AT)
def test_a_build_killed_at_a_bad_moment_is_made_good_by_the_next(project: Project, moment: str) -> None:
    project.build()
    good = (project.folder / MEASURE).read_text(encoding="utf-8")
    project.edit(MEASURE, "title: ", "title: ใหม่ ")
    building = begin(project, AT[moment])
    building.communicate()
    assert building.returncode == -signal.SIGKILL
    project.put(MEASURE, good)  # what is remembered knows this very file
    project.build()
    assert differences(tree(project.site), tree(project.clean()[1])) == []


SEAMS = {
    MEASURE: "import prongsai.engine.part as m\nold = m.AgencyWork.read\n"
    "m.AgencyWork.read = lambda work: (edit(), old(work))[1]",
    "data/synonyms.yml": "import prongsai.engine.session as m\nold = m.load_synonyms\n"
    "m.load_synonyms = lambda root: (edit(), old(root))[1]",
}
"""Where each is read, so that it can be edited just before."""


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("name", SEAMS)
def test_an_edit_while_the_build_runs_is_not_lost(project: Project, name: str, back: bool) -> None:
    """It is made between the look at the files and their reading; and maybe taken back after the build."""
    project.put("data/synonyms.yml", "groups: [[ก, title]]\n")
    project.build()
    project.edit("data/sing/2568/measures/i1-1-manual.yml", "title: ", "title: ข")
    good = (project.folder / name).read_text(encoding="utf-8")
    other = good.replace("title", "title: ขณะสร้าง #" if name == MEASURE else "ขณะสร้าง", 1)
    edit = f"edit = lambda: open({str(project.folder / name)!r}, 'w', encoding='utf-8').write({other!r})\n"
    time.sleep(0.05)
    building = begin(project, edit + SEAMS[name])
    assert building.communicate()[1] == ""
    assert "ขณะสร้าง" in (project.folder / name).read_text(encoding="utf-8")
    if back:
        project.put(name, good)
    assert faults(project) == []


def test_settings_edited_while_mkdocs_begins_are_not_lost(project: Project) -> None:
    project.build()
    path = project.folder / "mkdocs.yml"
    project.put("mkdocs.yml", path.read_text(encoding="utf-8").replace("ทดลอง", "สอง"))
    third = path.read_text(encoding="utf-8").replace("สอง", "สาม")
    patch = (
        "import mkdocs.config.base as b\nold = b.Config.load_file\n"
        "def load(config, file):\n"
        "    old(config, file)\n"
        f"    open({str(path)!r}, 'w', encoding='utf-8').write({third!r})\n"
        "    time.sleep(0.1)\n"
        "b.Config.load_file = load\n"
    )
    assert begin(project, patch).communicate()[1] == ""
    assert faults(project) == []


def test_a_process_that_is_killed_ends_the_build_in_plain_words(project: Project) -> None:
    project.build()
    before = tree(project.site)
    patch = "import prongsai.engine.part as m\nm.AgencyWork.make = lambda *_: os.kill(os.getpid(), 9)"
    building = begin(project, patch, "--jobs", "2", "--clean")
    said = building.communicate()[1]
    assert building.returncode == 1
    assert re.search(
        "^โปรเซสที่กำลังสร้างหน้าของ (sing|thung-bu-lang) หยุดกลางคัน \\(หน่วยความจำหมด หรือถูกสั่งหยุด\\) เว็บเดิมยังอยู่ครบ "
        "สั่งใหม่ด้วย --jobs 1$",
        said,
        re.MULTILINE,
    ), said
    assert "Traceback" not in said
    assert tree(project.site) == before
    assert not (project.folder / ".site.building").exists()
    assert faults(project) == []


def test_two_builds_at_once_leave_one_whole_site(project: Project) -> None:
    """Whoever comes second ends in plain words, and its edit shows in the next build."""
    project.build()
    for number in range(3):
        project.edit(MEASURE, "title: ", f"title: {number} ")
        old = bytes_of(tree(project.site))
        two = [begin(project, "", *options) for options in ([], ["--clean"])]
        said = [(one.communicate()[1], one.returncode) for one in two]
        new = bytes_of(tree(project.clean()[1]))
        assert bytes_of(tree(project.site)) in (old, new), said
        assert all(code == 0 or "กำลังสร้าง" in err for err, code in said), said
        assert any(code == 0 for _, code in said), said
        assert project.build().code == 0
        assert bytes_of(tree(project.site)) == new
