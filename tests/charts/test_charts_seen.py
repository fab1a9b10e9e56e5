"""The charts in a real browser: they fit a phone, and their shapes stand out from the ground."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.site, pytest.mark.browser]

PAGES = ("tua-yang/2568/", "tua-yang/2568/departments/", "ban-laem/2566/", "tua-yang/")

WIDEST = (
    "Math.max(...[...document.querySelectorAll('.pr-chart, .pr-chart *')].map(e => e.getBoundingClientRect().right))"
)
COLOURS = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll('.pr-bar path')].map(p => [getComputedStyle(p).stroke, ground]);
}"""


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_fit_and_stand_out(
    browser: Browser, site_url: str, scheme: Literal["light", "dark"], forced: Literal["none", "active"]
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme, forced_colors=forced)
    page = context.new_page()
    for address in PAGES:
        page.goto(site_url + address)
        assert page.evaluate(WIDEST) <= 360
        pairs = {tuple(pair) for pair in page.evaluate(COLOURS)}
        assert pairs
        assert [pair for pair in pairs if contrast(*pair) < 3] == []
    context.close()
