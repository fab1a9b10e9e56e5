"""Sites of one process share the theme's frames, and are what each would be by itself."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment
from small_fleet import EPOCH, agency, files, mkdocs_build, write

from prongsai.engine.frames import mark
from prongsai.plugin.asked import Asked, SiteMark
from prongsai.plugin.batch import build_folder
from prongsai.plugin.painter import Painter
from prongsai.plugin.shared import FRAMES

COLOURED = "theme: {name: material, language: th, font: false, palette: {scheme: default, primary: %s, accent: %s}}\n"
PLAIN = ("ek", "tho", "tri")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that the theme draws from now on, by address; a probe is drawn for the page that it stands for."""
    pages: list[str] = []
    render = Painter._render

    def counted(self: Painter, page: object, place: object, told: object = None) -> str:
        pages.append(place.url)
        return render(self, page, place, told)

    monkeypatch.setattr(Painter, "_render", counted)
    monkeypatch.setattr(FRAMES, "_frames", {})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return pages


def built(folder: Path, out: Path) -> dict[str, bytes]:
    done = build_folder(folder, out / folder.name, strict=True)
    assert (done.error, done.said) == ("", ())
    return files(out / folder.name)


def test_the_third_site_of_a_kind_is_not_drawn_and_is_the_same(tmp_path: Path, drawn: list[str]) -> None:
    counts = []
    for name in PLAIN:
        folder = agency(tmp_path / name, site_url=f"https://{name}.example.go.th/", year=True)
        drawn.clear()
        made = built(folder, tmp_path / "sites")
        counts.append(len(drawn))
        assert made == mkdocs_build(folder, tmp_path / "alone" / name)
    first, second, third = counts
    assert 0 < second < first  # a probe and a page of each shape, then a page of each
    assert third == 0


@pytest.mark.parametrize(
    "more",
    [
        "copyright: © กองช่าง\n",
        "repo_url: https://example.org/repo\nedit_uri: edit/main/\n",
        "use_directory_urls: false\n",
        "extra: {homepage: https://example.org/, generator: false}\n",
    ],
    ids=["copyright", "edit links", "from disk", "another homepage"],
)
def test_what_one_site_has_and_others_have_not_stays_its_own(tmp_path: Path, more: str, drawn: list[str]) -> None:
    for name in PLAIN:
        built(agency(tmp_path / name, year=True), tmp_path / "sites")
    odd = agency(tmp_path / "odd", year=True)
    text = (odd / "mkdocs.yml").read_text(encoding="utf-8")
    keys = {line.split(":")[0] for line in more.splitlines()}
    kept = [block for block in blocks(text) if block.split(":")[0] not in keys]
    write(odd / "mkdocs.yml", "".join(kept) + more)
    assert built(odd, tmp_path / "sites") == mkdocs_build(odd, tmp_path / "alone")
    drawn.clear()
    built(agency(tmp_path / "after", year=True), tmp_path / "sites")
    assert drawn == []


def blocks(text: str) -> list[str]:
    """A mkdocs.yml as its top keys, each with what is below it."""
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        if found and line[0] in " -#\n":
            found[-1] += line
        else:
            found.append(line)
    return found


@pytest.mark.parametrize(
    ("name", "colour"),
    [("อบต.ก & ข <ค>", "teal"), ("อบต.  สอง ช่องว่าง", "teal"), ("อบต.ง", "deep purple"), ("อบต.จ", "custom")],
    ids=["letters of markup", "spaces", "a colour of two words", "a colour of its own"],
)
def test_words_that_read_otherwise_in_another_place_are_right(
    tmp_path: Path, name: str, colour: str, drawn: list[str]
) -> None:
    for number in range(3):
        folder = agency(tmp_path / f"a{number}", year=True)
        renamed(folder, f"อบต.{number}", "teal")
        built(folder, tmp_path / "sites")
    odd = agency(tmp_path / "odd", year=True)
    renamed(odd, name, colour)
    assert built(odd, tmp_path / "sites") == mkdocs_build(odd, tmp_path / "alone")


def renamed(folder: Path, name: str, colour: str) -> None:
    """Give a site another name and colour."""
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    kept = [block for block in blocks(text) if not block.startswith(("site_name:", "theme:"))]
    write(folder / "mkdocs.yml", f"site_name: '{name}'\n" + COLOURED % (colour, colour) + "".join(kept))


@pytest.mark.parametrize(
    ("template", "noted"),
    [
        ("{{ config.site_name }} {{ config['site_name'] | e }} {{ config.language }}", set()),
        ("{{ config.site_url }}", {"site_url"}),
        ("{{ config['site_url'] }}", {"site_url"}),
        ("{{ config.plugins.prongsai.config }}", {"prongsai"}),
        ("{{ 'search' in config.plugins }}", set()),
        ("{% if config.site_name == 'ก' %}ก{% endif %}", {"is it ก?"}),
        ("{% if config.site_name != 'ก' %}ข{% endif %}", {"is it ก?"}),
        ("{% if nav %}{{ nav.items[0].title }}{% endif %}", set()),
        ("{{ nav.pages }}", {"pages"}),
        ("{{ nav }}", {"text"}),
        ("{% for item in nav %}{% endfor %}", {"all"}),
        ("{{ nav | length }}", {"all"}),
    ],
)
def test_what_a_template_asks_for_beside_the_key_is_noted(template: str, noted: set[str]) -> None:
    asked: set[str] = set()
    name = SiteMark(mark(500))
    name.asked = asked
    plugins = {"prongsai": SimpleNamespace(config="its own"), "search": 1}
    config = {"site_name": "ก", "site_url": "https://ek.example.go.th/", "language": "th", "plugins": plugins}
    told = {
        "config": Asked(
            config, asked, {"site_name": name, "plugins": Asked(plugins, asked, {})}, frozenset(["site_url"])
        ),
        "nav": Asked([1], asked, {"items": [Asked(None, asked, {"title": name})]}),
    }
    Environment().from_string(template).render(told)  # noqa: S701  # as the theme's own is
    assert {one for one in asked if not one.startswith("<")} == noted
