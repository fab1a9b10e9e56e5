"""The last build of this very site, as far as it still holds: what need not be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from prongsai.engine import inputs
from prongsai.engine.brief import Brief, Known, brief_from_json, known_from_json
from prongsai.engine.output import Output, Written, is_unchanged
from prongsai.engine.part import part_from_json, reading_from_json
from prongsai.engine.session import Kept, Session
from prongsai.engine.state import Store


class Scene(NamedTuple):
    """Where a build takes place. All paths are absolute."""

    root: Path
    """The folder of mkdocs.yml."""
    docs_dir: Path
    data_dir: Path
    shown: str
    """The data folder as messages name it."""
    site: Path
    wishes: str
    """Settings that stand in no file, as text."""


class Past:
    """What is remembered, held against what is there now."""

    def __init__(self, store: Store, scene: Scene, *, fresh: bool = False) -> None:
        """`fresh`: remember nothing, as if it were the first build."""
        self._store, self._scene = store, scene
        self.state: dict[str, Any] = {} if fresh else store.state()
        self.index = inputs.Index(self.state.get("index"))
        self._programs = inputs.programs(self.index)
        self.ground = inputs.ground(
            self.index,
            root=scene.root,
            docs_dir=scene.docs_dir,
            data_dir=scene.data_dir,
            wishes=(self._programs, scene.wishes),
        )
        self.keys: dict[str, str] = {}
        """What each agency's part is made from, by slug."""

    @property
    def holds(self) -> bool:
        """Whether everything beside the agencies' own files is as it was, and plain enough to tell."""
        return bool(self.state.get("plain")) and self.state.get("ground") == self.ground

    @property
    def brief(self) -> Brief | None:
        """The last build's, where it holds."""
        return brief_from_json(self.state["brief"]) if self.holds else None

    def known(self, heads: str) -> Known | None:
        """What git knew, if no repository has moved since."""
        found = self.state.get("brief") and known_from_json(self.state["brief"]["known"])
        return found if found and found.heads == heads else None

    @property
    def outputs(self) -> dict[str, Written]:
        """The files of the last build, by address."""
        return {address: Written(*row) for address, row in self.state.get("outputs", {}).items()}

    def output(self, place: Path) -> Output:
        """A folder to build in, that takes over what it can."""
        return Output(place, self._scene.site, self.outputs)

    def read_agencies(self, brief: Brief, slugs: Iterable[str]) -> None:
        """Take the digests of the agencies' files, before anything of them is read."""
        for slug in slugs:
            digest, names = inputs.agency_files(self.index, self._scene.data_dir / slug)
            text = f"{self._programs}\n{digest}\n{brief.part_wishes(f'{self._scene.shown}/{slug}', names)}"
            self.keys[slug] = hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()

    def kept(self, slugs: Iterable[str]) -> dict[str, Kept]:
        """The agencies that nothing has changed for, and whose files are all there as they were written."""
        known, old = self.outputs, self.state.get("parts", {})
        found: dict[str, Kept] = {}
        for slug in slugs:
            row = self._store.part(self.keys[slug]) if old.get(slug) == self.keys[slug] else None
            kept = row and _kept(row)
            if kept and is_whole(self._scene.site, known, kept.part.written()):
                found[slug] = kept
        return found

    def save(self, brief: Brief, session: Session, output: Output, *, plain: bool) -> None:
        """Remember this build. `plain`: whether the next one may do without MkDocs."""
        parts = {part.slug: part for part in session.parts}
        fresh = {
            self.keys[slug]: [session.readings[slug].as_json(), part.as_json()]
            for slug, part in parts.items()
            if slug not in session.kept
        }
        self._store.save(
            {
                "ground": self.ground,
                "plain": plain,
                "scene": [str(part) for part in self._scene],
                "index": self.index.rows,
                "brief": brief.as_json(),
                "look": brief.look,
                "parts": {slug: self.keys[slug] for slug in parts},
                "outputs": {address: list(row) for address, row in output.rows.items()},
                "folders": output.folders(self._scene.site),
            },
            fresh,
        )


def is_whole(site: Path, known: Mapping[str, Written], addresses: Iterable[str]) -> bool:
    """Whether files of a site are as they were written."""
    place = str(site)
    return all((row := known.get(address)) is not None and is_unchanged(place, address, row) for address in addresses)


def _kept(row: Any) -> Kept | None:
    try:
        reading, part = row
        return Kept(reading_from_json(reading), part_from_json(part))
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
