"""What lies in the data folder: finds the files of each agency and year, refuses links and strays, reads bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from prongsai.load import messages, strict_yaml
from prongsai.load.strict_yaml import Document
from prongsai.problems import Level, Problem, Source

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
YEAR = re.compile(r"2[56][0-9]{2}")
_IGNORED = {"readme.md", "thumbs.db", "desktop.ini"}
_YEAR_ENTRIES = ("year.yml", "disclosures.yml", "measures", "evidence")


@dataclass(slots=True)
class Folder:
    """A folder of the data: its entries by name, links and strays already refused."""

    path: Path
    shown: str
    """The path as messages show it."""
    problems: list[Problem] = field(default_factory=list)

    def entries(self) -> Iterator[Path]:
        """What lies here in the order of names; hidden files, READMEs and the desktop's droppings are passed over."""
        try:
            found = sorted(self.path.iterdir(), key=lambda p: p.name)
        except OSError as error:
            self.refuse("", "unreadable-file", reason=error.strerror or str(error))
            return
        for entry in found:
            if entry.name.startswith((".", "~$")) or entry.name.lower() in _IGNORED:
                continue
            if entry.is_symlink():
                self.refuse(entry.name, "symlink")
                continue
            yield entry

    def child(self, name: str) -> Folder:
        """A folder in this folder; its problems are collected in the same list."""
        return Folder(self.path / name, f"{self.shown}/{name}", self.problems)

    def refuse(self, name: str, rule: str, /, *, level: Level = Level.ERROR, **words: object) -> None:
        """Note a problem of an entry as a whole."""
        source = Source(f"{self.shown}/{name}" if name else self.shown)
        self.problems.append(Problem(level, rule, source, messages.message(rule, **words)))

    def read(self, name: str) -> Document:
        """One YAML file; its problems are in the document and in the folder's list."""
        shown = f"{self.shown}/{name}"
        try:
            with (self.path / name).open("rb") as file:
                raw = file.read(strict_yaml.MAX_BYTES + 1)
        except OSError as error:
            message = messages.message("unreadable-file", reason=error.strerror or str(error))
            source = Source(shown)
            document = Document(None, source, [Problem(Level.ERROR, "unreadable-file", source, message)])
        else:
            document = strict_yaml.read(raw, shown)
        self.problems.extend(document.problems)
        return document


def agency_folders(root: Folder) -> Iterator[Folder]:
    """The folders of agencies in the data folder."""
    for entry in root.entries():
        if not entry.is_dir():
            root.refuse(entry.name, "unknown-file", level=Level.WARNING, expected="<agency>/agency.yml")
        elif not SLUG.fullmatch(entry.name):
            root.refuse(entry.name, "bad-name", name=entry.name, allowed="a–z 0–9 -")
        else:
            yield root.child(entry.name)


def year_folders(agency: Folder) -> Iterator[Folder]:
    """The folders of fiscal years in an agency's folder."""
    for entry in agency.entries():
        if entry.is_dir() and YEAR.fullmatch(entry.name):
            yield agency.child(entry.name)
        elif entry.is_dir():
            agency.refuse(entry.name, "bad-name", name=entry.name, allowed="2566, 2567, …")
        elif entry.name != "agency.yml":
            agency.refuse(entry.name, "unknown-file", level=Level.WARNING, expected="agency.yml, 2568/")


def measure_files(year: Folder) -> Iterator[str]:
    """The names of the measure files of a year; the year folder's strays are refused on the way."""
    for entry in year.entries():
        if entry.name not in _YEAR_ENTRIES:
            year.refuse(entry.name, "unknown-file", level=Level.WARNING, expected=", ".join(_YEAR_ENTRIES))
    folder = year.child("measures")
    if not folder.path.is_dir() or folder.path.is_symlink():
        return
    for entry in folder.entries():
        if entry.suffix != ".yml" or not entry.is_file():
            folder.refuse(entry.name, "unknown-file", level=Level.WARNING, expected="<id>.yml")
        elif not SLUG.fullmatch(entry.stem):
            folder.refuse(entry.name, "bad-name", name=entry.stem, allowed="a–z 0–9 -")
        else:
            yield entry.name


def evidence_files(year: Folder) -> tuple[str, ...]:
    """The names of the files in a year's evidence folder."""
    folder = year.child("evidence")
    if not folder.path.is_dir() or folder.path.is_symlink():
        return ()
    names = []
    for entry in folder.entries():
        if entry.is_file():
            names.append(entry.name)
        else:
            folder.refuse(entry.name, "unknown-file", level=Level.WARNING, expected="*.pdf")
    return tuple(names)
