"""The site's index of its open data, for programs: a plain JSON list, and the same as a DCAT catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from prongsai.data_names import CATALOGUE, INDEX, SCHEMA
from prongsai.exporters.files import Published
from prongsai.exporters.linked import CONTEXT, dataset, organization
from prongsai.exporters.opendata import as_json
from prongsai.exporters.places import Places, Reach
from prongsai.model import LICENCES, Agency, Year
from prongsai.words import load_words

INDEX_VERSION = 1
_PUBLISHED = Path(__file__).with_name("published-schema.json")
"""What `published_schema` gives: it follows from this package alone, and making it takes longer than all the rest."""


class Offer(NamedTuple):
    """What one agency offers: the years shown, and its files."""

    agency: Agency
    years: Sequence[Year]
    files: Sequence[Published]


class IndexShare(NamedTuple):
    """What one agency gives to the files of the whole site; plain values, to be kept as JSON from build to build."""

    row: dict[str, Any]
    """Its entry in the list."""
    nodes: tuple[dict[str, Any], ...]
    """What the catalogue says: the agency, then its datasets; nothing of an invented one."""

    def as_json(self) -> list[Any]:
        """The share as lists and dictionaries."""
        return [self.row, [*self.nodes]]

    @classmethod
    def from_json(cls, kept: Sequence[Any]) -> IndexShare:
        """What `as_json` was made of. Raises ValueError or TypeError for anything else."""
        row, nodes = kept
        return cls(dict(row), tuple(map(dict, nodes)))


def index_share(offer: Offer, at: Places, reach: Reach) -> IndexShare:
    """The share of an agency. Addresses hold as seen from the list and the catalogue, where they are not absolute."""
    agency, years, files = offer
    row = {
        "slug": agency.slug,
        "name": agency.name,
        "province": agency.province,
        "example": agency.example,
        "page": reach(INDEX, at.agency(agency, "data/")),
        "licence": agency.licence,
        "licence_address": LICENCES[agency.licence] if agency.licence else None,
        "licence_note": agency.licence_note,
        "years": [year.number for year in years],
        "files": [
            {
                "part": file.part,
                "fiscal_year": file.year,
                "address": reach(INDEX, file.address),
                "media_type": file.kind.media,
                "bytes": len(file.content),
            }
            for file in files
        ],
    }
    if agency.example:  # nobody should harvest an invented agency for a real one
        return IndexShare(row, ())
    datasets = (dataset(agency, year, files, CATALOGUE, at, reach) for year in years)
    return IndexShare(row, (organization(agency, CATALOGUE, at, reach), *datasets))


def site_files(offers: Iterable[Offer], at: Places, reach: Reach) -> Iterator[tuple[str, bytes]]:
    """The files of the whole site, by address."""
    return files_of_shares([index_share(offer, at, reach) for offer in offers], reach)


def files_of_shares(shares: Sequence[IndexShare], reach: Reach) -> Iterator[tuple[str, bytes]]:
    """The files of the whole site, by address, from what each agency gives."""
    yield SCHEMA, _PUBLISHED.read_bytes()
    yield INDEX, as_json(_index(shares, reach))
    yield CATALOGUE, as_json(_catalogue(shares, reach))


def _index(shares: Iterable[IndexShare], reach: Reach) -> dict[str, Any]:
    return {
        "index_version": INDEX_VERSION,
        "schema": reach(INDEX, SCHEMA),
        "catalogue": reach(INDEX, CATALOGUE),
        "agencies": [one.row for one in shares],
    }


def _catalogue(shares: Sequence[IndexShare], reach: Reach) -> dict[str, Any]:
    agencies = [node for one in shares for node in one.nodes[:1]]
    datasets = [node for one in shares for node in one.nodes[1:]]
    title = load_words()["data"]["linked"]["catalogue"]
    catalogue = {
        "@type": ["DataCatalog", "dcat:Catalog"],
        "@id": f"{reach(CATALOGUE, CATALOGUE)}#catalogue",
        "name": title,
        "dct:title": title,
        "dataset": [{"@id": one["@id"]} for one in datasets],
        "dcat:dataset": [{"@id": one["@id"]} for one in datasets],
    }
    return {"@context": CONTEXT, "@graph": [catalogue, *agencies, *datasets]}
