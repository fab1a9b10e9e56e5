"""`prongsai server` prints what nginx and Apache take as it stands."""

from __future__ import annotations

import subprocess
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

import servers
from prongsai.cli import main
from prongsai.server_files import Place, PlaceError, server_files

URL = "https://www.example.go.th/ita/"


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["server", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("url", [URL, "https://www.example.go.th/", "https://เทศบาล.ไทย/ความโปร่งใส/"])
def test_nginx_takes_it_as_a_file_of_its_own(tmp_path: Path, url: str) -> None:
    conf = printed("nginx", "--site-url", url, "--folder", str(tmp_path)).replace("listen 80;", "listen 127.0.0.1:8;")
    (tmp_path / "site.conf").write_text(conf, encoding="utf-8")
    with servers.nginx(tmp_path, http=f"include {tmp_path}/site.conf;") as server:
        command = ["nginx", "-t", "-e", "stderr", "-c", str(server.place / "nginx.conf")]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert "warn" not in said.stderr


@pytest.mark.parametrize("url", [URL, "https://www.example.go.th/", "https://เทศบาล.ไทย/ความโปร่งใส/"])
def test_apache_takes_it_in_a_host(tmp_path: Path, url: str) -> None:
    conf = printed("apache", "--site-url", url, "--folder", f"{tmp_path}/")
    (tmp_path / "index.html").write_text("ก", encoding="utf-8")
    with servers.apache(tmp_path, path="/elsewhere/", extra=conf) as server:
        assert "warn" not in server.log()
        address = f"http://{servers.HOST}:{server.port}{quote(Place.of(url).path)}"
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert answer.read().decode() == "ก"


def test_the_folder_follows_the_address_unless_it_is_said() -> None:
    assert 'alias "/var/www/ita/";' in printed("nginx", "--site-url", URL)
    assert 'Alias "/ita" "/var/www/ita"' in printed("apache", "--site-url", URL)
    assert 'DocumentRoot "/var/www"' in printed("apache", "--site-url", "https://www.example.go.th")
    assert 'Alias "/ita" "D:/sites/ita"' in printed("apache", "--site-url", URL, "--folder", "D:\\sites\\ita")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--site-url", "www.example.go.th/ita"),
            "Error: Invalid value for --site-url: “www.example.go.th/ita” ใช้ไม่ได้ "
            "ใส่ที่อยู่ที่ขึ้นต้นด้วย https:// และไม่มีช่องว่างหรือเครื่องหมาย เช่น https://www.example.go.th/ita/\n"
            "“www.example.go.th/ita” cannot be used: give an address that begins with https:// "
            "and holds no spaces or other marks\n",
        ),
        (
            ("--site-url", URL, "--folder", '/srv/"; }'),
            'Error: Invalid value for --folder: “/srv/"; }” มีเครื่องหมายที่ใส่ในการตั้งค่าของเซิร์ฟเวอร์ไม่ได้\n'
            "“/srv/\"; }” holds a mark that no server's configuration could\n",
        ),
    ],
)
def test_what_no_configuration_can_hold_is_refused(arguments: tuple[str, ...], message: str) -> None:
    result = CliRunner().invoke(main, ["server", "nginx", *arguments])
    assert result.exit_code == 2
    assert result.output.endswith(message)


@pytest.mark.parametrize("url", ["https://x.go.th/a b/", 'https://x.go.th/"/', "https://x.go.th/$uri/", "https://[/"])
def test_an_address_that_would_break_a_file_stops_the_build(url: str) -> None:
    with pytest.raises(PlaceError, match="cannot be used: give an address that begins with https://"):
        server_files(url, [])


def test_the_files_say_where_the_404_page_is_or_why_not() -> None:
    assert b'\nErrorDocument 404 "/ita/404.html"\n' in server_files(URL, [])[".htaccess"]
    assert b'"/%E0%B8%81/404.html"' in server_files("https://x.go.th/ก", [])[".htaccess"]
    without = server_files("", [])[".htaccess"].decode()
    assert "ErrorDocument" not in without
    assert "# No page for what is not found: say site_url in mkdocs.yml and build again.\n" in without
