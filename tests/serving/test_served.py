"""What Apache and nginx send of a site below /ita/, with nothing but the files and snippets that are made here."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest
from on_host import EVIDENCE, SITE_URL, STATE

import servers
from conftest import published
from prongsai.server_files import HEADERS, Place, apache_fragment
from prongsai.server_files.nginx import nginx_locations, nginx_map
from prongsai.server_files.rules import ASKED, SHORT, YEAR
from servers import FEW_MODULES, MODULES, Server

pytest_plugins = ["ita_site"]
pytestmark = [pytest.mark.site, pytest.mark.slow]

PLACE = Place.of(SITE_URL)
NO_CACHE, TEN_MINUTES = "no-cache", "public, max-age=600"
A_YEAR = "public, max-age=31536000, immutable"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = [
    ("", "text/html; charset=utf-8", NO_CACHE, True),
    ("sing/2568/", "text/html; charset=utf-8", NO_CACHE, True),
    ("about/", "text/html; charset=utf-8", NO_CACHE, True),
    ("tua-yang/survey/poster/", "text/html; charset=utf-8", NO_CACHE, True),
    ("#assets/prongsai.css", "text/css; charset=utf-8", A_YEAR, True),
    ("#assets/prongsai.js", "text/javascript; charset=utf-8", A_YEAR, True),
    ("#assets/search/engine.js", "text/javascript; charset=utf-8", A_YEAR, True),
    ("#assets/fonts/sarabun-thai-400-normal.woff2", "font/woff2", A_YEAR, False),
    ("#search/index.json", "application/json; charset=utf-8", A_YEAR, True),
    ("#own.css", "text/css; charset=utf-8", A_YEAR, None),
    ("search/search_index.json", "application/json; charset=utf-8", NO_CACHE, None),
    ("prongsai-manifest.json", "application/json; charset=utf-8", NO_CACHE, True),
    ("tua-yang/data/tua-yang-2567.json", "application/json; charset=utf-8", TEN_MINUTES, True),
    ("tua-yang/survey/eit-qr.svg", "image/svg+xml; charset=utf-8", TEN_MINUTES, True),
    ("tua-yang/survey/eit-qr.png", "image/png", TEN_MINUTES, False),
    ("sitemap.xml", "application/xml; charset=utf-8", TEN_MINUTES, True),
    ("a.txt", "text/plain; charset=utf-8", TEN_MINUTES, True),
    ("a.ics", "text/calendar; charset=utf-8", TEN_MINUTES, True),
    ("a.atom", "application/atom+xml; charset=utf-8", TEN_MINUTES, True),
    ("a.webmanifest", "application/manifest+json; charset=utf-8", TEN_MINUTES, True),
    ("tua-yang/a.csv", "text/csv; charset=utf-8", TEN_MINUTES, True),
    (f"{EVIDENCE}a.csv", "text/csv; charset=utf-8", TEN_MINUTES, True),
    (f"{EVIDENCE}no-gift-policy-2567.pdf", "application/pdf", TEN_MINUTES, False),
    (f"{EVIDENCE}asset-loan-summary-2567.xlsx", SHEET, TEN_MINUTES, False),
]
"""Address (after # the name before it holds the content), kind, how long it may be kept, whether it comes compressed
(None: too small for some)."""
NOT_THERE = (
    *("nothing/", "nothing.css", "assets/nothing.12345678.css", "sing/nothing"),
    *(f"{EVIDENCE}shell.php", f"{EVIDENCE}shell.php/x", f"{EVIDENCE}plan.php.txt", f"{EVIDENCE}nothing.pdf"),
    *(EVIDENCE, *STATE, "prongsai-incoming/"),
)
RUNS_SCRIPTS = (
    '<Directory />\nOptions +ExecCGI\n</Directory>\n<FilesMatch "\\.php(\\.|$)">\n'
    "SetHandler cgi-script\n</FilesMatch>\n"
)
"""As Debian and cPanel hang PHP in: by the name, in the server's own configuration."""
OWN_HABITS = (
    RUNS_SCRIPTS + "ExpiresActive On\nExpiresDefault 'access plus 1 month'\nAddDefaultCharset tis-620\n"
    "AddOutputFilterByType DEFLATE text/html text/css\nHeader set Cache-Control private\n"
)
"""A host that has opinions on everything."""


class Answer(NamedTuple):
    """What came back; the body as it is after decompression."""

    status: int
    headers: Message
    body: bytes

    @property
    def kept(self) -> str | None:
        """How long it may be kept."""
        return self.headers["Cache-Control"]


def ask(server: Server, path: str, **headers: str) -> Answer:
    """One request, as a browser makes it."""
    connection = http.client.HTTPConnection(servers.HOST, server.port, timeout=20)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"/ita/{path}", headers=named)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    compressed = body and answer.headers["Content-Encoding"] == "gzip"
    return Answer(answer.status, answer.headers, gzip.decompress(body) if compressed else body)


@pytest.fixture(scope="module")
def hosts(ita: Path) -> Iterator[dict[str, Server]]:
    """The same site on four hosts, each told about it in its own way."""
    usual = (*MODULES, "cgi")
    fragment = apache_fragment(PLACE, str(ita))
    with (
        servers.apache(ita, modules=usual, override="FileInfo", extra=RUNS_SCRIPTS) as shared,
        servers.apache(ita, modules=usual, extra=OWN_HABITS) as stubborn,
        servers.apache(ita, path="/elsewhere/", modules=usual, extra=RUNS_SCRIPTS + fragment) as own,
        servers.nginx(ita, nginx_locations(PLACE, str(ita)), http=nginx_map()) as nginx,
    ):
        yield {"htaccess": shared, "stubborn": stubborn, "own apache": own, "nginx": nginx}


@pytest.fixture(params=["htaccess", "stubborn", "own apache", "nginx"])
def host(request: pytest.FixtureRequest, hosts: dict[str, Server]) -> Server:
    """One of them after the other."""
    return hosts[request.param]


def test_every_kind_of_file_is_sent_as_what_it_is_and_kept_as_long_as_it_may(host: Server, ita: Path) -> None:
    for address, kind, kept, compressed in KINDS:
        path = published(ita, address[1:]).relative_to(ita).as_posix() if address.startswith("#") else address
        file = ita / path / "index.html" if not path or path.endswith("/") else ita / path
        answer = ask(host, path, Accept_Encoding="gzip")
        assert (answer.status, answer.headers["Content-Type"], answer.kept) == (200, kind, kept), path
        assert answer.body == file.read_bytes(), path
        if compressed is not None:
            assert answer.headers.get_all("Content-Encoding") == (["gzip"] if compressed else None), path
        assert not compressed or "Accept-Encoding" in answer.headers["Vary"], path
        for name, value in HEADERS.items():
            assert answer.headers.get_all(name) == [value], f"{path}: {name}"
        for coding in ("gzip", "identity"):
            tag = ask(host, path, Accept_Encoding=coding).headers["ETag"]
            again = ask(host, path, Accept_Encoding=coding, If_None_Match=tag)
            assert (again.status, again.body, again.kept) == (304, b"", kept), f"{path}: {coding} {tag}"


def test_what_is_not_for_readers_is_not_there_and_the_page_says_so_in_thai(host: Server, ita: Path) -> None:
    page = (ita / "404.html").read_bytes()
    assert "<h1>ไม่พบหน้านี้</h1>".encode() in page
    for path in NOT_THERE:
        answer = ask(host, path)
        assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8"), path
        assert answer.kept == NO_CACHE, path
        assert answer.body == page, path
        assert answer.headers.get_all("Content-Security-Policy") == [HEADERS["Content-Security-Policy"]], path


def test_no_reader_gets_the_rules_of_apache(host: Server) -> None:
    for path in (".htaccess", f"{EVIDENCE}.htaccess"):
        answer = ask(host, path)
        assert answer.status in {403, 404}, path  # Debian's Apache refuses them before our rules are asked
        assert b"prongsai" not in answer.body.replace(b"assets/prongsai", b""), path


def test_an_address_without_its_slash_leads_to_the_one_with_it(host: Server) -> None:
    for path in ("sing", "sing/2568"):
        answer = ask(host, path)
        assert (answer.status, answer.headers["Location"]) == (301, f"http://{servers.HOST}:{host.port}/ita/{path}/")


def test_brotli_is_used_where_the_host_has_it(hosts: dict[str, Server]) -> None:
    for name, coding in (("htaccess", "br"), ("own apache", "br"), ("stubborn", "gzip")):  # the last compresses first
        for path in ("", "sing/2568/"):
            answer = ask(hosts[name], path, Accept_Encoding="gzip, deflate, br")
            assert answer.headers.get_all("Content-Encoding") == [coding], f"{name} {path}"
            again = ask(hosts[name], path, Accept_Encoding="gzip, deflate, br", If_None_Match=answer.headers["ETag"])
            assert again.status == 304, f"{name} {path}"


def test_scripts_run_elsewhere_on_the_host_but_not_among_the_documents(hosts: dict[str, Server], ita: Path) -> None:
    for name in ("htaccess", "stubborn"):  # a server of one's own is told to run none at all
        assert ask(hosts[name], "open.php").body == b"the script ran on 127.0.0.1\n", name
    assert ask(hosts["own apache"], "open.php").status == 403
    modules = (*(name for name in MODULES if name != "alias"), "cgi")
    with servers.apache(ita, modules=modules, override="FileInfo", extra=RUNS_SCRIPTS) as host:
        assert ask(host, "open.php").status == 200
        for script in ("shell.php", "plan.php.txt"):  # the second wall alone: not even refused by its name
            answer = ask(host, EVIDENCE + script)
            assert answer.body == (ita / EVIDENCE / script).read_bytes()
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "modules",
    [FEW_MODULES, ("mpm_event", "authz_core", "mime", "dir"), tuple(name for name in MODULES if name != "filter")],
    ids=["few", "fewest", "no filter"],
)
def test_no_missing_module_makes_a_page_fail(ita: Path, modules: tuple[str, ...]) -> None:
    with servers.apache(ita, modules=modules) as host:
        for address, _, _, _ in KINDS:
            path = published(ita, address[1:]).relative_to(ita).as_posix() if address.startswith("#") else address
            answer = ask(host, path, Accept_Encoding="gzip")
            assert answer.status == 200, path
        assert ask(host, "nothing/").status == 404


def test_the_values_are_those_of_the_one_table() -> None:
    assert (ASKED, SHORT, YEAR) == (NO_CACHE, TEN_MINUTES, A_YEAR)
