"""Which pages and files an agency has: reads as the list of addresses in docs/architecture.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from prongsai import charts, data_names, qr
from prongsai.attachments import HTACCESS
from prongsai.model import LICENCES, Agency, Survey, tally
from prongsai.pages.address import absolute, linker
from prongsai.pages.maker import Maker, Shown, shown_years
from prongsai.pages.page import Asset, Download, Draft, Options
from prongsai.pages.posters import posters, survey_title
from prongsai.pages.year_pages import year_pages
from prongsai.render import render

NATIONAL_SURVEY = "https://itas.nacc.go.th/"
"""The national survey site: where a survey page leads when the agency's own code is not known."""


def agency_assets(agency: Agency, options: Options, data_dir: Path) -> Iterator[Asset]:
    """The files that pages show or link: QR codes made here, evidence copied from the data folder."""
    address = survey_address(agency.survey)
    title = survey_title(agency)
    yield Asset(options.at.agency(agency, "survey/eit-qr.svg"), qr.svg_file(address, title=title))
    yield Asset(options.at.agency(agency, "survey/eit-qr.png"), qr.png(address))
    for year in shown_years(agency, options):
        folder = data_dir / agency.slug / str(year.number) / "evidence"
        if year.evidence_files:
            yield Asset(options.at.year(agency, year, "evidence/.htaccess"), HTACCESS)
        for name in year.evidence_files:
            yield Asset(options.at.evidence(agency, year, name), folder / name)


def redirect(old: str, new: str, *, directory_urls: bool = True, site_url: str = "") -> Asset:
    """A page at an old address that leads to the new one, without help from the server."""
    url = linker(old, directory_urls=directory_urls)(*new.split("#", 1))
    page = absolute(site_url, new, directory_urls=directory_urls) if site_url else url.partition("#")[0]
    return Asset(f"{old}index.html", render("redirect.html", "arabic", target=url, page=page).encode())


def survey_address(survey: Survey | None) -> str:
    """The address that a survey page and its QR code lead to."""
    return survey.address if survey else NATIONAL_SURVEY


def agency_drafts(agency: Agency, options: Options, downloads: tuple[Download, ...]) -> Iterator[Draft]:
    """Every page of one agency, before its template has run, parents before children."""
    make = Maker(options, agency)
    address = survey_address(agency.survey)
    years = shown_years(agency, options)
    shows: list[Shown] = [*years, *(measure for year in years for measure in year.measures)]
    yield make.draft("agency", "", shows=shows, in_nav=True, tally=tally, score_chart=charts.scores(years))
    for year in years:
        yield from year_pages(Maker(options, agency, year), year)
    yield make.draft("channels", "channels/", in_nav=True)
    code = qr.svg(address, title=survey_title(agency), element_id="qr-title")
    yield make.draft("survey", "survey/", in_nav=True, survey_address=address, qr=code)
    yield from posters(make, address)
    answers = [answer for year in years for answer in year.disclosures]
    shows = [*shows, *answers]
    yield make.draft(
        "data", "data/", shows=shows, in_nav=True, downloads=downloads, licences=LICENCES, data_names=data_names
    )
