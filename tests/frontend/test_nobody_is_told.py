"""No request leaves the site and the policy is never broken, whatever a reader does; the built files cannot either."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from prongsai.frame import POLICY

pytest_plugins = ["opened"]
pytestmark = pytest.mark.site

OUTSIDE = re.compile(
    r"""(?:src|srcset|poster|ping|data|action|background)\s*=\s*["']?\s*(?:https?:)?//[^\s"'>]+"""
    r"""|<link\b(?![^>]*\brel="canonical")[^>]*\bhref="(?:https?:)?//[^"]+"""
    r"""|url\(\s*["']?(?:https?:)?//[^)]+|@import\s+["'](?:https?:)?//[^"']+"""
    r"""|rel="(?:preconnect|dns-prefetch|prefetch)""",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*application/)|<style|\sstyle=|\son[a-z]+=|javascript:""", re.IGNORECASE
)


def watch(page: Page, origin: str) -> list[str]:
    """Everything that goes elsewhere, breaks the policy or fails, from now on."""
    seen: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((origin, "data:")) else seen.append(f"sent to {r.url}"))
    page.on("console", lambda m: seen.append(f"{m.type}: {m.text}") if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: seen.append(f"error: {e}"))
    page.on(
        "requestfailed",  # a page that is left while it still loads is no failure
        lambda r: None if r.failure == "net::ERR_ABORTED" else seen.append(f"failed: {r.url} {r.failure}"),
    )
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))"
    )
    return seen


def use(page: Page) -> None:
    """What a reader does: toggles the palette twice, searches, opens a result."""
    for _ in range(2):
        page.locator("label[for^=__palette]:not([hidden])").click()
    if page.locator(".pr-open-search").is_visible():
        page.locator(".pr-open-search").click()
    page.locator(".md-search__input").fill("ร้องเรียน")
    page.keyboard.press("End")  # the theme listens for keys
    page.wait_for_selector(".md-search-result__item")
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.browser
def test_no_request_leaves_and_the_policy_holds(
    phone: BrowserContext, site_url: str, addresses: dict[str, str]
) -> None:
    page = phone.new_page()
    seen = watch(page, site_url)
    for address in addresses.values():
        page.goto(site_url + address)
        if page.locator(".md-header").count():
            use(page)
    assert seen == []


class _Strict(http.server.SimpleHTTPRequestHandler):
    """A host below a path of a domain, with the policy as a header and an error page."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "org" / "ita" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@pytest.fixture
def strict(site: Path, tmp_path: Path) -> Iterator[str]:
    (tmp_path / "org").mkdir()
    (tmp_path / "org" / "ita").symlink_to(site, target_is_directory=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Strict, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/org/ita/"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_the_same_policy_works_as_a_header_below_a_path(desktop: BrowserContext, strict: str) -> None:
    page = desktop.new_page()
    seen = watch(page, strict)
    for address in ("", "tua-yang/2568/oit/o18/"):
        page.goto(strict + address)
        use(page)
    assert seen == []


@pytest.mark.browser
def test_what_the_policy_forbids_is_not_fetched(phone: BrowserContext, site_url: str) -> None:
    """The other side of the tests above: they would see what is forbidden."""
    page = phone.new_page()
    seen = watch(page, site_url)
    page.goto(site_url)
    page.evaluate("""() => { const i = new Image(); i.src = "http://127.0.0.2:9/i.png"; document.body.append(i); }""")
    page.wait_for_timeout(200)
    assert any("policy: img-src" in one for one in seen)


def test_no_built_file_names_another_site_as_a_part_of_itself(site: Path) -> None:
    found = []
    for path in sorted(site.rglob("*")):
        if path.suffix in {".html", ".css", ".svg"}:
            text = path.read_text(encoding="utf-8")
            found += [f"{path.relative_to(site)}: {hit[0]}" for hit in OUTSIDE.finditer(text)]
    assert found == []


def test_every_page_says_the_policy_first_and_has_nothing_inline(site: Path) -> None:
    wrong = []
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        head = re.search(r"<head>\s*<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\"", text)
        wrong += [] if head else [f"{path.relative_to(site)}: no policy"]
        wrong += [f"{path.relative_to(site)}: {hit[0]}" for hit in INLINE.finditer(text)]
    assert wrong == []


def test_the_site_has_no_source_maps(site: Path) -> None:
    assert list(site.rglob("*.map")) == []
