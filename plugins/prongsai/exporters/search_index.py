"""What search knows: one entry a measure, item and page, made from the records and not by parsing HTML.

`search_shares` puts together what each agency gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, Protocol

from markupsafe import Markup

from prongsai.exporters.search_shares import Entry, SearchShare, assemble, share
from prongsai.model import Agency, Disclosure, Evidence, Item, Measure, Site, Year
from prongsai.words import load_words

MeasureAddress = Callable[[Agency, Year, Measure], str]
"""The address of the page on which a measure stands."""


class PageLike(Protocol):
    """What search needs of a page of `prongsai.pages`, which this layer does not import."""

    @property
    def address(self) -> str:
        """Relative to the site's root, ending in a slash."""

    @property
    def kind(self) -> str:
        """The page's kind, as in locale/th.yml."""

    @property
    def title(self) -> str:
        """The title; what follows a middle dot names year and agency."""

    @property
    def agency(self) -> str | None:
        """The agency's slug."""

    @property
    def year(self) -> int | None:
        """The fiscal year."""


class WrittenPage(NamedTuple):
    """A page written by hand: its address and title, and its body as HTML."""

    location: str
    title: str
    html: str

    def entry(self) -> Entry:
        """The page as search sees it: its text without tags; cells and paragraphs stay apart."""
        text = re.sub(r"<a class=\"headerlink\".*?</a>", "", self.html, flags=re.DOTALL)
        text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
        text = re.sub(r"</(p|h[1-6]|li|td|th|dd|dt|pre)>", "&#10;", text)  # striptags joins lines, but not this one
        lines = Markup(text).striptags()  # noqa: S704  # tags are taken out; nothing is shown as HTML
        pieces = [" ".join(line.split()) for line in lines.split("\n")]
        return Entry(self.location, self.title, tuple(p for p in pieces if p and p != self.title), "page")


def search_index(
    site: Site,
    pages: Iterable[PageLike],
    *,
    measure_address: MeasureAddress,
    written: Iterable[WrittenPage] = (),
    link: Callable[[str], str] = str,
) -> bytes:
    """The index as JSON. `link` turns an address into what stands in `href` (directory URLs or not)."""
    shares = [share((), agency) for agency in site.agencies]  # in the site's order, also those without a page
    for slug, of in groupby(pages, key=lambda page: page.agency):
        shares.append(agency_share(site.agency(slug) if slug else None, of, measure_address))
    return assemble([*shares, share(page.entry() for page in written)], synonyms=site.synonyms, link=link)


def agency_share(agency: Agency | None, pages: Iterable[PageLike], measure_address: MeasureAddress) -> SearchShare:
    """What the pages of one agency, or of none, give to the index."""
    return share(page_entries(agency, pages, measure_address), agency)


def page_entries(agency: Agency | None, pages: Iterable[PageLike], measure_address: MeasureAddress) -> Iterator[Entry]:
    """The entry of every page of an agency, or of none; a year's measures follow its overview, each at its own anchor.

    Posters have none: they repeat the page that leads to them, which is found by that word instead.
    """
    for page in pages:
        if page.kind == "poster":
            continue
        year = agency.year(page.year) if agency and page.year else None
        part = page.address.rstrip("/").rpartition("/")[2]
        item = year.rules.item(part.upper()) if year and page.kind == "item" else None
        title = page.title.partition(" · ")[0]
        texts = _texts(page.kind, part, agency, year, item)
        yield Entry(page.address, title, texts, page.kind, page.agency, page.year, item.code if item else "")
        if page.kind == "year" and agency and year:
            for measure in year.measures:
                address = f"{measure_address(agency, year, measure)}#{measure.id}"
                kind = "measure" if measure.kind == "มาตรการ" else "improvement"
                yield Entry(address, measure.title, _of_measure(measure), kind, agency.slug, year.number)


def _texts(kind: str, part: str, agency: Agency | None, year: Year | None, item: Item | None) -> tuple[str, ...]:
    """What a page says beyond its title; measures and items have entries of their own and are not repeated."""
    if year and item:
        return _of_item(item, year.disclosure(item.code))
    if year and kind == "indicator" and (indicator := year.rules.indicator(int(part))):
        return _some(indicator.plain, *indicator.aliases)
    if year and kind == "issue" and (issue := year.rules.issue(int(part))):
        return _some(issue.plain)
    if year and kind == "year":
        certified = year.certification.position if year.certification else None
        return _some(year.title, *year.summary, *year.analysis.summary, certified)
    if year and kind == "departments":
        return _some(*year.measures_by_unit())
    if agency and kind == "agency":
        return _of_agency(agency)
    if agency and kind == "channels":
        return _of_channels(agency)
    words = load_words()[kind]
    posters = load_words()["poster"]["link"] if kind == "survey" else None
    return _some(words.get("lead") if kind != "oit" else None, posters)


def _of_measure(measure: Measure) -> tuple[str, ...]:
    listed = (
        *measure.goals,
        *measure.steps,
        *measure.activities,
        *measure.results,
        *measure.outcomes,
        *measure.obstacles,
        *measure.suggestions,
    )
    who = " · ".join(measure.responsible)
    when = " · ".join(measure.period)
    related = " ".join(measure.items)
    return _some(measure.reason, *listed, who, when, measure.budget, *_names(measure.evidence), related, measure.note)


def _of_item(item: Item, answer: Disclosure | None) -> tuple[str, ...]:
    ours = (*item.aliases, *item.parts, item.group)
    if answer is None:
        return _some(*ours)
    who = " · ".join(answer.responsible)
    return _some(answer.filed_name, *answer.progress, *ours, *answer.parts, who, *_names(answer.evidence), answer.note)


def _of_agency(agency: Agency) -> tuple[str, ...]:
    words, contact = load_words()["agency"], agency.contact
    places = [f"{load_words()['home']['province'].format(name=agency.province)}", agency.district]
    rooms = [name for department in agency.departments for name in (department.name, *department.sections)]
    return _some(
        agency.name,
        *agency.name_variants,
        *places,
        *(f"{words[name]} {value}" for name, value in contact if value),
        " · ".join(rooms),
    )


def _of_channels(agency: Agency) -> tuple[str, ...]:
    words, channels = load_words()["channels"], agency.channels
    found = []
    for key in ("e_service", "corruption", "complaint", "question", "social"):
        found.append(words[key])
        found += [f"{channel.name} {channel.note or ''}".strip() for channel in getattr(channels, key)]
    return _some(*found, load_words()["poster"]["link"])


def _names(evidence: Iterable[Evidence]) -> list[str]:
    return [one.title for one in evidence]


def _some(*texts: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts if text))
