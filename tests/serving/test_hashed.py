"""What pages load is named by its content, and everything that names it says the right name."""

from __future__ import annotations

import json
import posixpath
import re
from hashlib import sha256
from pathlib import Path

import pytest
from on_host import SITE_URL

from conftest import published
from prongsai.hashed import hashed, is_hashed, with_names

pytest_plugins = ["ita_site"]

LOADED = re.compile(r'<(?:link rel="(?:stylesheet|preload)" href|script[^>]* src)="([^"]+)"')
UNCHANGED = {"assets/fonts/OFL.txt", "assets/images/favicon.png", "search/search_index.json"}


@pytest.mark.parametrize(
    ("path", "is_so"),
    [
        ("assets/prongsai.1a2b3c4d.css", True),
        ("assets/stylesheets/main.57a0d79d.min.css", True),
        ("assets/javascripts/workers/search.6156a183.js", True),
        ("assets/fonts/sarabun-thai-400-normal.444ccfff.woff2", True),
        ("assets/cards/sing.0123abcd.png", True),
        ("search/index.3b511e2b.json", True),
        ("own.1a2b3c4d.css", True),
        ("assets/prongsai.css", False),
        ("search/search_index.json", False),
        ("sing/2568/evidence/plan-1a2b3c4d.pdf", False),  # the name's hash, not the content's
        ("images/fair.25681121.png", False),
        ("assets/fair-25681121.png", False),
        ("assets/x.1A2B3C4D.css", False),
        ("my-assets/x.12345678.png", False),
    ],
)
def test_a_name_tells_whether_it_holds_the_content(path: str, is_so: bool) -> None:
    assert is_hashed(path) is is_so


def test_a_name_changes_with_the_content_and_nothing_else() -> None:
    assert hashed("assets/a.css", b"") == "assets/a.e3b0c442.css"
    assert hashed("assets/a.css", b" ") == "assets/a.36a9e7f1.css"


def test_only_whole_references_to_known_files_are_renamed() -> None:
    names = {"assets/fonts/a.woff2": "assets/fonts/a.00000000.woff2", "b.js": "b.11111111.js"}
    text = "url(fonts/a.woff2) url('./fonts/a.woff2') url(xfonts/a.woff2) fonts/a.woff2 \"../b.js\" url(https://x/b.js)"
    assert with_names(text, "assets/x.css", names) == (
        "url(fonts/a.00000000.woff2) url('fonts/a.00000000.woff2') url(xfonts/a.woff2) fonts/a.woff2 "
        '"../b.11111111.js" url(https://x/b.js)'
    )


@pytest.mark.site
def test_every_name_of_ours_holds_the_hash_of_its_file(ita: Path) -> None:
    files = {path.relative_to(ita).as_posix(): path for path in ita.rglob("*") if path.is_file()}
    below = {name for name in files if name.startswith(("assets/", "search/"))}
    assert {name for name in below if not is_hashed(name)} == UNCHANGED
    ours = {name for name in files if is_hashed(name) and "stylesheets/" not in name and "/bundle." not in name}
    assert len(ours) >= 17
    for name in ours:
        assert f".{sha256(files[name].read_bytes()).hexdigest()[:8]}." in name, name


@pytest.mark.site
def test_every_page_loads_only_files_that_are_there_and_named_by_content(ita: Path) -> None:
    pages = sorted(ita.rglob("*.html"))
    for page in pages:
        folder = page.parent.relative_to(ita).as_posix()
        html = page.read_text(encoding="utf-8")
        found = LOADED.findall(html)
        if '<script id="__config"' in html:
            found.append(re.search(r'"search": "([^"]+)"', html)[1])  # type: ignore[index]  # a page without fails here
        for address in found:
            path = address.removeprefix("/ita/")
            path = path if path != address else posixpath.normpath(posixpath.join(folder, address))
            assert is_hashed(path), f"{page}: {address}"
            assert (ita / path).is_file(), f"{page}: {address}"
    assert len(pages) > 100


@pytest.mark.site
def test_an_agencys_own_style_and_script_are_named_by_content_and_stay_where_they_were(ita: Path) -> None:
    html = (ita / "sing/index.html").read_text(encoding="utf-8")
    for name in ("own.css", "own.js"):
        assert published(ita, name).read_bytes() == (ita / name).read_bytes()
        assert f'"../{published(ita, name).name}"' in html


@pytest.mark.site
def test_the_index_is_named_by_what_the_theme_fetches_so_pages_do_not_change_with_it(ita: Path) -> None:
    name = json.loads((ita / "search/search_index.json").read_text(encoding="utf-8"))["config"]["index"]
    assert ita / "search" / name == published(ita, "search/index.json")
    (worker,) = (ita / "assets/javascripts/workers").iterdir()
    for path in (worker, published(ita, "assets/search/engine.js"), *ita.rglob("*.html")):
        assert name not in path.read_text(encoding="utf-8"), path
    assert f"../../search/{published(ita, 'assets/search/engine.js').name}" in worker.read_text(encoding="utf-8")


@pytest.mark.site
def test_links_of_the_page_for_what_is_not_found_are_whole_and_lead_somewhere(ita: Path) -> None:
    html = (ita / "404.html").read_text(encoding="utf-8")
    links = {link for link in re.findall(r'(?:href|src)="([^"]+)"', html) if not link.startswith("#")}
    assert len(links) > 15
    for link in links:
        path = link.removeprefix(SITE_URL).removeprefix("/ita/").partition("#")[0]
        assert path != link, link
        assert (ita / path).is_file() or (ita / path / "index.html").is_file(), link
