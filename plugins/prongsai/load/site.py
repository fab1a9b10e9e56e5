"""The data folder into one frozen `Site`, with every problem of every file in one go."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from prongsai.load import files, messages
from prongsai.load.files import Folder
from prongsai.load.frameworks import load_frameworks
from prongsai.load.strict_yaml import Document
from prongsai.load.synonyms import load_synonyms
from prongsai.load.validate import validate
from prongsai.model import Agency, Disclosure, Framework, Measure, Site, Year
from prongsai.model.fields import is_code
from prongsai.problems import Level, Place, Problem, sort_problems


def load_site(data_dir: Path, *, shown: str | None = None, only: Collection[str] = ()) -> tuple[Site, list[Problem]]:
    """Read all agencies (or `only` those with these slugs) of a data folder.

    `shown` is how messages write the folder's path (default: as given). Never raises on data: a file that cannot be
    used is left out of the site and its problems are returned, sorted by file and line.
    """
    root, folders = find_agencies(data_dir, shown=shown, only=only)
    agencies = (load_agency(folder) for folder in folders)
    site = Site(tuple(a for a in agencies if a), load_frameworks(), load_synonyms(root))
    return site, sort_problems(root.problems)


def find_agencies(
    data_dir: Path, *, shown: str | None = None, only: Collection[str] = ()
) -> tuple[Folder, list[Folder]]:
    """The data folder, and the folders of the agencies in it that are wanted; strays are refused on the way."""
    root = Folder(data_dir, (shown or data_dir.as_posix()).rstrip("/"))
    folders = list(files.agency_folders(root)) if data_dir.is_dir() else []
    known = [folder.path.name for folder in folders]
    if not folders:
        root.refuse("", "no-data")
    for slug in sorted(set(only) - set(known)):
        root.refuse("", "unknown-agency", name=slug, known=", ".join(known))
    return root, [folder for folder in folders if not only or folder.path.name in only]


def load_agency(folder: Folder) -> Agency | None:
    """Read one agency; None when its own file cannot be used. Problems go to the folder's list."""
    years = [year for year in (_year(each) for each in files.year_folders(folder)) if year]
    document = _required(folder, "agency.yml", "name:, province:", ("หน่วยงาน", "agency"))
    if document is None:
        return None
    identity = {
        "slug": folder.path.name,
        "years": tuple(sorted(years, key=lambda year: -year.number)),
        "origin": document.source,
    }
    agency, problems = validate(Agency, document, identity)
    folder.problems.extend(problems)
    return agency


def _year(folder: Folder) -> Year | None:
    measures = tuple(m for m in (_measure(folder, name) for name in files.measure_files(folder)) if m)
    disclosures = tuple(_disclosures(folder))
    evidence = files.evidence_files(folder)
    document = _required(folder, "year.yml", "title:, source:", ("ปี", "year"))
    if document is None:
        return None
    number = int(folder.path.name)
    rules = _framework(folder, document, number)
    if rules is None:
        return None
    identity = {
        "number": number,
        "rules": rules,
        "measures": tuple(sorted(measures, key=lambda m: _natural(m.id))),
        "disclosures": disclosures,
        "evidence_files": evidence,
        "origin": document.source,
    }
    year, problems = validate(Year, document, identity)
    folder.problems.extend(problems)
    return year


def _measure(year: Folder, name: str) -> Measure | None:
    folder = year.child("measures")
    document = folder.read(name)
    if document.value is None or document.problems:
        _note_empty(folder, document, "title:")
        return None
    measure, problems = validate(Measure, document, {"id": name.removesuffix(".yml"), "origin": document.source})
    folder.problems.extend(problems)
    return measure


def _disclosures(year: Folder) -> Iterable[Disclosure]:
    path = year.path / "disclosures.yml"
    if not path.is_file() or path.is_symlink():  # a link has been refused as such already
        return
    document = year.read("disclosures.yml")
    if document.value is None or document.problems:
        _note_empty(year, document, "O1:")
        return
    if not isinstance(document.value, dict):
        message = messages.message("not-a-mapping", **messages.shape(document.value))
        year.problems.append(Problem(Level.ERROR, "not-a-mapping", document.source, message))
        return
    for code in document.value:
        identity = {"code": code, "origin": document.source, "place": (code,)}
        if not is_code(code):
            message = messages.oit_code(code)
            year.problems.append(Problem(Level.ERROR, "oit-code", document.source, message, place=(code,), of_key=True))
            continue
        disclosure, problems = validate(Disclosure, document, identity, at=(code,))
        year.problems.extend(problems)
        if disclosure:
            yield disclosure


def _framework(folder: Folder, document: Document, number: int) -> Framework | None:
    """The framework that year.yml names, or that of the folder's year; a wrong one is a problem of that line."""
    known = load_frameworks()
    named = document.value.get("framework")
    wanted = str(named).strip() if isinstance(named, str) else str(number)
    framework = known.get(int(wanted)) if wanted.isdecimal() and len(wanted) == 4 else None
    if framework is None:
        place: Place = ("framework",)
        message = messages.message("no-framework", year=wanted[:20], known=", ".join(map(str, known)))
        folder.problems.append(Problem(Level.ERROR, "no-framework", document.source, message, place=place))
    return framework


def _required(folder: Folder, name: str, needed: str, what: tuple[str, str]) -> Document | None:
    if not (folder.path / name).is_file() or (folder.path / name).is_symlink():
        if not (folder.path / name).is_symlink():  # a link has been refused as such already
            folder.refuse("", "missing-file", name=name, what=what[0], what_en=what[1])
        return None
    document = folder.read(name)
    if document.value is None or document.problems:
        _note_empty(folder, document, needed)
        return None
    if not isinstance(document.value, dict):
        message = messages.message("not-a-mapping", **messages.shape(document.value))
        folder.problems.append(Problem(Level.ERROR, "not-a-mapping", document.source, message))
        return None
    return document


def _note_empty(folder: Folder, document: Document, needed: str) -> None:
    if not document.problems:
        message = messages.message("empty-file", needed=needed)
        folder.problems.append(Problem(Level.ERROR, "empty-file", document.source, message))


def _natural(identifier: str) -> tuple[tuple[int, str], ...]:
    """m2 before m10: runs of digits compare as numbers."""
    parts: Any = re.findall(r"[0-9]+|[^0-9]+", identifier)
    return tuple((int(p), "") if p.isdecimal() else (-1, p) for p in parts)
