"""When a site need not be built again: the same inputs, by the same programs, and the site still there.

A stamp is the sha256 of everything that the bytes of a site depend on. It is kept beside the sites, never in one, and
says nothing by itself: whatever cannot be read or does not match means that the agency is built.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from prongsai import __version__
from prongsai.engine.commits import once
from prongsai.history import ask
from prongsai.manifest import MANIFEST

_NO_INPUT = {".git", ".cache", ".venv", "__pycache__", "node_modules"}
_NAMES = re.compile(r"\w+")
_ALWAYS = ("SOURCE_DATE_EPOCH", "PRONGSAI_AGENCIES")
_INHERIT = re.compile(r"^INHERIT:\s*['\"]?([^'\"#\n]+?)['\"]?\s*(?:#.*)?$", re.MULTILINE)
_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a site was made from, and what came of it."""

    inputs: str
    site: str
    """The sha256 of the site's manifest."""
    outside: tuple[str, ...] = ()
    """Files and folders outside the agency's own that its build reads."""


def inputs_of(folder: Path, outside: Iterable[str], *, strict: bool) -> str:
    """The sha256 of all inputs. Raises OSError for what cannot be read."""
    total = hashlib.sha256(f"{programs()} {strict}\n".encode())
    configs = list(_configs(folder / "mkdocs.yml"))
    named = {name for path in configs for name in _NAMES.findall(path.read_text(encoding="utf-8", errors="replace"))}
    for name in sorted({*_ALWAYS, *named} & set(os.environ)):  # a mkdocs.yml may say `!ENV NAME`
        total.update(f"{name}={os.environ[name]}\n".encode(errors="surrogateescape"))
    for root in [folder, *configs[1:], *map(Path, outside)]:
        total.update(f"{_git_state(root)}\n".encode())
        for path in _files(root):
            total.update(f"{path.relative_to(root).as_posix()}\0".encode(errors="surrogateescape"))
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def site_of(site: Path) -> str:
    """The sha256 of a site's manifest; empty where there is none."""
    try:
        return hashlib.sha256((site / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def read_stamp(path: Path) -> Stamp | None:
    """A stamp as it was written; None for none, or a damaged one."""
    try:
        row = json.loads(path.read_bytes())
        return Stamp(str(row["inputs"]), str(row["site"]), tuple(map(str, row["outside"])))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Write it whole or not at all."""
    beside = path.with_suffix(".new")
    row = {"inputs": stamp.inputs, "site": stamp.site, "outside": list(stamp.outside)}
    beside.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(path)


@cache
def programs() -> str:
    """What builds: this package's own files, Python, and the version of every package installed beside it."""
    total = hashlib.sha256(f"{__version__} {sys.version}\n".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if "__pycache__" not in path.parts and path.is_file():
            total.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode() + path.read_bytes())
    for name in sorted(f"{one.metadata['Name']}=={one.version}" for one in distributions()):
        total.update(f"{name}\n".encode())
    return total.hexdigest()


def _configs(path: Path) -> Iterator[Path]:
    """A mkdocs.yml and those that it inherits from."""
    seen: set[Path] = set()
    while path.is_file() and path.resolve() not in seen:
        seen.add(path.resolve())
        yield path
        found = _INHERIT.search(path.read_text(encoding="utf-8", errors="replace"))
        if not found:
            return
        path = path.parent / found[1].strip()


def _files(root: Path) -> Iterator[Path]:
    """Every file below a folder, or the file itself, in one order; a site that was built here is no input."""
    if root.is_file():
        yield root
        return
    seen = {root.resolve()}
    for here, folders, files in os.walk(root, followlinks=True):
        place = Path(here)
        folders[:] = sorted(
            name for name in folders if name not in _NO_INPUT and not (place / name / MANIFEST).is_file()
        )
        for name in list(folders):
            if (place / name).resolve() in seen:  # a link that leads round in a circle
                folders.remove(name)
            seen.add((place / name).resolve())
        yield from (place / name for name in sorted(files) if (place / name).is_file())


def _git_state(root: Path) -> str:
    """The commit, from which days and times on pages come; empty without git."""
    return once("commit", root if root.is_dir() else root.parent, _commit)


def _commit(folder: Path) -> str:
    try:
        return ask(folder, "rev-parse", "HEAD", "--is-shallow-repository")
    except (OSError, subprocess.CalledProcessError):
        return ""
