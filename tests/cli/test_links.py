"""`prongsai links`: outside addresses asked politely, three outcomes, a ledger. Only this machine is asked here."""

from __future__ import annotations

import http.server
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.conftest import Project, Run
from prongsai import linkcheck, outside
from prongsai.linkcheck import check_links, read_ledger, write_ledger
from prongsai.outside import Entry, Manners, Outcome

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
FAST = Manners(delay=0.0, timeout=2.0, allow_private=True)


@dataclass
class Seen:
    """A server on the loopback interface and what it was asked."""

    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    body: bytes = b"plan"
    faults: Counter[str] = field(default_factory=Counter)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    monkeypatch.setenv("no_proxy", "*")
    seen, lock = Seen(), threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer()

        def do_GET(self) -> None:
            self.answer()

        def answer(self) -> None:
            with lock:
                seen.asked.append((self.command, self.path))
                seen.times.append(time.monotonic())
                seen.agents.add(self.headers["User-Agent"])
                seen.at_once += 1
                seen.most_at_once = max(seen.most_at_once, seen.at_once)
            time.sleep(0.02)
            with lock:
                seen.at_once -= 1
            path = self.path.partition("?")[0]
            if path == "/flaky" and seen.faults[path] < 1:
                seen.faults[path] += 1
                return self.say(503)
            if path == "/no-head" and self.command == "HEAD":
                return self.say(405)
            if path == "/slow":
                time.sleep(1.5)
            if path in ("/moved", "/to-home", "/to-file", "/round"):
                target = {"/moved": "/ok", "/to-home": "/", "/to-file": "file:///etc/passwd", "/round": "/round"}[path]
                return self.say(302, Location=target)
            status = {"/gone": 404, "/left": 410, "/login": 401, "/refused": 403, "/broken": 500}.get(path, 200)
            marks = {"ETag": '"1"'} if path == "/marked" else {}
            if path == "/huge":
                marks["Content-Length"] = "99000000000"
            return self.say(status, **marks)

        def say(self, status: int, **headers: str) -> None:
            body = seen.body if status == 200 else b""
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
    seen.address = f"http://127.0.0.1:{running.server_port}"
    yield seen
    running.shutdown()
    running.server_close()


def ask(seen: Seen, *paths: str, manners: Manners = FAST, ledger: linkcheck.Ledger | None = None) -> list[Entry]:
    addresses = [seen.address + path for path in paths]
    found = check_links(addresses, ledger or {}, manners, now=NOW)
    return [found[address] for address in addresses]


@pytest.mark.parametrize(
    ("path", "outcome", "status", "reason"),
    [
        ("/ok", Outcome.WORKS, 200, ""),
        ("/no-head", Outcome.WORKS, 200, ""),
        ("/flaky", Outcome.WORKS, 200, ""),
        ("/moved", Outcome.WORKS, 200, ""),
        ("/แผน 2568.pdf".replace(" ", "%20"), Outcome.WORKS, 200, ""),
        ("/huge", Outcome.WORKS, 200, "too large to fetch"),
        ("/gone", Outcome.BROKEN, 404, "HTTP 404"),
        ("/left", Outcome.BROKEN, 410, "HTTP 410"),
        ("/login", Outcome.UNKNOWN, 401, "HTTP 401"),
        ("/refused", Outcome.UNKNOWN, 403, "HTTP 403"),
        ("/broken", Outcome.UNKNOWN, 500, "HTTP 500"),
        ("/to-file", Outcome.UNKNOWN, 302, "HTTP 302"),
        ("/round", Outcome.UNKNOWN, 302, "HTTP 302"),
    ],
)
def test_three_outcomes(server: Seen, path: str, outcome: Outcome, status: int, reason: str) -> None:
    (entry,) = ask(server, path)
    assert (entry.outcome, entry.status, entry.reason) == (outcome, status, reason)
    assert entry.checked == "2026-01-31T12:00:00Z"
    assert (entry.last_seen == "2026-01-31T12:00:00Z") == (outcome is Outcome.WORKS)


def test_a_silent_server_cannot_be_told(server: Seen) -> None:
    (entry,) = ask(server, "/slow", manners=Manners(delay=0, timeout=0.3, retries=0, allow_private=True))
    assert (entry.outcome, entry.status, entry.reason) == (Outcome.UNKNOWN, None, "no answer in time")


def test_nobody_there_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    paths = [f"http://127.0.0.1:{port}/{number}" for number in range(4)]
    found = check_links(paths, {}, FAST, now=NOW)
    assert [found[path].reason for path in paths] == ["no connection"] * 2 + ["the host does not answer"] * 2


def test_head_comes_first_and_the_tool_gives_its_name(server: Seen) -> None:
    ask(server, "/ok")
    assert server.asked == [("HEAD", "/ok"), ("GET", "/ok")]
    (agent,) = server.agents
    assert agent.startswith("prongsai/")


def test_what_cannot_pass_is_not_asked_again(server: Seen) -> None:
    ask(server, "/gone", "/login")
    assert Counter(server.asked) == {("HEAD", "/gone"): 1, ("GET", "/gone"): 1, ("HEAD", "/login"): 1}
    server.asked.clear()
    ask(server, "/broken")
    assert len(server.asked) == 1 + FAST.retries


def test_one_host_is_asked_one_question_at_a_time_with_a_pause(server: Seen) -> None:
    ask(server, "/ok?1", "/ok?2", "/ok?3", manners=Manners(delay=0.15, timeout=2, allow_private=True))
    assert server.most_at_once == 1
    pauses = [later - sooner for sooner, later in zip(server.times, server.times[1:], strict=False)]
    assert min(pauses) >= 0.15


def test_an_address_is_asked_once_however_often_it_is_cited(server: Seen) -> None:
    ask(server, "/ok", "/ok", "/ok")
    assert len(server.asked) == 2


def test_a_fresh_answer_is_trusted_and_an_old_one_is_not(server: Seen) -> None:
    (entry,) = ask(server, "/ok")
    ledger = {f"{server.address}/ok": entry}
    server.asked.clear()
    ask(server, "/ok", ledger=ledger)
    assert server.asked == []
    later = check_links(list(ledger), ledger, FAST, now=NOW + timedelta(days=2))
    assert len(server.asked) == 2
    assert later[f"{server.address}/ok"].last_seen == "2026-02-02T12:00:00Z"


def test_what_could_not_be_told_is_asked_again_at_once(server: Seen) -> None:
    (entry,) = ask(server, "/login")
    server.asked.clear()
    ask(server, "/login", ledger={f"{server.address}/login": entry})
    assert server.asked


def test_an_unchanged_mark_spares_the_body_and_a_changed_body_is_noticed(server: Seen) -> None:
    first = ask(server, "/marked", "/ok")
    ledger = {f"{server.address}/marked": first[0], f"{server.address}/ok": first[1]}
    assert first[0].sha256 == first[1].sha256 is not None
    server.asked.clear()
    server.body = b"another plan"
    again = check_links(list(ledger), ledger, FAST, now=NOW + timedelta(days=2))
    assert ("GET", "/marked") not in server.asked
    assert not again[f"{server.address}/marked"].changed
    assert again[f"{server.address}/ok"].changed


def test_a_page_that_broke_keeps_the_day_it_last_worked(server: Seen) -> None:
    known = Entry(Outcome.WORKS, "2025-11-01T00:00:00Z", "2025-11-01T00:00:00Z", 200, sha256="a")
    (entry,) = ask(server, "/gone", ledger={f"{server.address}/gone": known})
    assert (entry.outcome, entry.last_seen, entry.sha256) == (Outcome.BROKEN, "2025-11-01T00:00:00Z", "a")


def test_this_machine_is_not_asked_unless_allowed(server: Seen) -> None:
    (entry,) = ask(server, "/ok", manners=Manners(delay=0))
    assert (entry.outcome, entry.reason) == (Outcome.UNKNOWN, "private address")
    assert server.asked == []


@pytest.mark.parametrize("number", ["10.0.0.1", "192.168.1.9", "169.254.169.254", "::1", "fd00::1", "127.0.0.1"])
def test_a_name_that_leads_into_a_private_network_is_not_asked(monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    monkeypatch.setenv("no_proxy", "*")
    tried: list[object] = []
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answer)
    monkeypatch.setattr(socket, "create_connection", lambda *args, **_more: tried.append(args))
    found = check_links(["https://www.ban.go.th/a"], {}, Manners(delay=0), now=NOW)
    assert found["https://www.ban.go.th/a"].reason == "private address"
    assert tried == []


def test_a_redirect_into_a_private_network_is_not_followed(server: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def refuse(host: str) -> None:
        opened.append(host)
        if len(opened) > 1:
            raise outside.RefusedHostError(outside.PRIVATE)

    monkeypatch.setattr(outside, "_refuse_private", refuse)
    (entry,) = ask(server, "/moved", manners=Manners(delay=0, timeout=2, retries=0))
    assert entry.reason == "private address"
    assert server.asked == [("HEAD", "/moved")]


def test_the_ledger_is_written_whole_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / ".prongsai" / "links.json"
    ledger = {
        "https://b.go.th/": Entry(Outcome.WORKS, "2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z", 200, sha256="a"),
        "https://a.go.th/": Entry(Outcome.BROKEN, "2026-01-31T12:00:00Z", status=404, reason="HTTP 404"),
    }
    write_ledger(path, ledger)
    assert read_ledger(path) == ledger
    assert list(json.loads(path.read_text(encoding="utf-8"))) == ["https://a.go.th/", "https://b.go.th/"]
    assert [entry.name for entry in path.parent.iterdir()] == ["links.json"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a": 1}', '{"a": {"outcome": "?", "checked": ""}}', '{"a": {"x": 1}}']
)
def test_a_ledger_that_cannot_be_read_is_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "links.json").write_text(text, encoding="utf-8")
    assert read_ledger(tmp_path / "links.json") == {}


def records(server: Seen) -> dict[str, str]:
    return {
        "data/ban/2568/measures/m1.yml": (
            f"title: ก\nevidence:\n  - {{title: ก, link: '{server.address}/ok#page=2'}}\n"
            f"  - {{title: ข, link: '{server.address}/gone'}}\n  - {{title: ค, link: '{server.address}/to-home'}}\n"
            "  - {title: ง, link: 'mailto:a@ban.go.th'}\n"
        ),
        "data/ban/2568/disclosures.yml": f"O1: {{evidence: [{{title: ก, link: '{server.address}/gone'}}]}}\n",
    }


def test_the_command_names_each_place_and_blocks_nothing(project: Project, run: Run, server: Seen) -> None:
    folder = project(records(server))
    result = run("links", "--allow-private", "--delay", "0")
    assert result.exit_code == 0
    assert sorted(result.stdout.splitlines()) == [
        f"data/ban/2568/disclosures.yml:1:34: เสีย: {server.address}/gone (HTTP 404) ยังไม่เคยพบว่าใช้ได้",
        f"data/ban/2568/measures/m1.yml:4:22: เสีย: {server.address}/gone (HTTP 404) ยังไม่เคยพบว่าใช้ได้",
        f"data/ban/2568/measures/m1.yml:5:22: พาไปหน้าแรกของเว็บไซต์: {server.address}/to-home",
    ]
    assert "ตรวจ 3 ที่อยู่ · ใช้ได้ 2 · เสีย 1 · บอกไม่ได้ 0" in result.stderr
    assert "[3/3]" in result.stderr
    assert set(read_ledger(folder / ".prongsai" / "links.json")) == {
        server.address + path for path in ("/ok", "/gone", "/to-home")
    }


def test_the_command_asks_again_only_when_told(project: Project, run: Run, server: Seen) -> None:
    project(records(server))
    run("links", "--allow-private", "--delay", "0")
    server.asked.clear()
    assert "เสีย" in run("links", "--allow-private", "--delay", "0").stdout
    assert server.asked == []
    run("links", "--allow-private", "--delay", "0", "--again")
    assert server.asked


def test_a_wrong_option_is_a_usage_error(project: Project, run: Run) -> None:
    project({})
    assert run("links", "nowhere").exit_code == 2
    assert run("links", "--delay", "-1").exit_code == 2
