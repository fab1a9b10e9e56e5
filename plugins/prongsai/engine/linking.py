"""The files that stay, linked into the next site by a copy of this process before anything large is imported here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from prongsai.atomic import building_place, mend
from prongsai.engine.aside import Aside


class Linking:
    """The building place of a site, in which the files of some agencies appear."""

    def __init__(self, site: Path, outputs: Mapping[str, Any], slugs: Collection[str]) -> None:
        """`outputs` are the rows of the old site's files by address, `slugs` the agencies whose files stay."""
        mend(site)
        self.place = building_place(site)
        names = [name for name in outputs if name.partition("/")[0] in slugs and "/" in name]
        self._links = Aside(lambda: _link(str(site), str(self.place), {name: outputs[name] for name in names}))

    def end(self) -> None:
        """Clear away what has not become the site."""
        self._links.result()
        if self.place.exists():
            shutil.rmtree(self.place)

    def linked(self) -> frozenset[str]:
        """The addresses of what is there by now; waits for all."""
        return frozenset(self._links.result())


def _link(site: str, place: str, rows: Mapping[str, Any]) -> list[str]:
    """Link what is as it was written; the rest is left to who finds it missing."""
    made, done = {""}, []
    for address, row in rows.items():
        try:
            found = os.lstat(f"{site}/{address}")
            if found.st_size != row[1] or found.st_mtime_ns != row[2]:
                continue
            folder = address.rpartition("/")[0]
            if folder not in made:
                os.makedirs(f"{place}/{folder}", exist_ok=True)  # noqa: PTH103  # a thousand times: a Path costs as much
                made.add(folder)
            os.link(f"{site}/{address}", f"{place}/{address}")
        except OSError:
            continue
        done.append(address)
    return done
