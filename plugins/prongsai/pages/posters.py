"""The posters of an agency, on A4 and A5, each one sheet in print: its public survey, and its channels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from prongsai import qr
from prongsai.model import Agency, Channel
from prongsai.pages.address import absolute
from prongsai.pages.maker import Maker
from prongsai.pages.page import Crumb, Draft, Options
from prongsai.words import load_words

SIZES = {"a4": "poster/", "a5": "poster-a5/"}
"""The paper, and the poster's place below the page that it belongs to."""
GROUPS = ("e_service", "corruption", "complaint")
"""What a citizen at a notice board comes for; questions and social media stay on the channels page."""
LETTERS = 44
"""Letters to a line of a poster, marks above and below counted."""
LINES = {"one": 2, "each": 4}
"""Lines of text that there is room for in one group: below one large code, or beside a code of its own."""
ROOMY = 5
"""Up to so many lines in all, and one code, they are set larger."""
LONGEST_PLAIN = 48
"""A longer address is not typed off a wall; the poster then names the site that it is on."""


class Code(NamedTuple):
    """A QR code with what stands under it."""

    address: str
    svg: Markup

    @property
    def plain(self) -> str:
        """The address as one types it."""
        return plain(self.address)


class Way(NamedTuple):
    """One channel on a poster: what it is called, and the number or address to use it by, where the data has one."""

    name: str
    kind: str
    text: str = ""
    link: str = ""

    @property
    def lines(self) -> int:
        """How much room it takes; a name ends after two lines."""
        return min(2, -(-len(self.name) // LETTERS)) + bool(self.text)


class Group(NamedTuple):
    """Channels for one purpose: those that there is room for, and how many are left out."""

    key: str
    ways: tuple[Way, ...]
    more: int
    code: Code | None

    @property
    def usable(self) -> bool:
        """Whether a reader can use one of them from where the poster hangs."""
        return any(way.text for way in self.ways)


def posters(make: Maker, survey_address: str) -> Iterator[Draft]:
    """Two posters on two sizes of paper, each below the page that it belongs to."""
    agency = make.agency
    survey = Code(survey_address, qr.svg(survey_address, title=survey_title(agency), element_id="poster-qr"))
    yield from _on_each_paper(make, "survey", code=survey, groups=())
    channels = _channels_code(agency, make.options)
    groups = tuple(_group(agency, key, with_codes=channels is None) for key in GROUPS)
    yield from _on_each_paper(make, "channels", code=channels, groups=groups)


def survey_title(agency: Agency) -> str:
    """What the survey's code is called: the agency's own, or the national site's."""
    words = load_words()["survey"]
    return str(words["qr_own" if agency.survey else "qr_national"].format(name=agency.label))


def plain(address: str) -> str:
    """A web address without what a browser adds by itself: "www.example.go.th/e-service"."""
    return address.partition("://")[2].removesuffix("/")


def _on_each_paper(make: Maker, topic: str, *, code: Code | None, groups: tuple[Group, ...]) -> Iterator[Draft]:
    words = load_words()
    parent = make.options.at.agency(make.agency, f"{topic}/")
    for size, part in SIZES.items():
        draft = make.draft(
            "poster",
            f"{topic}/{part}",
            names={"topic": words["poster"][topic]["topic"], "size": size.upper()},
            topic=topic,
            size=size,
            papers={name: parent + place for name, place in SIZES.items()},
            code=code,
            groups=groups,
            setting=_setting(code, groups),
            name_length=_length(make.agency.name),
        )
        yield draft._replace(crumbs=(*draft.crumbs, Crumb(words[topic]["label"], parent)))


def _channels_code(agency: Agency, options: Options) -> Code | None:
    """One code for all channels: it leads to their page, if the site knows its own address."""
    if not options.site_url:
        return None
    page = options.at.agency(agency, "channels/")
    address = absolute(options.site_url, page, directory_urls=options.directory_urls)
    title = load_words()["poster"]["channels"]["qr"].format(name=agency.label)
    return None if qr.refusal(address) else Code(address, qr.svg(address, title=title, element_id="poster-qr"))


def _group(agency: Agency, key: str, *, with_codes: bool) -> Group:
    channels: tuple[Channel, ...] = getattr(agency.channels, key)
    room = LINES["each" if with_codes else "one"]
    ways: list[Way] = []
    for way in map(_way, channels):
        room -= way.lines
        if room < 0 and ways:
            break
        ways.append(way)
    codes = (_code(way, key) for way in ways) if with_codes else iter(())
    return Group(key, tuple(ways), len(channels) - len(ways), next(filter(None, codes), None))


def _setting(code: Code | None, groups: tuple[Group, ...]) -> str:
    """How the groups are set: below one large code, large where there is little, with a code each, or without."""
    if code:
        return "one"
    codes = sum(group.code is not None for group in groups)
    if codes <= 1 and sum(way.lines for group in groups for way in group.ways) <= ROOMY:
        return "roomy"
    return "each" if codes else "plain"


def _code(way: Way, key: str) -> Code | None:
    if not way.link or qr.refusal(way.link):
        return None
    title = load_words()["poster"]["channels"]["qr_one"].format(name=way.name)
    return Code(way.link, qr.svg(way.link, title=title, element_id=f"poster-qr-{key.replace('_', '-')}"))


def _way(channel: Channel) -> Way:
    if not channel.link:
        return Way(channel.name, "none")
    scheme, _, rest = channel.link.partition(":")
    match scheme.lower():
        case "tel":
            return Way(channel.name, "phone", rest)
        case "mailto":
            return Way(channel.name, "mail", rest)
    text = plain(channel.link)
    if len(text) <= LONGEST_PLAIN:
        return Way(channel.name, "web", text, channel.link)
    return Way(channel.name, "site", urlsplit(channel.link).hostname or "", channel.link)


def _length(name: str) -> str:
    """How large a name can be set: three sizes, since nothing measures it before it is printed."""
    return "short" if len(name) <= 46 else "long" if len(name) <= 110 else "longest"
