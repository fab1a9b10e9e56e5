"""`mkdocs serve` shows an edit after save, whatever was edited, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import pytest

pytestmark = [pytest.mark.site, pytest.mark.slow]

CONFIG = "site_name: t\ndocs_dir: site_src\ntheme: {name: material, font: false}\nplugins: [prongsai]\n"
MEASURES = "khok-yai/2568/measures/"


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
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


class Served:
    """A server over the sources in a folder; temporary folders lie in `tmp` beside them."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.temporary = folder, folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        self.port = port
        self.address = f"http://127.0.0.1:{port}/"
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "TMPDIR": str(self.temporary)}
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def page(self, address: str = MEASURES) -> str:
        try:
            with urllib.request.urlopen(urljoin(self.address, address), timeout=20) as answer:  # noqa: S310  # our own
                return str(answer.read().decode())
        except OSError:
            return ""

    def wait_until(self, text: str, address: str = MEASURES) -> None:
        wait_for(lambda: text in self.page(address), f"{text} on /{address}")

    def files(self) -> dict[str, bytes]:
        """The folder that is served."""
        (site,) = self.temporary.glob("mkdocs_*")
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def end(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.wait(timeout=20)


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[Served]:
    served = Served(folder, port or free_port())
    try:
        served.wait_until("<html", "")
        wait_for(lambda: "Serving on" in served.log, "that it watches")
        yield served
    finally:
        served.end()


@pytest.fixture
def sources(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "data" / "khok-yai", tmp_path / "data" / "khok-yai")
    (tmp_path / "site_src").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def measure(sources: Path, number: int = 7) -> Path:
    (file,) = (sources / "data/khok-yai/2568/measures").glob(f"m{number}-*.yml")
    return file


def titled(file: Path, word: str) -> str:
    return file.read_text(encoding="utf-8").replace("title: ", f"title: {word} ", 1)


def test_an_edited_measure_shows_after_save_and_a_broken_one_when_it_is_mended(sources: Path) -> None:
    with serving(sources) as served:
        assert "การแพร่ช่องทาง" in served.page()
        (style,) = re.findall(r'href="([^"]*/prongsai\.[0-9a-f]{8}\.css)"', served.page())
        assert "Sarabun" in served.page(urljoin(MEASURES, style))
        file = measure(sources)
        text = file.read_text(encoding="utf-8")
        file.write_text(titled(file, "แก้แล้ววันนี้"), encoding="utf-8")
        served.wait_until("แก้แล้ววันนี้")
        file.write_text(text.replace("title: ", "titel: ", 1), encoding="utf-8")
        wait_for(lambda: "ไม่รู้จักคีย์ “titel”" in served.log, "the problem")
        assert "แก้แล้ววันนี้" in served.page(), "a broken file leaves the last good site up"
        file.write_text(text.replace("title: ", "title: ซ่อมแล้ว ", 1), encoding="utf-8")
        served.wait_until("ซ่อมแล้ว")


def test_whatever_was_edited_shows(sources: Path, root: Path) -> None:
    with serving(sources) as served:
        hand = sources / "site_src" / "hand.md"
        hand.write_text("# เขียนเอง\n", encoding="utf-8")
        served.wait_until("เขียนเอง", "hand/")
        hand.write_text("# เขียนเอง\n\nแก้ครั้งที่สอง\n", encoding="utf-8")
        served.wait_until("แก้ครั้งที่สอง", "hand/")
        hand.unlink()
        wait_for(lambda: not served.page("hand/"), "that the page is gone")

        beside = sources / "mkdocs.new"  # editors put a new file in the place of the old one
        beside.write_text(CONFIG.replace("site_name: t", "site_name: ชื่อใหม่"), encoding="utf-8")
        beside.replace(sources / "mkdocs.yml")
        served.wait_until("ชื่อใหม่", "")

        shutil.copytree(root / "data" / "sing", sources / "sing")
        (sources / "sing").rename(sources / "data" / "sing")
        served.wait_until("<html", "sing/")
        (sources / "data" / "sing").rename(sources / "sing")
        wait_for(lambda: not served.page("sing/"), "that the agency is gone")

        shutil.copytree(sources / "data/khok-yai/2568", sources / "data/khok-yai/2569")
        year = sources / "data/khok-yai/2569/year.yml"
        year.write_text(year.read_text(encoding="utf-8").replace("2568", "2569"), encoding="utf-8")
        served.wait_until("2569", "khok-yai/")
        shutil.rmtree(sources / "data/khok-yai/2569")
        wait_for(lambda: not served.page("khok-yai/2569/"), "that the year is gone")

        for number in range(3):
            file = measure(sources)
            file.write_text(titled(file, f"รอบที่{number}"), encoding="utf-8")
            served.wait_until(f"รอบที่{number}")
        after = served.files()
    with serving(sources, served.port) as served:  # pages name it
        assert served.files() == after, "as if the server had begun now"


def test_no_reader_meets_half_a_site_and_no_edit_is_missed(sources: Path) -> None:
    with serving(sources) as served:
        found: list[object] = []
        done = threading.Event()

        def read(address: str) -> None:
            while not done.is_set():
                try:
                    with urllib.request.urlopen(urljoin(served.address, address), timeout=20) as page:  # noqa: S310  # our own
                        found.append(page.status)
                        assert b"</html>" in page.read()
                except (OSError, AssertionError) as error:
                    found.append(error)

        readers = [
            threading.Thread(target=read, args=(address,)) for address in ("", MEASURES, "khok-yai/", "404.html")
        ]
        for reader in readers:
            reader.start()
        file = measure(sources)
        text = file.read_text(encoding="utf-8")
        for number in range(30):  # some fall into a rebuild
            file.write_text(text.replace("title: ", f"title: ครั้งที่{number} ", 1), encoding="utf-8")
            time.sleep(number % 5 * 0.06)
        served.wait_until("ครั้งที่29")
        done.set()
        for reader in readers:
            reader.join()
        assert set(found) == {200}


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_ended_leaves_no_folders_behind(sources: Path, how: int) -> None:
    with serving(sources) as served:
        for number in range(2):
            file = measure(sources)
            file.write_text(titled(file, f"รอบที่{number}"), encoding="utf-8")
            served.wait_until(f"รอบที่{number}")
        measure(sources, 3).touch()
        wait_for(lambda: served.log.count("Building documentation...") == 4, "that it builds")
        served.end(how)  # amid a rebuild
    assert list(served.temporary.iterdir()) == []
