"""Builds projects for tests, each in a process forked from one that has everything imported.

Run as a program: a line of JSON in for each build (folder, command, environment), a line out (exit code, what it said).
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any, NamedTuple

_WAY = "\0way "
_NEEDED = (
    "material", "material.plugins.search.plugin", "mkdocs.__main__", "mkdocs.commands.build", "mkdocs.contrib.search",
    "prongsai.cli.build", "prongsai.cli.quickly", "prongsai.plugin.run", "prongsai.plugin", "prongsai.qr",
    "pymdownx.superfences", "markdown.extensions.toc", "markdown.extensions.tables", "markdown.extensions.fenced_code",
)  # fmt: skip


class Said(NamedTuple):
    """How a command ended."""

    code: int
    """Negative for the number of a signal."""
    err: str
    way: str
    """"still" where nothing was done, "quick" without MkDocs, "mkdocs" with it."""


class Builder:
    """The process that builds."""

    def __init__(self) -> None:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def run(self, folder: Path, *command: str, **environment: str) -> Said:
        """Run `prongsai ...` or `mkdocs ...` in a folder."""
        stdin, stdout = self._pipes
        stdin.write(json.dumps([str(folder), command, environment]) + "\n")
        stdin.flush()
        return Said(*json.loads(stdout.readline()))

    def close(self) -> None:
        """Let it go."""
        for pipe in self._pipes:
            pipe.close()
        self._process.wait()

    @property
    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin
        assert self._process.stdout
        return self._process.stdin, self._process.stdout


def _serve() -> None:
    for name in _NEEDED:
        importlib.import_module(name)
    gc.freeze()
    for line in sys.stdin:
        folder, command, environment = json.loads(line)
        with tempfile.TemporaryFile() as said:
            child = os.fork()
            if not child:
                _build(folder, command, environment, said.fileno())
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            said.seek(0)
            err, _, way = said.read().decode(errors="replace").partition(_WAY)
        sys.stdout.write(json.dumps([code, err, way]) + "\n")
        sys.stdout.flush()


def _watch(way: list[str]) -> None:
    """Note which way a build goes."""
    import mkdocs.commands.build

    import prongsai.cli.quickly
    import prongsai.plugin.run

    quickly, build = prongsai.cli.quickly.build_quickly, mkdocs.commands.build.build

    def noted_quick(*args: Any, **options: Any) -> Any:
        way.append("quick")
        return quickly(*args, **options)

    def noted_build(*args: Any, **options: Any) -> Any:
        way.append("mkdocs")
        return build(*args, **options)

    prongsai.cli.quickly.build_quickly = noted_quick
    mkdocs.commands.build.build = prongsai.plugin.run.build = noted_build


def _build(folder: str, command: list[str], environment: dict[str, str], said: int) -> None:
    code, way = 99, ["still"]
    try:
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.chdir(folder)
        os.environ.update(environment)
        sys.argv = command
        _watch(way)
        if command[0] == "mkdocs":
            from mkdocs.__main__ import cli as main
        else:
            from prongsai.cli import entry

            entry._leave, main = sys.exit, entry.run
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(bool(end.code))
        except BaseException:  # noqa: BLE001  # told as Python does it
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
            code = 1
        sys.stderr.flush()
        sys.stdout.write(_WAY + way[-1])
        sys.stdout.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve()
