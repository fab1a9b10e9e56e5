"""A whole run: which agencies are to do, who builds them, and the journal of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from prongsai.fleet.agencies import WHOLE, Shard
from prongsai.fleet.attempts import forget
from prongsai.fleet.journal import Journal, settled
from prongsai.fleet.places import Places
from prongsai.fleet.run import build_all
from prongsai.fleet.share import forget_unused
from prongsai.fleet.task import Order, Result
from prongsai.fleet.workers import Cluster, Local, Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command was asked for; the field's names are those of its options."""

    out: Path
    jobs: int | None = None
    scheduler: str | None = None
    shard: Shard = WHOLE
    timeout: float = 300
    journal: Path | None = None
    resume: bool = False
    share_assets: bool = False
    strict: bool = True

    @property
    def book(self) -> Path:
        """Where the journal is: one for each shard, since several machines may share the folder."""
        name = "journal.jsonl" if self.shard.of == 1 else f"journal-{self.shard.number}-of-{self.shard.of}.jsonl"
        return self.journal or Places(self.out).own / name


class Sofar(NamedTuple):
    """How far a run is."""

    done: int
    all: int
    failed: int
    left: float | None
    """Seconds, where that can be told."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run."""

    results: tuple[Result, ...]
    settled: int
    """Agencies that the journal of the run before said were done."""
    seconds: float

    def count(self, state: str) -> int:
        """How many agencies ended so."""
        return sum(result.state == state for result in self.results)

    @property
    def failures(self) -> list[Result]:
        """What failed, by slug."""
        return sorted((result for result in self.results if result.state == "failed"), key=lambda one: one.slug)


def build_fleet(agencies: Mapping[str, Path], wishes: Wishes, tell: Callable[[Sofar], None]) -> Summary:
    """Build the sites of these agencies. Raises OSError, MissingExtra or WorkersError where nothing can begin.

    WorkersError also when the last worker of a cluster has gone; the journal then holds what was done.
    """
    places, began = Places(wishes.out), time.monotonic()
    places.make()
    before = {slug for slug in settled(wishes.book) if places.site(slug).is_dir()} if wishes.resume else set()
    orders = [_order(slug, folder, wishes) for slug, folder in agencies.items() if slug not in before]
    for order in orders:
        forget(places, order.slug)
    workers: Workers = Cluster(wishes.scheduler) if wishes.scheduler else Local(wishes.jobs or os.cpu_count() or 1)
    results: list[Result] = []
    try:
        with Journal(wishes.book, resume=wishes.resume) as book:
            shard = f"{wishes.shard.number}/{wishes.shard.of}"
            book.begin(agencies=len(agencies), shard=shard, to_do=len(orders))
            tell(Sofar(0, len(orders), 0, None))
            for result in build_all(orders, workers, book.started):
                results.append(result)
                book.ended(result)
                tell(_so_far(results, len(orders), time.monotonic() - began))
            summary = Summary(tuple(results), len(agencies) - len(orders), time.monotonic() - began)
            counts = {state: summary.count(state) for state in ("done", "skipped", "failed")}
            book.end(counts, summary.seconds)
    finally:
        workers.close()
    if wishes.share_assets:
        forget_unused(places.assets)
    return summary


def _order(slug: str, folder: Path, wishes: Wishes) -> Order:
    return Order(
        slug=slug,
        folder=folder,
        out=wishes.out,
        strict=wishes.strict,
        limit=wishes.timeout,
        share=wishes.share_assets,
    )


def _so_far(results: list[Result], all_: int, seconds: float) -> Sofar:
    failed = sum(result.state == "failed" for result in results)
    return Sofar(len(results), all_, failed, seconds / len(results) * (all_ - len(results)))
