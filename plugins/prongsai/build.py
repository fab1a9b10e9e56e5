"""One recipe for every engine: load, check, plan. The plugin and `prongsai pages` both cook from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from prongsai.checks import KNOWN, Waived, check
from prongsai.checks.project import settings_from, unknown_names
from prongsai.checks.settings import Settings
from prongsai.exporters.data_index import Offer, site_files
from prongsai.exporters.files import Published, Surroundings, agency_files
from prongsai.exporters.linked import agency_pages
from prongsai.load import load_site
from prongsai.load.project import PROJECT_FILE, load_project, read_wishes
from prongsai.model import Agency, Site, Year
from prongsai.pages import (
    Asset,
    Download,
    Draft,
    Options,
    Page,
    agency_assets,
    agency_drafts,
    finish,
    home_draft,
    home_row,
    reference,
    shown_years,
)
from prongsai.problems import Language, Level, Problem, sort_problems
from prongsai.words import load_words


class Built(NamedTuple):
    """All that a site consists of, as values."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    anchors: frozenset[str]
    """Where each measure stands: its page's address and its id."""

    @property
    def addresses(self) -> frozenset[str]:
        """All that is a promise once published: pages, measures, evidence, papers. Open data may change names."""
        files = {asset.address for asset in self.assets if {"evidence", "report"} & set(asset.address.split("/"))}
        hidden = {address for address in files if "/." in address}
        return frozenset({page.address for page in self.pages} | self.anchors | (files - hidden))


class Gathered(NamedTuple):
    """What was read, what is wrong with it as far as the project wants to hear it, and what its officers waived."""

    site: Site
    problems: list[Problem]
    waived: list[Waived]
    settings: Settings

    @property
    def stops(self) -> list[Problem]:
        """The problems that stop a build."""
        return [problem for problem in self.problems if self.settings.stops(problem)]

    @property
    def loud(self) -> list[Problem]:
        """Those, and what makes a strict build stop: whatever cannot be read or shown as it should."""
        return [problem for problem in self.problems if problem.blocks or self.settings.stops(problem)]

    @property
    def advice(self) -> list[Problem]:
        """The findings that are for the officer only, and stop nothing."""
        return [problem for problem in self.problems if not problem.blocks and not self.settings.stops(problem)]


class Verdict(NamedTuple):
    """What a build is to say before it begins."""

    warnings: tuple[str, ...]
    advice: str
    """How much the officer may want to look at; empty for nothing."""
    stopped: str
    """Why there will be no site; empty where there will."""


def judge_build(gathered: Gathered, language: Language, *, strict: bool) -> Verdict:
    """Whether a site may be built of what was gathered, and what to say of it."""
    stops, problems, words = gathered.stops, gathered.loud, load_words()["messages"]
    warnings = tuple(problem.line(language) for problem in problems if not gathered.settings.stops(problem))
    advice = words["advice"].format(**count_levels(gathered.advice)) if gathered.advice else ""
    lines = [problem.line(language) for problem in problems] if stops or (problems and strict) else []
    return Verdict(() if lines else warnings, advice, "\n".join(lines))  # which names them all


def gather(
    data_dir: Path,
    *,
    shown: str | None = None,
    only: Collection[str] = (),
    root: Path | None = None,
    option: Mapping[str, object] | None = None,
    flags: Mapping[str, Any] | None = None,
) -> Gathered:
    """Read the data and check it: the site, and every problem of every file in reading order.

    What the project wants to hear stands in `.prongsai.yml` beside the data or in `root`, then in `option` (the
    plugin's), then in `flags` (the command's): the last that says something about a key wins.
    """
    settings, wrong = wishes(data_dir, shown=shown, root=root, option=option, flags=flags)
    site, unreadable = load_site(data_dir, shown=shown, only=only)
    found, waived = check(site)
    return Gathered(site, sort_problems(settings.hear([*wrong, *unreadable, *found])), waived, settings)


def wishes(
    data_dir: Path,
    *,
    shown: str | None = None,
    root: Path | None = None,
    option: Mapping[str, object] | None = None,
    flags: Mapping[str, Any] | None = None,
) -> tuple[Settings, list[Problem]]:
    """What the project wants to hear, and what is wrong with how it says so; see `gather`."""
    beside = (PurePosixPath(shown or data_dir.as_posix()).parent / PROJECT_FILE).as_posix()
    files = [(data_dir.parent / PROJECT_FILE, beside), ((root or Path.cwd()) / PROJECT_FILE, PROJECT_FILE)]
    projects = (load_project(files), read_wishes(option or {}, "mkdocs.yml"))
    wrong = [problem for project in projects for problem in (*project.problems, *unknown_names(project, KNOWN))]
    return settings_from(projects, flags or {}), wrong


def count_levels(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems there are of each level, all three levels present: errors, warnings, hints."""
    counts = Counter(problem.level for problem in problems)
    return {"errors": counts[Level.ERROR], "warnings": counts[Level.WARNING], "hints": counts[Level.INFO]}


class AgencyPlan(NamedTuple):
    """All pages and files of one agency; the templates of the pages have not run yet."""

    offer: Offer
    """What it offers to programs."""
    drafts: tuple[Draft, ...]
    assets: tuple[Asset, ...]
    linked: Mapping[str, str]
    """The linked data of its pages, by their address."""
    anchors: tuple[str, ...]
    """Where its measures stand."""

    def pages(self, options: Options) -> Iterator[Page]:
        """The pages, parents before children."""
        return (finish(draft, options, self.linked.get(draft.address, "")) for draft in self.drafts)


def plan_agency(agency: Agency, options: Options, data_dir: Path) -> AgencyPlan:
    """What a site says of one agency, whose records have no blocking problem."""
    offer, at = _offer(agency, options), options.at
    papers = (paper for year in offer.years for paper in _papers(agency, year, options))
    own = (Asset(file.address, file.content) for file in offer.files)
    return AgencyPlan(
        offer,
        tuple(agency_drafts(agency, options, tuple(map(_download, offer.files)))),
        (*agency_assets(agency, options, data_dir), *papers, *own),
        dict(agency_pages(*offer, at, reference(options))),
        tuple(f"{at.group(agency, year, one)}#{one.id}" for year in offer.years for one in year.measures),
    )


def build_site(site: Site, options: Options, data_dir: Path) -> Built:
    """The pages and files of a site whose data has no blocking problem."""
    plans = [plan_agency(agency, options, data_dir) for agency in site.agencies]
    home = [] if options.single else [home_draft([home_row(agency, options) for agency in site.agencies], options)]
    pages = (page for plan in plans for page in plan.pages(options))
    own = (asset for plan in plans for asset in plan.assets)
    whole = site_files([plan.offer for plan in plans], options.at, reference(options))
    return Built(
        (*(finish(draft, options) for draft in home), *pages),
        (*own, *(Asset(address, content) for address, content in whole)),
        frozenset(anchor for plan in plans for anchor in plan.anchors),
    )


def _papers(agency: Agency, year: Year, options: Options) -> Iterator[Asset]:
    """The year's report as files; what is on the paper is known here, how it is set only when it is written."""
    if not options.papers:
        return
    from prongsai.exporters.report import FORMS, make_paper  # not at the top: many sites have no papers

    paper = make_paper(
        agency,
        year,
        demonstration=options.demonstration,
        site_url=options.site_url,
        folder=options.at.year(agency, year),
    )
    for form in options.papers:
        yield Asset(options.at.paper(agency, year, form), partial(FORMS[form], paper), repr((form, paper)))


def _offer(agency: Agency, options: Options) -> Offer:
    """What an agency offers to programs."""
    years = shown_years(agency, options)
    revised: dict[str, int] = {}
    for change in options.history:  # newest first
        revised.setdefault(change.path, change.time)
    around = Surroundings(
        options.at, reference(options), bool(options.site_url), options.history, options.epoch, revised
    )
    return Offer(agency, years, tuple(agency_files(agency, years, around)))


def _download(file: Published) -> Download:
    title = load_words()["data"]["files"][file.part].format(year=file.year)
    return Download(file.address, title, len(file.content), file.kind.format, file.part, file.year)
