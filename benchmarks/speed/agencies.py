"""Very many small agencies, each a folder as `prongsai fleet build` wants it, and the same pages for others.

Runs in a process of its own: `python -m benchmarks.speed.agencies FOLDER COUNT SEED PROGRAM...`. A copy is made from
the text of a real agency's records with marks where names and sentences differ: writing YAML anew for thousands would
take longer than building their sites.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.peers import PAGES
from benchmarks.speed.records import read_record, record_text
from benchmarks.speed.sources import plan_of, write_peer, write_records_config
from benchmarks.speed.synthetic import DATA, SYLLABLES, copied

from prongsai.pages import Options

REAL = ("ban-laem", "hin-dat", "khok-yai", "sing", "thung-bu-lang")
"""Those of 58 to 66 pages, 61 on average; the sixth has 108."""
COLOURS = ("indigo", "teal", "green", "brown", "deep purple", "blue grey", "red", "cyan")
_MARKS = re.compile("Q(PLACE|VILLAGE|ROUND)Q")


class Agency(NamedTuple):
    """One of a fleet."""

    slug: str
    place: str
    """Its name after `อบต.`; no two are alike."""
    real: str
    colour: str


def agency(number: int, rng: random.Random) -> Agency:
    """The agency of this number, counted from 1."""
    real = REAL[(number - 1) % len(REAL)]
    place = f"{''.join(rng.sample(SYLLABLES, 2))}{number}"
    return Agency(f"a{number:04}-{real}", place, real, COLOURS[number % len(COLOURS)])


@cache
def pattern(real: str) -> dict[str, str]:
    """A real agency's record files, by path, with marks where copies differ."""
    names = read_record(DATA / real / "agency.yml")
    marked = {names["name"]: "องค์การบริหารส่วนตำบลQPLACEQ", names["short_name"]: "อบต.QPLACEQ"}
    return {
        path.relative_to(DATA / real).as_posix(): record_text(
            copied(path, marked, lambda text: f"{text} หมู่ที่ QVILLAGEQ ครั้งที่ QROUNDQ")
        )
        for path in sorted((DATA / real).rglob("*.yml"))
    }


def write_agency(folder: Path, one: Agency, rng: random.Random) -> None:
    """A repository with its own address, colours and records."""
    values = {
        "PLACE": lambda: one.place,
        "VILLAGE": lambda: str(rng.randint(1, 19)),
        "ROUND": lambda: str(rng.randint(1, 9999)),
    }
    for name, text in pattern(one.real).items():
        path = folder / "data" / one.slug / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_MARKS.sub(lambda found: values[found[1]](), text), encoding="utf-8", newline="\n")
    write_records_config(folder, [one.slug], **_own(one))


def _own(one: Agency) -> dict[str, object]:
    palette = [{"scheme": "default", "primary": one.colour, "accent": one.colour}]
    return {"site_name": f"อบต.{one.place}", "site_url": _address(one), "theme": {"palette": palette}}


def _address(one: Agency) -> str:
    return f"https://{one.slug}.example.go.th/"


def write_peers(work: Path, one: Agency, programs: Collection[str]) -> int:
    """The agency's pages for other programs; how many pages there are."""
    plan = plan_of(work / "agencies" / one.slug / "data", Options(single=True, site_url=_address(one)))
    for name in programs:
        folder = work / name / one.slug
        write_peer(plan, name, folder, **_own(one))
        config = folder / "config.toml"
        if config.is_file():
            text = config.read_text(encoding="utf-8")
            text = text.replace('"/"', f'"{_address(one)}"').replace('"โปร่งใส"', f'"อบต.{one.place}"')
            config.write_text(text, encoding="utf-8")
    return len(plan.pages)


def make_fleet(work: Path, count: int, seed: int, programs: Collection[str] = ()) -> None:
    """Folders `agencies`, and one for each of the programs, with a folder an agency in each."""
    pages = {}
    for number in range(1, count + 1):
        rng = random.Random(f"{seed}/{number}")  # noqa: S311  # the same files for the same seed, and no secret
        one = agency(number, rng)
        folder = work / "agencies" / one.slug
        folder.mkdir(parents=True)
        write_agency(folder, one, rng)
        if programs:
            pages[one.slug] = write_peers(work, one, programs)
    (work / PAGES).write_text(json.dumps(pages), encoding="utf-8")


if __name__ == "__main__":
    make_fleet(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
