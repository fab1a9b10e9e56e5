"""A reader's way through the site below /ita/, in Chromium, on Apache and on nginx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from on_host import SITE_URL
from playwright.sync_api import Browser, Page, expect

import servers
from prongsai.hashed import is_hashed
from prongsai.server_files import Place
from prongsai.server_files.nginx import nginx_locations, nginx_map
from servers import Server

pytest_plugins = ["ita_site"]
pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=["apache", "nginx"])
def host(request: pytest.FixtureRequest, ita: Path) -> Iterator[Server]:
    """A shared host with Apache, and an own server with nginx."""
    place = Place.of(SITE_URL)
    conf = nginx_locations(place, str(ita))
    started = servers.apache(ita) if request.param == "apache" else servers.nginx(ita, conf, http=nginx_map())
    with started as server:
        yield server


def watched(page: Page, server: Server) -> list[str]:
    """What goes wrong from now on: failed or foreign requests, broken policies, errors of scripts."""
    seen: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((server.url, "data:")) else seen.append(f"sent to {r.url}"))
    page.on("response", lambda r: seen.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("requestfailed", lambda r: None if r.failure == "net::ERR_ABORTED" else seen.append(f"failed {r.url}"))
    page.on("console", lambda m: seen.append(f"{m.type}: {m.text}") if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: seen.append(f"error: {e}"))
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))"
    )
    return seen


def test_a_reader_opens_pages_searches_and_gets_lost_without_a_failed_request(browser: Browser, host: Server) -> None:
    page = browser.new_page()
    seen = watched(page, host)
    for address in ("", "sing/2568/", "tua-yang/survey/poster/", "about/"):
        page.goto(host.url + address, wait_until="networkidle")
    assert page.evaluate("document.fonts.check('16px Sarabun', 'ก')")
    assert page.evaluate("document.documentElement.dataset.own") == "ran"
    page.locator("input.md-search__input").click()
    page.keyboard.type("ทะเบียนกลางยืม")
    result = page.locator(".md-search-result__link").first
    expect(result).to_contain_text("อบต.ตัวอย่าง · ปี 2567 · มาตรการ")
    result.click()
    page.wait_for_url("**/ita/tua-yang/2567/indicators/4/#i4-1-asset-loan")
    assert seen == []

    page.goto(f"{host.url}sing/2568/nothing/", wait_until="networkidle")
    assert page.locator("h1").text_content() == "ไม่พบหน้านี้"
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).backgroundColor") == "rgb(23, 64, 58)"
    assert [one for one in seen if not one.startswith("error: Failed to load resource")] == [
        f"404 {host.url}sing/2568/nothing/"
    ]
    seen.clear()
    page.locator(".pr--not-found a").first.click()
    page.wait_for_load_state("networkidle")
    assert page.url == host.url
    assert seen == []
    page.close()


def test_a_page_seen_before_asks_for_itself_and_not_for_its_parts(browser: Browser, host: Server) -> None:
    page = browser.new_page()
    sizes = "performance.getEntriesByType('resource').map(e => [new URL(e.name).pathname, e.transferSize])"
    page.goto(f"{host.url}sing/", wait_until="networkidle")
    first = {path for path, size in page.evaluate(sizes) if size}
    page.goto(f"{host.url}sing/2568/", wait_until="networkidle")
    again = {path for path, size in page.evaluate(sizes) if size}
    parts = {path for path in first if is_hashed(path.removeprefix("/ita/"))}
    assert len(parts) >= 7
    assert again - first == set()
    assert again & parts == set()
    page.close()
