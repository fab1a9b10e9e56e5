"""What the records say, as linked data (JSON-LD): schema.org for search engines, DCAT for data catalogues.

Nothing here that no record says. Whose site this is, only the owner of an address can say: an agency is named as the
publisher only where the site stands at the agency's own website. An invented agency is not described at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from prongsai import thai
from prongsai.data_names import SCHEMA
from prongsai.exporters.files import Published
from prongsai.exporters.places import Places, Reach
from prongsai.model import LICENCES, Agency, Channel, Year
from prongsai.words import load_words

Node = dict[str, Any]

_ADDRESSES = ("url", "sameAs", "serviceUrl", "contentUrl", "license")
CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    **{name: {"@type": "@id"} for name in _ADDRESSES},
}
"""Written out, so that nobody has to fetch a context from another site to understand a page."""

MEDIA = "https://www.iana.org/assignments/media-types/"


def agency_pages(
    agency: Agency, years: Sequence[Year], files: Sequence[Published], at: Places, reach: Reach
) -> Iterator[tuple[str, str]]:
    """The pages that carry linked data: address, and the JSON-LD as text that may stand in a page."""
    if agency.example:
        return
    home = at.agency(agency)
    yield home, script([organization(agency, home, at, reach)])
    channels = at.agency(agency, "channels/")
    services = list(_services(agency, channels, at, reach))
    if services:
        yield channels, script(services)
    data = at.agency(agency, "data/")
    if years:
        yield data, script([dataset(agency, year, files, data, at, reach) for year in years])


def script(nodes: Sequence[Node]) -> str:
    """Nodes as the text of a script element: no character in it can end the element."""
    text = json.dumps({"@context": CONTEXT, "@graph": list(nodes)}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def organization(agency: Agency, here: str, at: Places, reach: Reach) -> Node:
    """The agency, as agency.yml describes it."""
    contact, channels = agency.contact, agency.channels
    address = {
        "@type": "PostalAddress",
        "streetAddress": contact.address,
        "addressLocality": agency.district,
        "addressRegion": agency.province,
        "addressCountry": "TH",
    }
    return _stated(
        {
            "@type": "GovernmentOrganization",
            "@id": _agency_id(agency, here, at, reach),
            "name": agency.name,
            "alternateName": agency.short_name,
            "url": agency.website,
            "address": _stated(address),
            "telephone": contact.phone,
            "faxNumber": contact.fax,
            "email": contact.email,
            "sameAs": [one.link for one in channels.social if one.link and _is_web(one.link)],
            "department": [{"@type": "GovernmentOrganization", "name": one.name} for one in agency.departments],
            "contactPoint": list(_contact_points(agency)),
        }
    )


def dataset(agency: Agency, year: Year, files: Iterable[Published], here: str, at: Places, reach: Reach) -> Node:
    """What is published of a year: the report it was made from, and each of its forms."""
    words = load_words()["data"]["linked"]
    names = {"name": agency.name, "year": year.number}
    title, text = words["dataset"].format(**names), words["description"].format(**names)
    start, end = thai.fiscal_year_bounds(year.number)
    source = {"@type": "CreativeWork", "name": year.source.title, "url": year.source.link}
    forms = [
        _distribution(agency, file, here, reach) for file in files if file.year == year.number and file.kind.is_data
    ]
    owner = _agency_id(agency, here, at, reach)
    ours = {"@id": owner} if _is_own_site(agency, reach) else None
    return _stated(
        {
            "@type": ["Dataset", "dcat:Dataset"],
            "@id": f"{reach(here, at.agency(agency, 'data/'))}#{year.number}",
            "name": title,
            "dct:title": title,
            "description": text,
            "dct:description": text,
            "inLanguage": "th",
            "url": reach(here, at.year(agency, year)),
            "dcat:landingPage": {"@id": reach(here, at.agency(agency, "data/"))},
            "temporalCoverage": f"{start.isoformat()}/{end.isoformat()}",
            "about": {"@id": owner, "@type": "GovernmentOrganization", "name": agency.name},
            "publisher": ours,
            "dct:publisher": ours,
            "isBasedOn": _stated(source),
            **_licence(agency),
            "dct:conformsTo": {"@id": reach(here, SCHEMA)},
            "distribution": forms,
            "dcat:distribution": [{"@id": form["@id"]} for form in forms],
        }
    )


def _distribution(agency: Agency, file: Published, here: str, reach: Reach) -> Node:
    address = reach(here, file.address)
    return _stated(
        {
            "@type": ["DataDownload", "dcat:Distribution"],
            "@id": address,
            "name": load_words()["data"]["files"][file.part].format(year=file.year),
            "encodingFormat": file.kind.media,
            "contentUrl": address,
            "dcat:downloadURL": {"@id": address},
            "dcat:mediaType": {"@id": MEDIA + file.kind.media},
            "dcat:byteSize": len(file.content),
            **_licence(agency),
        }
    )


def _licence(agency: Agency) -> Node:
    address = LICENCES[agency.licence] if agency.licence else None
    return {
        "license": address,
        "dct:license": {"@id": address} if address else None,
        "dct:rights": {"@type": "dct:RightsStatement", "dct:description": agency.licence_note}
        if agency.licence_note
        else None,
    }


def _services(agency: Agency, here: str, at: Places, reach: Reach) -> Iterator[Node]:
    """What can be done online. A service without an address is one all the same, but has no channel to name."""
    for one in agency.channels.e_service:
        yield _stated(
            {
                "@type": "GovernmentService",
                "name": one.name,
                "description": one.note,
                "serviceOperator": {"@id": _agency_id(agency, here, at, reach)},
                "availableChannel": _service_channel(one.link),
            }
        )


def _service_channel(link: str | None) -> Node | None:
    if link is None:
        return None
    number = link.removeprefix("tel:")
    phone = {"servicePhone": {"@type": "ContactPoint", "telephone": number}}
    return {"@type": "ServiceChannel", **(phone if number != link else {"serviceUrl": link})}


def _way(link: str) -> Node:
    """How a link is used: a page is opened, a number called, an address written to."""
    scheme, _, rest = link.partition(":")
    return {"tel": {"telephone": rest}, "mailto": {"email": rest}}.get(scheme, {"url": link})


def _contact_points(agency: Agency) -> Iterator[Node]:
    words = load_words()["channels"]
    for kind in ("corruption", "complaint", "question"):
        channels: tuple[Channel, ...] = getattr(agency.channels, kind)
        for one in channels:
            if one.link:
                yield {"@type": "ContactPoint", "contactType": words[kind], "name": one.name, **_way(one.link)}


def _agency_id(agency: Agency, here: str, at: Places, reach: Reach) -> str:
    return f"{reach(here, at.agency(agency))}#agency"


def _is_own_site(agency: Agency, reach: Reach) -> bool:
    """Whether this site stands at the agency's own website; where either address is not known, nobody can say so."""
    own, here = (_host(address) for address in (agency.website or "", reach("", "")))
    return bool(own) and own == here


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _stated(node: Mapping[str, Any]) -> Node:
    """The node without what nobody stated."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
