"""The survey page: its QR code is decoded from what a phone would see."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser
from reading import read

from prongsai.load import load_site

pytestmark = [pytest.mark.site, pytest.mark.browser]

NATIONAL = "https://itas.nacc.go.th/"


def decode(png: bytes) -> set[str]:
    """What two different decoders read in a picture."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    pixels = np.asarray(picture)
    first = {result.text for result in zxingcpp.read_barcodes(pixels)}
    second, *_ = cv2.QRCodeDetector().detectAndDecode(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))
    return first | {second}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_code_on_the_page_leads_to_the_datas_address(
    browser: Browser, site_url: str, root: Path, scheme: str, width: int
) -> None:
    loaded, _ = load_site(root / "data")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    for agency in loaded.agencies:
        page.goto(f"{site_url}{agency.slug}/survey/")
        expected = agency.survey.address if agency.survey else NATIONAL
        assert decode(page.locator("svg.pr-qr").screenshot()) == {expected}
    context.close()


def test_the_files_to_download_hold_the_same_address(site: Path, root: Path) -> None:
    loaded, _ = load_site(root / "data")
    for agency in loaded.agencies:
        expected = agency.survey.address if agency.survey else NATIONAL
        assert decode((site / agency.slug / "survey" / "eit-qr.png").read_bytes()) == {expected}
        vector = (site / agency.slug / "survey" / "eit-qr.svg").read_bytes()
        assert len(vector) < 3000


def test_an_agency_without_a_code_says_so_and_names_where_it_leads(site: Path) -> None:
    page = read(site / "sing" / "survey" / "index.html")
    assert "ยังไม่ทราบรหัสแบบวัดของหน่วยงานนี้" in page.flat
    assert "เว็บไซต์กลาง ITAS ของสำนักงาน ป.ป.ช. ไม่ใช่แบบวัดของหน่วยงาน" in page.flat
    assert NATIONAL in page.links
    assert not any("/go/" in link for link in page.links)


def test_the_window_of_a_known_survey_is_told(site: Path) -> None:
    page = read(site / "tua-yang" / "survey" / "index.html").flat
    assert "ตอบได้ตั้งแต่" in page
    assert "https://itas.nacc.go.th/go/eit/test000" in page
