"""Take the README's picture again: `make site`, then `python tools/picture.py [SITE]`.

The front page on a desktop, and a year of the fictional agency on a phone, from a built site into docs/images/home.png.
"""

from __future__ import annotations

import functools
import http.server
import io
import os
import shutil
import sys
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "home.png"
MOST_BYTES = 200_000
"""A picture that is larger makes every reader of the README wait."""

WIDTH, HEIGHT = 1280, 800
PHONE_WIDTH, PHONE_HEIGHT, PHONE_SCALE = 360, 720, 0.88
MARGIN, BORDER, GREY = 24, 2, (150, 156, 166)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Keep still."""


def main(arguments: list[str]) -> int:
    """Two screenshots on one sheet."""
    site = Path(arguments[0]) if arguments else ROOT / "site"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    names = (os.environ.get("PRONGSAI_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    program = next((path for name in names if name and (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        desktop = shot(browser, address, WIDTH, HEIGHT)
        phone = shot(browser, f"{address}tua-yang/2568/", PHONE_WIDTH, PHONE_HEIGHT)
        browser.close()
    server.shutdown()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    compose(desktop, phone).save(PICTURE, optimize=True)
    size = PICTURE.stat().st_size
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)}: {size:,} bytes\n")
    return int(size > MOST_BYTES)


def shot(browser: Browser, address: str, width: int, height: int) -> Image.Image:
    """What a window of this size shows, once the page and its fonts are there."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce")
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return picture


def compose(desktop: Image.Image, phone: Image.Image) -> Image.Image:
    """The phone before the lower right corner of the desktop, each with a thin frame; few colours, so few bytes."""
    phone = phone.resize(
        (round(phone.width * PHONE_SCALE), round(phone.height * PHONE_SCALE)), Image.Resampling.LANCZOS
    )
    sheet = Image.new("RGB", (WIDTH + 2 * MARGIN + phone.width // 2, HEIGHT + 2 * MARGIN), "white")
    for picture, left, top in (
        (desktop, MARGIN, MARGIN),
        (phone, sheet.width - phone.width - MARGIN // 2, sheet.height - phone.height - MARGIN // 2),
    ):
        frame = Image.new("RGB", (picture.width + 2 * BORDER, picture.height + 2 * BORDER), GREY)
        frame.paste(picture, (BORDER, BORDER))
        sheet.paste(frame, (left - BORDER, top - BORDER))
    return sheet.quantize(colors=96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
