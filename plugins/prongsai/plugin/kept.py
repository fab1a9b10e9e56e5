"""What must not be missing from a finished site: the addresses that were published, and the pages that were planned."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mkdocs.exceptions import PluginError

from prongsai.ledger import FILE, ledger_faults
from prongsai.ledger import read as read_ledger
from prongsai.pages import Asset, Options, Page, redirect
from prongsai.plugin.options import agencies_by_environment, shown_path
from prongsai.problems import Language
from prongsai.words import load_words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def kept_addresses(
    now: frozenset[str], data_dir: Path, config: MkDocsConfig, options: Options, language: str
) -> list[Asset]:
    """Hold the site to its ledger: no published address may be gone; moved ones get a page that leads on.

    A site of some agencies picked out by the environment is a trial, not the published one.
    """
    path = data_dir / FILE
    if agencies_by_environment() or not path.is_file():
        return []
    ledger = read_ledger(path.read_text(encoding="utf-8"))
    faults = ledger_faults(ledger, now, shown_path(config, path))
    if faults:
        raise PluginError("\n".join(fault.in_language(cast("Language", language)) for fault in faults))
    urls, base = config.use_directory_urls, (options.site_url and config.site_url) or ""
    return [redirect(old, new, directory_urls=urls, site_url=base) for old, new in ledger.redirects(now).items()]


def count_pages(pages: Iterable[Page], config: MkDocsConfig) -> None:
    """An engine that forgot pages must not pass for a finished site."""
    written = (Path(config.site_dir, page.address, "index.html") for page in pages)
    missing = [path for path in written if not path.is_file()]
    if missing:
        first = missing[0].relative_to(config.site_dir).as_posix()
        raise PluginError(load_words()["messages"]["pages_missing"].format(count=len(missing), first=first))
