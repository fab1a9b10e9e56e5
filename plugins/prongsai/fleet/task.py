"""One agency, in whatever process it is called: skipped when nothing changed, built when something did."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from prongsai.atomic import clear_building_place
from prongsai.engine.commits import share_history
from prongsai.fleet.agencies import CONFIG, is_foreign
from prongsai.fleet.attempts import attempt, forget, verdict
from prongsai.fleet.places import Places
from prongsai.fleet.share import share_assets
from prongsai.fleet.stamp import Stamp, inputs_of, read_stamp, site_of, write_stamp
from prongsai.words import load_words

if TYPE_CHECKING:
    from prongsai.plugin.batch import Built

_one = threading.Lock()
"""A build has the whole process: its working directory, environment and log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be built. All paths are absolute and mean the same on every machine that takes part."""

    slug: str
    folder: Path
    out: Path
    strict: bool = True
    limit: float = 0
    """Seconds; 0 for as long as it takes."""
    share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of it."""

    slug: str
    state: Literal["done", "failed", "skipped"]
    seconds: float = 0.0
    error: str = ""
    """Why it failed: the build's own messages, whole."""
    said: tuple[str, ...] = ()
    """What the build warned of."""


def build_agency(order: Order) -> Result:
    """Build the site of one agency, unless its stamp matches. Never raises because of the agency."""
    share_history()
    with _one:
        places, began = Places(order.out), time.monotonic()
        why = verdict(places, order.slug, order.folder, order.limit)
        if why:
            return give_up(order, why)
        if not places.stamp(order.slug).exists():
            _engine()  # once a process, and not in the agency's time
        with attempt(places, order.slug, order.limit):
            try:
                state, error, said = _build(order, places)
            except OSError as problem:
                state, error, said = "failed", _not_written(problem), ()
        seconds = time.monotonic() - began
        return Result(slug=order.slug, state=state, seconds=round(seconds, 3), error=error, said=said)


def give_up(order: Order, why: str) -> Result:
    """An agency that is not tried any more."""
    places = Places(order.out)
    clear_building_place(places.site(order.slug))
    forget(places, order.slug)
    return Result(slug=order.slug, state="failed", error=why)


def _build(order: Order, places: Places) -> tuple[Literal["done", "failed", "skipped"], str, tuple[str, ...]]:
    words = load_words()["fleet"]
    site, kept = places.site(order.slug), places.stamp(order.slug)
    if not (order.folder / CONFIG).is_file():
        return "failed", words["no_config"].format(folder=order.folder), ()
    if is_foreign(site):
        return "failed", words["foreign"].format(site=site), ()
    old = read_stamp(kept)
    same = old and old.site and old.site == site_of(site)
    if old and same and old.inputs == inputs_of(order.folder, old.outside, strict=order.strict):
        if order.share:
            share_assets(site, places.assets)
        return "skipped", "", ()
    new: list[tuple[str, tuple[str, ...]]] = []

    def note(outside: tuple[Path, ...]) -> None:
        """Before the build reads anything: a file that changes meanwhile must not pass for one that was read."""
        named = tuple(map(str, outside))
        new.append((inputs_of(order.folder, named, strict=order.strict), named))

    built = _engine()(order.folder, site, strict=order.strict, reads=note)
    if built.error or not new:
        return "failed", built.error, built.said
    ((inputs, outside),) = new
    write_stamp(kept, Stamp(inputs, site_of(site), outside))
    if order.share:
        share_assets(site, places.assets)
    return "done", "", built.said


def _engine() -> Callable[..., Built]:
    """What builds; imported only here, since whoever hands out tasks needs no MkDocs."""
    from prongsai.plugin.batch import build_folder

    return build_folder


def _not_written(problem: OSError) -> str:
    reason = problem.strerror or str(problem)
    return str(load_words()["fleet"]["not_written"].format(file=problem.filename or "?", reason=reason))
