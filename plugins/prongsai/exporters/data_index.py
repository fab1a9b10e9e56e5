"""The site's index of its open data, for programs: a plain JSON list, and the same as a DCAT catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from prongsai.data_names import CATALOGUE, INDEX, SCHEMA
from prongsai.exporters.files import Published
from prongsai.exporters.linked import CONTEXT, dataset, organization
from prongsai.exporters.opendata import as_json
from prongsai.exporters.places import Places, Reach
from prongsai.exporters.published_schema import published_schema
from prongsai.model import LICENCES, Agency, Year
from prongsai.words import load_words

INDEX_VERSION = 1


class Offer(NamedTuple):
    """What one agency offers: the years shown, and its files."""

    agency: Agency
    years: Sequence[Year]
    files: Sequence[Published]


def site_files(offers: Sequence[Offer], at: Places, reach: Reach) -> Iterator[tuple[str, bytes]]:
    """The files of the whole site, by address."""
    yield SCHEMA, as_json(published_schema())
    yield INDEX, as_json(_index(offers, at, reach))
    yield CATALOGUE, as_json(_catalogue(offers, at, reach))


def _index(offers: Iterable[Offer], at: Places, reach: Reach) -> dict[str, Any]:
    """Addresses hold as seen from the index itself, where they are not absolute."""
    return {
        "index_version": INDEX_VERSION,
        "schema": reach(INDEX, SCHEMA),
        "catalogue": reach(INDEX, CATALOGUE),
        "agencies": [
            {
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
            for agency, years, files in offers
        ],
    }


def _catalogue(offers: Iterable[Offer], at: Places, reach: Reach) -> dict[str, Any]:
    """Invented agencies are not in it: nobody should harvest them for real ones."""
    real = [offer for offer in offers if not offer.agency.example]
    datasets = [
        dataset(offer.agency, year, offer.files, CATALOGUE, at, reach) for offer in real for year in offer.years
    ]
    title = load_words()["data"]["linked"]["catalogue"]
    catalogue = {
        "@type": ["DataCatalog", "dcat:Catalog"],
        "@id": f"{reach(CATALOGUE, CATALOGUE)}#catalogue",
        "name": title,
        "dct:title": title,
        "dataset": [{"@id": one["@id"]} for one in datasets],
        "dcat:dataset": [{"@id": one["@id"]} for one in datasets],
    }
    agencies = [organization(offer.agency, CATALOGUE, at, reach) for offer in real]
    return {"@context": CONTEXT, "@graph": [catalogue, *agencies, *datasets]}
