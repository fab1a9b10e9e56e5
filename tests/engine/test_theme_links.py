"""Our links in the theme's frame are MkDocs' own, and the menu and the frames hold what they say."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from urllib.parse import urljoin

import pytest
from mkdocs.utils import normalize_url

from prongsai.engine.frames import Frame, read_frame
from prongsai.engine.links import canonical, edit_link, theme_link, top_of
from prongsai.engine.menu import Item, Menu, item_from_json

PLACES = (
    "", "sing/", "sing/2568/", "sing/2568/indicators/1/", "a/b/c/d/", "index.html", "sing/index.html", "404.html",
    "sing/2568/index.html", "a.b/", "a.b/c/", "หน้า/",
)  # fmt: skip
TARGETS = (
    *PLACES, ".", "./", "#a", "sing/#a", "/", "/x/", "//x.org/", "https://x.org/a", "mailto:a@b.c", "tel:1", "data:x",
    "assets/a.css", "assets/", "sing", "sing/2568", "a.b/c/x.js", "sing/?q=1", "x:y/z",
)  # fmt: skip


@pytest.mark.parametrize("here", PLACES)
def test_a_link_is_written_as_mkdocs_writes_it(here: str) -> None:
    page = SimpleNamespace(url=here)
    ours = {target: theme_link(target, here) for target in TARGETS}
    assert ours == {target: normalize_url(target, page) for target in TARGETS}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "home",
    [
        *(
            "https://a.go.th/",
            "https://a.go.th",
            "https://a.go.th/ita/",
            "http://a.go.th:8080/ข/",
            "https://a.go.th/?q=1/",
        ),
        *("https://a.go.th/x/../", "https://a.go.th/x;y/", "//a.go.th/", "/ita/", "https://user@a.go.th/"),
    ],
)
def test_the_whole_address_of_a_page_is_joined_as_urls_are(home: str) -> None:
    folder = home if home.endswith("/") else f"{home}/"
    places = (*PLACES, "../up/", "a//b/", "a/./b/", "a/b;c/", "?q/", "x:y/z/", "sing/2568/oit/o18/")
    assert [canonical(home, place) for place in places] == [urljoin(folder, place) for place in places]
    assert canonical("", "sing/") is None


def test_the_top_folder_of_an_address() -> None:
    assert [top_of(url) for url in ("", "index.html", "sing/", "sing/2568/x.html", "/a/")] == [
        "",
        "",
        "sing",
        "sing",
        "",
    ]


def test_a_record_is_edited_beside_the_docs_folder() -> None:
    base = "https://example.org/a/b/edit/main/docs/"
    assert edit_link(base, "../data/sing/agency.yml") == "https://example.org/a/b/edit/main/data/sing/agency.yml"


MENU = (
    Item("หน้าแรก"),
    Item("สิงห์", "", (Item("สิงห์", "sing/"), Item("ปี 2568", "sing/2568/"), Item("ช่องทาง", "sing/channels/")), False),
    Item("<b>เกี่ยว</b>", "about/"),
    Item("ข้างนอก", "https://x.org/", (), False),
)


def test_the_section_of_a_page_is_open_and_the_others_lead_to_their_first_page() -> None:
    links = Menu(MENU).links
    inside = links("sing/2568/indicators/1/")
    assert (
        '<a href="../../../2568/" class="pr-nav__link pr-nav__link--on">ปี 2568</a>'
        in inside.replace("../../../../sing/2568/", "../../../2568/")
        or 'href="../../" class="pr-nav__link pr-nav__link--on">ปี 2568' in inside
    )
    assert inside.count("<ul") == 2
    outside = links("about/")
    assert outside.count("<ul") == 1
    assert '<a href="../sing/" class="pr-nav__link">สิงห์</a>' in outside
    assert '<a href="./" class="pr-nav__link pr-nav__link--on" aria-current="page"><b>เกี่ยว</b></a>' in outside
    assert '<a href="https://x.org/" class="pr-nav__link">ข้างนอก</a>' in outside


def test_what_is_written_once_for_many_is_what_each_would_have_alone() -> None:
    shared = Menu(MENU)
    for url in itertools.chain(PLACES, PLACES):
        assert shared.links(url) == Menu(MENU).links(url)


def test_a_page_that_may_stand_anywhere_has_all_links_from_the_base() -> None:
    assert '<a href="/ita/sing/" class="pr-nav__link">' in Menu(MENU).links_from("/ita/")
    assert '<a href="/ita/." class="pr-nav__link">' in Menu(MENU).links_from("/ita/")
    assert '<a href="https://x.org/" class="pr-nav__link">' in Menu(MENU).links_from("/ita/")


def test_a_menu_is_the_same_after_it_was_remembered() -> None:
    assert tuple(item_from_json(item.as_json()) for item in MENU) == MENU


def test_a_frame_without_marks_is_a_page_that_is_always_the_same() -> None:
    assert read_frame("<p>", {}, has_toc=False) == Frame(["<p>"], [], None, {})


def test_a_frame_whose_table_of_contents_is_not_there_is_none() -> None:
    assert read_frame("<p>", {}, has_toc=True) is None


def test_a_frame_fits_where_its_links_are_written_alike() -> None:
    frame = Frame([""], [], None, {"sing/": "../", "assets/a.css": "../../assets/a.css"})
    assert [frame.fits(url) for url in ("sing/2568/", "other/x/", "sing/2568/y/")] == [True, True, False]
