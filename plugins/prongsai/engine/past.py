"""The last build of this very site, as far as it still holds: what need not be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from prongsai import qr
from prongsai.engine.brief import Brief, Known, brief_from_json
from prongsai.engine.inputs import Now
from prongsai.engine.output import Output, Written, is_unchanged
from prongsai.engine.part import part_from_json, reading_from_json
from prongsai.engine.session import Kept, Session
from prongsai.engine.spare import Reused, as_they_were, clear, note_of, take
from prongsai.engine.state import Store

_Value = TypeVar("_Value")
Told = Literal["nothing", "records", "more"]
"""Of what a build has warned: nothing, problems of the records, or more than these, such as MkDocs has found."""
_DOUBT = 20_000_000
"""Nanoseconds by which the clock of files may be behind that of programs."""


class Past:
    """What is remembered, held against what is there now."""

    def __init__(self, store: Store, state: Mapping[str, Any], now: Now) -> None:
        """`state` is the store's, or empty for a build as if it were the first."""
        self._store, self._state, self.now = store, state, now
        self._keys: dict[str, str] = {}
        self._put: set[str] = set()
        if state:
            qr.made.update(store.codes(now.programs))

    @cached_property
    def brief(self) -> Brief | None:
        """The last build's, where everything beside the agencies' own files is known to be as it was."""
        holds = self._state.get("plain") and self._state.get("ground") == self.now.ground
        return self._last if holds else None

    @cached_property
    def _last(self) -> Brief | None:
        return _sound(brief_from_json, self._state.get("brief"))

    def known(self, *, days: bool) -> Known | None:
        """What git knew, if no repository has moved since; `days` as `ask_git` was asked for them."""
        found = self._last.known if self._last else None
        return found if found and found.heads == f"{self.now.heads} {days}" else None

    @cached_property
    def outputs(self) -> dict[str, Written]:
        """The files of the last build, by address."""
        return _sound(_outputs, self._state.get("outputs")) or {}

    def output(self, place: Path) -> Output:
        """A folder to build in, that takes over what it can."""
        return Output(place, self.now.scene.site, self.outputs, self.now.programs)

    def kept(self, brief: Brief, slugs: Sequence[str]) -> dict[str, Kept]:
        """The agencies that nothing has changed for, and whose files are all there as they were written."""
        now, old = self.now, self._state.get("parts", {})
        now.look_at(slugs)
        found: dict[str, Kept] = {}
        for slug in slugs:
            digest, names = now.agencies[slug]
            text = f"{now.programs}\n{digest}\n{brief.part_wishes(f'{now.scene.shown}/{slug}', names)}"
            key = self._keys[slug] = hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()
            row = self._store.part(key) if old.get(slug) == key else None
            kept = _sound(_kept, row)
            if kept and is_whole(now.scene.site, self.outputs, kept.part.written()):
                found[slug] = kept
        return found

    def reuse(self, output: Output) -> Reused:
        """Have the folder of the site before as that of the next, if it was kept and is as it was."""
        place = Path(output.place)
        reused, output.linked = take(self._store.spare, place, self.outputs, self._state["spare"])
        return reused

    def spare(self) -> Path | None:
        """Where the old site may be moved when another takes its place; None where it is not known what is in it."""
        folders = self._state.get("folders")
        if not folders or not as_they_were(self.now.scene.site, folders):
            return None
        clear(self._store.spare)
        return self._store.spare

    def put_parts(self, session: Session) -> None:
        """Remember what was made of agencies now; of no use before the build is saved."""
        readings = session.fresh_readings()
        for part in session.parts:
            key = self._keys[part.slug]
            if part.slug in readings and key not in self._put:
                self._put.add(key)
                self._store.put(key, [readings[part.slug], part.as_json()])

    def save(
        self, brief: Brief, session: Session, output: Output, *, plain: bool, told: Told, spare: bool = False
    ) -> None:
        """Remember this build. `plain`: all that its pages depend on is known. `spare`: the old site was kept.

        The next one may do without MkDocs after one that was plain and told nothing, or what the records tell again.
        """
        made = [part.slug for part in session.parts if part.slug not in session.kept]
        still = self.now.is_still(made, session.began - _DOUBT)  # else only the site's files are remembered
        keys = {part.slug: self._keys[part.slug] for part in session.parts if still or part.slug in session.kept}
        if still:
            self.put_parts(session)
        state = {
            "ground": self.now.ground,
            "plain": plain and still,
            "told": told,
            "scene": self.now.scene.as_json(),
            "index": self.now.index.rows,
            "heads": self.now.heads,
            "agencies": {slug: digest for slug, (digest, _) in self.now.agencies.items()},
            "folders_seen": self.now.all_folders(),
            "brief": brief.as_json(),
            "parts": keys,
            "outputs": {address: list(row) for address, row in output.rows.items()},
            "folders": output.folders(self.now.scene.site),
            "spare": note_of(self.outputs, output.rows, self._state["folders"]) if spare else {},
        }
        self._store.save(state, self.now.programs, {**session.crew.codes, **qr.made})


def is_whole(site: Path, known: Mapping[str, Written], addresses: Iterable[str]) -> bool:
    """Whether files of a site are as they were written."""
    place = str(site)
    return all((row := known.get(address)) is not None and is_unchanged(place, address, row) for address in addresses)


def _kept(row: Any) -> Kept:
    reading, part = row
    return Kept(reading_from_json(reading), part_from_json(part))


def _outputs(rows: Any) -> dict[str, Written]:
    return {
        address: Written(str(sha256), int(size), int(time), str(stamp))
        for address, (sha256, size, time, stamp) in rows.items()
    }


def _sound(read: Callable[[Any], _Value], value: Any) -> _Value | None:
    """What is read from plain data; None where that is not of the shape that it should be."""
    try:
        return read(value)
    except (TypeError, ValueError, LookupError, AttributeError):
        return None
