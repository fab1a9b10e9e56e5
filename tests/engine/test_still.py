"""Where nothing has changed nothing is done, and what has changed is done and no more."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from workshop import CONFIG, Make, Project, faults, tree

pytest_plugins = ["engine_projects"]

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
MEASURE = "data/sing/2568/measures/i5-1-procurement-transparency.yml"
HEAVY = ("mkdocs", "jinja2", "yaml", "pydantic", "markupsafe", "subprocess", "multiprocessing", "prongsai.build")


def imported(project: Project, *options: str) -> tuple[str, set[str]]:
    """What a build in a process of its own says, and what it imports."""
    program = (
        "import sys, json, atexit\n"
        "atexit.register(lambda: sys.stdout.write(json.dumps(sorted(sys.modules))))\n"
        "from prongsai.cli import main\n"
        "sys.argv = ['prongsai', 'build', *sys.argv[1:]]\n"
        "main()"
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program, *options]
    done = subprocess.run(command, cwd=project.folder, env=environment, capture_output=True, text=True, check=True)
    return done.stderr, set(json.loads(done.stdout))


def test_a_plain_build_goes_without_click_too(project: Project) -> None:
    project.build()
    command = [sys.executable, "-X", "importtime", "-m", "prongsai", "build", "--quiet"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=project.folder, env=environment, capture_output=True, text=True, check=True)
    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "prongsai.engine.still" in modules
    assert [name for name in ("click", *HEAVY) if name in modules] == []


def test_it_ends_with_what_there_is_to_say(project: Project) -> None:
    project.build()
    command = [sys.executable, "-m", "prongsai", "build"]
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    said = []
    for folder in (project.folder, project.folder, project.docs):
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        said.append((done.returncode, done.stdout, re.sub(r"\d+\.\d+", "N", done.stderr)))
        project.edit(MEASURE, "title: ", "title: ใหม่ ")
    assert said[0] == (0, "", "ไม่มีอะไรเปลี่ยนตั้งแต่สร้างครั้งก่อน เว็บเดิมใช้ได้เลย (N วินาที)\n")
    assert said[1] == (
        0,
        "",
        "ข้อสังเกตสำหรับเจ้าหน้าที่ · ผิดพลาด 0 เตือน 13 แนะนำ 8 · ดูด้วย prongsai check\n"
        "สร้างใหม่ 1 จาก 2 หน่วยงาน เขียนใหม่ 15 ไฟล์ เว็บมี 125 หน้า (N วินาที)\n",
    )
    assert said[2] == (
        2,
        "",
        "Usage: prongsai build [OPTIONS]\nTry 'prongsai build --help' for help.\n\n"
        "Error: ไม่พบ mkdocs.yml ในโฟลเดอร์นี้ เข้าโฟลเดอร์ของเว็บก่อน หรือเริ่มใหม่ด้วย prongsai new\n",
    )


EXTENSIONS = {
    "list": "markdown_extensions:\n  - attr_list\n  - tables:\n  - toc:\n      permalink: ¶\n",
    "mapping": "markdown_extensions:\n  attr_list: {}\n  toc:\n    permalink: ¶\n",
}


@pytest.mark.parametrize("form", EXTENSIONS)
def test_a_young_configuration_with_options_of_extensions_is_remembered(make: Make, form: str) -> None:
    project = make(CONFIG + EXTENSIONS[form])
    project.build()
    assert project.build().way == "still"
    project.edit(MEASURE, "title: ", "title: ใหม่ ")
    assert faults(project) == []
    assert project.ways == ["quick"]


def test_the_configuration_of_this_repository_is_remembered(make: Make) -> None:
    project = make((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("site_src", "docs"))
    project.build()
    assert project.build().way == "still"


def times(folder: Path) -> dict[str, int]:
    """When each file and folder was last changed, in nanoseconds."""
    return {str(path): path.lstat().st_mtime_ns for path in [folder, *folder.rglob("*")]}


def test_nothing_changed_writes_nothing_and_imports_nothing_heavy(project: Project) -> None:
    project.build()
    before = times(project.folder)
    said, modules = imported(project)
    assert said.startswith("ไม่มีอะไรเปลี่ยนตั้งแต่สร้างครั้งก่อน เว็บเดิมใช้ได้เลย (")
    assert [name for name in HEAVY if name in modules and name != "yaml"] == []  # where that sentence stands
    said, modules = imported(project, "--quiet")
    assert said == ""
    assert [name for name in HEAVY if name in modules] == []
    assert times(project.folder) == before


def test_a_time_without_a_change_is_no_change(project: Project) -> None:
    project.build()
    before = times(project.site)
    for name in (MEASURE, "mkdocs.yml", "docs/about.md"):
        (project.folder / name).touch()
    assert project.build().way == "still"
    assert times(project.site) == before


def test_an_edited_measure_is_built_without_mkdocs_and_only_what_shows_it_is_written(project: Project) -> None:
    project.build()
    before = tree(project.site)
    project.edit(MEASURE, "title: ", "title: ใหม่ ")
    said, modules = imported(project)
    after = tree(project.site)
    assert "สร้างใหม่ 1 จาก 2 หน่วยงาน" in said
    assert [name for name in ("mkdocs", "material", "markdown") if name in modules] == []
    assert sorted(name for name in after if before.get(name) != after[name]) == [
        "data/catalog.jsonld",  # with the sizes of the files that follow
        "data/index.json",
        "prongsai-manifest.json",
        *(name for name in sorted(after) if name.startswith("search/index.")),
        "search/search_index.json",
        "sing/2568/calendar.ics",
        "sing/2568/departments/index.html",
        "sing/2568/index.html",
        "sing/2568/issues/5/index.html",
        "sing/2568/measures/index.html",
        "sing/2568/report/index.html",
        "sing/data/index.html",
        "sing/data/sing-2568-measures.csv",
        "sing/data/sing-2568.json",
    ]
    assert faults(project) == []


@pytest.mark.parametrize("text", ["title: [broken\n", "titel: ก\n", ""], ids=["syntax", "key", "empty"])
def test_a_broken_record_ends_the_build_and_leaves_the_site_and_what_is_remembered(project: Project, text: str) -> None:
    project.build()
    good, before = (project.folder / MEASURE).read_text(encoding="utf-8"), times(project.site)
    project.put(MEASURE, text)
    said = project.build()
    assert said.code == 1
    assert said.err.startswith(f"{MEASURE}:")
    assert said.err.endswith("หยุดก่อนสร้างเว็บ เว็บเดิมไม่ถูกแตะต้อง\n")
    assert times(project.site) == before
    project.put(MEASURE, good)
    assert project.build().way == "still"
    assert times(project.site) == before


@pytest.mark.parametrize("way", ["gone", "more", "other", "same size", "folder", "all"])
def test_a_hand_in_the_site_is_put_right(project: Project, way: str) -> None:
    project.build()
    page = project.site / "sing/2568/index.html"
    match way:
        case "gone":
            page.unlink()
        case "more":
            (project.site / "sing/stray.html").write_text("x")
        case "other":
            page.write_text("x")
        case "same size":
            page.write_bytes(page.read_bytes()[::-1])
        case "folder":
            page.rename(page.with_name("moved"))
            page.parent.rename(page.parent.with_name("2569"))
        case _:
            project.site.rename(project.folder / "away")
    assert faults(project) == []
    assert project.build().way == "still"


@pytest.mark.parametrize("command", ["prongsai", "mkdocs"])
def test_any_number_of_processes_gives_the_same_bytes(project: Project, command: str) -> None:
    project.put("data/khok-yai/agency.yml", "name: ก\nprovince: เลย\n")
    _, place = project.clean("--jobs", "1")
    one = {name: row.digest for name, row in tree(place).items()}
    for jobs in ["2", "3"] if command == "prongsai" else [""]:
        _, place = project.clean("--jobs", jobs) if jobs else (project.run("mkdocs", "build"), project.site)
        assert {name: row.digest for name, row in tree(place).items()} == one


def test_variants_do_not_mix(project: Project, make: Make) -> None:
    """Environment, folder of the site, and the same site asked for in another way."""
    project.build()
    for environment in ({"PRONGSAI_AGENCIES": "sing"}, {}, {"SOURCE_DATE_EPOCH": "1700000000"}, {}):
        assert faults(project, **environment) == []
    other = project.folder / "other"
    project.build("--site-dir", "other", PRONGSAI_AGENCIES="sing")
    assert (other / "2568/index.html").is_file()
    assert project.build().way == "still"
    project.build("--site-dir", "other")
    assert not (other / "2568/index.html").exists()
    assert project.build("--site-dir", str(other)).way == "still"
    second = make(name="second")
    assert faults(second) == []
    assert project.build().way == "still"
