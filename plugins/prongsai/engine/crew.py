"""Who works on the agencies: this process alone, or several (`several.py`), which an edit does without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from prongsai.engine.output import Output
from prongsai.engine.part import AgencyWork, Painter, Part, Reading
from prongsai.engine.sheets import Around
from prongsai.load.files import Folder
from prongsai.pages import Asset, Options, Page
from prongsai.problems import Message


def _nothing() -> None:
    """There is nothing to be done beside."""


class Beside(NamedTuple):
    """What is done here while pages are made, in other processes if there are some."""

    first: Callable[[], None] = _nothing
    """Before anything else."""
    idle: Callable[[], None] = _nothing
    """If others are at work long enough."""


ALONE = Beside()


class CrewError(Exception):
    """A process that worked on some agencies is gone; `message` says so."""

    def __init__(self, agencies: Iterable[str]) -> None:
        names = ", ".join(agencies)
        self.message = Message(
            f"โปรเซสที่กำลังสร้างหน้าของ {names} หยุดกลางคัน (หน่วยความจำหมด หรือถูกสั่งหยุด) เว็บเดิมยังอยู่ครบ สั่งใหม่ด้วย --jobs 1",
            f"the process that made the pages of {names} has stopped (out of memory, or killed); the old site is "
            "whole; try again with --jobs 1",
        )
        super().__init__(self.message.en)


class Crew(Protocol):
    """Who works on the agencies."""

    codes: dict[str, str]
    """The QR codes that were made in other processes, by address."""

    def foresee(self, options: Options, *, pictures: bool) -> None:
        """Be told before reading how it will be planned; whoever can goes on to that by himself."""

    def read(self) -> list[Reading]:
        """Read and check all of them."""

    def plan(self, options: Options, *, pictures: bool) -> list[Part]:
        """Say what there will be."""

    def make(self, options: Options, around: Around, painter: Painter, output: Output, beside: Beside = ALONE) -> None:
        """Write all their pages and files."""

    def close(self) -> None:
        """Let everyone go."""


class Alone:
    """The work of one process."""

    def __init__(self, folders: Iterable[Folder], data_dir: Path) -> None:
        self.codes: dict[str, str] = {}
        self._works = {folder.path.name: AgencyWork(folder, data_dir) for folder in folders}
        self._parts: list[Part] = []

    def foresee(self, options: Options, *, pictures: bool) -> None:
        """As the protocol says; one process has nothing to gain."""

    def read(self) -> list[Reading]:
        """As the protocol says."""
        return [work.read() for work in self._works.values()]

    def plan(self, options: Options, *, pictures: bool) -> list[Part]:
        """As the protocol says."""
        parts = (work.plan(options, pictures=pictures) for work in self._works.values())
        self._parts = [part for part in parts if part]
        return self._parts

    def make(self, options: Options, around: Around, painter: Painter, output: Output, beside: Beside = ALONE) -> None:
        """As the protocol says."""
        beside.first()
        for part in self._parts:
            self._works[part.slug].make(part, options, around, painter, output)

    def pages(self, options: Options) -> Iterator[Page]:
        """All pages, for an engine that puts them into frames by itself."""
        return (page for part in self._parts for page in self._works[part.slug].pages(options))

    def assets(self) -> Iterator[Asset]:
        """All files of the agencies."""
        return (asset for part in self._parts for asset in self._works[part.slug].assets)

    def close(self) -> None:
        """Nobody is to go."""
