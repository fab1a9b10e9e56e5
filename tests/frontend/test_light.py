"""A page costs little: what a first view transfers, and that nothing jumps while it comes in."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import BrowserContext

pytest_plugins = ["opened"]
pytestmark = [pytest.mark.site, pytest.mark.browser]

SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 150);
})"""


def transferred(path: Path) -> int:
    """Bytes on the wire: fonts and images are compressed already, the rest comes as gzip."""
    content = path.read_bytes()
    return len(content) if path.suffix in {".woff2", ".png"} else len(gzip.compress(content, 6))


def test_the_first_view_of_an_indicator_page_stays_below_120_kb(
    phone: BrowserContext, site: Path, site_url: str, addresses: dict[str, str]
) -> None:
    page = phone.new_page()
    urls: set[str] = set()
    page.on("request", lambda request: urls.add(request.url))
    page.goto(site_url + addresses["indicator"], wait_until="networkidle")
    sizes = {}
    for url in urls:
        path = site / unquote(urlsplit(url).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        sizes[path.name] = transferred(path)
    assert sum(sizes.values()) <= 120_000, sizes


def test_no_page_is_heavier_than_12_kb(site: Path) -> None:
    sizes = {str(path.relative_to(site)): transferred(path) for path in site.rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > 12_000} == {}


def test_nothing_jumps_while_a_page_comes_in(phone: BrowserContext, site_url: str, addresses: dict[str, str]) -> None:
    page = phone.new_page()
    moved = {}
    for kind, address in addresses.items():
        page.goto(site_url + address)
        if (shift := page.evaluate(SHIFTS)) >= 0.005:  # what reports print as 0.00
            moved[kind] = shift
    assert moved == {}
