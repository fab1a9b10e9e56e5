"""How a publication is told in the terminal: the plan, progress with sizes and time left, what was done."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

from prongsai.problems import Language, Message
from prongsai.publish import Progress
from prongsai.publish.plan import Plan
from prongsai.publish.run import Seen
from prongsai.words import load_words

_EVERY = 10.0
"""Seconds between two lines of progress where lines cannot be written over."""


def show_plan(seen: Seen, shown: str, lang: Language) -> None:
    """The plan of a publication, on standard output."""
    words, plan = _words(), seen.plan
    if seen.locked:
        click.echo(seen.locked.in_language(lang), err=True)
    if plan.empty:
        click.echo(words["nothing"].format(target=shown))
        return
    sending = plan.sending
    added = sum(path in plan.added for path in plan.files)
    click.echo(words["plan"].format(target=shown))
    counts = {"added": added, "changed": len(plan.files) - added, "gone": len(plan.gone)}
    click.echo(words["sums"].format(send=len(sending), size=_size(sum(e.size for e in sending.values())), **counts))
    if plan.resumed:
        click.echo(words["resumed"])
    if plan.arrived:
        click.echo(words["arrived"].format(count=len(plan.arrived)))
    number = 0
    for number, (phase, paths) in enumerate(plan.phases(), start=1):
        size = _size(sum(plan.files[path].size for path in paths))
        click.echo(words["phase"].format(number=number, name=words["steps"][phase], files=len(paths), size=size))
        for path in paths:
            click.echo(f"  {'+' if path in plan.added else '~'} {path}")
    if plan.gone:
        click.echo(words["gone"].format(number=number + 1, files=len(plan.gone)))
        click.echo("\n".join(f"  - {path}" for path in plan.gone))
    if plan.manifest.retired:
        click.echo(words["retired"].format(count=len(plan.manifest.retired)))
    if seen.foreign:
        click.echo(words["overwritten"].format(paths=", ".join(seen.foreign)))
    click.echo(words["tried"])


def say_done(plan: Plan, shown: str, seconds: float) -> None:
    """What was sent, and how long it took."""
    words = _words()
    if plan.empty:
        click.echo(words["nothing"].format(target=shown), err=True)
        return
    size = _size(sum(entry.size for entry in plan.sending.values()))
    done = words["done"].format(
        target=shown, send=len(plan.sending), size=size, gone=len(plan.gone), time=_time(seconds)
    )
    click.echo(done, err=True)


class Telling:
    """Progress on standard error: one line that is written over, or now and then a new one where that is impossible."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self._over = sys.stderr.isatty()
        self._step, self._when, self._open = "", 0.0, False

    def __call__(self, told: Progress | Message) -> None:
        """Show it."""
        if isinstance(told, Message):
            self.end()
            click.echo(told.in_language(self.lang), err=True)
            return
        now = time.monotonic()
        if not self._over and told.step == self._step and now - self._when < _EVERY:
            return
        self._step, self._when, self._open = told.step, now, self._over
        line = _line(told)
        click.echo(f"\r{line}\x1b[K" if self._over else line, err=True, nl=not self._over)

    def end(self) -> None:
        """Leave the line that is written over."""
        if self._open:
            click.echo(err=True)
        self._open = False


def _line(told: Progress) -> str:
    words = _words()
    step = words["steps"][told.step]
    if not told.all_files:
        return str(step)
    line: str = words["progress"].format(step=step, done=told.files, all=told.all_files)
    if told.all_size:
        line += words["bytes"].format(size=_size(told.size), all_size=_size(told.all_size))
    return line + (words["left"].format(time=_time(told.left)) if told.left else "")


def _size(count: float) -> str:
    """Bytes as people read them.

    >>> _size(512), _size(2_345_678)
    ('512 B', '2.3 MB')
    """
    for unit, much in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= much:
            return f"{count / much:.1f} {unit}"
    return f"{count:.0f} B"


def _time(seconds: float) -> str:
    words = _words()
    if seconds < 90:
        return str(words["seconds"].format(count=max(1, round(seconds))))
    return str(words["minutes"].format(count=round(seconds / 60)))


def _words() -> dict[str, Any]:
    found: dict[str, Any] = load_words()["publish"]
    return found
