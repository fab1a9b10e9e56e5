"""The programs compared: how each is found or installed, and the command that builds the pages with it.

Nothing is installed into the project: Zensical and Eleventy get a folder of their own in the user's cache.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

ZENSICAL = "0.0.73"
ELEVENTY = "3.1.7"
"""Not 3.1.8, which asks for a version of @11ty/recursive-copy that not every registry has."""
ADDRESSES = "addresses.json"
"""Beside the sources: the list of pages that every finished site must have."""
SHOWN = "shown.json"
"""Beside it: the page that shows a measure whole, by the measure's file."""
PAGES = "pages.json"
"""Beside the folders of a fleet: how many pages each agency has."""
OURS = {
    "prongsai": ("prongsai", ["-m", "prongsai", "build", "--quiet", "--jobs", "1"]),
    "prongsai-2": ("prongsai, 2 jobs", ["-m", "prongsai", "build", "--quiet", "--jobs", "2"]),
    # With --quiet it would not count warnings, and what it remembers would be of less use to the other two.
    "prongsai-mkdocs": ("prongsai by mkdocs build", ["-m", "mkdocs", "build"]),
}
"""The ways to build with prongsai: title, and what follows `python`. They share sources, site and caches."""
_PATIENCE = 600
"""Seconds that an installation may take."""


class Program(NamedTuple):
    """A program that is here: its version, and the command that builds the sources in its working folder."""

    version: str
    command: list[str]


class LeftOutError(Exception):
    """A program is not here, and why."""


class Peer(NamedTuple):
    """One of the programs compared."""

    title: str
    find: Callable[[Path], Program]
    """Finds it or installs it below a folder. Raises LeftOutError."""
    caches: tuple[str, ...] = ()
    """What a build leaves behind beside `site`, and a clean build must not find."""
    sources: str = ""
    """The folder that it builds in, where that is not the one of its own name."""


def tools_folder() -> Path:
    """Where programs of others are kept from one benchmark to the next."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "prongsai-bench"


def _mkdocs(tools: Path) -> Program:
    version = f"{_version('mkdocs')} with Material {_version('mkdocs-material')}"
    return Program(version, [sys.executable, "-m", "mkdocs", "build", "--quiet"])


def _prongsai(name: str, tools: Path) -> Program:
    command = [sys.executable, *OURS[name][1]]
    if "build" in command:
        _output([*command[: command.index("build") + 1], "--help"])
    return Program(f"{_version('prongsai')} on MkDocs {_mkdocs(tools).version}", command)


def _hugo(tools: Path) -> Program:
    path = shutil.which("hugo")
    if not path:
        raise LeftOutError("hugo is not installed (Debian: apt-get install hugo)")
    found = re.search(r"v([0-9][0-9.]*\S*)", _output([path, "version"]))
    return Program(found[1] if found else "unknown", [path, "--quiet", "--destination", "site"])


def _eleventy(tools: Path) -> Program:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        raise LeftOutError("node and npm are not installed")
    folder = tools / f"eleventy-{ELEVENTY}"
    script = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not script.is_file():
        flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent", "--prefix", str(folder)]
        _output([npm, "install", *flags, f"@11ty/eleventy@{ELEVENTY}"])
    return Program(f"{ELEVENTY} on Node {_output([node, '--version']).strip()}", [node, str(script), "--quiet"])


def _zensical(tools: Path) -> Program:
    folder = tools / f"zensical-{ZENSICAL}"
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    program = scripts / "zensical"
    if not program.is_file():
        venv.create(folder, clear=True, with_pip=True)
        pip = [str(scripts / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
        _output([*pip, f"zensical=={ZENSICAL}"])
    return Program(ZENSICAL, [str(program), "build", "--clean"])


def _version(package: str) -> str:
    return importlib.metadata.version(package)


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # the programs named above
            command, capture_output=True, text=True, check=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        raise LeftOutError(f"{Path(command[0]).name} failed: {said[-1] if said else error}") from error
    return done.stdout


PEERS = {
    **{name: Peer(title, partial(_prongsai, name), (".cache",), "prongsai") for name, (title, _) in OURS.items()},
    "mkdocs": Peer("MkDocs + Material", _mkdocs),
    "hugo": Peer("Hugo", _hugo, ("resources", ".hugo_build.lock")),
    "eleventy": Peer("Eleventy", _eleventy),
    "zensical": Peer("Zensical", _zensical, (".cache",)),
}
BASE = "mkdocs"
"""What the others are measured against."""


def folder_of(name: str, work: Path) -> Path:
    """Where a program builds, below the folder of all sources."""
    return work / (PEERS[name].sources or name)


def find_programs(names: Iterable[str], left_out: Callable[[str, str], None]) -> dict[str, Program]:
    """The programs that are here; of the others `left_out` is told the name and the reason."""
    found: dict[str, Program] = {}
    for name in names:
        try:
            found[name] = PEERS[name].find(tools_folder())
        except LeftOutError as error:
            left_out(name, str(error))
    return found
