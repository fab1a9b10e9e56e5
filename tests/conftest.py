"""What tests share: the real site, built once, and a browser to open it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from prongsai.hashed import is_hashed

ROOT = Path(__file__).resolve().parent.parent
_FIRST_LAST = ("unit", "site", "browser", "slow")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first: a typo should not wait for a browser."""

    def cost(item: pytest.Item) -> int:
        return max((_FIRST_LAST.index(m.name) for m in item.iter_markers() if m.name in _FIRST_LAST), default=0)

    items.sort(key=cost)


def mkdocs_build(project: Path, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` in a project as its user would."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site of all agencies, built once for the whole run."""
    out = tmp_path_factory.mktemp("real") / "site"
    result = mkdocs_build(ROOT, out)
    assert result.returncode == 0, result.stderr
    return out


def published(site: Path, name: str) -> Path:
    """The one file of a built site that is published for `assets/prongsai.css`: its name holds its content."""
    path = site / name
    (found,) = (one for one in path.parent.glob(f"{path.stem}.*{path.suffix}") if is_hashed(f"assets/{one.name}"))
    return found


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    """Serve a folder on a free port of the loopback interface; the caller shuts the server down."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing: the test's output is the message."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The real site on the loopback interface; the address ends in a slash."""
    server, address = serve(site)
    yield address
    server.shutdown()
    server.server_close()


def chromium_path() -> str:
    """The system's Chromium, named by `PRONGSAI_CHROMIUM` or on the PATH. Its absence is an error, never a skip."""
    names = (os.environ.get("PRONGSAI_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "no Chromium found: run `make test`, which sets it up, or name it in PRONGSAI_CHROMIUM"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the run, that calls nobody by itself."""
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        yield chromium
        chromium.close()
