"""What a page says of itself to programs that show a link to it (https://ogp.me)."""

from __future__ import annotations

from typing import NamedTuple

from prongsai.pages import absolute
from prongsai.pages.cards import HEIGHT, WIDTH


class Tag(NamedTuple):
    """A `<meta>` of a page's head: `attribute` is "property" (Open Graph) or "name"."""

    attribute: str
    name: str
    content: str


class Picture(NamedTuple):
    """The picture beside a link: its address on the site, and the same in words."""

    address: str
    alt: str


class Named(NamedTuple):
    """What the heads of all pages say of the site."""

    name: str
    description: str
    url: str
    """Where the site is; empty when nobody has said so."""


def tags_of(site: Named, title: str, description: str, canonical: str | None, picture: Picture | None) -> list[Tag]:
    """The tags of a page, as plain text."""
    found = {
        "og:type": "website",
        "og:locale": "th_TH",
        "og:site_name": site.name,
        "og:title": title or site.name,
        "og:description": description,
        "og:url": canonical,
    }
    if picture and site.url:
        found |= {
            "og:image": absolute(site.url, picture.address),
            "og:image:type": "image/png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": picture.alt,
        }
    card = Tag("name", "twitter:card", "summary_large_image" if picture else "summary")
    return [*(Tag("property", name, content) for name, content in found.items() if content), card]
