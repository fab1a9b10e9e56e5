"""Take the pictures of README and docs again: `make site`, then `python tools/picture.py`.

Each shows one page on a desktop and one on a phone: of the site in site/, and of a new agency's site, which is made by
`prongsai new` and built here.
"""

from __future__ import annotations

import functools
import http.server
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 200_000
"""A picture that is larger makes every reader of the README wait."""

WIDTH, HEIGHT = 1280, 800
PHONE_WIDTH, PHONE_HEIGHT, PHONE_SCALE = 360, 720, 0.88
MARGIN, BORDER, GREY = 24, 2, (150, 156, 166)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Keep still."""


def main() -> int:
    """All pictures; 1 when one is too large."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        sizes = [
            take(browser, ROOT / "site", "home.png", "", "tua-yang/2568/"),
            take(browser, new_site(Path(folder)), "new-site.png", "", "2568/oit/o18/"),
            plan(browser, Path(folder) / "ita"),
        ]
        browser.close()
    return int(max(sizes) > MOST_BYTES)


def chromium() -> str | None:
    """The browser of this machine, None for the one that Playwright brings."""
    names = (os.environ.get("PRONGSAI_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def new_site(folder: Path) -> Path:
    """The built site of an agency that has filled in nothing yet. The agency is invented."""
    given = {"name": "องค์การบริหารส่วนตำบลตัวอย่าง", "short-name": "อบต.ตัวอย่าง", "province": "ตัวอย่าง"}
    given |= {"slug": "tua-yang", "year": "2568"}
    options = [word for key, value in given.items() for word in (f"--{key}", value)]
    commands = (["prongsai", "new", str(folder / "ita"), *options], ["mkdocs", "build", "--strict"])
    for command, place in zip(commands, (folder, folder / "ita"), strict=True):
        subprocess.run([sys.executable, "-m", *command], cwd=place, check=True, capture_output=True)  # noqa: S603 - fixed words
    return folder / "ita" / "site"


def plan(browser: Browser, project: Path) -> int:
    """What `prongsai publish --dry-run` says of that site; the picture's bytes."""
    command = [sys.executable, "-m", "prongsai", "publish", "site", "--to", str(project.parent / "www"), "--dry-run"]
    said = subprocess.run(command, cwd=project, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603 - fixed words
    head, *lines = said.splitlines()
    shown = [line for line in lines if not line.startswith("  ")]  # without the names of all files
    typed = "prongsai publish site --to web:public_html/ita --dry-run"
    text = "\n".join([f"> {typed}", head.replace(str(project.parent / "www"), "web:public_html/ita"), *shown])
    page = browser.new_page(viewport={"width": 760, "height": 100}, color_scheme="light")
    page.set_content(
        "<body style='margin:0'><pre style='margin:0;padding:20px;background:#1b1f23;color:#e6e6e6;"
        f"font:16px/1.7 Sarabun,Loma,Tahoma,monospace'>{escape(text)}</pre>"
    )
    picture = IMAGES / "publish-plan.png"
    page.screenshot(path=picture, full_page=True)
    page.close()
    sys.stdout.write(f"{picture.relative_to(ROOT)}: {picture.stat().st_size:,} bytes\n")
    return picture.stat().st_size


def take(browser: Browser, site: Path, name: str, on_desktop: str, on_phone: str) -> int:
    """Two screenshots of a site on one sheet; the picture's bytes."""
    with serving(site) as address:
        desktop = shot(browser, address + on_desktop, WIDTH, HEIGHT)
        phone = shot(browser, address + on_phone, PHONE_WIDTH, PHONE_HEIGHT)
    picture = IMAGES / name
    picture.parent.mkdir(parents=True, exist_ok=True)
    compose(desktop, phone).save(picture, optimize=True)
    sys.stdout.write(f"{picture.relative_to(ROOT)}: {picture.stat().st_size:,} bytes\n")
    return picture.stat().st_size


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """A server of this folder for a while; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


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
    sys.exit(main())
