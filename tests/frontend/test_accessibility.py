"""axe-core finds nothing, best practice included, on any kind of page in any state of the frame."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

pytest_plugins = ["opened"]
pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.slow]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], selectors: false,
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
  return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 150)} ${n.failureSummary}`));
}"""
SIZES = {360: 760, 1280: 900}


def states(page: Page) -> list[tuple[str, list[str]]]:
    """What axe says of a page as opened, with search open, and with the menu open where it opens."""
    said = [("as opened", page.evaluate(RUN))]
    if page.locator(".md-search__input").count():
        if page.locator(".pr-open-search").is_visible():
            page.locator(".pr-open-search").click()
        page.locator(".md-search__input").fill("ร้องเรียน")
        page.keyboard.press("End")  # the theme listens for keys
        page.wait_for_selector(".md-search-result__item")
        said.append(("search open", page.evaluate(RUN)))
        page.keyboard.press("Escape")
    if page.locator(".pr-open-menu").is_visible():
        page.locator(".pr-open-menu").click()
        page.wait_for_timeout(100)  # the drawer comes in, at once where motion is not wanted
        said.append(("menu open", page.evaluate(RUN)))
    return said


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, site_url: str, addresses: dict[str, str], width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = []
    for kind, address in addresses.items():
        page.goto(site_url + address)
        page.evaluate(AXE)
        said = states(page) if scheme == "light" else [("as opened", page.evaluate(RUN))]
        found += [f"{kind}, {width} px, {scheme}, {state}: {one}" for state, list_ in said for one in list_]
    context.close()
    assert found == []


def test_axe_would_find_something(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.goto(site_url)
    page.evaluate(AXE)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [one.split(":")[0] for one in page.evaluate(RUN)] == ["button-name"]
