"""The loop that hands out agencies, with workers that die on purpose."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path

import pytest
from small_fleet import SLEEPS, agency

from prongsai.fleet.attempts import begun, verdict
from prongsai.fleet.places import Places
from prongsai.fleet.run import build_all
from prongsai.fleet.task import Order, Result
from prongsai.fleet.workers import Local
from prongsai.publish.lock import is_alive


class Unlucky:
    """Workers that die before they reach an agency called `never`, and have lost the way to one called `strange`."""

    died: tuple[type[BaseException], ...] = (BrokenExecutor,)
    room = 2

    def __init__(self) -> None:
        self.handed: list[str] = []

    def submit(self, order: Order) -> Future[Result]:
        self.handed.append(order.slug)
        future: Future[Result] = Future()
        if order.slug == "never":
            future.set_exception(BrokenExecutor())
        elif order.slug == "strange":
            future.set_exception(ModuleNotFoundError("No module named 'prongsai'"))
        else:
            future.set_result(Result(slug=order.slug, state="done"))
        return future

    def watch(self, orders: Iterable[Order]) -> None:
        """Nothing to look after."""

    def close(self) -> None:
        """Nothing to end."""


def test_an_agency_that_is_always_lost_is_given_up_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    workers, places = Unlucky(), Places(tmp_path)
    places.make()
    orders = [Order(slug=slug, folder=tmp_path, out=tmp_path) for slug in ("never", "ek", "strange", "tho")]
    results = {result.slug: (result.state, result.error) for result in build_all(orders, workers)}
    assert results == {
        "never": ("failed", "โปรเซสที่สร้างเว็บนี้ตาย 12 ครั้ง เช่น หน่วยความจำหมด"),
        "ek": ("done", ""),
        "strange": ("failed", "ModuleNotFoundError: No module named 'prongsai'"),
        "tho": ("done", ""),
    }
    assert workers.handed.count("never") == 12


def test_a_process_that_does_not_end_itself_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = Places(tmp_path)
    places.make()
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    order = Order(slug="ek", folder=tmp_path, out=tmp_path, limit=5)
    monkeypatch.setattr("socket.gethostname", lambda: "here")
    places.hung("ek").touch()
    places.attempts("ek").write_text(f"here {sleeper.pid}\n")
    workers = Local(1)
    workers.watch([order])
    assert sleeper.poll() is None, "its time is not over"
    over = time.time() + 36
    monkeypatch.setattr("time.time", lambda: over)
    workers.watch([order])
    assert sleeper.wait(30) != 0
    assert verdict(places, "ek", tmp_path, 5) == "เกินเวลา 5 วินาที จึงถูกหยุด ขณะนั้นอยู่ที่ ?"


def test_notes_that_are_damaged_say_nothing(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make()
    for text in ("", "\n", "here", "here x\n", "a b c\n"):
        places.attempts("ek").write_text(text)
        assert begun(places, "ek") is None
        assert verdict(places, "ek", tmp_path, 5) == ""


@pytest.mark.slow
def test_no_process_outlives_a_run_that_was_killed(tmp_path: Path) -> None:
    agency(tmp_path / "agencies" / "ek", hook=SLEEPS)
    command = [sys.executable, "-m", "prongsai", "fleet", "build", "--jobs", "1", "--timeout", "0"]
    run = subprocess.Popen(
        [*command, "--agencies", tmp_path / "agencies", "--out", tmp_path / "sites"], stderr=subprocess.DEVNULL
    )
    places = Places(tmp_path / "sites")
    assert until(lambda: (tmp_path / "sites" / ".ek.building").exists())
    by = begun(places, "ek")
    assert by is not None
    assert is_alive(by.pid)
    run.kill()
    run.wait()
    assert until(lambda: not is_alive(by.pid))


def until(true: Callable[[], bool]) -> bool:
    """Whether something comes true within two minutes, which only a test that fails waits for."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False
