"""The report page prints as the official table: A4, lying."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.site, pytest.mark.browser]


def test_the_report_prints_on_a4_landscape_without_the_sites_frame(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}sing/2568/report/")
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = {(round(float(w)), round(float(h))) for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)}
    assert sizes == {(842, 595)} or sizes == {(842, 596)}
    page.emulate_media(media="print")
    assert not page.locator(".md-header").is_visible()
    assert page.locator("table.pr-table--report").is_visible()
    page.close()
