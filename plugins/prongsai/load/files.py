"""What lies in the data folder: finds the files of each agency and year, refuses links and strays, reads bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from prongsai import attachments
from prongsai.load import messages, strict_yaml
from prongsai.load.encoding import MAX_BYTES
from prongsai.load.strict_yaml import Document
from prongsai.model.fields import is_file_name
from prongsai.photos import has_position
from prongsai.problems import Level, Problem, Source

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
YEAR = re.compile(r"2[56][0-9]{2}")
SYNONYMS = "synonyms.yml"
_OTHER_FILES = {SYNONYMS, "addresses.txt"}
"""Files beside the agencies: words for the search, and the ledger of published addresses."""
_IGNORED = {"readme.md", "thumbs.db", "desktop.ini"}
_YEAR_FILES, _YEAR_FOLDERS = ("year.yml", "disclosures.yml"), ("measures", "evidence")

MAX_FILES, MAX_TOTAL = 20_000, 200_000_000
"""Of all records together: some 700 agencies; more take a minute to read, and are better built as several sites."""
MAX_EVIDENCE_FILES, MAX_EVIDENCE = 2_000, 500_000_000
"""Of one year's documents: GitHub Pages holds a gigabyte for the whole site."""


@dataclass(slots=True)
class Spent:
    """What has been read so far, of all folders together."""

    files: int = 0
    size: int = 0

    @property
    def too_much(self) -> bool:
        """Whether reading must stop."""
        return self.files > MAX_FILES or self.size > MAX_TOTAL


@dataclass(slots=True)
class Folder:
    """A folder of the data: its entries by name, links and strays already refused."""

    path: Path
    shown: str
    """The path as messages show it."""
    problems: list[Problem] = field(default_factory=list)
    spent: Spent = field(default_factory=Spent)

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
        """A folder in this folder; its problems are collected in the same list, its size in the same sum."""
        return Folder(self.path / name, f"{self.shown}/{name}", self.problems, self.spent)

    def refuse(
        self, name: str, rule: str, /, *, level: Level = Level.ERROR, blocks: bool = True, **words: object
    ) -> None:
        """Note a problem of an entry as a whole."""
        source = Source(f"{self.shown}/{_printable(name)}" if name else self.shown)
        self.problems.append(Problem(level, rule, source, messages.message(rule, **words), blocks=blocks))

    def read(self, name: str) -> Document:
        """One YAML file; its problems are in the document and in the folder's list."""
        shown = f"{self.shown}/{name}"
        said_before = self.spent.too_much
        try:
            with (self.path / name).open("rb") as file:
                raw = b"" if said_before else file.read(MAX_BYTES + 1)
            self.spent.files += 1
            self.spent.size += len(raw)
        except OSError as error:
            message = messages.message("unreadable-file", reason=error.strerror or str(error))
            source = Source(shown)
            document = Document(None, source, [Problem(Level.ERROR, "unreadable-file", source, message)])
        else:
            document = self._refused_for_size(shown) if self.spent.too_much else strict_yaml.read(raw, shown)
        if not said_before:
            self.problems.extend(document.problems)
        return document

    def _refused_for_size(self, shown: str) -> Document:
        source = Source(shown)
        message = messages.message("data-too-large", files=MAX_FILES, limit=MAX_TOTAL)
        return Document(None, source, [Problem(Level.ERROR, "data-too-large", source, message)])


def _printable(name: str) -> str:
    """A name of any bytes as one line that every terminal can show."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def agency_folders(root: Folder) -> Iterator[Folder]:
    """The folders of agencies in the data folder."""
    for entry in root.entries():
        if entry.name in _OTHER_FILES and entry.is_file():
            continue
        if not entry.is_dir():
            root.refuse(entry.name, "unknown-file", level=Level.WARNING, expected="<agency>/agency.yml")
        elif not SLUG.fullmatch(entry.name):
            root.refuse(entry.name, "bad-name", name=_printable(entry.name), allowed="a–z 0–9 -")
        else:
            yield root.child(entry.name)


def year_folders(agency: Folder) -> Iterator[Folder]:
    """The folders of fiscal years in an agency's folder."""
    for entry in agency.entries():
        if entry.is_dir() and YEAR.fullmatch(entry.name):
            yield agency.child(entry.name)
        elif entry.is_dir() and entry.name == "agency.yml":
            agency.refuse(entry.name, "wrong-kind", **messages.kind(is_folder=True))
        elif entry.is_dir():
            agency.refuse(entry.name, "bad-name", name=_printable(entry.name), allowed="2566, 2567, …")
        elif entry.name != "agency.yml":
            agency.refuse(entry.name, "unknown-file", level=Level.WARNING, expected="agency.yml, 2568/")


def measure_files(year: Folder) -> Iterator[str]:
    """The names of the measure files of a year; the year folder's strays are refused on the way."""
    for entry in year.entries():
        if entry.name in (*_YEAR_FILES, *_YEAR_FOLDERS):
            if entry.is_dir() != (entry.name in _YEAR_FOLDERS):
                year.refuse(entry.name, "wrong-kind", **messages.kind(is_folder=entry.is_dir()))
        else:
            expected = ", ".join((*_YEAR_FILES, *_YEAR_FOLDERS))
            year.refuse(entry.name, "unknown-file", level=Level.WARNING, expected=expected)
    folder = year.child("measures")
    if not folder.path.is_dir() or folder.path.is_symlink():
        return
    for entry in folder.entries():
        if entry.suffix != ".yml" or not entry.is_file():
            folder.refuse(entry.name, "unknown-file", level=Level.WARNING, expected="<id>.yml")
        elif not SLUG.fullmatch(entry.stem):
            folder.refuse(entry.name, "bad-name", name=_printable(entry.stem), allowed="a–z 0–9 -")
        else:
            yield entry.name


def evidence_files(year: Folder) -> tuple[str, ...]:
    """The names of the files in a year's evidence folder; what may not be published is refused on the way.

    Each is read whole and let go at once: the documents of a site would not fit into memory.
    """
    folder = year.child("evidence")
    if not folder.path.is_dir() or folder.path.is_symlink():
        return ()
    names: dict[str, str] = {}
    size = 0
    for number, entry in enumerate(folder.entries()):
        if not entry.is_file():
            folder.refuse(entry.name, "unknown-file", level=Level.WARNING, expected="*.pdf")
            continue
        if not is_file_name(entry.name):
            folder.refuse(entry.name, "file-name", text=_printable(entry.name))
            continue
        raw = _attachment(folder, entry)
        size += len(raw or b"")
        if size > MAX_EVIDENCE or number >= MAX_EVIDENCE_FILES:
            folder.refuse("", "attachments-too-large", limit=MAX_EVIDENCE, files=MAX_EVIDENCE_FILES)
            break
        address = attachments.safe_name(entry.name)
        first = names.setdefault(address, entry.name)
        if first != entry.name:
            folder.refuse(entry.name, "attachment-same-address", address=address, other=first)
        elif raw is not None and has_position(entry.name, raw):
            folder.refuse(entry.name, "photo-position", level=Level.INFO, blocks=False)
    return tuple(names.values())


def _attachment(folder: Folder, entry: Path) -> bytes | None:
    """A document that may be published, or None when it has been refused."""
    try:
        with entry.open("rb") as file:
            raw = file.read(attachments.MAX_BYTES + 1)
    except OSError as error:
        folder.refuse(entry.name, "unreadable-file", reason=error.strerror or str(error))
        return None
    refusal = attachments.refusal(entry.name, raw)
    if refusal:
        folder.refuse(entry.name, refusal.rule, **refusal.words)
        return None
    return raw
