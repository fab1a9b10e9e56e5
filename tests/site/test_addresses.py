"""Every address that docs/architecture.md promises exists, and says what it is."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from reading import read

from prongsai.load import load_frameworks, load_site

pytestmark = pytest.mark.site

AGENCIES = {"sing": 2568, "ban-laem": 2566, "thung-bu-lang": 2566, "khok-yai": 2568, "hin-dat": 2567}
ITEMS = {2566: 43, 2567: 35, 2568: 28, 2569: 26}


def promised(agency: str, year: int) -> list[str]:
    """The addresses of one agency with one year."""
    parts = ["", "measures/", "oit/", "report/", "departments/"]
    parts += [f"indicators/{number}/" for number in range(1, 11)]
    parts += [f"oit/o{number}/" for number in range(1, ITEMS[year] + 1)]
    if year == 2568:
        parts += [f"issues/{number}/" for number in range(1, 8)]
    return [f"{agency}/", f"{agency}/channels/", f"{agency}/survey/", f"{agency}/data/"] + [
        f"{agency}/{year}/{part}" for part in parts
    ]


@pytest.mark.parametrize(("agency", "year"), AGENCIES.items())
def test_every_promised_address_of_an_agency_exists(site: Path, agency: str, year: int) -> None:
    missing = [a for a in promised(agency, year) if not (site / a / "index.html").is_file()]
    assert missing == []


def test_each_item_page_has_code_official_name_and_year_in_its_heading(site: Path) -> None:
    for agency, year in AGENCIES.items():
        for item in load_frameworks()[year].items:
            page = read(site / agency / str(year) / "oit" / item.code.lower() / "index.html")
            assert page.h1.startswith(f"{item.code} {item.name} "), page.h1
            assert f"ปีงบประมาณ {year}" in page.h1
            assert page.title.startswith(f"{item.code} ")
            assert page.description


def test_titles_and_descriptions_are_unlike_each_other(site: Path) -> None:
    pages = [read(path) for path in sorted(site.rglob("index.html"))]
    assert len({page.title for page in pages}) == len(pages)
    assert len({page.description for page in pages}) == len(pages)


def test_no_link_or_anchor_inside_the_site_is_dead(site: Path) -> None:
    pages = {path.relative_to(site).as_posix(): read(path) for path in site.rglob("*.html")}
    dead = []
    for name, page in pages.items():
        if name == "404.html":  # its links are absolute, since it is shown at any depth
            continue
        for href in page.links:
            target, anchor = urldefrag(urljoin(f"https://here.example/{name}", href))
            parts = urlsplit(target)
            if parts.hostname != "here.example":
                continue
            path = unquote(parts.path).lstrip("/")
            path = path + "index.html" if path == "" or path.endswith("/") else path
            if not (site / path).is_file() or (anchor and path in pages and unquote(anchor) not in pages[path].ids):
                dead.append(f"{name} -> {href}")
    assert dead == []


def test_items_known_from_memory_only_are_marked_wherever_they_show(site: Path) -> None:
    framework = load_frameworks()[2567]
    low = [item for item in framework.items if not item.confirmed]
    assert low, "the catalogue of 2567 has unconfirmed items"
    for item in low:
        page = read(site / "hin-dat" / "2567" / "oit" / item.code.lower() / "index.html")
        assert "ยังไม่ยืนยัน" in page.flat, item.code
    listing = read(site / "hin-dat" / "2567" / "oit" / "index.html").flat
    for item in framework.items:
        after = listing.split(f"{item.code} {item.name} ", 1)[1][:20]
        assert after.startswith("ยังไม่ยืนยัน") is not item.confirmed, item.code


def test_every_page_of_the_invented_agency_says_that_it_is_an_example(site: Path) -> None:
    pages = sorted((site / "tua-yang").rglob("index.html"))
    assert len(pages) > 80
    for path in pages:
        assert "หน้านี้เป็นตัวอย่าง หน่วยงานและข้อมูลทั้งหมดเป็นเรื่องสมมติ" in read(path).flat, path


def test_no_page_of_a_year_shows_another_years_measures(site: Path, root: Path) -> None:
    loaded, _ = load_site(root / "data", only=["tua-yang"])
    agency = loaded.agencies[0]
    newer, older = agency.years
    titles = {m.title for m in older.measures} - {m.title for m in newer.measures}
    continued = {m.continues.split("/")[1] for m in newer.measures if m.continues}
    allowed = {m.title for m in older.measures if m.id in continued}  # shown as "continues from"
    for path in (site / "tua-yang" / str(newer.number)).rglob("index.html"):
        shown = read(path).flat
        assert [t for t in titles - allowed if t in shown] == []
