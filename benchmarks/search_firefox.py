"""The same answers in Firefox as in Chromium: `python benchmarks/search_firefox.py [--site FOLDER] [--picture FILE]`.

Needs Firefox (`apt-get install firefox-esr`; `PRONGSAI_FIREFOX` names another), which `make test` does not ask for.
Both browsers open the built site, start its search worker with the theme's messages and answer the query set and every
beginning of every query, as the box sends them while someone types. Whole answers are compared: which results, in which
order, with which letters marked. Then one query is typed into the search box at 360 px.

Firefox is driven through Marionette, its own remote control, because that needs nothing but a socket.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from conftest import chromium_path, serve  # noqa: E402  # after the path that holds it

TYPED = "ทะเบียนกลางยืม"
_PATIENCE = 120.0
_PREFERENCES = {
    "marionette.port": 0,  # any free one; Firefox writes which into the profile
    "privacy.reduceTimerPrecision": False,  # else times are whole milliseconds
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}
_ASK = """async (queries) => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(config.search);
  const ask = (message) => new Promise((resolve, reject) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
    worker.postMessage(message);
  });
  const SETUP = 0, QUERY = 2;
  await ask({ type: SETUP, data: await (await fetch(`${config.base}/search/search_index.json`)).json() });
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const { data } = await ask({ type: QUERY, data: query });
    answers.push([data, performance.now() - start]);
  }
  worker.terminate();
  return JSON.stringify(answers);
}"""
_SHOWN = """return [...document.querySelectorAll(".md-search-result__link")].map((link) => link.getAttribute("href"))"""
_NARROW = """const { style } = gBrowser.selectedBrowser;
for (const [name, value] of Object.entries(arguments[0])) style.setProperty(name, value, "important");"""

Answers = list[tuple[dict[str, Any], float]]
"""Of every query the worker's answer and how many milliseconds it took."""


class Firefox:
    """A tab of a headless Firefox. Messages are JSON lists behind their length in bytes."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._stream = connection.makefile("rb")
        self._number = 0
        self._receive()  # the greeting
        self("WebDriver:NewSession", capabilities={})
        self("WebDriver:SetTimeouts", script=int(_PATIENCE * 1000))

    def __call__(self, command: str, **parameters: Any) -> Any:  # as many kinds as there are commands
        """Give a command and wait for what comes of it."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

    def _receive(self) -> Any:  # JSON
        length = b""
        while (letter := self._stream.read(1)) != b":":
            if not letter:
                raise ConnectionError("Firefox has gone")
            length += letter
        return json.loads(self._stream.read(int(length)))

    def ask(self, queries: list[str]) -> Answers:
        """Answers of the page's search worker."""
        script = f"const [queries, done] = arguments; ({_ASK})(queries).then(done, (error) => done(String(error)))"
        answer = self("WebDriver:ExecuteAsyncScript", script=script, args=[queries])["value"]
        if not answer.startswith("["):
            raise RuntimeError(answer)
        return answers(answer)

    def narrow(self, width: int, height: int) -> None:
        """Make the page as small as a phone's, which no window of a desktop may be."""
        sides = (("width", width), ("height", height))
        sizes = {f"{bound}-{side}": f"{size}px" for bound in ("min", "max") for side, size in sides}
        self("Marionette:SetContext", value="chrome")
        self("WebDriver:ExecuteScript", script=_NARROW, args=[sizes])
        self("Marionette:SetContext", value="content")

    def type(self, address: str, query: str) -> tuple[list[str], bytes]:
        """Type a query into the box of a page as a phone's reader does: what is shown, and a picture of it."""
        self.narrow(360, 740)
        self("WebDriver:Navigate", url=address)
        for selector, keys in (("button.pr-open-search", None), ("input.md-search__input", query)):
            (element,) = self("WebDriver:FindElement", using="css selector", value=selector)["value"].values()
            if keys:
                self("WebDriver:ElementSendKeys", id=element, text=keys)
            else:
                self("WebDriver:ElementClick", id=element)
        until, before, shown = time.monotonic() + 10, [""], []
        while shown != before or (not shown and time.monotonic() < until):  # the box fills while it is typed into
            time.sleep(0.7)
            before, shown = shown, self("WebDriver:ExecuteScript", script=_SHOWN, args=[])["value"]
        return shown, base64.b64decode(self("WebDriver:TakeScreenshot", full=False)["value"])


@contextmanager
def firefox() -> Iterator[Firefox]:
    """A Firefox of its own profile, ended with the block."""
    names = (os.environ.get("PRONGSAI_FIREFOX", ""), "firefox-esr", "firefox")
    program = next((path for name in names if name and (path := shutil.which(name))), None)
    if not program:
        sys.exit("no Firefox found: apt-get install firefox-esr, or name it in PRONGSAI_FIREFOX")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        flags = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", folder]
        running = subprocess.Popen(  # noqa: S603  # the browser asked for
            [program, *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": folder}
        )
        try:
            with socket.create_connection(("127.0.0.1", port(profile)), _PATIENCE) as connection:
                yield Firefox(connection)
        finally:
            running.terminate()
            running.wait(30)


def port(profile: Path) -> int:
    """Where Firefox listens, once it does."""
    told = profile / "MarionetteActivePort"
    until = time.monotonic() + 60
    while not (told.exists() and told.read_text().strip()):
        if time.monotonic() > until:
            sys.exit("Firefox did not start within a minute")
        time.sleep(0.2)
    return int(told.read_text())


def chromium(address: str, queries: list[str]) -> Answers:
    """The same of Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(address)
        found = answers(page.evaluate(_ASK, queries))
        browser.close()
    return found


def answers(text: str) -> Answers:
    """What the page script gives back."""
    return [(data, taken) for data, taken in json.loads(text)]


def built(folder: Path) -> Path:
    """The real site, built into a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603  # this project's own build
    return folder


def main() -> int:
    """Compare, and print the figures; 1 when an answer differs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--site", type=Path, help="a built site; without it, the real one is built")
    options.add_argument("--picture", type=Path, help="where to write a picture of the search box in Firefox")
    chosen = options.parse_args()
    cases = yaml.safe_load((ROOT / "tests/search/queries.yml").read_text(encoding="utf-8"))
    whole = [case["query"] for case in cases]
    begun = dict.fromkeys(query[:end] for query in whole for end in range(1, len(query)))
    queries = [*whole, *(query for query in begun if query not in whole)]
    with nullcontext() if chosen.site else tempfile.TemporaryDirectory() as folder:
        server, address = serve(chosen.site or built(Path(folder or "", "site")))
        with firefox() as tab:
            tab("WebDriver:Navigate", url=address)
            theirs = tab.ask(queries)
            shown, picture = tab.type(address, TYPED)
        ours = chromium(address, queries)
        server.shutdown()
    if chosen.picture:
        chosen.picture.write_bytes(picture)
    differing = [query for query, (one, _), (other, _) in zip(queries, ours, theirs, strict=True) if one != other]
    say = sys.stdout.write
    say(f"{len(queries)} queries compared ({len(whole)} of the set, else beginnings of them): ")
    say(f"{sum(bool(one['items']) for one, _ in ours)} answered, {len(differing)} differ\n")
    for query in differing[:20]:
        say(f"  differs: {query}\n")
    for name, found in (("Chromium", ours), ("Firefox", theirs)):
        times = sorted(taken for _, taken in found[1 : len(whole)])  # the first one fetches engine and index
        say(f"{name}: median {statistics.median(times):.1f} ms, 95th {times[int(len(times) * 0.95)]:.1f} ms, ")
        say(f"slowest {times[-1]:.1f} ms; first, with loading, {found[0][1]:.0f} ms\n")
    say(f"typed into Firefox's search box, {TYPED} shows {len(shown)} results\n")
    return 1 if differing or not shown else 0


if __name__ == "__main__":
    sys.exit(main())
