"""The code on the survey page, as a phone sees it: 200 pixels, by day and by night, held askew."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from seeing import camera, decode, picture

from prongsai.load import load_site

pytestmark = [pytest.mark.site, pytest.mark.browser]

NATIONAL = "https://itas.nacc.go.th/"
ROUND = 40
"""Pixels of the page around the code: a camera sees them too, and a code without its plate fails there."""


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_decoders_read_the_datas_address_also_by_camera(
    browser: Browser, site_url: str, root: Path, scheme: str, scale: int
) -> None:
    loaded, _ = load_site(root / "data", only=["sing", "tua-yang"])
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, color_scheme=scheme, device_scale_factor=scale
    )
    page = context.new_page()
    for agency in loaded.agencies:
        page.goto(f"{site_url}{agency.slug}/survey/")
        code = page.locator("svg.pr-qr")
        code.scroll_into_view_if_needed()
        box = code.bounding_box()
        assert box
        assert (box["width"], box["height"]) == (200, 200)
        side = 200 + 2 * ROUND
        seen = picture(
            page.screenshot(clip={"x": box["x"] - ROUND, "y": box["y"] - ROUND, "width": side, "height": side})
        )
        address = {agency.survey.address if agency.survey else NATIONAL}
        assert decode(seen) == (address, address)
        for seed in range(10):
            assert decode(camera(seen, seed)) == (address, address), seed
    context.close()
