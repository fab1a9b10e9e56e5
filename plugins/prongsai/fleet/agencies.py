"""Which agencies there are, and which of them are this shard's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from prongsai.manifest import MANIFEST
from prongsai.words import load_words

CONFIG = "mkdocs.yml"


class Found(NamedTuple):
    """The agencies' folders by slug, in the order of the slugs, and what beside them is none."""

    folders: dict[str, Path]
    others: tuple[str, ...] = ()


class Shard(NamedTuple):
    """One of `of` parts of a fleet, counted from 1."""

    number: int = 1
    of: int = 1

    def holds(self, slug: str) -> bool:
        """Whether an agency belongs to this part: by its slug alone, so that every machine thinks the same."""
        return int.from_bytes(sha256(slug.encode()).digest()[:8], "big") % self.of == self.number - 1


WHOLE = Shard()


def read_shard(text: str) -> Shard:
    """A shard as people write it. Raises ValueError with a Thai sentence.

    >>> read_shard("2/8")
    Shard(number=2, of=8)
    """
    found = re.fullmatch(r"([0-9]{1,5})/([0-9]{1,5})", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise ValueError(_wrong("shard", text=text[:40]))
    return Shard(int(found[1]), int(found[2]))


def find_agencies(place: Path) -> Found:
    """The agencies of a folder of folders, or of a list file. Raises ValueError with a Thai sentence.

    In a folder an agency is what has a mkdocs.yml. A list has one folder a line, seen from the list; `#` begins a
    comment. What a list names is an agency even when it is not there: its build then fails, and says so.
    """
    if place.is_dir():
        inside = sorted(path for path in place.iterdir() if path.is_dir() and not path.name.startswith("."))
        folders = [path for path in inside if (path / CONFIG).is_file()]
        others = tuple(path.name for path in inside if path not in folders)
    else:
        folders, others = _listed(place), ()
    if not folders:
        raise ValueError(_wrong("none", place=place))
    twice = [slug for slug, count in Counter(path.name for path in folders).items() if count > 1]
    if twice:
        raise ValueError(_wrong("twice", slugs=", ".join(sorted(twice))))
    return Found({path.name: path for path in sorted(folders, key=lambda path: path.name)}, others)


def _listed(place: Path) -> list[Path]:
    try:
        lines = place.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        raise ValueError(_wrong("list", place=place, reason=reason)) from error
    names = (line.split("#", 1)[0].strip() for line in lines)
    return [(place.parent / name).resolve() for name in names if name]


def refuse_mixing(folders: Sequence[Path], out: Path) -> None:
    """Raise ValueError with a Thai sentence where a site would be built over an agency's data, or into it."""
    target = out.resolve()
    for folder in folders:
        here = folder.resolve()
        if here.is_relative_to(target / here.name) or target.is_relative_to(here):
            raise ValueError(_wrong("mixed", out=out, folder=folder))


def is_foreign(site: Path) -> bool:
    """Whether a folder holds something that no build of ours put there."""
    return site.is_symlink() or (site.exists() and not (site / MANIFEST).is_file() and any(site.iterdir()))


def _wrong(name: str, **values: object) -> str:
    return str(load_words()["fleet"]["wrong"][name].format(**values))
