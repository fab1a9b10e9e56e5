"""A build that is all or nothing: written beside the site, put in its place only when nothing went wrong."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from prongsai.atomic import building_place, mend, put_in_place


class WholeBuild:
    """Leads one `mkdocs build` to a folder beside the site. Warnings count as MkDocs counts them when strict."""

    def __init__(self) -> None:
        self._warnings = CountHandler()
        self._site: Path | None = None
        self._place: Path | None = None
        self._strict = False

    def begin(self, config: MkDocsConfig) -> None:
        """Let MkDocs write beside the site from now on."""
        self.give_up()
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        site = Path(config.site_dir)
        self._site = site.resolve() if site.is_symlink() else site  # the folder is exchanged, never the link to it
        mend(self._site)
        self._place = building_place(self._site)
        config.site_dir, self._strict = str(self._place), config.strict
        logging.getLogger("mkdocs").addHandler(self._warnings)

    @property
    def warned(self) -> bool:
        """Whether MkDocs or a plugin has warned of anything."""
        return bool(self._warnings.get_counts())

    @property
    def silent(self) -> bool:
        """Whether it is known that there was nothing to warn of: with `mkdocs -q` warnings are not even counted."""
        return logging.getLogger("mkdocs").isEnabledFor(logging.WARNING) and not self.warned

    def finish(self, old: Iterable[str] = (), spare: Callable[[Path], Path] | None = None) -> bool:
        """Put the new site in place, unless a strict build has been warned: then MkDocs will say so and end.

        `old` are the files of the old site, as far as they are known; `spare` says where it is to go, if not away.
        """
        done = self._site is not None and self._place is not None and not (self._strict and self.warned)
        if done and self._site and self._place:
            put_in_place(self._place, self._site, old, spare(self._site) if spare else None)
            self._place = None
        self.give_up()
        return done

    def give_up(self) -> None:
        """Leave the old site as it is and clear away what was built."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self._place:
            shutil.rmtree(self._place, ignore_errors=True)
            self._place = None
