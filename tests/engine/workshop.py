"""A small real project to build again and again, and its site held against a clean build."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from builder import Builder, Said

DATA = Path(__file__).resolve().parents[2] / "data"
CONFIG = """\
site_name: ทดลอง
docs_dir: docs
theme:
  name: material
  language: th
  font: false
plugins:
  - search
  - prongsai:
      papers: false
"""
ABOUT = "# เกี่ยวกับ\n\nเขียนด้วยมือ\n\n## หัวข้อ\n\nข้อความ\n"
_IDENTITY = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org", "GIT_COMMITTER_NAME": "t"}


_SETTLED = 0.03
"""Seconds between an edit and a build: what is edited while a process starts is read again in the next."""


class Stat(NamedTuple):
    """A file of a site."""

    digest: str
    mtime: int
    inode: int


class Project:
    """A folder with mkdocs.yml, pages written by hand and records."""

    def __init__(self, folder: Path, builder: Builder, config: str = CONFIG) -> None:
        self.folder, self._builder = folder, builder
        self.site, self.data, self.docs = folder / "site", folder / "data", folder / "docs"
        self.ways: list[str] = []
        """Which way its builds went."""
        folder.mkdir(parents=True)
        self.docs.mkdir()
        self.put("mkdocs.yml", config)
        self.put("docs/about.md", ABOUT)
        agency(self.data, "sing", "2568", "i1-1", "i5-1", "i5-2")
        agency(self.data, "thung-bu-lang", "2566", "m2")

    def put(self, name: str, text: str | bytes) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(errors="surrogatepass") if isinstance(text, str) else text)

    def edit(self, name: str, old: str, new: str) -> None:
        """Put one text in the place of another."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text, f"{name} is without {old!r}"
        self.put(name, text.replace(old, new))

    def run(self, *command: str, **environment: str) -> Said:
        """Run a command in the project."""
        time.sleep(_SETTLED)
        return self._builder.run(self.folder, *command, **environment)

    def build(self, *options: str, **environment: str) -> Said:
        """Run `prongsai build -q`, which says what must be read only."""
        return self.run("prongsai", "build", "-q", *options, **environment)

    def clean(self, *options: str, **environment: str) -> tuple[Said, Path]:
        """The same with nothing remembered, into a folder of its own."""
        other, cache, aside = self.folder / "clean", self.folder / ".cache", self.folder / ".cache-aside"
        shutil.rmtree(other, ignore_errors=True)
        if cache.exists():
            cache.rename(aside)
        try:
            said = self.build("--clean", "--site-dir", str(other), *options, **environment)
        finally:
            shutil.rmtree(cache, ignore_errors=True)
            if aside.exists():
                aside.rename(cache)
        return said, other

    def git(self, *command: str, when: int = 1_700_000_000) -> None:
        """Run git in the project at some time."""
        times = {"GIT_AUTHOR_DATE": f"{when} +0700", "GIT_COMMITTER_DATE": f"{when} +0700"}
        environment = {**os.environ, **_IDENTITY, "GIT_COMMITTER_EMAIL": "t@example.org", **times}
        subprocess.run(["git", *command], cwd=self.folder, env=environment, check=True, capture_output=True)

    def commit(self, when: int = 1_700_000_000) -> None:
        """Commit everything."""
        self.git("add", "-A", when=when)
        self.git("commit", "-q", "--allow-empty", "-m", "x", when=when)


Make = Callable[..., Project]
"""Makes a project of a configuration under a name."""


def agency(data: Path, slug: str, year: str, *measures: str) -> None:
    """Copy an agency of the real data with one year, and of its measures those that begin so."""
    target = data / slug
    (target / year / "measures").mkdir(parents=True)
    shutil.copy(DATA / slug / "agency.yml", target)
    shutil.copy(DATA / slug / year / "year.yml", target / year)
    for path in sorted((DATA / slug / year / "measures").iterdir()):
        if path.name.startswith(measures):
            shutil.copy(path, target / year / "measures")


def tree(site: Path) -> dict[str, Stat]:
    """All files of a site, and all folders with a slash behind."""
    found = {}
    for here, folders, names in os.walk(site):
        inside = os.path.relpath(here, site).removeprefix(".").lstrip("/")
        for name in names:
            path = Path(here, name)
            stat = path.lstat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[f"{inside}/{name}".lstrip("/")] = Stat(digest, stat.st_mtime_ns, stat.st_ino)
        for name in folders:
            found[f"{inside}/{name}/".lstrip("/")] = Stat("", 0, 0)
    return found


def differences(site: Mapping[str, Stat], clean: Mapping[str, Stat]) -> list[str]:
    """How two sites differ, a line a file."""
    gone = [f"missing: {name}" for name in sorted(clean.keys() - site.keys())]
    more = [f"too much: {name}" for name in sorted(site.keys() - clean.keys())]
    other = [f"other: {name}" for name in sorted(clean.keys() & site.keys()) if clean[name].digest != site[name].digest]
    return [*gone, *more, *other]


def rewritten(before: Mapping[str, Stat], after: Mapping[str, Stat]) -> list[str]:
    """Files that have the bytes they had, but were written again or lie elsewhere on the disk."""
    same = (name for name in sorted(before.keys() & after.keys()) if before[name].digest == after[name].digest)
    return [f"written again: {name}" for name in same if before[name] != after[name]]


def faults(project: Project, *options: str, build: tuple[str, ...] = (), **environment: str) -> list[str]:
    """What is wrong after another build: its bytes, its times, and what it said, held against a clean build."""
    before = tree(project.site)
    said = project.run(*(build or ("prongsai", "build", "-q")), *options, **environment)
    strict = [one for one in options if one in ("--strict", "--no-strict")]
    project.ways.append(said.way)
    told, place = project.clean(*strict, **environment)
    after = tree(project.site)
    found = [] if said.code == told.code else [f"ended with {said.code}, a clean build with {told.code}"]
    if "Traceback" in said.err:
        found.append(said.err)
    if not build and _told(said) != _told(told):
        found.append(f"said {_told(said)}, a clean build {_told(told)}")
    if told.code:
        return found + ([] if after == before else ["a build that ended with an error has touched the site"])
    return [*found, *differences(after, tree(place)), *rewritten(before, after)]


def _told(said: Said) -> list[str]:
    """The lines, without MkDocs' own last one."""
    return [line for line in said.err.splitlines() if not line.startswith("Aborted with a ")]
