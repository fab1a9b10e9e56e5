"""The index is what the shares of the agencies make together, whether made now or kept as JSON."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import pytest

from prongsai.build import build_site
from prongsai.exporters.search_index import WrittenPage, agency_share, search_index
from prongsai.exporters.search_shares import SearchShare, assemble, share
from prongsai.load import load_site
from prongsai.pages import Options

WRITTEN = [WrittenPage("about/", "เกี่ยวกับ", "<p>เเสดงว่าขอใช้รถ</p>")]


@pytest.mark.parametrize("single", [False, True])
def test_shares_kept_as_json_make_the_same_index(root: Path, single: bool) -> None:
    site, _ = load_site(root / "data", only=["tua-yang"] if single else [])
    options = Options(single=single, drafts=True)
    pages = build_site(site, options, root / "data").pages
    whole = search_index(site, pages, measure_address=options.at.group, written=WRITTEN, link="/{}".format)
    shares = [
        agency_share(site.agency(slug) if slug else None, of, options.at.group)
        for slug, of in groupby(pages, key=lambda page: page.agency)
    ]
    shares.append(share(page.entry() for page in WRITTEN))
    kept = json.dumps([one.as_json() for one in shares])
    again = [SearchShare.from_json(one) for one in json.loads(kept)]
    assert again == shares
    assert assemble(again, synonyms=site.synonyms, link="/{}".format) == whole
    assert [row[0] for row in json.loads(whole)["entries"]][-1] == "/about/"


def test_an_agency_without_pages_keeps_its_place(root: Path) -> None:
    site, _ = load_site(root / "data")
    index = json.loads(search_index(site, [], measure_address=Options().at.group))
    assert [names[0] for names, _ in index["agencies"]] == [agency.label for agency in site.agencies]
    assert index["entries"] == []


@pytest.mark.parametrize("kept", [[], None, [1, 2], {"a": 1}])
def test_what_is_no_share_is_refused(kept: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        SearchShare.from_json(kept)  # type: ignore[arg-type]
