"""How a fleet is told in the terminal: progress with the time left, and the table of what failed."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import click

from prongsai.fleet.agencies import Found, Shard
from prongsai.fleet.whole import Sofar, Summary
from prongsai.words import load_words

_EVERY = 10.0
"""Seconds between two lines of progress where lines cannot be written over."""
_SHOWN = 12
"""So many lines of one agency's messages stand in the table."""


def say_beginning(count: int, found: Found, shard: Shard) -> None:
    """What is to be built, on standard error."""
    said, numbers = words(), {"count": count, "all": len(found.folders)}
    line = said["agencies" if shard.of == 1 else "shard"]
    click.echo(line.format(**numbers, number=shard.number, of=shard.of), err=True)
    if found.others:
        click.echo(said["others"].format(names=", ".join(found.others)), err=True)


def say_end(summary: Summary, journal: Path) -> None:
    """What was done, on standard error; what failed, as a table with the whole messages, on standard output."""
    said, place = words(), near(journal)
    if summary.settled:
        click.echo(said["resumed"].format(count=summary.settled, left=len(summary.results)), err=True)
    counts = {state: summary.count(state) for state in ("done", "skipped", "failed")}
    counts["all"] = len(summary.results)
    click.echo(said["summary"].format(**counts, time=_time(summary.seconds), journal=place), err=True)
    if not summary.failures:
        return
    agency, seconds, reason = said["table"]
    width = max(len(agency), *(len(result.slug) for result in summary.failures))
    indent = " " * (width + 10)
    click.echo(f"{agency:<{width}}  {seconds:>6}  {reason}")
    for result in summary.failures:
        lines = result.error.splitlines() or ["?"]
        more = [said["more"].format(count=len(lines) - _SHOWN, journal=place)] if len(lines) > _SHOWN else []
        shown = f"\n{indent}".join([*lines[:_SHOWN], *more])
        click.echo(f"{result.slug:<{width}}  {result.seconds:>6.1f}  {shown}")


class Telling:
    """Progress on standard error: one line that is written over, or now and then a new one where that is impossible."""

    def __init__(self) -> None:
        self._over = sys.stderr.isatty()
        self._when = time.monotonic()

    def __call__(self, told: Sofar) -> None:
        """Show it."""
        now = time.monotonic()
        if not self._over and now - self._when < _EVERY:
            return
        self._when, said = now, words()
        line = said["progress"].format(done=told.done, all=told.all)
        line += said["failing"].format(count=told.failed) if told.failed else ""
        line += said["left"].format(time=_time(told.left)) if told.left else ""
        click.echo(f"\r{line}\x1b[K" if self._over else line, err=True, nl=not self._over)

    def end(self) -> None:
        """Leave the line that is written over."""
        if self._over:
            click.echo(err=True)


def words() -> dict[str, Any]:
    """The command's words."""
    found: dict[str, Any] = load_words()["fleet"]
    return found


def near(path: Path) -> str:
    """A path as its user would type it."""
    here = Path.cwd()
    return os.path.relpath(path, here) if path.is_absolute() and path.is_relative_to(here) else str(path)


def _time(seconds: float) -> str:
    said = words()
    if seconds < 90:
        return str(said["seconds"].format(count=max(1, round(seconds))))
    if seconds < 5400:
        return str(said["minutes"].format(count=round(seconds / 60)))
    return str(said["hours"].format(count=f"{seconds / 3600:.1f}"))
