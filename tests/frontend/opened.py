"""What the tests of the front end share: one page of every kind, opened as a reader would.

A plugin and no conftest.py, which would hide the one above it from `from conftest import …`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser, BrowserContext

from prongsai.build import build_site, gather
from prongsai.pages import Options
from prongsai.pages.page import Kind

PHONE, DESKTOP = {"width": 360, "height": 760}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def addresses(root: Path) -> dict[str, str]:
    """One page of every kind: the first of the agency that has all there is to show, and two without a record."""
    data = root / "data"
    site = gather(data).site
    pages = [p for p in build_site(site, Options(), data).pages if p.agency in {None, "tua-yang"}]
    found = {kind: next(p.address for p in pages if p.kind == kind) for kind in get_args(Kind)}
    # the first indicator and issue of a year may have no measures; a page full of cards says more
    cards = {"indicator": "ban-laem/2566/indicators/5/", "issue": "tua-yang/2568/issues/2/"}
    return found | cards | {"about": "about/", "404": "404.html"}


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of 360 px."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context
    context.close()


@pytest.fixture
def desktop(browser: Browser) -> Iterator[BrowserContext]:
    """A screen of 1280 px."""
    context = browser.new_context(viewport=DESKTOP)
    yield context
    context.close()
