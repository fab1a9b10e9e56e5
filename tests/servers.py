"""Real servers on the loopback interface for tests: Apache, nginx, OpenSSH (sftp only) and an FTP server.

Each is a context manager that starts one process on a free port and ends it. A program that is missing is an error,
never a skip: `sh tools/system.sh servers` installs them on Debian.
"""

from __future__ import annotations

import getpass
import io
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
PASSWORD = "right-password-1"  # noqa: S105 - of a server that lives for one test
MODULES = (
    *("mpm_event", "authz_core", "mime", "dir", "alias", "autoindex", "unixd", "setenvif", "filter"),
    *("rewrite", "headers", "expires", "deflate", "brotli", "negotiation"),
)
"""Modules of a usual Apache host, in an order in which they load."""
FEW_MODULES = ("mpm_event", "authz_core", "mime", "dir", "alias", "unixd")
"""An Apache that can hardly more than send files."""


@dataclass
class Server:
    """A running server: its address, and for file servers the environment in which rclone knows it as `web:`."""

    port: int
    process: subprocess.Popen[bytes]
    place: Path
    """Its own folder: configuration and logs."""
    url: str = ""
    """Ends in a slash; of web servers only."""
    env: dict[str, str] = field(default_factory=dict)
    path: str = ""
    """The folder that is served, as the server names it."""

    def kill(self) -> None:
        """End it at once with every connection, as a machine that vanishes."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def wait_for_pause(self, *, timeout: float = 30) -> None:
        """Until an FTP server stands still where it was told to."""
        end = time.monotonic() + timeout
        while not (self.place / "paused").exists():
            assert time.monotonic() < end, f"never paused, after {self.commands()}"
            time.sleep(0.005)

    def go_on(self) -> None:
        """Let an FTP server that stands still work again."""
        (self.place / "go").touch()

    def log(self) -> str:
        """What it said so far."""
        return "".join(p.read_text("utf-8", "replace") for p in sorted(self.place.glob("*.log")))

    def commands(self) -> list[tuple[str, str]]:
        """What an FTP server was told to do with files: ("STOR", "page.html"), in order, paths below its folder."""
        rows = [json.loads(line) for line in (self.place / "commands.jsonl").read_text("utf-8").splitlines()]
        return [(row["command"], row["path"]) for row in rows]


@contextmanager
def apache(
    folder: Path,
    *,
    path: str = "/ita/",
    modules: Sequence[str] = MODULES,
    override: str = "All",
    extra: str = "",
    alias: bool = False,
) -> Iterator[Server]:
    """Apache 2.4 that serves `folder` at `path`: below its document root, or by an Alias.

    `override` is what .htaccess files may do, `extra` goes into the host's configuration.
    """
    program = _program("apache2", "httpd")
    place, port = _place(), _free_port()
    root = place / "www"
    root.mkdir()
    if path == "/":
        root = folder
    elif not alias:
        link = root / path.strip("/")
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(folder)
    found = next(d for d in map(Path, ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules")) if d.is_dir())
    lines = [
        f"ServerRoot {place}\nServerName {HOST}\nListen {HOST}:{port}\nPidFile {place}/pid\nErrorLog {place}/error.log",
        "LogLevel warn\nMutex posixsem\nTimeout 20\nKeepAlive On\nMaxKeepAliveRequests 0",
        *(f"LoadModule {m}_module {found}/mod_{m}.so" for m in modules if (found / f"mod_{m}.so").exists()),
        "StartServers 2\nThreadsPerChild 25\nTypesConfig /etc/mime.types\nDirectoryIndex index.html",
        f"DocumentRoot {root}",
        f"Alias {path} {folder}/" if alias else "",
        f"<Directory />\nOptions FollowSymLinks Indexes\nAllowOverride {override}\nRequire all granted\n</Directory>",
        extra,
    ]
    (place / "httpd.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [*_as_nobody(), program, "-f", str(place / "httpd.conf"), "-DFOREGROUND"]
    with _running(command, place, port) as process:
        yield Server(port, process, place, url=f"http://{HOST}:{port}{path}")


@contextmanager
def nginx(folder: Path, conf: str = "", *, path: str = "/ita/", http: str = "") -> Iterator[Server]:
    """Nginx that serves `folder` at `path`, or as `conf` (directives of the server block) says."""
    program = _program("nginx")
    place, port = _place(), _free_port()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    lines = [
        "user root;" if os.geteuid() == 0 else "",
        f"daemon off;\nworker_processes 2;\npid {place}/pid;\nerror_log {place}/error.log;",
        "events { worker_connections 512; }\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;",
        *(f"{kind}_temp_path {place}/{kind};" for kind in kinds),
        http,
        f"server {{\nlisten {HOST}:{port};",
        conf or f"location {path} {{ alias {folder}/; index index.html; }}",
        "}\n}",
    ]
    (place / "nginx.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [program, "-e", str(place / "error.log"), "-c", str(place / "nginx.conf")]
    with _running(command, place, port) as process:
        yield Server(port, process, place, url=f"http://{HOST}:{port}{path}")


@contextmanager
def sftp(folder: Path) -> Iterator[Server]:
    """OpenSSH that gives the current user SFTP and nothing else; a key opens it, no password does."""
    program = _program("sshd")
    keygen = _program("ssh-keygen")
    place, port = _place(), _free_port()
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where Debian's sshd locks itself in when root starts it
    for name in ("host", "key", "other"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(place / name)], check=True)
    shutil.copy(place / "key.pub", place / "authorized")
    host_key = " ".join((place / "host.pub").read_text("utf-8").split()[:2])
    (place / "known_hosts").write_text(f"[{HOST}]:{port} {host_key}\n", encoding="utf-8")
    lines = [
        f"ListenAddress {HOST}\nPort {port}\nHostKey {place}/host\nPidFile none\nStrictModes no\nUsePAM no\nUseDNS no",
        f"AuthorizedKeysFile {place}/authorized\nPasswordAuthentication yes\nKbdInteractiveAuthentication no",
        "PermitRootLogin yes\nMaxStartups 100\nMaxSessions 50\nAllowTcpForwarding no\nX11Forwarding no",
        f"Subsystem sftp internal-sftp\nForceCommand internal-sftp -d {folder}",
    ]
    (place / "sshd_config").write_text("\n".join(lines) + "\n", encoding="utf-8")
    env = _remote(
        place,
        type="sftp",
        host=HOST,
        port=str(port),
        user=getpass.getuser(),
        key_file=str(place / "key"),
        known_hosts_file=str(place / "known_hosts"),
        shell_type="none",
    )
    command = [program, "-D", "-e", "-f", str(place / "sshd_config")]
    with _running(command, place, port) as process:
        yield Server(port, process, place, env=env, path=str(folder))


@contextmanager
def ftp(folder: Path, *, quota: int = 0, hide_dots: bool = False, pause: tuple[str, int] = ("", 0)) -> Iterator[Server]:
    """An FTP server for the user `web` with PASSWORD.

    `quota` is the bytes that fit below the folder, 0 for no limit; `hide_dots` leaves names that begin with a dot out
    of listings, as many servers do; `pause` is a command and its number, counted from 1: there the server stands still
    until `go_on`.
    """
    place, port = _place(), _free_port()
    asked = {"folder": str(folder), "port": port, "quota": quota, "hide_dots": hide_dots, "pause": pause}
    (place / "commands.jsonl").write_text("", encoding="utf-8")
    command = [sys.executable, str(Path(__file__).resolve()), json.dumps(asked), str(place / "commands.jsonl")]
    secret = subprocess.run(
        [_program("rclone"), "obscure", PASSWORD], capture_output=True, text=True, check=True
    ).stdout.strip()
    env = _remote(place, type="ftp", host=HOST, port=str(port), user="web") | {"RCLONE_CONFIG_WEB_PASS": secret}
    with _running(command, place, port) as process:
        yield Server(port, process, place, env=env, path="")


def _remote(place: Path, **settings: str) -> dict[str, str]:
    """The remote `web:` of rclone as environment; no file of the person who runs the tests is read."""
    named = {f"RCLONE_CONFIG_WEB_{name.upper()}": value for name, value in settings.items()}
    return named | {"RCLONE_CONFIG": str(place / "rclone.conf")}


def _program(*names: str) -> str:
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin", "/sbin"])
    found = next((path for name in names if (path := shutil.which(name, path=places))), None)
    assert found, f"{names[0]} is missing: run `sh tools/system.sh servers`, which installs it on Debian"
    return found


def _place() -> Path:
    return Path(tempfile.mkdtemp(prefix="prongsai-server-"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _as_nobody() -> list[str]:
    """Apache refuses to work as root. As nobody it may still read every folder, also those of pytest."""
    if os.geteuid() != 0:
        return []
    may = "+dac_override"
    return [_program("setpriv"), "--reuid=65534", "--clear-groups", f"--inh-caps={may}", f"--ambient-caps={may}"]


@contextmanager
def _running(command: Sequence[str], place: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    with (place / "output.log").open("wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
        try:
            _wait(process, port, place)
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            shutil.rmtree(place, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], port: int, place: Path) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        said = "".join(p.read_text("utf-8", "replace") for p in place.glob("*.log"))
        assert process.poll() is None, f"the server ended at once:\n{said}"
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.02)
    raise AssertionError(f"the server does not answer on port {port}:\n{said}")


def _serve_ftp(asked: dict[str, Any], commands: Path) -> None:
    """The FTP server's own process."""
    import errno

    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.filesystems import AbstractedFS
    from pyftpdlib.handlers import FTPHandler
    from pyftpdlib.servers import ThreadedFTPServer

    root = Path(asked["folder"])
    seen: list[str] = []

    class OnSmallDisk(io.FileIO):
        def write(self, data: Any) -> int:
            if sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) > asked["quota"]:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(data)

    class Files(AbstractedFS):  # type: ignore[misc]  # pyftpdlib has no types
        def open(self, filename: str, mode: str) -> Any:
            small = asked["quota"] and "w" in mode
            return OnSmallDisk(filename, "w") if small else super().open(filename, mode)

        def listdir(self, path: str) -> list[str]:
            names = super().listdir(path)
            return [name for name in names if not (asked["hide_dots"] and name.startswith("."))]

    class Handler(FTPHandler):  # type: ignore[misc]
        abstracted_fs = Files
        banner = "ready"

        def pre_process_command(self, line: str, cmd: str, arg: str) -> None:
            if cmd in {"STOR", "RNFR", "RNTO", "DELE", "RETR", "RMD", "MKD"}:
                path = os.path.relpath(self.fs.ftp2fs(arg), self.fs.root)
                with commands.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"command": cmd, "path": path}) + "\n")
                seen.append(cmd)
                if [cmd, seen.count(cmd)] == asked["pause"]:
                    (commands.parent / "paused").touch()
                    while not (commands.parent / "go").exists():
                        time.sleep(0.01)
            super().pre_process_command(line, cmd, arg)

        def respond(self, resp: str, logfun: Any = logging.debug) -> None:
            # elsewhere a folder that is missing is 550, which is what rclone knows
            super().respond(resp.replace("501 No such directory", "550 No such directory"), logfun)

    authorizer = DummyAuthorizer()
    authorizer.add_user("web", PASSWORD, str(root), perm="elradfmwMT")
    Handler.authorizer = authorizer
    ThreadedFTPServer((HOST, asked["port"]), Handler).serve_forever(handle_exit=False)


if __name__ == "__main__":
    _serve_ftp(json.loads(sys.argv[1]), Path(sys.argv[2]))
