"""Synthetic agencies from the real ones: as many pages as asked, the same for the same seed, no two texts alike.

A copy takes everything from a real agency but its name; its sentences get a village and a round of their own, so that
nothing is found, stored or cached only once because it stands there twice. Every copy is marked as an example.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.speed.records import read_record, record_text

from prongsai.build import build_site, gather
from prongsai.pages import Options

DATA = Path(__file__).resolve().parents[2] / "data"
_PROSE = {
    *("reason", "goals", "steps", "activities", "results", "outcomes", "obstacles", "suggestions"),
    *("progress", "note", "summary"),
}
"""Keys whose texts are free sentences: nothing is computed from them."""
_SHORT = 24
"""Letters under which a text is a label rather than a sentence, and stays as it is."""
SYLLABLES = (
    "กลาง",
    "คลอง",
    "โคก",
    "งาม",
    "ชัย",
    "ดอน",
    "ทราย",
    "ทุ่ง",
    "นา",
    "บัว",
    "บึง",
    "ยาง",
    "ลาด",
    "วัง",
    "หนอง",
    "ห้วย",
)


class Real(NamedTuple):
    """How many pages the real agencies have."""

    sizes: Mapping[str, int]
    bare: int
    """Those of an agency that has no year yet."""


@cache
def count_real(data: Path) -> Real:
    """Count the pages of the agencies in a data folder, from the plan of their site."""
    pages = build_site(gather(data).site, Options(), data).pages
    sizes = Counter(page.agency for page in pages if page.agency)
    bare = Counter(page.agency for page in pages if page.agency and page.year is None)
    return Real(dict(sorted(sizes.items())), min(bare.values()))


def choose(pages: int, real: Real, rng: random.Random) -> Iterator[tuple[str, bool]]:
    """The real agencies to copy, each with its years or without, until there are about so many pages.

    The rest that is too small for an agency with years is filled with agencies that have none yet.
    """
    left = pages - 1  # the front page
    turn: list[str] = []
    while fitting := [slug for slug, size in real.sizes.items() if size <= left]:
        turn = [slug for slug in turn if slug in fitting] or rng.sample(fitting, len(fitting))
        slug = turn.pop()
        left -= real.sizes[slug]
        yield slug, True
    for _ in range(round(left / real.bare)):
        yield rng.choice(list(real.sizes)), False


def make(target: Path, pages: int, *, seed: int = 1, data: Path = DATA) -> int:
    """Write a data folder of about so many pages, within half of an agency without years. How many agencies it has."""
    rng = random.Random(seed)  # noqa: S311  # the same folder for the same seed, and no secret
    chosen = list(choose(pages, count_real(data), rng))
    for number, (slug, with_years) in enumerate(chosen, 1):
        _copy(data / slug, target / f"a{number:04}-{slug}", number, rng, with_years=with_years)
    return len(chosen)


def _copy(source: Path, target: Path, number: int, rng: random.Random, *, with_years: bool) -> None:
    agency = read_record(source / "agency.yml")
    place = f"{''.join(rng.sample(SYLLABLES, 2))}{number}"
    names = {agency["name"]: f"องค์การบริหารส่วนตำบล{place}", agency["short_name"]: f"อบต.{place}"}
    target.mkdir(parents=True)
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(source)
        if not path.is_file() or (len(inside.parts) > 1 and not with_years):
            continue
        (target / inside).parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".yml" or "evidence" in inside.parts:
            shutil.copyfile(path, target / inside)
            continue
        text = record_text(copied(path, names, partial(_told, rng)))
        (target / inside).write_text(text, encoding="utf-8", newline="\n")


def copied(path: Path, names: Mapping[str, str], varied: Callable[[str], str]) -> Any:  # YAML
    """A record file as a copy's own: other names, other sentences, and marked as an example."""
    record = _varied(read_record(path), "", names, varied)
    if path.name == "agency.yml":
        record["example"] = "ใช่"
    return record


def _told(rng: random.Random, text: str) -> str:
    return f"{text} หมู่ที่ {rng.randint(1, 19)} ครั้งที่ {rng.randint(1, 9999)}"


def _varied(value: Any, key: str, names: Mapping[str, str], varied: Callable[[str], str]) -> Any:
    """A record with the copy's names, and sentences of its own."""
    if isinstance(value, dict):
        return {name: _varied(inner, str(name), names, varied) for name, inner in value.items()}
    if isinstance(value, list):
        return [_varied(inner, key, names, varied) for inner in value]
    for old, new in names.items():
        value = value.replace(old, new)
    if key in _PROSE and len(value) >= _SHORT:
        value = varied(value)
    return value
