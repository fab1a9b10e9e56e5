"""Pleasant on a phone: no sideways scrolling, three doors in reach, buttons that work, print, and no script at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

pytest_plugins = ["opened"]
pytestmark = [pytest.mark.site, pytest.mark.browser]

CARDS = "ban-laem/2566/indicators/5/"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPACING = """() => document.styleSheets[0].insertRule(
  "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }", 0)"""
DOORS = ["channels/#e-service", "channels/#corruption", "survey/"]


def test_nothing_scrolls_sideways_at_320_pixels_even_with_wide_spacing(
    browser: Browser, site_url: str, addresses: dict[str, str]
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for kind, address in addresses.items():
        page.goto(site_url + address)
        wide += [f"{kind} by {by} px"] if (by := page.evaluate(WIDER)) else []
        page.evaluate(SPACING)
        wide += [f"{kind}, text spaced, by {by} px"] if (by := page.evaluate(WIDER)) else []
    context.close()
    assert wide == []


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_three_doors_are_one_tap_away_on_every_page_of_an_agency(
    device: str, request: pytest.FixtureRequest, site_url: str, addresses: dict[str, str]
) -> None:
    page = request.getfixturevalue(device).new_page()
    for kind, address in addresses.items():
        page.goto(site_url + address)
        if "/" not in address.removesuffix("/404.html") or not page.locator(".pr-masthead").count():
            continue
        agency = f"{site_url}{address.split('/')[0]}/"
        seen = page.evaluate(
            """() => [...document.querySelectorAll("a")].filter(a => {
              const r = a.getBoundingClientRect();
              return r.width && a.checkVisibility() && r.top >= 0 && r.bottom <= innerHeight; }).map(a => a.href)"""
        )
        assert [door for door in DOORS if agency + door not in seen] == [], kind


def test_the_bar_on_a_phone_covers_nothing_at_the_end_of_the_page(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.goto(site_url + CARDS)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(".pr-footer a").last.bounding_box()
    bar = page.locator(".pr-quick").bounding_box()
    assert last
    assert bar
    assert last["y"] + last["height"] <= bar["y"]


def test_the_bar_lets_go_of_a_low_window(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    page = context.new_page()
    page.goto(site_url + CARDS)
    assert page.locator(".pr-quick").evaluate("e => getComputedStyle(e).position") == "static"
    context.close()


def test_an_address_is_copied_with_the_anchor_of_its_measure(phone: BrowserContext, site_url: str) -> None:
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page = phone.new_page()
    page.goto(site_url + CARDS)
    card = page.locator(".pr-card").first
    card.get_by_role("button", name="คัดลอกที่อยู่").click()
    expect(card.get_by_role("status")).to_have_text("คัดลอกแล้ว")
    anchor = card.locator("h3").get_attribute("id")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site_url}{CARDS}#{anchor}"


def test_an_address_that_cannot_be_copied_is_shown(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{site_url}tua-yang/2568/oit/o18/")
    page.get_by_role("button", name="คัดลอกที่อยู่").click()
    assert page.locator(".pr-tools [role=status]").inner_text() == f"{site_url}tua-yang/2568/oit/o18/"


def test_one_measure_prints_alone(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.add_init_script("window.print = () => {}")
    page.goto(site_url + CARDS)
    assert page.locator(".pr-card").count() > 1
    page.locator(".pr-card").first.get_by_role("button", name="พิมพ์").click()
    page.emulate_media(media="print")
    assert page.locator(".pr-card:visible").count() == 1
    assert page.get_by_role("heading", level=1).is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".pr-card:visible").count() > 1


@pytest.mark.parametrize("kind", ["home", "agency", "year", "indicator", "oit", "item", "channels", "survey"])
def test_print_leaves_the_frame_out(
    desktop: BrowserContext, site_url: str, addresses: dict[str, str], kind: str
) -> None:
    page = desktop.new_page()
    page.goto(site_url + addresses[kind])
    page.emulate_media(media="print")
    for part in [".md-header", ".md-sidebar", ".md-footer", ".pr-quick", ".pr-crumbs", ".pr-tools", ".md-top"]:
        assert page.locator(f"{part}:visible").count() == 0, part
    assert page.locator("h1").is_visible()


def test_a_dark_page_prints_dark_on_light(browser: Browser, site_url: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(site_url + CARDS)
    colour = "getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(colour) == "rgb(233, 236, 232)"
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(29, 36, 33)"
    context.close()


def test_without_javascript_pages_are_whole_and_follow_the_dark_scheme(browser: Browser, site_url: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 760}, java_script_enabled=False, color_scheme="dark"
    )
    page = context.new_page()
    page.goto(site_url + CARDS)
    assert page.locator(".pr-tools:visible").count() == 0
    assert page.locator("button:visible").count() == 0
    page.locator("label.pr-nojs[for=__drawer]").click()
    page.locator(".pr-nav a", has_text="อบต.สิงห์").click()
    page.wait_for_url(site_url + "sing/")
    context.close()


def test_dark_without_javascript_is_the_same_dark(root: Path) -> None:
    css = (root / "plugins/prongsai/theme/assets/prongsai.css").read_text(encoding="utf-8")
    switched = re.search(r'\[data-md-color-scheme="slate"\] \{(.*?)\}', css, re.DOTALL)
    system = re.search(r"\.no-js body:not\(\[data-md-color-media\]\) \{(.*?)\}", css, re.DOTALL)
    assert switched
    assert system
    assert switched[1].split() == system[1].split()


def test_a_count_leads_to_its_members_unfolded(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.goto(f"{site_url}sing/2568/measures/#status-not-stated")
    assert page.locator("#status-not-stated").get_attribute("open") is not None


def test_a_page_that_is_not_there_says_so_in_thai(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.goto(site_url + "404.html")
    assert page.locator("h1").inner_text() == "ไม่พบหน้านี้"
    page.get_by_role("link", name="กลับหน้าแรก").click()
    page.wait_for_url(site_url)
