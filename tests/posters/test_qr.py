"""Codes without a browser: their size, their name, what they are refused for."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from seeing import decode, picture

from prongsai import qr
from prongsai.model.fields import is_staff_survey

ADDRESS = "https://itas.nacc.go.th/go/eit/test000"
TITLE = 'QR code แบบวัด EIT ของ อบต. "ก" & <ข>'
SVG = "{http://www.w3.org/2000/svg}"

STAFF = [
    "https://itas.nacc.go.th/go/iit/test000",
    "https://ITAS.nacc.go.th/go/IIT/test000",
    "https://itas.nacc.go.th:443/go/iit/test000",
    "https://itas.nacc.go.th./go/iit/test000",
    "https://itas.nacc.go.th//go//iit/test000",
    "https://itas.nacc.go.th/go/./iit/test000",
    "https://itas.nacc.go.th/go/eit/../iit/test000",
    "https://itas.nacc.go.th/go/%69it/test000",
]


@pytest.mark.parametrize("address", STAFF)
def test_a_staff_survey_is_refused_however_it_is_written(address: str) -> None:
    for make in (
        lambda: qr.svg(address, title=TITLE, element_id="a"),
        lambda: qr.svg_file(address, title=TITLE),
        lambda: qr.png(address),
    ):
        with pytest.raises(ValueError, match="the staff survey must never be published, no QR code is made of it"):
            make()


def test_the_public_survey_and_other_pages_of_its_site_are_not_the_staffs() -> None:
    for address in (ADDRESS, "https://itas.nacc.go.th/", "https://itas.nacc.go.th/files/iit-manual.pdf"):
        assert not is_staff_survey(address)


def test_what_does_not_scan_from_a_poster_is_refused_with_its_reason() -> None:
    assert qr.refusal("") == "an address of 0 bytes; a code that scans from a poster holds 1 to 122"
    assert qr.refusal("https://example.com/" + "a" * 103) is not None
    assert qr.refusal("https://example.com/" + "a" * 102) is None
    assert str(qr.refusal("https://example.com/ร้องเรียน")).startswith("only ASCII addresses")


@pytest.mark.parametrize(("length", "limit"), [(24, 3000), (38, 3000), (62, 3000), (84, 3000), (122, 4200)])
def test_an_svg_is_small_and_all_forms_say_the_same(length: int, limit: int) -> None:
    address = ("https://example.go.th/" + "transparency/2568/" * 6)[:length]
    vector = qr.svg_file(address, title="QR")
    assert len(vector) <= limit
    inline = qr.svg(address, title="QR", element_id="a")
    assert len(inline.encode()) <= limit
    drawn = [path.get("d") for path in ET.fromstring(vector).iter(f"{SVG}path")]  # noqa: S314 - made a line above
    assert all(f'd="{path}"' in inline for path in drawn)
    pixels = picture(qr.png(address))
    assert decode(pixels) == ({address}, {address})


def test_the_svg_file_has_a_name_and_a_size() -> None:
    drawing = ET.fromstring(qr.svg_file(ADDRESS, title=TITLE))  # noqa: S314 - made right here
    assert drawing.findtext(f"{SVG}title") == TITLE
    assert drawing.get("role") == "img"
    assert drawing.get("width") == drawing.get("height") == "370"


def test_the_picture_is_black_on_white_with_four_modules_of_quiet_zone() -> None:
    pixels = picture(qr.png(ADDRESS))
    side = pixels.shape[0]
    assert pixels.shape == (side, side, 3)
    assert side == 37 * qr.PNG_MODULE
    assert set(pixels.flatten().tolist()) == {0, 255}
    quiet = qr.QUIET_ZONE * qr.PNG_MODULE
    inner = pixels[quiet : side - quiet, quiet : side - quiet]
    assert (pixels == 255).sum() - (inner == 255).sum() == pixels.size - inner.size
    assert (inner[0, : 7 * qr.PNG_MODULE] == 0).all(), "the finder's edge begins right after the quiet zone"


@pytest.mark.site
def test_the_files_to_download_are_small_and_named(site: Path) -> None:
    folder = site / "tua-yang" / "survey"
    vector = (folder / "eit-qr.svg").read_bytes()
    assert len(vector) <= 3000
    assert "QR code แบบวัด EIT ของอบต.ตัวอย่าง" in vector.decode()
    assert decode(picture((folder / "eit-qr.png").read_bytes())) == ({ADDRESS}, {ADDRESS})
