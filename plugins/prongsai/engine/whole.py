"""What a site has beside the shares of its agencies: front page, list and catalogue of its data, places to crawl."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from prongsai.engine.heads import Picture
from prongsai.engine.links import canonical
from prongsai.engine.output import Output
from prongsai.engine.part import PageRow, Painter, Part, write_page
from prongsai.engine.sheets import Around
from prongsai.exporters.crawlers import Place, newest
from prongsai.exporters.data_index import files_of_shares
from prongsai.pages import Asset, Draft, Options, finish, home_draft, home_preview, reference


def front_page(parts: Sequence[Part], options: Options) -> Draft | None:
    """The front page of a site of many agencies; that of a single one is the agency's own."""
    return None if options.single else home_draft([part.home for part in parts], options)


def page_rows(parts: Sequence[Part], options: Options) -> list[PageRow]:
    """Every page of ours, parents before children."""
    home = front_page(parts, options)
    first = [PageRow("", home.kind, home.label, None, home.records, True, None)] if home else []
    return [*first, *(page for part in parts for page in part.pages)]


def addresses(parts: Sequence[Part], options: Options) -> frozenset[str]:
    """All that is a promise once published: pages, measures, evidence, papers. Open data may change names."""
    files = {address for part in parts for address in part.files if {"evidence", "report"} & set(address.split("/"))}
    hidden = {address for address in files if "/." in address}
    pages = {page.address for page in page_rows(parts, options)}
    anchors = {anchor for part in parts for anchor in part.anchors}
    return frozenset(pages | anchors | (files - hidden))


def site_picture(parts: Sequence[Part], options: Options, site_name: str) -> tuple[Picture, list[Asset]]:
    """The picture of the whole site, and the file of it unless it is an agency's."""
    if options.single and parts:
        return parts[0].pictures[""], []
    preview = home_preview(len(parts), options, site_name)
    return Picture(preview.asset.address, preview.alt), [preview.asset]


def write_front(
    parts: Sequence[Part], options: Options, picture: Picture | None, around: Around, painter: Painter, output: Output
) -> None:
    """Write the front page of many agencies, unless one is written by hand."""
    home = front_page(parts, options)
    if home and home.address not in around.taken:
        write_page(finish(home, options), picture, around, painter, output)


def site_assets(parts: Sequence[Part], options: Options) -> Iterator[Asset]:
    """The open data of the whole site."""
    whole = files_of_shares([part.offer for part in parts], reference(options))
    return (Asset(address, content) for address, content in whole)


def places(rows: Sequence[PageRow], around: Around, changes: Mapping[str, date]) -> Iterator[Place]:
    """Our pages for the sitemap, each with the day on which what it shows last changed; posters repeat one."""
    for row in rows:
        address = canonical(around.site.url, around.url(row.address))
        if address and row.kind != "poster" and row.address not in around.taken:
            yield Place(address, newest(row.records, changes))
