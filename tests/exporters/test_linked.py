"""The linked data, read by a program that knows it: what the records say, nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from published import URL, files, full_data, published
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, Namespace, URIRef

from case_files import write_files
from prongsai.data_names import CATALOGUE, INDEX
from prongsai.load import load_site

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own parser uses it

SDO = Namespace("https://schema.org/")
DATA = Path(__file__).resolve().parents[2] / "data"

AGENCY: dict[str, Any] = {
    "name": "องค์การบริหารส่วนตำบล </script><b>",
    "short_name": "อบต.ทดสอบ",
    "district": "เมือง",
    "province": "ทดสอบ",
    "website": "http://example.go.th",
    "contact": {"phone": "02-000-0000", "email": "info@example.go.th"},
    "channels": {
        "e_service": [
            {"name": "จองคิว", "link": "https://example.go.th/q", "note": "ล่วงหน้า 1 วัน"},
            {"name": "โทรแจ้ง", "link": "tel:020000000"},
            {"name": "ที่เคาน์เตอร์"},
        ],
        "corruption": [{"name": "ตู้แดง"}, {"name": "แบบแจ้ง", "link": "https://example.go.th/c"}],
        "complaint": [{"name": "อีเมล", "link": "mailto:info@example.go.th"}],
        "social": [{"name": "LINE", "link": "https://example.go.th/line"}, {"name": "โทร", "link": "tel:020000001"}],
    },
}


def data(folder: Path, **agency: Any) -> Path:
    texts = {
        "aa/agency.yml": json.dumps(AGENCY | agency, ensure_ascii=False),
        "aa/2568/year.yml": "title: รายงาน\nsource: {title: รายงานผล ปี 2568, link: https://example.go.th/r.pdf}\n",
        "aa/2568/measures/m1.yml": "title: ก\n",
    }
    write_files(folder, texts)
    return folder


def graph(text: str | bytes, address: str) -> Graph:
    return Graph().parse(data=text, format="json-ld", publicID=address)


@pytest.fixture
def page(tmp_path: Path) -> Graph:
    """The three pages of a site that knows its address, as one graph."""
    linked = published(data(tmp_path), site_url=URL).linked
    assert list(linked) == ["aa/", "aa/channels/", "aa/data/"]
    whole = Graph()
    for address, text in linked.items():
        assert "<" not in text
        whole += graph(text, f"{URL}{address}")
    return whole


OWNER = URIRef(f"{URL}aa/#agency")


def test_the_agency_is_what_agency_yml_says(page: Graph) -> None:
    assert (OWNER, RDF.type, SDO.GovernmentOrganization) in page
    one = {
        SDO.name: Literal("องค์การบริหารส่วนตำบล </script><b>"),
        SDO.alternateName: Literal("อบต.ทดสอบ"),
        SDO.url: URIRef("http://example.go.th"),
        SDO.telephone: Literal("02-000-0000"),
        SDO.email: Literal("info@example.go.th"),
        SDO.sameAs: URIRef("https://example.go.th/line"),
    }
    for predicate, value in one.items():
        assert list(page.objects(OWNER, predicate)) == [value]
    assert list(page.objects(OWNER, SDO.faxNumber)) == []
    address = page.value(OWNER, SDO.address)
    assert page.value(address, SDO.addressRegion) == Literal("ทดสอบ")
    points = {
        (str(page.value(point, SDO.contactType)), str(page.value(point, SDO.name)))
        for point in page.objects(OWNER, SDO.contactPoint)
    }
    assert points == {("ร้องเรียนการทุจริตของเจ้าหน้าที่", "แบบแจ้ง"), ("ร้องเรียน ร้องทุกข์ทั่วไป", "อีเมล")}


def test_each_e_service_is_a_service_of_the_agency(page: Graph) -> None:
    services = {str(page.value(one, SDO.name)): one for one in page.subjects(RDF.type, SDO.GovernmentService)}
    assert set(services) == {"จองคิว", "โทรแจ้ง", "ที่เคาน์เตอร์"}
    assert all(page.value(one, SDO.serviceOperator) == OWNER for one in services.values())
    channel = page.value(services["จองคิว"], SDO.availableChannel)
    assert page.value(channel, SDO.serviceUrl) == URIRef("https://example.go.th/q")
    phone = page.value(page.value(services["โทรแจ้ง"], SDO.availableChannel), SDO.servicePhone)
    assert page.value(phone, SDO.telephone) == Literal("020000000")
    assert page.value(services["ที่เคาน์เตอร์"], SDO.availableChannel) is None


def test_each_year_is_a_dataset_in_schema_org_and_in_dcat(page: Graph) -> None:
    one = URIRef(f"{URL}aa/data/#2568")
    assert {SDO.Dataset, DCAT.Dataset} == set(page.objects(one, RDF.type))
    assert page.value(one, DCTERMS.title) == page.value(one, SDO.name)
    assert page.value(one, SDO.temporalCoverage) == Literal("2024-10-01/2025-09-30")
    assert page.value(page.value(one, SDO.isBasedOn), SDO.name) == Literal("รายงานผล ปี 2568")
    forms = set(page.objects(one, DCAT.distribution))
    assert forms == set(page.objects(one, SDO.distribution))
    stem = f"{URL}aa/data/aa-2568"
    assert forms == {URIRef(stem + ending) for ending in (".json", "-measures.csv", "-items.csv")}
    for form in forms:
        assert page.value(form, DCAT.downloadURL) == page.value(form, SDO.contentUrl) == form
    media = page.value(URIRef(f"{stem}-items.csv"), DCAT.mediaType)
    assert media == URIRef("https://www.iana.org/assignments/media-types/text/csv")


def test_no_licence_and_no_date_is_made_up(page: Graph) -> None:
    claims = {SDO.license, DCTERMS.license, DCTERMS.rights, SDO.dateModified, DCTERMS.modified, DCTERMS.issued}
    assert not claims & set(page.predicates())


def test_a_licence_and_its_conditions_are_told_of_the_dataset_and_its_forms(tmp_path: Path) -> None:
    folder = data(tmp_path, licence="CC BY 4.0", licence_note="เว้นภาพถ่าย")
    found = graph(published(folder, site_url=URL).linked["aa/data/"], URL)
    address = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert len(list(found.subjects(DCTERMS.license, address))) == 4
    assert len(list(found.subjects(SDO.license, address))) == 4
    assert {str(found.value(one, DCTERMS.description)) for one in found.objects(None, DCTERMS.rights)} == {"เว้นภาพถ่าย"}


def test_the_agency_publishes_only_on_a_site_at_its_own_website(tmp_path: Path) -> None:
    folder = data(tmp_path)
    own = "https://www.example.go.th/ita/"
    for website, there, publishers in (
        ("http://example.go.th", own, [OWNER]),
        ("http://other.go.th", own, []),
        ("http://example.go.th", "", []),
    ):
        write_files(folder, {"aa/agency.yml": json.dumps(AGENCY | {"website": website}, ensure_ascii=False)})
        found = graph(published(folder, site_url=there).linked["aa/data/"], own)
        assert list(found.objects(None, DCTERMS.publisher)) == publishers


def test_without_a_known_address_everything_is_relative_to_the_page(tmp_path: Path) -> None:
    linked = published(data(tmp_path)).linked
    there = "https://anywhere.example/x/"
    found = graph(linked["aa/data/"], f"{there}aa/data/")
    assert URIRef(f"{there}aa/data/aa-2568.json") in set(found.objects(None, DCAT.downloadURL))
    assert URIRef(f"{there}aa/#agency") in set(found.objects(None, SDO.about))


def test_an_invented_agency_is_not_described(tmp_path: Path) -> None:
    made = published(data(tmp_path, example="ใช่"), site_url=URL)
    assert made.linked == {}
    assert list(graph(files(made)[CATALOGUE], URL).subjects(RDF.type, DCAT.Dataset)) == []
    (listed,) = json.loads(files(made)[INDEX])["agencies"]
    assert listed["example"] is True


def test_every_address_of_index_and_catalogue_is_a_published_file() -> None:
    for options in ({}, {"site_url": URL}):
        made = published(DATA, **options)
        there = f"{URL}data/"
        known = {f"{URL}{address}": content for address, content in files(made).items()}
        index = json.loads(files(made)[INDEX])
        listed = [file for agency in index["agencies"] for file in agency["files"]]
        assert len(listed) == 7 * 4
        for file in listed:
            address = urljoin(there, file["address"])
            assert len(known[address]) == file["bytes"]
        assert urljoin(there, index["schema"]) in known
        assert urljoin(there, index["catalogue"]) in known
        found = graph(files(made)[CATALOGUE], f"{there}catalog.jsonld")
        downloads = [str(address) for address in found.objects(None, DCAT.downloadURL)]
        real = [agency for agency in load_site(DATA)[0].agencies if not agency.example]
        assert len(downloads) == 3 * sum(len(agency.years) for agency in real)
        assert set(downloads) <= set(known)
        (catalogue,) = found.subjects(RDF.type, DCAT.Catalog)
        assert len(list(found.objects(catalogue, DCAT.dataset))) == sum(len(agency.years) for agency in real)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = "</script><script>alert(1)</script> \" ' \\u003c & <!-- ]]>"
    made = published(full_data(tmp_path, lambda _: hostile), site_url=URL)
    assert list(made.linked) == ["aa/", "aa/channels/", "aa/data/"]
    for text in made.linked.values():
        assert not {"<", ">", "&"} & set(text)
        assert hostile in set(texts(json.loads(text)))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)
    else:
        yield str(value)
