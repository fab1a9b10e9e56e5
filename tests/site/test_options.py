"""What a site's owner may choose: digits, one agency alone, drafts, hand-written pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from reading import read

from conftest import mkdocs_build

pytestmark = pytest.mark.site

Project = Callable[..., Path]


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Project:
    """Makes a small project with some agencies and some options of the plugin."""

    def make(*agencies: str, **options: object) -> Path:
        folder = tmp_path / "project"
        (folder / "site_src").mkdir(parents=True)
        for agency in agencies:
            shutil.copytree(root / "data" / agency, folder / "data" / agency)
        lines = "".join(f"      {key}: {value}\n" for key, value in options.items())
        (folder / "mkdocs.yml").write_text(
            "site_name: ทดสอบ\ndocs_dir: site_src\ntheme:\n  name: material\n  language: th\n  font: false\n"
            f"plugins:\n  - search\n  - prongsai:\n      data_dir: data\n{lines}",
            encoding="utf-8",
        )
        return folder

    return make


def build(folder: Path, **environment: str) -> Path:
    out = folder / "site"
    result = mkdocs_build(folder, out, **environment)
    assert result.returncode == 0, result.stderr
    return out


def test_thai_digits_by_one_option(project: Project) -> None:
    site = build(project("hin-dat", digits="thai"))
    assert "ตัวชี้วัดที่ ๕" in read(site / "hin-dat/2567/indicators/5/index.html").h1
    assert "๓๑ มีนาคม ๒๕๖๗" in read(site / "hin-dat/2567/index.html").flat


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_site_of_one_agency_drops_its_part_of_the_address(project: Project, how: str) -> None:
    if how == "option":
        site = build(project("sing", "khok-yai", agencies="[sing]"))
    else:
        site = build(project("sing", "khok-yai"), PRONGSAI_AGENCIES="sing")
    assert read(site / "index.html").h1 == "องค์การบริหารส่วนตำบลสิงห์"
    assert (site / "2568/oit/o18/index.html").is_file()
    assert (site / "channels/index.html").is_file()
    assert not (site / "sing").exists()
    assert not (site / "khok-yai").exists()


def test_an_unknown_agency_is_named_with_those_that_exist(project: Project) -> None:
    folder = project("sing", agencies="[sign]")
    result = mkdocs_build(folder, folder / "site")
    assert result.returncode == 1
    assert "data:1:1: ไม่มีหน่วยงาน “sign” ในโฟลเดอร์ข้อมูล ที่มีคือ sing [unknown-agency]" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_draft_year_is_built_only_when_asked_for(project: Project) -> None:
    folder = project("tua-yang")
    year = folder / "data/tua-yang/2568/year.yml"
    text = year.read_text(encoding="utf-8").replace("status: published\n", "")
    year.write_text(text + "status: draft\n", encoding="utf-8")
    site = build(folder)
    assert not (site / "tua-yang/2568").exists()
    assert (site / "tua-yang/2567/index.html").is_file()
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "      drafts: true\n", encoding="utf-8")
    assert "ฉบับร่าง" in read(build(folder) / "tua-yang/2568/index.html").flat


def test_a_hand_written_page_wins_over_a_generated_one(project: Project) -> None:
    folder = project("sing")
    (folder / "site_src/index.md").write_text("# หน้าแรกของเรา\n\n[อบต.สิงห์](sing/index.md)\n", encoding="utf-8")
    site = build(folder)
    assert read(site / "index.html").h1.startswith("หน้าแรกของเรา")


def test_hostile_names_reach_the_page_as_text(project: Project) -> None:
    folder = project("sing")
    agency = folder / "data/sing/agency.yml"
    text = agency.read_text(encoding="utf-8")
    hostile = '<script>alert(1)</script>{{ 7*7 }}\\"><img src=x onerror=alert(1)>'
    agency.write_text(text.replace("name: องค์การบริหารส่วนตำบลสิงห์", f'name: "{hostile}"', 1), encoding="utf-8")
    short = agency.read_text(encoding="utf-8").replace("short_name: อบต.สิงห์", f'short_name: "{hostile}"', 1)
    agency.write_text(short, encoding="utf-8")
    site = build(folder)
    for path in site.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert "<script>alert" not in source, path
        assert "<img src=x" not in source, path
    assert "<script>alert(1)</script>{{ 7*7 }}" in read(site / "sing/index.html").h1


def test_git_dates_are_shown_when_asked_and_no_other_date_is(project: Project) -> None:
    folder = project("sing", git_dates="true")
    when = {"GIT_AUTHOR_DATE": "2024-03-31T12:00:00+07:00", "GIT_COMMITTER_DATE": "2024-03-31T12:00:00+07:00"}
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "data"]):
        subprocess.run(["git", *command], cwd=folder, check=True, env={**os.environ, **when})
    site = build(folder)
    assert "แก้ไขไฟล์ล่าสุด 31 มีนาคม 2567" in read(site / "sing/index.html").flat
    (folder / "mkdocs.yml").write_text(
        (folder / "mkdocs.yml").read_text(encoding="utf-8").replace("git_dates: true", "git_dates: false"),
        encoding="utf-8",
    )
    assert "แก้ไขไฟล์ล่าสุด" not in read(build(folder) / "sing/index.html").flat


def test_the_edit_link_opens_the_record_that_a_page_came_from(project: Project) -> None:
    folder = project("hin-dat")
    config = folder / "mkdocs.yml"
    edit = "edit_uri: https://git.example.com/o/r/edit/main/site_src/\n"
    features = "theme:\n  features: [content.action.edit]\n"
    text = config.read_text(encoding="utf-8").replace("theme:\n", features)
    config.write_text(edit + text, encoding="utf-8")
    site = build(folder)
    repository = "https://git.example.com/o/r/edit/main/data/hin-dat"
    links = read(site / "hin-dat/2567/indicators/3/index.html").links
    assert [link for link in links if link.startswith(f"{repository}/2567/measures/i3-1")]
    assert f"{repository}/agency.yml" in read(site / "hin-dat/channels/index.html").links
