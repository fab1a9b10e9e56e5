"""The pictures that stand beside links to the site: one a year of each agency, one for a site of many agencies."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from prongsai.model import Agency, Year
from prongsai.pages.cards import Card, draw
from prongsai.pages.maker import shown_years
from prongsai.pages.page import Asset, Options
from prongsai.words import load_words

Key = tuple[str | None, int | None]
"""Which pages a picture is for: those of an agency and a year, of an agency alone, or of neither."""


class Preview(NamedTuple):
    """A picture, named by its content so that a new one is seen at once, and the same in words."""

    asset: Asset
    alt: str


def home_preview(count: int, options: Options, site_name: str) -> Preview:
    """The picture of a site of so many agencies."""
    card, words = _bare_card(options), load_words()["card"]
    return _preview("home", card._replace(name=site_name, place=words["agencies"].format(count=count)), options)


def agency_previews(agency: Agency, options: Options) -> dict[Key, Preview]:
    """The pictures of one agency; of a site that is its own, they are those of the site too."""
    card = _card(agency, _bare_card(options))
    years = shown_years(agency, options)
    found: dict[Key, Preview] = {(agency.slug, year.number): _of_year(card, agency, year, options) for year in years}
    newest = found[agency.slug, years[0].number] if years else _preview(agency.slug, card, options)
    return {**found, (agency.slug, None): newest, **({(None, None): newest} if options.single else {})}


def _bare_card(options: Options) -> Card:
    words = load_words()["card"]
    where = options.site_url.partition("://")[2].rstrip("/")
    return Card("", "", words["topic"], "", where, words["demonstration"] if options.demonstration else "")


def _card(agency: Agency, card: Card) -> Card:
    words = load_words()
    place = words["agency"]["place" if agency.district else "place_short"]
    shown = place.format(district=agency.district, province=agency.province)
    return card._replace(
        name=agency.name, place=shown, warning=words["card"]["example"] if agency.example else card.warning
    )


def _of_year(card: Card, agency: Agency, year: Year, options: Options) -> Preview:
    written = load_words()["card"]["year"].format(year=year.number)
    return _preview(f"{agency.slug}-{year.number}", card._replace(year=written), options)


def _preview(name: str, card: Card, options: Options) -> Preview:
    picture = draw(card, options.digits)
    mark = hashlib.sha256(picture).hexdigest()[:8]
    alt = " · ".join(filter(None, [card.name, card.place, card.topic, card.year, card.warning]))
    return Preview(Asset(f"assets/cards/{name}.{mark}.png", picture), alt)
