"""Menu and search without a mouse: every stop is on the screen, wears a ring, and Escape leads back."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytest_plugins = ["opened"]
pytestmark = [pytest.mark.site, pytest.mark.browser]

PAGE = "ban-laem/2566/indicators/5/"
STOP = """() => {
  const a = document.activeElement, r = a.getBoundingClientRect(), s = getComputedStyle(a);
  const label = a.matches(".md-option") ? document.querySelector(`label[for]:not([hidden])[for^=__palette]`) : a;
  const ring = a.matches(".md-option") ? getComputedStyle(label) : s;
  const box = a.matches(".md-option") ? label.getBoundingClientRect() : r;
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
  return {name: (a.getAttribute("aria-label") || a.textContent).trim().replace(/\\s+/g, " ").slice(0, 40),
    tag: a.tagName, x: box.x, y: box.y, right: box.right, bottom: box.bottom, width: box.width, height: box.height,
    outline: parseFloat(ring.outlineWidth) * (ring.outlineStyle !== "none"),
    covered: !(seen && (label.contains(seen) || seen.contains(label)))};
}"""


def tab_through(page: Page, limit: int = 200) -> list[dict[str, object]]:
    """Every stop of the tab key, until the page is left."""
    stops = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["tag"] == "BODY":
            return stops
        stops.append(stop)
    raise AssertionError("the page is never left")


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_every_stop_is_on_the_screen_with_a_ring(device: str, request: pytest.FixtureRequest, site_url: str) -> None:
    context: BrowserContext = request.getfixturevalue(device)
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(site_url + PAGE)
    width = page.viewport_size["width"]  # type: ignore[index]  # every context here has a size
    stops = tab_through(page)
    assert len(stops) > 10
    assert [s for s in stops if s["x"] < 0 or s["right"] > width + 1 or s["width"] < 1 or s["height"] < 1] == []
    assert [s for s in stops if s["outline"] < 3] == []
    assert [s for s in stops if s["covered"] and s["name"] != "ข้ามไปที่เนื้อหา"] == []


def test_skip_link_comes_first_and_leads_past_the_menu(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.goto(site_url + PAGE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "ข้ามไปที่เนื้อหา"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "__content"


def test_menu_opens_traps_and_closes_by_keyboard(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.goto(site_url + PAGE)
    opener = page.get_by_role("button", name="เมนู", exact=True)
    assert opener.get_attribute("aria-expanded") == "false"
    opener.focus()
    page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    page.wait_for_timeout(400)
    names = [page.evaluate(STOP)["name"], *(s["name"] for s in tab_through(page))]
    assert names[0] == "ปิดเมนู"
    assert "อบต.บ้านแหลม" in names
    assert "E-Service" not in names, "what lies behind the menu is out of reach"
    page.keyboard.press("Escape")
    assert opener.get_attribute("aria-expanded") == "false"
    expect(opener).to_be_focused()
    opener.press("Enter")
    page.get_by_role("button", name="ปิดเมนู").press("Enter")
    expect(opener).to_be_focused()


def test_search_opens_and_closes_by_keyboard(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.goto(site_url + PAGE)
    opener = page.get_by_role("button", name="ค้นหา", exact=True)
    opener.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    assert opener.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    assert opener.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_targets_are_24_pixels_or_have_room_around_them(
    device: str, request: pytest.FixtureRequest, site_url: str, addresses: dict[str, str]
) -> None:
    """WCAG 2.5.8, without its exception for links inside sentences, of which there are none in lists and frame."""
    page = request.getfixturevalue(device).new_page()
    small = []
    for kind, address in addresses.items():
        page.goto(site_url + address)
        small += page.evaluate(
            """kind => [...document.querySelectorAll("a, button, summary, input, [role=button]")]
            .filter(e => e.checkVisibility({visibilityProperty: true})
              && !e.matches(".headerlink, .md-option, .md-toggle")
              && !e.closest("p, dd, .pr-items, .md-search, figcaption"))
            .map(e => ({e, r: e.getBoundingClientRect()}))
            .filter(({r}) => r.width && r.height && (r.height < 24 || r.width < 24))
            .map(({e, r}) => `${kind}: ${e.textContent.trim().slice(0, 40)} ${r.width}x${r.height}`)""",
            kind,
        )
    assert small == []
