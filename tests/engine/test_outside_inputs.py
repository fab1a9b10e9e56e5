"""What a site is made from lies in more places than one: each of them is looked at, or nothing is taken for granted."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from workshop import CONFIG, Make, Project, differences, faults, tree

pytest_plugins = ["engine_projects"]

pytestmark = pytest.mark.slow

MEASURE = "data/sing/2568/measures/i5-1-procurement-transparency.yml"


@pytest.mark.parametrize(
    ("config", "name", "text"),
    [
        (f"hooks: [hook.py]\n{CONFIG}", "hook.py", "def on_page_content(html, **_):\n    return html + '<p>{}</p>'\n"),
        (f"INHERIT: base.yml\n{CONFIG}", "base.yml", "site_description: '{}'\n"),
        (f"{CONFIG}markdown_extensions:\n  - pymdownx.snippets\n", "told.md", "{}\n"),
        (CONFIG.replace("  font: false", "  font: false\n  custom_dir: over"), "over/404.html", "{}\n"),
        (CONFIG, ".prongsai.yml", "# {}\n"),
        (CONFIG, "data/synonyms.yml", "groups: [[งบ, '{}']]\n"),
        (CONFIG, "docs/more.css", "/* {} */\n"),
        (CONFIG, "docs/sub/page.md", "# {}\n"),
    ],
    ids=["hook", "inherit", "snippet", "custom_dir", "settings", "synonyms", "file", "page"],
)
def test_an_edit_of_another_input_shows(make: Make, config: str, name: str, text: str) -> None:
    project = make(config)
    project.put(name, text.format("ก่อน"))
    project.edit("docs/about.md", "เขียนด้วยมือ", '--8<-- "told.md"')
    assert project.build().code == 0
    project.put(name, text.format("หลัง"))
    assert [line for line in faults(project) if not line.startswith("written again")] == []


def test_a_value_of_the_environment_in_mkdocs_yml_shows(make: Make) -> None:
    project = make(CONFIG.replace("site_name: ทดลอง", "site_name: !ENV [NAME_OF_SITE, ก]"))
    project.build()
    assert faults(project, NAME_OF_SITE="ข") == []


def test_another_file_of_settings_is_another_site(project: Project) -> None:
    project.build()
    project.put("other.yml", CONFIG.replace("ทดลอง", "อีกแบบ"))
    project.run("mkdocs", "build", "-f", "other.yml")
    assert faults(project) == []


def test_settings_that_are_a_link_are_read_where_it_leads(project: Project, tmp_path: Path) -> None:
    real = tmp_path / "real.yml"
    (project.folder / "mkdocs.yml").rename(real)
    (project.folder / "mkdocs.yml").symlink_to(real)
    project.build()
    real.write_text(CONFIG.replace("ทดลอง", "อีกแบบ"), encoding="utf-8")
    assert faults(project) == []


@pytest.mark.parametrize(
    "what", ["page", "agency", "measure", "evidence", "pipe", "bytes", "empty year", "stray", "cache"]
)
def test_something_odd_in_the_sources_is_told_as_in_a_clean_build(project: Project, tmp_path: Path, what: str) -> None:
    project.build()
    match what:
        case "page":
            (tmp_path / "far.md").write_text("# ก\n", encoding="utf-8")
            (project.docs / "far.md").symlink_to(tmp_path / "far.md")
            assert faults(project) == []
            (tmp_path / "far.md").write_text("# ข\n", encoding="utf-8")
        case "agency":
            (project.data / "khok-yai").symlink_to(project.data / "sing")
        case "measure":
            (project.folder / MEASURE).with_name("i6-9.yml").symlink_to(project.folder / MEASURE)
        case "evidence":
            project.put("far.pdf", b"%PDF-1.4")
            (project.data / "sing/2568/evidence").mkdir()
            (project.data / "sing/2568/evidence/a.pdf").symlink_to(project.folder / "far.pdf")
        case "pipe":
            os.mkfifo(project.data / "sing/2568/pipe")
        case "bytes":
            (project.data / "sing/2568/evidence").mkdir()
            Path(os.fsdecode(os.fsencode(project.data / "sing/2568/evidence") + b"/\xff.pdf")).write_bytes(b"%PDF-1.4")
        case "empty year":
            (project.data / "sing/2569").mkdir()
        case "stray":
            project.put("data/sing/notes.txt", "x")
        case _:
            project.put("data/sing/__pycache__/x.txt", "x")
    assert faults(project) == []
    assert faults(project) == []


@pytest.mark.parametrize("strict", ["--strict", "--no-strict"])
def test_who_is_warned_is_warned_each_time(project: Project, strict: str) -> None:
    project.build()
    project.put("data/sing/notes.txt", "x")
    for _ in range(2):
        said = project.build()
        assert (said.code, said.err.count("notes.txt")) == (0, 1)
    project.ways.clear()
    assert faults(project) == []
    assert faults(project, strict) == []
    assert project.ways == ["quick", "quick"]
    said = project.build(strict)
    assert (said.code, said.err.count("notes.txt")) == (int(strict == "--strict"), 1)
    (project.data / "sing" / "notes.txt").unlink()
    assert faults(project) == []
    assert project.build().way == "still"


def test_links_of_pages_written_by_hand_are_looked_up_again(project: Project) -> None:
    """Each way that one can change without the page: its goal goes, a place in it goes, its goal comes."""
    project.put("docs/about.md", "# ก\n\n[ปี](sing/2568/index.md) [ข้อ](sing/2568/indicators/1/index.md#i1-1-manual)\n")
    assert faults(project) == []
    first = project.data / "sing/2568/measures/i1-1-manual.yml"
    first.rename(first.with_name("i1-2-manual.yml"))
    assert faults(project) == []
    project.edit("data/sing/2568/year.yml", "status: published", "status: draft")
    assert faults(project) == []
    project.edit("data/sing/2568/year.yml", "status: draft", "status: published")
    assert faults(project) == []


def test_a_link_that_leads_nowhere_finds_its_page_when_it_comes(make: Make) -> None:
    project = make(f"{CONFIG}validation:\n  links:\n    not_found: info\n")
    project.put("docs/about.md", "# ก\n\n[เอกสาร](sing/2568/evidence/a.pdf)\n")
    assert faults(project) == []
    project.put("data/sing/2568/evidence/a.pdf", b"%PDF-1.4")
    assert faults(project) == []
    assert 'href="../sing/2568/evidence/a.pdf"' in (project.site / "about/index.html").read_text(encoding="utf-8")


def test_a_page_written_by_hand_keeps_its_address_when_one_of_ours_comes(project: Project) -> None:
    project.put("docs/khok-yai/index.md", "# เขียนเอง\n")
    project.put("docs/sing/2568/indicators/3/index.md", "# เขียนเอง\n")
    assert faults(project) == []
    project.put("data/sing/2568/measures/i3-1.yml", "title: ก\nindicator: 3\n")
    assert faults(project) == []
    (project.data / "sing/2568/measures/i3-1.yml").unlink()
    assert faults(project) == []


def test_the_picture_of_a_single_agency_is_on_pages_written_by_hand_too(make: Make) -> None:
    project = make(f"site_url: https://www.example.go.th/\n{CONFIG}      agencies: [sing]\n")
    assert faults(project) == []
    project.edit("data/sing/agency.yml", "name: ", "name: ใหม่")
    assert faults(project) == []


def test_history_is_asked_again_after_a_commit(make: Make) -> None:
    project = make(f"site_url: https://www.example.go.th/\n{CONFIG}      git_dates: true\n")
    project.git("init", "-q")
    project.put(".gitignore", "site/\nclean/\n.cache*/\n")
    assert faults(project) == []
    project.commit(1_600_000_000)
    assert faults(project) == []
    project.edit(MEASURE, "title: ", "title: ก")
    project.commit(1_650_000_000)
    assert faults(project) == []
    project.git("commit", "-q", "--amend", "-m", "y", when=1_660_000_000)
    assert faults(project) == []
    project.git("gc", "-q")
    assert faults(project) == []
    project.git("checkout", "-q", "HEAD~1")
    assert faults(project) == []


@pytest.mark.parametrize("where", ["a/b/site", "site/", "./x/../y"])
def test_a_folder_for_the_site_may_be_named_in_any_way(project: Project, where: str) -> None:
    assert project.build("--site-dir", where).code == 0
    assert project.build("--site-dir", where).way == "still"
    project.edit(MEASURE, "title: ", "title: ก")
    assert project.build("--site-dir", where).way == "quick"
    assert differences(tree((project.folder / where).resolve()), tree(project.clean()[1])) == []


def test_a_folder_of_a_site_that_is_a_link_leads_to_the_site(project: Project, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far/theirs.txt").write_text("x")
    project.site.symlink_to(tmp_path / "far")
    for _ in range(2):
        said = project.build()
        assert (said.code, said.err) == (0, "")
        assert differences(tree(project.folder / "site/"), tree(project.clean()[1])) == []
        project.edit(MEASURE, "title: ", "title: ก")


@pytest.mark.parametrize("where", ["data", "data/sing", "docs", ".", ".."])
def test_the_sources_are_no_folder_for_a_site(project: Project, where: str) -> None:
    before = tree(project.data), tree(project.docs)
    assert project.build("--site-dir", where).code != 0
    assert (tree(project.data), tree(project.docs)) == before


def test_a_site_that_was_copied_over_another_is_put_right(project: Project, make: Make) -> None:
    project.build()
    second = make(CONFIG.replace("ทดลอง", "อีกแบบ"), name="second")
    second.build()
    shutil.copytree(second.site, project.site, dirs_exist_ok=True)
    project.build()
    assert differences(tree(project.site), tree(project.clean()[1])) == []
