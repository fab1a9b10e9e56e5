"""What the exporters need to know of the site's addresses; `prongsai.pages`, which makes them, is of the same layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from prongsai.model import Agency, Measure, Year

Reach = Callable[[str, str], str]
"""`reach(here, there)`: the address `there` as the file or page at `here` writes it, absolute where the site's own
address is known, else relative, so that it holds in any folder of any host."""


class Places(Protocol):
    """Where everything is, relative to the site's root: `prongsai.pages.Addresses`."""

    def agency(self, agency: Agency, part: str = "") -> str:
        """An agency's home, or a page or file below it."""

    def year(self, agency: Agency, year: Year, part: str = "") -> str:
        """A year's overview, or a page or file below it."""

    def group(self, agency: Agency, year: Year, measure: Measure) -> str:
        """The page on which a measure stands in full."""

    def item(self, agency: Agency, year: Year, code: str) -> str:
        """The page of an OIT item."""

    def evidence(self, agency: Agency, year: Year, name: str) -> str:
        """A file cited by a record."""
