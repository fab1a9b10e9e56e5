"""`mkdocs serve` watches the records: an edited measure shows after save."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest

pytestmark = [pytest.mark.site, pytest.mark.slow]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(happened: Callable[[], bool], what: str, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} s: {what}")


def test_an_edited_measure_shows_after_save(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "data" / "khok-yai", tmp_path / "data" / "khok-yai")
    (tmp_path / "site_src").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: t\ndocs_dir: site_src\ntheme: {name: material, font: false}\nplugins: [prongsai]\n"
    )
    port = free_port()
    address = f"http://127.0.0.1:{port}/khok-yai/2568/measures/"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)

    def page(at: str = address) -> str:
        try:
            with urllib.request.urlopen(at, timeout=5) as answer:  # noqa: S310  # our own server
                return str(answer.read().decode())
        except OSError:
            return ""

    try:
        wait_for(lambda: "การแพร่ช่องทาง" in page(), "the first build")
        (style,) = re.findall(r'href="([^"]*/prongsai\.[0-9a-f]{8}\.css)"', page())
        assert "Sarabun" in page(urljoin(address, style))
        (file,) = (tmp_path / "data/khok-yai/2568/measures").glob("m7*.yml")
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("title: ", "title: แก้แล้ววันนี้ ", 1), encoding="utf-8")
        wait_for(lambda: "แก้แล้ววันนี้" in page(), "the edited title")
        file.write_text(text.replace("title: ", "titel: ", 1), encoding="utf-8")
        wait_for(lambda: "ไม่รู้จักคีย์ “titel”" in (tmp_path / "log").read_text(encoding="utf-8"), "the problem")
        assert "แก้แล้ววันนี้" in page(), "a broken file leaves the last good site up"
    finally:
        server.terminate()
        server.wait(timeout=20)
