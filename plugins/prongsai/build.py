"""One recipe for every engine: load, check, plan. The plugin and `prongsai pages` both cook from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from prongsai.checks import KNOWN, Waived, check
from prongsai.checks.project import settings_from, unknown_names
from prongsai.checks.settings import Settings
from prongsai.exporters import year_json
from prongsai.exporters.report import FORMS, make_paper
from prongsai.load import load_site
from prongsai.load.project import PROJECT_FILE, load_project, read_wishes
from prongsai.model import Agency, Site, Year
from prongsai.pages import Asset, Download, Options, Page, plan_assets, plan_pages
from prongsai.problems import Level, Problem, sort_problems
from prongsai.words import load_words


@dataclass(frozen=True, slots=True)
class Built:
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
    beside = (PurePosixPath(shown or data_dir.as_posix()).parent / PROJECT_FILE).as_posix()
    files = [(data_dir.parent / PROJECT_FILE, beside), ((root or Path.cwd()) / PROJECT_FILE, PROJECT_FILE)]
    projects = (load_project(files), read_wishes(option or {}, "mkdocs.yml"))
    wrong = [problem for project in projects for problem in (*project.problems, *unknown_names(project, KNOWN))]
    settings = settings_from(projects, flags or {})
    site, unreadable = load_site(data_dir, shown=shown, only=only)
    found, waived = check(site)
    return Gathered(site, sort_problems(settings.hear([*wrong, *unreadable, *found])), waived, settings)


def _papers(agency: Agency, year: Year, options: Options) -> Iterator[Asset]:
    """The year's report as files; what is on the paper is known here, how it is set only when it is written."""
    if not options.papers:
        return
    paper = make_paper(
        agency,
        year,
        demonstration=options.demonstration,
        site_url=options.site_url,
        folder=options.at.year(agency, year),
    )
    for form in options.papers:
        yield Asset(options.at.paper(agency, year, form), partial(FORMS[form], paper))


def count_levels(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems there are of each level, all three levels present: errors, warnings, hints."""
    counts = Counter(problem.level for problem in problems)
    return {"errors": counts[Level.ERROR], "warnings": counts[Level.WARNING], "hints": counts[Level.INFO]}


def build_site(site: Site, options: Options, data_dir: Path) -> Built:
    """The pages and files of a site whose data has no blocking problem."""
    downloads: dict[str, tuple[Download, ...]] = {}
    assets = list(plan_assets(site, options, data_dir))
    title = load_words()["data"]["json_title"]
    for agency in site.agencies:
        shown = [year for year in agency.years if year.published or options.drafts]
        assets += [paper for year in shown for paper in _papers(agency, year, options)]
        files = [year_json(agency, year) for year in shown]
        rows = []
        for file in files:
            address = options.at.agency(agency, f"data/{file.name}")
            assets.append(Asset(address, file.content))
            rows.append(Download(address, title.format(year=file.year), len(file.content)))
        downloads[agency.slug] = tuple(rows)
    anchors = frozenset(
        f"{options.at.group(agency, year, measure)}#{measure.id}"
        for agency in site.agencies
        for year in agency.years
        if year.published or options.drafts
        for measure in year.measures
    )
    return Built(tuple(plan_pages(site, options, downloads)), tuple(assets), anchors)
