"""A build before any record is read: where it takes place, what its owner chose, whether MkDocs can be done without."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.exceptions import PluginError
from mkdocs.utils.yaml import yaml_load

from prongsai.engine.brief import Asked, Brief, with_known
from prongsai.engine.inputs import Scene
from prongsai.engine.knowing import ask_git
from prongsai.engine.past import Past
from prongsai.engine.sheets import Around
from prongsai.pages import Options
from prongsai.plugin.found import can_show_pictures, named
from prongsai.plugin.options import ProngsaiConfig, root_of, shown_path, wanted_agencies, wanted_papers
from prongsai.problems import Language
from prongsai.render import Digits
from prongsai.words import load_words

if TYPE_CHECKING:
    from mkdocs.config.base import Config
    from mkdocs.config.defaults import MkDocsConfig

_RESTED = 60
"""Seconds in which MkDocs has certainly got from reading mkdocs.yml to where we look at it."""
_OURS = {"search", "material/search", "prongsai"}
_GIVEN = {"config_file", "dev_addr", "site_dir", "strict", "plugins"}
"""What a command may say beside mkdocs.yml without making another site."""
_LISTS = ("plugins", "markdown_extensions")
_MARKDOWN = {
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs"),
    *("legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
}
"""Python-Markdown's own extensions. Another one may look at anything, such as files outside of the docs folder."""
_READ_ELSEWHERE = ("pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter")
"""Those of PyMdown that do."""


def scene_of(config: MkDocsConfig, wishes: ProngsaiConfig) -> Scene:
    """Where a build takes place, and what its settings are."""
    root = root_of(config).resolve()
    data_dir = root / wishes.data_dir
    settings = repr((_given(config), dict(wishes), sorted(config.plugins)))
    site, docs = Path(config.site_dir).resolve(), Path(config.docs_dir).resolve()
    return Scene(root, docs, data_dir, shown_path(config, data_dir), site, settings)


def _given(config: Config) -> list[Mapping[str, Any]]:
    """What stands in the file, then what a command has said."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # MkDocs says that it does not use them itself
        return [dict(one) for one in config.user_configs]


def brief_of(wishes: ProngsaiConfig, config: MkDocsConfig, past: Past, *, serving: bool) -> Brief:
    """What is known of a build before any file is looked at."""
    site_url = "" if serving else config.site_url or ""  # while serving it is this machine's own
    closed, git_dates = wishes.demonstration or not site_url, wishes.git_dates
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or 0) or None
    days = git_dates or not closed
    known = past.known(days=days) or ask_git(past.now, days=days)
    known = known._replace(epoch=epoch)
    options = Options(
        digits=cast("Digits", wishes.digits),
        directory_urls=config.use_directory_urls,
        drafts=wishes.drafts,
        single=len(wanted_agencies(wishes.agencies)) == 1,
        site_url=site_url,
        papers=wanted_papers(wishes),
        demonstration=wishes.demonstration,
    )
    return Brief(
        asked=Asked(
            wanted_agencies(wishes.agencies),
            wishes.checks,
            cast("Language", wishes.language),
            strict=bool(_given(config)[0].get("strict")),
        ),
        options=with_known(options, known, git_dates=git_dates),
        around=Around(named(config)),
        known=known,
        pictures=can_show_pictures(site_url),
        closed=wishes.demonstration,
        server_files=wishes.server_files,
        search=bool({"search", "material/search"} & set(config.plugins)),
        git_dates=git_dates,
    )


def _is_as_read(path: Path, text: str, config: MkDocsConfig, wishes: ProngsaiConfig) -> bool:
    """Whether mkdocs.yml still says what MkDocs has read: somebody may have saved it since.

    A file that has rested is not read twice. MkDocs takes the lists of plugins and of Markdown's extensions apart, so
    these are looked at by themselves.
    """
    found = path.stat()
    if time.time() - max(found.st_mtime, found.st_ctime) > _RESTED:
        return True
    now = yaml_load(text)
    plugins, extensions = _rows(now.pop("plugins", None)), _rows(now.pop("markdown_extensions", None))
    before = {name: value for name, value in _given(config)[0].items() if name not in _LISTS}
    names = [*type(config).markdown_extensions.builtins, *(name for name, _ in extensions)]  # type: ignore[attr-defined]  # of the option
    return (
        now == before
        and dict(plugins).get("prongsai", {}) == _given(wishes)[0]
        and list(dict.fromkeys(names)) == config.markdown_extensions
        and {name: given for name, given in extensions if given} == config.mdx_configs
    )


def _rows(given: Any) -> list[tuple[str, Any]]:
    """Names and options, as a list or a mapping gives them."""
    if isinstance(given, dict):
        return [(name, options or {}) for name, options in given.items()]
    pairs = [pair for one in given or () for pair in (one.items() if isinstance(one, dict) else [(one, None)])]
    return [(name, options or {}) for name, options in pairs]


def _is_known(extension: str) -> bool:
    name = extension.removeprefix("markdown.extensions.")
    return name in _MARKDOWN or (name.startswith("pymdownx.") and not name.startswith(_READ_ELSEWHERE))


def refuse_own_data(scene: Scene) -> None:
    """Raise PluginError where the site would be built over the records, or into them."""
    data = scene.data_dir.resolve()
    if data.is_relative_to(scene.site) or scene.site.is_relative_to(data):
        words = load_words()["messages"]["site_in_data"]
        raise PluginError(words.format(site=scene.site.name, data=scene.shown))


def is_plain(config: MkDocsConfig, wishes: ProngsaiConfig) -> bool:
    """Whether all that pages depend on is known: mkdocs.yml, the docs folder, this package and what is installed."""
    path = Path(config.config_file_path or "")
    if path.name != "mkdocs.yml":
        return False
    text = path.read_text(encoding="utf-8")
    if not _is_as_read(path, text, config, wishes):
        return False
    told = "INHERIT" not in text and "!" not in text.replace("!important", "")
    given = {key for one in _given(config)[1:] for key in one}
    asked = ProngsaiConfig()
    for one in _given(wishes):
        asked.load_dict(dict(one))
    asked.validate()
    return (
        told
        and dict(asked) == dict(wishes)
        and given <= _GIVEN
        and set(config.plugins) <= _OURS
        and not config.hooks
        and all(map(_is_known, config.markdown_extensions))
        and not any(path.is_symlink() for path in Path(config.docs_dir).rglob("*"))
    )
