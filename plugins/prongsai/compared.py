"""Which pages differ between two built sites, by what they are called. Needs the folders or a manifest, no records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal, NamedTuple

from prongsai.manifest import Entry, Manifest, ManifestError, changes, make, read

Kind = Literal["added", "changed", "gone"]
KINDS: tuple[Kind, ...] = ("added", "changed", "gone")
_YEAR = re.compile(r"2[56][0-9]{2}")


class NoSiteError(ValueError):
    """What was named is neither a built site nor the manifest of one."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sites: what it consists of, and its folder where there is one."""

    manifest: Manifest
    folder: Path | None = None

    @property
    def files(self) -> Mapping[str, Entry]:
        """Its files by path."""
        return self.manifest.files


class Change(NamedTuple):
    """A page or document that is not as it was."""

    kind: Kind
    path: str
    """Below the site's root, as files lie: `2568/oit/o18/index.html`."""
    title: str
    """Its heading; the path where that cannot be known."""

    @property
    def address(self) -> str:
        """The path as readers type it."""
        return self.path.removesuffix("index.html")


class Group(NamedTuple):
    """The changes of one agency and year; of neither where both are empty."""

    agency: str
    """The heading of the agency's page; its slug where that cannot be known."""
    year: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs: pages by agency and year, documents that people open, and how many other files."""

    groups: tuple[Group, ...]
    documents: tuple[Change, ...]
    others: Mapping[str, int]

    @property
    def counts(self) -> dict[str, int]:
        """How many pages of each kind."""
        found = [change.kind for group in self.groups for change in group.changes]
        return {kind: found.count(kind) for kind in KINDS}


def read_side(place: Path) -> Side:
    """A built site from its folder, or from the manifest of one that is elsewhere; NoSiteError when it is neither."""
    try:
        found = Side(make(place), place) if place.is_dir() else Side(read(place.read_bytes()))
    except (OSError, ManifestError) as error:
        raise NoSiteError from error
    if "index.html" not in found.files:
        raise NoSiteError
    return found


def compare(old: Side, new: Side) -> Difference:
    """What was added, changed and removed between two sites."""
    differing = changes(old.manifest, new.manifest)
    found: dict[str, Kind] = {path: kind for kind in KINDS for path in getattr(differing, kind)}
    order = sorted(found, key=lambda path: (KINDS.index(found[path]), _as_counted(path)))
    pages = [_change(found[path], path, old, new) for path in order if path.endswith(".html")]
    documents = [Change(found[path], path, path) for path in order if "/evidence/" in f"/{path}"]
    rest = [kind for path, kind in found.items() if not path.endswith(".html") and "/evidence/" not in f"/{path}"]
    others: dict[str, int] = {kind: rest.count(kind) for kind in KINDS}
    return Difference(tuple(_grouped(pages, old, new)), tuple(documents), others)


def _as_counted(path: str) -> list[tuple[int, str]]:
    """A path for sorting, its numbers by their size: indicator 2 before 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d{1,9})", path)]


def _change(kind: Kind, path: str, old: Side, new: Side) -> Change:
    return Change(kind, path, _heading(old if kind == "gone" else new, path) or path.removesuffix("index.html") or "/")


def _grouped(pages: Iterable[Change], old: Side, new: Side) -> list[Group]:
    found: dict[tuple[str, str], list[Change]] = {}
    for change in pages:
        found.setdefault(_place(change.path, old, new), []).append(change)
    names = {slug: _heading(new, f"{slug}/index.html") or _heading(old, f"{slug}/index.html") for slug, _ in found}
    return [Group(names[slug] or slug, year, tuple(changes)) for (slug, year), changes in sorted(found.items())]


def _place(path: str, old: Side, new: Side) -> tuple[str, str]:
    """The agency's slug and the year that a page belongs to. An agency's folder has pages of data or of years in it."""
    first, _, rest = path.partition("/")
    if _YEAR.fullmatch(first):
        return "", first
    second = rest.partition("/")[0]
    if _YEAR.fullmatch(second):
        return first, second
    of_agency = any(f"{first}/{name}/index.html" in side.files for side in (old, new) for name in ("data", "channels"))
    return (first if rest and of_agency else ""), ""


class _Heading(HTMLParser):
    """The text of the first h1, without its second line and without what the theme hangs on it."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.inside, self.done = False, False
        self.skipping = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "h1" and not self.done:
            self.inside = True
        elif self.inside and (tag == "small" or "headerlink" in (dict(attrs).get("class") or "")):
            self.skipping = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1" and self.inside:
            self.inside, self.done = False, True
        elif tag == self.skipping:
            self.skipping = ""

    def handle_data(self, data: str) -> None:
        if self.inside and not self.skipping:
            self.parts.append(data)


def _heading(side: Side, path: str) -> str:
    """The first heading of a page; empty where the page cannot be read."""
    if side.folder is None or path not in side.files:
        return ""
    reader = _Heading()
    reader.feed((side.folder / path).read_text(encoding="utf-8", errors="replace"))
    return " ".join("".join(reader.parts).split())
