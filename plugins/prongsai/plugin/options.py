"""The plugin's options in mkdocs.yml, and what follows from them."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError

from prongsai.exporters.report import papers_to_make
from prongsai.extras import MissingExtra
from prongsai.problems import Language
from prongsai.render import Digits

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.plugins.prongsai")

ONLY = "PRONGSAI_AGENCIES"
"""Environment variable: agencies to build, separated by commas; wins over the option `agencies`."""


class ProngsaiConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs leaves __init_subclass__ untyped
    """Options of the plugin in mkdocs.yml."""

    data_dir = opt.Type(str, default="data")
    """Folder of the records, relative to mkdocs.yml. (Never named `data`: MkDocs keeps its options under that name.)"""
    agencies = opt.ListOfItems(opt.Type(str), default=[])
    """Slugs of the agencies to build; empty for all. One alone makes a site whose front page is that agency."""
    digits = opt.Choice(get_args(Digits), default="arabic")
    """How numbers are written that the generator writes; texts stay as filed."""
    drafts = opt.Type(bool, default=False)
    """Whether years with `status: draft` are built too."""
    git_dates = opt.Type(bool, default=False)
    """Whether pages tell the day their record last changed in git; the build's own date is never shown."""
    demonstration = opt.Type(bool, default=False)
    """Whether every page says that this is not the agencies' own site."""
    language = opt.Choice(get_args(Language), default="th")
    """Language of messages to the officer and webmaster."""
    server_files = opt.Type(bool, default=False)
    """Whether to write .htaccess (Apache) and _headers (Pages-like hosts): policy, caching, compression, 404 page."""
    papers = opt.Choice((True, False, "auto"), default="auto")
    """Whether each report is offered as PDF and Word: `auto` makes what the extras allow, and says what not."""
    checks = opt.Type(dict, default={})
    """What the checks say and whether they stop the build: the keys of `.prongsai.yml`, which these replace."""


def root_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def shown_path(config: MkDocsConfig, path: Path) -> str:
    """A path as messages name it: relative to mkdocs.yml where that is possible."""
    try:
        return path.resolve().relative_to(root_of(config).resolve()).as_posix()
    except ValueError:
        return path.as_posix()


JOBS = "PRONGSAI_JOBS"
"""Environment variable: so many processes make pages."""


def wanted_jobs() -> int:
    """How many processes are to make pages."""
    text = os.environ.get(JOBS, "")
    return max(1, int(text)) if text.isdecimal() and len(text) < 4 else 1


CLEAN = "PRONGSAI_CLEAN"
"""Environment variable: not empty where nothing is to be taken over from an earlier build."""


def wants_clean() -> bool:
    """Whether a build is to be made as if it were the first."""
    return bool(os.environ.get(CLEAN))


def agencies_by_environment() -> list[str]:
    """The agencies that the environment names."""
    return [slug.strip() for slug in os.environ.get(ONLY, "").split(",") if slug.strip()]


def wanted_agencies(option: list[str]) -> list[str]:
    """The agencies to build: those of the environment, else those of the option; empty for all."""
    return agencies_by_environment() or option


def wanted_papers(config: ProngsaiConfig) -> tuple[str, ...]:
    """The forms of the report that the site offers. Raises PluginError where `papers: true` asks for too much."""
    try:
        forms, left_out = papers_to_make(config.papers)
    except MissingExtra as error:
        raise PluginError(error.message.in_language(cast("Language", config.language))) from error
    if left_out:  # a site must not differ from machine to machine in silence
        log.info(left_out)
    return forms
