"""What the configuration and the navigation put around all pages, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from prongsai.engine.sheets import Around
from prongsai.pages import Options
from prongsai.plugin.files import docs_path, menu_items
from prongsai.plugin.found import named
from prongsai.plugin.painter import shows_places

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation


def around_of(config: MkDocsConfig, nav: Navigation, options: Options, taken: frozenset[str]) -> Around:
    """All of it, when the titles of all pages are known; `taken` are addresses of pages that are written by hand."""
    return Around(
        site=named(config),
        menu=menu_items(nav),
        directory_urls=options.directory_urls,
        edit_base=_edit_base(config),
        docs=docs_path(config),
        odd_menu=shows_places(config),
        taken=taken,
    )


def _edit_base(config: MkDocsConfig) -> str:
    """The repository's address with its edit path; empty where pages have no edit link."""
    if not (config.edit_uri and config.repo_url):
        return ""
    repository = config.repo_url
    if not config.edit_uri.startswith(("?", "#")) and not repository.endswith("/"):
        repository += "/"
    return urljoin(repository, config.edit_uri)
