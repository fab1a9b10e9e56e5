"""The portal in real Chromium: nobody else is told, the policy holds, axe finds nothing, all fits a phone."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from small_portal import ROOT, agencies

from conftest import serve

sys.path.append(str(ROOT / "tests" / "frontend"))

from small_fleet import fleet_build  # found through small_portal
from test_accessibility import AXE, RUN  # found by the line above
from test_nobody_is_told import watch

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The portal on the loopback interface, beside its sites."""
    root = tmp_path_factory.mktemp("fleet")
    fleet_build("--agencies", agencies(root / "agencies"), "--out", root / "sites", "--jobs", 1, "--portal")
    server, address = serve(root / "sites")
    yield f"{address}portal/"
    server.shutdown()
    server.server_close()


PAGES = (
    *("", "data/", "phetchaburi/", "phetchaburi/2566/", "phetchaburi/2566/items/", "phetchaburi/2566/indicators/"),
    *("kanchanaburi/2568/", "p-7963d320/2567/", "p-7963d320/2567/items/", "p-7963d320/2568/indicators/"),
)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_sound(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    found = watch(page, address)
    for name in PAGES:
        page.goto(address + name)
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{name}: {wide} px wide"] if wide > width else []
        page.evaluate(AXE)
        found += [f"{name}: {one}" for one in page.evaluate(RUN)]
    context.close()
    assert found == []


def test_a_reader_gets_from_the_portal_to_an_agency_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "ข้ามไปที่เนื้อหา"
    page.keyboard.press("Enter")
    page.locator("a", has_text="บ้านแหลม").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ban-laem/")
    assert page.locator("h1").inner_text() == "องค์การบริหารส่วนตำบลบ้านแหลม"
    page.close()


def test_the_frame_is_that_of_the_readers_system(browser: Browser, address: str) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(address)
        seen[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.close()
    assert seen == {"light": "rgb(253, 251, 246)", "dark": "rgb(20, 28, 26)"}
