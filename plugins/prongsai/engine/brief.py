"""What a build must know beside the records: the owner's choices, and what MkDocs has found. Plain data throughout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from prongsai.engine.frames import Frame, frame_from_json
from prongsai.engine.sheets import Around, around_from_json
from prongsai.engine.ties import Ties, ties_from_json
from prongsai.exporters.search_index import WrittenPage
from prongsai.history import Change
from prongsai.pages import Options
from prongsai.problems import Language


class Known(NamedTuple):
    """What git knows of the records and of the pages written by hand."""

    heads: str = ""
    """Which commits are checked out; nothing else changes what follows."""
    epoch: int | None = None
    history: tuple[Change, ...] = ()
    days: Mapping[str, str] = field(default_factory=dict)
    """The day on which each record last changed, by its path as messages show it."""
    written: Mapping[str, str] = field(default_factory=dict)
    """The same of pages written by hand, by their path in the docs folder."""

    def as_json(self) -> list[Any]:
        """Plain data."""
        return [self.heads, self.epoch, [list(change) for change in self.history], self.days, self.written]


def known_from_json(row: Sequence[Any]) -> Known:
    """What `as_json` was made of."""
    heads, epoch, history, days, written = row
    return Known(heads, epoch, tuple(Change(*change) for change in history), days, written)


class Asked(NamedTuple):
    """What else the owner has chosen: which agencies, what the checks say, in which language."""

    agencies: Sequence[str] = ()
    checks: Mapping[str, object] = MappingProxyType({})
    language: Language = "th"
    strict: bool = False
    """Whether mkdocs.yml says that a warning ends the build."""


@dataclass(frozen=True)
class Brief:
    """One build."""

    asked: Asked
    options: Options
    around: Around
    known: Known
    pictures: bool
    """Whether links to the site have a picture."""
    closed: bool
    """Whether crawlers are asked to stay away."""
    server_files: bool
    search: bool
    git_dates: bool
    """Whether pages tell the day their record last changed."""
    written: tuple[WrittenPage, ...] = ()
    """Pages written by hand, for the search index."""
    docs: tuple[tuple[str, str | None], ...] = ()
    """The same for the sitemap: a page's whole address, and its path in the docs folder."""
    theirs: tuple[str, ...] = ()
    """Files of crawlers that are written by hand, and win."""
    scripts: Mapping[str, str] = field(default_factory=dict)
    """Scripts that stood in the theme's pages, by address."""
    frames: Mapping[str, Frame | None] = field(default_factory=dict)
    """The theme's frames by shape."""
    foreign: tuple[str, ...] = ()
    """Files of the site that MkDocs wrote, by address."""
    ties: Ties = field(default_factory=Ties)
    """How they hang together with ours."""

    @property
    def look(self) -> str:
        """What every page depends on beside its records and the ground."""
        return repr((self.around.as_json(), self.options.assets, self.pictures))

    def part_wishes(self, place: str, files: Iterable[str]) -> str:
        """What the part of one agency depends on beside its files and the ground, as text.

        `place` is its folder as messages show it, `files` are the files in it.
        """
        known, start = self.known, f"{place}/"
        mine = [change for change in known.history if change.path.startswith(start)]
        days = {name: day for name, day in known.days.items() if name.startswith(start)} if self.git_dates else {}
        new = {start + name for name in files if name.endswith(".yml")} - {change.path for change in mine}
        options = replace(self.options, history=(), changes={}, epoch=None, assets={})
        return repr((place, options, mine, days, known.epoch if new else None, self.pictures))

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        options = self.options
        return {
            "asked": [list(self.asked.agencies), dict(self.asked.checks), *self.asked[2:]],
            "foreign": self.foreign,
            "ties": self.ties.as_json(),
            "options": {
                "digits": options.digits,
                "directory_urls": options.directory_urls,
                "drafts": options.drafts,
                "single": options.single,
                "site_url": options.site_url,
                "papers": options.papers,
                "demonstration": options.demonstration,
                "assets": dict(options.assets),
            },
            "around": self.around.as_json(),
            "known": self.known.as_json(),
            "pictures": self.pictures,
            "closed": self.closed,
            "server_files": self.server_files,
            "search": self.search,
            "git_dates": self.git_dates,
            "written": [[page.location, page.title, page.html] for page in self.written],
            "docs": self.docs,
            "theirs": self.theirs,
            "scripts": dict(self.scripts),
            "frames": {shape: frame and frame.as_json() for shape, frame in self.frames.items()},
        }


def brief_from_json(value: Mapping[str, Any]) -> Brief:
    """What `as_json` was made of. Raises TypeError, ValueError or KeyError for anything else."""
    options = {**value["options"], "papers": tuple(value["options"]["papers"])}
    return Brief(
        **{
            **value,
            "asked": Asked(*value["asked"]),
            "foreign": tuple(value["foreign"]),
            "ties": ties_from_json(value["ties"]),
            "options": with_known(Options(**options), known_from_json(value["known"]), git_dates=value["git_dates"]),
            "around": around_from_json(value["around"]),
            "known": known_from_json(value["known"]),
            "written": tuple(WrittenPage(*page) for page in value["written"]),
            "docs": tuple((address, path) for address, path in value["docs"]),
            "theirs": tuple(value["theirs"]),
            "frames": {shape: frame and frame_from_json(frame) for shape, frame in value["frames"].items()},
        }
    )


def with_known(options: Options, known: Known, *, git_dates: bool) -> Options:
    """The choices of a build, with what git knows."""
    days = {name: date.fromisoformat(day) for name, day in known.days.items()} if git_dates else {}
    return replace(options, changes=days, history=known.history, epoch=known.epoch)
