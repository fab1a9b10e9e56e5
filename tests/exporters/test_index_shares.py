"""The list and the catalogue of a site are what the shares of its agencies make together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from published import URL

from prongsai.build import build_site
from prongsai.exporters.data_index import IndexShare, Offer, files_of_shares, index_share
from prongsai.exporters.files import Surroundings, agency_files
from prongsai.load import load_site
from prongsai.pages import Options, reference, shown_years


@pytest.mark.parametrize("site_url", ["", URL])
def test_shares_kept_as_json_make_the_same_files(root: Path, site_url: str) -> None:
    site, _ = load_site(root / "data")
    options = Options(site_url=site_url)
    reach = reference(options)
    around = Surroundings(options.at, reach, bool(site_url))
    offers = []
    for agency in site.agencies:
        years = shown_years(agency, options)
        offers.append(Offer(agency, years, tuple(agency_files(agency, years, around))))
    shares = [index_share(offer, options.at, reach) for offer in offers]
    kept = json.loads(json.dumps([one.as_json() for one in shares]))
    again = [IndexShare.from_json(one) for one in kept]
    assert again == shares
    assert [one.nodes == () for one in again] == [agency.example for agency in site.agencies]
    published = {asset.address: asset.read() for asset in build_site(site, options, root / "data").assets}
    made = dict(files_of_shares(again, reach))
    assert made == {address: published[address] for address in made}
    assert len(made) == 3


@pytest.mark.parametrize("kept", [[], None, [1, 2], [{}, 1]])
def test_what_is_no_share_is_refused(kept: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        IndexShare.from_json(kept)  # type: ignore[arg-type]
