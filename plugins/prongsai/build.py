"""One recipe for every engine: load, check, plan. The plugin and `prongsai pages` both cook from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from prongsai.checks import check
from prongsai.exporters import year_json
from prongsai.load import load_site
from prongsai.model import Site
from prongsai.pages import Asset, Download, Options, Page, plan_assets, plan_pages
from prongsai.problems import Level, Problem, sort_problems
from prongsai.words import load_words


@dataclass(frozen=True, slots=True)
class Built:
    """All that a site consists of, as values."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]


def gather(data_dir: Path, *, shown: str | None = None, only: Collection[str] = ()) -> tuple[Site, list[Problem]]:
    """Read the data and check it: the site, and every problem of every file in reading order."""
    site, problems = load_site(data_dir, shown=shown, only=only)
    return site, sort_problems([*problems, *check(site)])


def blocking(problems: list[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.blocks and problem.level is Level.ERROR]


def build_site(site: Site, options: Options, data_dir: Path) -> Built:
    """The pages and files of a site whose data has no blocking problem."""
    downloads: dict[str, tuple[Download, ...]] = {}
    assets = list(plan_assets(site, options, data_dir))
    title = load_words()["data"]["json_title"]
    for agency in site.agencies:
        files = [year_json(agency, year) for year in agency.years if year.published or options.drafts]
        rows = []
        for file in files:
            address = options.at.agency(agency, f"data/{file.name}")
            assets.append(Asset(address, file.content))
            rows.append(Download(address, title.format(year=file.year), len(file.content)))
        downloads[agency.slug] = tuple(rows)
    return Built(tuple(plan_pages(site, options, downloads)), tuple(assets))
