"""Makes drafts for one agency, and for one year of it: what its pages share is said here once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from prongsai.model import Agency, Year
from prongsai.pages.address import Addresses
from prongsai.pages.page import Crumb, Draft, Kind, Options
from prongsai.problems import Source
from prongsai.words import load_words


class Shown(Protocol):
    """A record that a page shows."""

    @property
    def origin(self) -> Source:
        """The file it stands in."""


def record_files(shown: Iterable[Shown]) -> tuple[str, ...]:
    """The files of some records, each once, sorted."""
    return tuple(sorted({record.origin.path for record in shown}))


def shown_years(agency: Agency, options: Options) -> tuple[Year, ...]:
    """The years that may be shown, newest first."""
    return tuple(year for year in agency.years if year.published or options.drafts)


class Maker(NamedTuple):
    """Drafts of one agency's pages; with a `year`, of that year's pages."""

    options: Options
    agency: Agency
    year: Year | None = None

    def draft(
        self,
        kind: Kind,
        part: str,
        *,
        record: str | None = None,
        shows: Iterable[Shown] = (),
        names: dict[str, object] | None = None,
        in_nav: bool = False,
        **context: Any,
    ) -> Draft:
        """A page of `kind` at `part` below the agency (or year); its words are those of its kind in locale/th.yml.

        `shows` are the records that it shows beside the year's own (or the agency's, for a page of no year).
        """
        words = load_words()[kind]
        filled = {
            "name": self.agency.label,
            "full_name": self.agency.name,
            "province": self.agency.province,
            "year": self.year.number if self.year else "",
            **(names or {}),
        }
        at = self.options.at
        base = {"agency": self.agency, "years": shown_years(self.agency, self.options)}
        if self.year:
            address = at.year(self.agency, self.year, part)
            base |= {"year": self.year, "rules": self.year.rules}
        else:
            address = at.agency(self.agency, part)
        owner = self.year or self.agency
        return Draft(
            address=address,
            kind=kind,
            title=words["title"].format(**filled),
            label=words["label"].format(**filled),
            description=words["description"].format(**filled),
            record=record or owner.origin.path,
            crumbs=self._way_to(address),
            agency=self.agency.slug,
            year=self.year.number if self.year else None,
            in_nav=in_nav,
            example=self.agency.example,
            records=record_files([owner, *shows]),
            context={**base, **context},
        )

    def _way_to(self, address: str) -> tuple[Crumb, ...]:
        """The pages above a page, from the front page down; OIT items stand below their index."""
        at = self.options.at
        number = self.year.number if self.year else None
        year = at.year(self.agency, self.year) if self.year else ""
        steps = _steps(at, self.agency.label, at.agency(self.agency), number, year)
        return tuple(crumb for crumb in steps if crumb.address != address and address.startswith(crumb.address))


@lru_cache(64)
def _steps(at: Addresses, label: str, agency: str, number: int | None, year: str) -> tuple[Crumb, ...]:
    """All pages of an agency and a year that can stand above another, with the addresses of the two."""
    words = load_words()
    way = [] if at.single else [Crumb(words["home"]["label"], at.home())]
    way.append(Crumb(label, agency))
    if number is not None:
        way.append(Crumb(words["year"]["label"].format(year=number), year))
        way.append(Crumb(words["oit"]["label"], f"{year}oit/"))
    return tuple(way)
