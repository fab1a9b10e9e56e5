"""Where a fleet keeps what is no site: `.fleet/` beside the sites, one file an agency for each purpose."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Places(NamedTuple):
    """The folder that the sites are built into, and what lies beside them."""

    out: Path

    @property
    def own(self) -> Path:
        """The folder for everything that is no site."""
        return self.out / ".fleet"

    @property
    def assets(self) -> Path:
        """The files that sites share."""
        return self.own / "assets"

    def site(self, slug: str) -> Path:
        """An agency's site."""
        return self.out / slug

    def stamp(self, slug: str) -> Path:
        """What its site was made from."""
        return self.own / "stamps" / f"{slug}.json"

    def attempts(self, slug: str) -> Path:
        """A line for every time its build was begun and not ended."""
        return self.own / "attempts" / f"{slug}.txt"

    def hung(self, slug: str) -> Path:
        """Where its build stood when its time was over."""
        return self.own / "attempts" / f"{slug}.hung"

    def make(self) -> None:
        """Make the folders. Raises OSError."""
        for folder in (self.own / "stamps", self.own / "attempts"):
            folder.mkdir(parents=True, exist_ok=True)
