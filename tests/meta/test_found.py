"""What search engines, chat programs and other sites see of an agency's site below https://www.example.go.th/ita/."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

import pytest
import yaml
from PIL import Image

from conftest import mkdocs_build

pytestmark = pytest.mark.site

HOME = "https://www.example.go.th/ita/"
FIRST, SECOND = "2024-03-31", "2025-02-14"
CHANGED = "2568/measures/p7-1-no-gift-week.yml"
MOVED = "/2568/issues/7/#p7-1-no-gift-week"
NAME = "องค์การบริหารส่วนตำบลตัวอย่าง"
ALT = (
    f"{NAME} · อำเภอสมมติ จังหวัดสมมติ · มาตรการส่งเสริมคุณธรรมและความโปร่งใส · ปีงบประมาณ พ.ศ. {{}} · "
    "ตัวอย่าง หน่วยงานและข้อมูลทั้งหมดเป็นเรื่องสมมติ"
)


@dataclass
class Head:
    """What a page's head says: canonical addresses, `<meta>` by name or property."""

    canonical: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The only value of a name."""
        (value,) = self.said[name]
        return value


class _HeadReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.head = Head()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and values.get("rel") == "canonical":
            self.head.canonical.append(values["href"])
        if tag == "meta" and ("property" in values or "name" in values):
            self.head.said.setdefault(values.get("property") or values["name"], []).append(values["content"])


def head(path: Path) -> Head:
    reader = _HeadReader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.head


def git(folder: Path, *arguments: str, day: str = FIRST) -> None:
    when = f"{day}T09:00:00+07:00"
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always"]
    environment = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, env=environment, capture_output=True)


def built(project: Path, name: str, *, add: str = "", **environment: str) -> Path:
    """The site of a project, with more lines at the end of its mkdocs.yml."""
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + add, encoding="utf-8")
    result = mkdocs_build(project, project.parent / name, **environment)
    assert result.returncode == 0, result.stderr
    return project.parent / name


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of one agency with two commits; the second changes one measure. One page is not committed yet."""
    folder = tmp_path_factory.mktemp("found") / "project"
    (folder / "site_src").mkdir(parents=True)
    shutil.copytree(root / "data" / "tua-yang", folder / "data" / "tua-yang")
    (folder / "data" / "addresses.txt").write_text(f"/\n/channels/\n/about-us/ -> {MOVED}\n", encoding="utf-8")
    (folder / "site_src" / "ข่าว.md").write_text('# ข่าว & "ประกาศ" <b>ใหม่</b>\n\nเนื้อหา\n', encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        f"site_name: ทดสอบ\nsite_url: {HOME}\nsite_description: คำอธิบายเว็บ\ndocs_dir: site_src\n"
        "theme: {name: material, language: th, font: false}\n"
        "plugins:\n  - search\n  - prongsai:\n      data_dir: data\n      agencies: [tua-yang]\n",
        encoding="utf-8",
    )
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
        git(folder, *command)
    with (folder / "data" / "tua-yang" / CHANGED).open("a", encoding="utf-8") as measure:
        measure.write("# looked through\n")
    git(folder, "commit", "-qam", "two", day=SECOND)
    (folder / "site_src" / "draft.md").write_text("# ยังไม่บันทึก\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def agency_site(project: Path) -> Path:
    return built(project, "site")


def pages_of(site: Path) -> dict[str, Head]:
    """The head of every page that is a page: neither 404 nor a page that leads on."""
    paths = [path for path in site.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")]
    return {
        path.parent.relative_to(site).as_posix().removeprefix(".") + "/" * (path.parent != site): head(path)
        for path in paths
    }


def listed(site: Path) -> dict[str, str]:
    """The sitemap: what it says of the last change of each address, empty if nothing."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314  # we wrote it ourselves
    assert root.tag == f"{space}urlset"
    return {url.findtext(f"{space}loc", ""): url.findtext(f"{space}lastmod", "") for url in root}


def test_every_page_has_one_canonical_address_and_says_the_same_to_chat_programs(agency_site: Path) -> None:
    pages = pages_of(agency_site)
    assert len(pages) > 100
    for address, page in pages.items():
        assert page.canonical == [HOME + quote(address)], address
        assert page.one("og:url") == HOME + quote(address)
        assert page.one("og:type") == "website"
        assert page.one("og:locale") == "th_TH"
        assert page.one("og:site_name") == "ทดสอบ"
        assert page.one("twitter:card") == "summary_large_image"
        assert page.one("og:title").strip()
        assert page.one("og:description") == page.one("description")
        assert "robots" not in page.said
    titles = [page.one("og:title") for page in pages.values()]
    assert len(set(titles)) == len(titles)
    assert pages["2568/oit/o1/"].one("og:title") == "O1 โครงสร้างและอำนาจหน้าที่ · ปีงบประมาณ 2568 · อบต.ตัวอย่าง"
    assert pages["ข่าว/"].one("og:title") == 'ข่าว & "ประกาศ" ใหม่'
    assert pages["ข่าว/"].one("og:description") == "คำอธิบายเว็บ"


def test_every_page_shows_the_picture_of_its_year_and_a_picture_is_named_by_its_content(agency_site: Path) -> None:
    cards = {path.name: path.read_bytes() for path in (agency_site / "assets" / "cards").iterdir()}
    marks = {name: hashlib.sha256(raw).hexdigest()[:8] for name, raw in cards.items()}
    assert sorted(name.partition(".")[0] for name in cards) == ["tua-yang-2567", "tua-yang-2568"]
    assert all(name.endswith(f".{mark}.png") for name, mark in marks.items())
    for address, page in pages_of(agency_site).items():
        year = "2567" if address.startswith("2567/") else "2568"
        (name,) = (name for name in cards if name.startswith(f"tua-yang-{year}"))
        assert page.one("og:image") == f"{HOME}assets/cards/{name}", address
        assert page.one("og:image:alt") == ALT.format(year)
        assert (page.one("og:image:type"), page.one("og:image:width"), page.one("og:image:height")) == (
            "image/png",
            "1200",
            "630",
        )
    for raw in cards.values():
        with Image.open(io.BytesIO(raw)) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630))
            assert len(picture.convert("RGB").getcolors(1 << 20)) > 50
        assert len(raw) < 60_000


def test_a_page_that_leads_on_names_the_new_address_and_the_page_not_found_is_no_page(agency_site: Path) -> None:
    moved = (agency_site / "about-us" / "index.html").read_text(encoding="utf-8")
    assert f'content="0; url=..{MOVED}"' in moved
    assert head(agency_site / "about-us" / "index.html").canonical == [f"{HOME}2568/issues/7/"]
    missing = head(agency_site / "404.html")
    assert missing.canonical == []
    assert missing.said["robots"] == ["noindex"]
    assert "og:url" not in missing.said


def test_the_sitemap_names_every_page_but_posters_and_the_day_its_records_changed(
    agency_site: Path, project: Path
) -> None:
    places = listed(agency_site)
    pages = {HOME + quote(address) for address in pages_of(agency_site) if "poster" not in address}
    assert places.keys() == pages
    assert list(places) == sorted(places)
    for address in places:
        assert (agency_site / unquote(address.removeprefix(HOME)) / "index.html").is_file(), address
    measure = yaml.safe_load((project / "data" / "tua-yang" / CHANGED).read_text(encoding="utf-8"))
    year = ["", "measures/", "report/", "departments/", f"issues/{measure['issue']}/"]
    year += [f"oit/{code.lower()}/" for code in measure["items"]]
    expected = {HOME, f"{HOME}data/", *(f"{HOME}2568/{part}" for part in year)}
    assert {address for address, day in places.items() if day == SECOND} == expected
    assert {address for address, day in places.items() if day == ""} == {f"{HOME}draft/"}
    assert set(places.values()) == {FIRST, SECOND, ""}
    assert not (agency_site / "sitemap.xml.gz").exists()


def test_robots_are_welcome_and_told_of_the_sitemap(agency_site: Path) -> None:
    text = (agency_site / "robots.txt").read_text(encoding="utf-8")
    rules = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert rules == ["User-agent: *", "Disallow:", f"Sitemap: {HOME}sitemap.xml"]
    assert "Crawlers read this file only at the root of a host" in text


def test_the_same_commit_gives_the_same_sitemap_and_pictures(agency_site: Path, project: Path) -> None:
    again = built(project, "again", SOURCE_DATE_EPOCH="86400")
    for name in ("sitemap.xml", "robots.txt"):
        assert (again / name).read_bytes() == (agency_site / name).read_bytes()
    names = {path.name for path in (agency_site / "assets" / "cards").iterdir()}
    assert {path.name for path in (again / "assets" / "cards").iterdir()} == names


def test_a_shallow_clone_knows_no_day_and_pages_for_a_disk_are_named_as_files(project: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", project.as_uri(), str(clone))
    site = built(clone, "shallow", add="use_directory_urls: false\n")
    places = listed(site)
    assert set(places.values()) == {""}
    assert f"{HOME}2568/oit/o1/index.html" in places
    for address in places:
        path = site / unquote(address.removeprefix(HOME))
        assert head(path).canonical == [address]
        assert head(path).one("og:url") == address
    assert head(site / "about-us" / "index.html").canonical == [f"{HOME}2568/issues/7/index.html"]


def test_a_demonstration_is_offered_to_nobody_and_a_site_without_the_library_has_no_picture(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "lost").mkdir()
    (tmp_path / "lost" / "uharfbuzz.py").write_text("raise ImportError('no wheel for this machine')\n")
    copy = shutil.copytree(project, tmp_path / "copy")
    paths = os.pathsep.join([str(tmp_path / "lost"), os.environ.get("PYTHONPATH", "")])
    config = copy / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "      demonstration: true\n", encoding="utf-8")
    result = mkdocs_build(copy, tmp_path / "site", PYTHONPATH=paths)
    assert result.returncode == 0, result.stderr
    sentence = "ไม่มีไลบรารี uharfbuzz จึงไม่มีภาพประกอบลิงก์ (og:image) ส่วนอื่นของเว็บครบ"
    assert result.stderr.count(sentence) == 1
    site = tmp_path / "site"
    assert not (site / "sitemap.xml").exists()
    assert not (site / "assets" / "cards").exists()
    lines = (site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == ["User-agent: *", "Disallow: /"]
    pages = pages_of(site)
    for page in [*pages.values(), head(site / "404.html"), head(site / "about-us" / "index.html")]:
        assert page.said["robots"] == ["noindex"]
    assert pages["2568/"].one("twitter:card") == "summary"
    assert "og:image" not in pages["2568/"].said


def test_a_site_that_does_not_know_its_address_has_no_sitemap_and_hand_written_robots_win(
    project: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(project, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    config = copy / "mkdocs.yml"
    config.write_text(re.sub(r"(?m)^site_url.*\n", "", config.read_text(encoding="utf-8")), encoding="utf-8")
    (copy / "site_src" / "robots.txt").write_text("User-agent: *\nDisallow: /old/\n", encoding="utf-8")
    site = built(copy, "nowhere")
    assert [path.name for path in site.glob("sitemap*")] == []
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /old/\n"
    page = head(site / "2568" / "index.html")
    assert page.canonical == []
    assert page.one("og:title") == "ภาพรวมปีงบประมาณ 2568 · อบต.ตัวอย่าง"
    assert {"og:url", "og:image"} & page.said.keys() == set()
    assert head(site / "about-us" / "index.html").canonical == ["../2568/issues/7/"]
