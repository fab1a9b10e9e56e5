"""The MkDocs plugin: a thin shell. Each hook reads options, calls one plain function and hands the result on.

This is the only module that imports mkdocs, so that the site can outlive it (docs/decisions/0001-engine.md).
"""

from __future__ import annotations

import logging
import os
import posixpath
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from markupsafe import escape
from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from prongsai.build import build_site, count_levels, gather
from prongsai.exporters.search_files import UNUSED, WORKER, search_files, theme_worker
from prongsai.exporters.search_index import WrittenPage, search_index
from prongsai.frame import FrameError, frame
from prongsai.history import last_changes
from prongsai.model import Site
from prongsai.pages import Asset, Heading, Options, Page
from prongsai.problems import Language
from prongsai.render import Digits
from prongsai.words import load_words

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.prongsai")

THEME = Path(__file__).parent / "theme"
"""Templates and assets laid over the theme's own."""
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
    checks = opt.Type(dict, default={})
    """What the checks say and whether they stop the build: the keys of `.prongsai.yml`, which these replace."""


class RecordPage(MkDocsPage):
    """A page whose body is already HTML: there is no Markdown to read or render.

    The theme prints titles, descriptions and labels as they are, so each is escaped here.
    """

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        self.record_page = page
        super().__init__(None, file, config)
        self.title = str(escape(page.label))
        if page.record is None:
            self.edit_url = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take title and description from the page; the source is empty."""
        self.markdown = ""
        page = self.record_page
        self.meta = {"title": str(escape(page.title)), "description": str(escape(page.description))}
        self.meta["search"] = {"exclude": True}  # from the theme's index, which is not published
        if not page.headings:
            self.meta["hide"] = ["toc"]  # room for a wide table instead of an empty column

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the body and its headings as they are."""
        self.content = self.record_page.html
        self.toc = get_toc(_toc_tokens(self.record_page.headings))
        self.present_anchor_ids = {heading.anchor for heading in self.record_page.headings}


class AssetFile(File):
    """A file of the data, read and cleaned only as it is copied: all at once they would not fit into memory."""

    asset: Asset

    def copy_file(self, dirty: bool = False) -> None:
        """Write what may be published of the file."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.asset.read())


class ProngsaiPlugin(BasePlugin[ProngsaiConfig]):  # type: ignore[no-untyped-call]  # as above
    """Loads the records before anything is written, then adds their pages, files and theme parts."""

    site = Site()
    options: Options
    scripts: dict[str, str]
    """Scripts that stood in the theme's pages, by address."""
    pages: tuple[Page, ...] = ()
    written: list[WrittenPage]
    """Pages written by hand, for the search index."""
    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command; that this hook exists makes MkDocs keep the plugin from one rebuild to the next."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything: a blocking problem ends the build before the old site is touched."""
        data_dir = self._data_dir(config)
        only = _wanted(self.config.agencies)
        shown = self._shown(config, data_dir)
        gathered = gather(data_dir, shown=shown, only=only, root=_root(config), option=self.config.checks)
        language: Language = cast("Language", self.config.language)
        stops, problems, advice = gathered.stops, gathered.loud, gathered.advice
        for problem in problems:
            if not gathered.settings.stops(problem):
                log.warning(problem.line(language))
        if advice:  # for the officer: counted here, told by `prongsai check`, and on no page
            log.info(load_words()["messages"]["advice"].format(**count_levels(advice)))
        if stops or (problems and config.strict):
            lines = [problem.line(language) for problem in problems]
            words = load_words()["messages"]
            if not (self.serving and self.site.agencies):
                raise PluginError("\n".join([*lines, words["stopped"].format(count=len(lines))]))
            # While serving, MkDocs would keep every reader waiting until the file is mended: show the last good data.
            log.error("\n".join([*lines, words["kept"].format(count=len(lines))]))
        else:
            self.site = gathered.site
        self.scripts = {}
        self.pages, self.written = (), []
        self.options = Options(
            digits=cast("Digits", self.config.digits),
            directory_urls=config.use_directory_urls,
            drafts=self.config.drafts,
            single=len(only) == 1,
            site_url="" if self.serving else config.site_url or "",  # while serving it is this machine's own
            changes=self._changes(data_dir, shown) if self.config.git_dates else {},
        )
        config.theme.dirs.insert(0, str(THEME))
        config.extra_css.append("assets/prongsai.css")
        config.extra_javascript.append("assets/prongsai.js")
        config.extra_css.append("assets/charts.css")
        config.extra["prongsai"] = {"demonstration": self.config.demonstration, "words": load_words()}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a virtual file for every page and asset; a hand-written page at the same address wins."""
        built = build_site(self.site, self.options, self._data_dir(config))
        self.pages = built.pages
        taken = {file.dest_uri for file in files}
        nav: list[Page] = []
        for page in built.pages:
            file = File.generated(config, f"{page.address}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
            if file.dest_uri in taken:
                log.info(load_words()["messages"]["hand_written"].format(address=f"/{page.address}"))
                continue
            if page.in_nav:
                file.inclusion = InclusionLevel.INCLUDED
                nav.append(page)
            file.edit_uri = _edit_uri(config, page)
            RecordPage(page, file, config)
            files.append(file)
        for asset in built.assets:
            files.append(_asset_file(config, asset))
        for source_map in [file for file in files if file.src_uri.endswith(".map")]:
            files.remove(source_map)  # of the theme's scripts: a megabyte that no reader fetches
        _replace_search(files, config)
        if config.nav is None:
            config.nav = _nav(nav, files, single=self.options.single)
        return files

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Note a hand-written page for the search index, unless its author left it out of search."""
        if isinstance(page, RecordPage) or (page.meta.get("search") or {}).get("exclude"):
            return
        self.written.append(WrittenPage(page.url, str(page.title), html))
        page.meta["search"] = {"exclude": True}  # from the theme's index, as above

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Tell the theme's templates which words to use."""
        env.globals["prongsai"] = config.extra["prongsai"]
        return env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Mend the theme's frame around a page."""
        return self._framed(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend it around the theme's own pages too: 404.html."""
        return self._framed(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-100)  # after the theme's own search has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the scripts that stood in the pages, and the search index."""
        written = {address: text.encode() for address, text in self.scripts.items()}
        if {"search", "material/search"} & set(config.plugins):
            link = str if config.use_directory_urls else _with_index
            index = search_index(
                self.site, self.pages, measure_address=self.options.at.group, written=self.written, link=link
            )
            written |= search_files(index, as_scripts=not config.use_directory_urls)
        for address, content in written.items():
            target = Path(config.site_dir, address)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the records too: an edited measure shows after save."""
        server.watch(str(self._data_dir(config)))
        return server

    def _framed(self, html: str) -> str:
        try:
            # MkDocs puts a script of its own into the pages that it serves, which the policy would forbid
            framed = frame(html, policy=not self.serving)
        except FrameError as error:
            raise PluginError(error.message.in_language(cast("Language", self.config.language))) from error
        self.scripts |= framed.scripts
        return framed.html

    def _changes(self, data_dir: Path, shown: str) -> dict[str, date]:
        return {f"{shown}/{name}": day for name, day in last_changes(data_dir).items()}

    def _data_dir(self, config: MkDocsConfig) -> Path:
        return _root(config) / self.config.data_dir

    def _shown(self, config: MkDocsConfig, data_dir: Path) -> str:
        """The data folder as a message names it: relative to mkdocs.yml where that is possible."""
        try:
            return data_dir.resolve().relative_to(_root(config).resolve()).as_posix()
        except ValueError:
            return data_dir.as_posix()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def _wanted(option: list[str]) -> list[str]:
    named = os.environ.get(ONLY, "")
    return [slug.strip() for slug in named.split(",") if slug.strip()] or option


def _edit_uri(config: MkDocsConfig, page: Page) -> str | None:
    """The record's path seen from the docs folder, which is what MkDocs puts behind `edit_uri`."""
    if page.record is None:
        return None
    return posixpath.relpath(page.record, Path(os.path.relpath(config.docs_dir, _root(config))).as_posix())


def _with_index(address: str) -> str:
    """An address as a file on disk: sing/2568/#m1 is sing/2568/index.html#m1."""
    path, mark, anchor = address.partition("#")
    return f"{path}index.html{mark}{anchor}" if path == "" or path.endswith("/") else address


def _replace_search(files: Files, config: MkDocsConfig) -> None:
    """Put our search worker in the place of the theme's, and leave out what only the theme's used."""
    address = theme_worker(file.src_uri for file in files)
    if address is None:
        raise PluginError(load_words()["messages"]["theme_search"])
    for file in list(files):
        if file.src_uri.startswith(UNUSED) or file.src_uri in {address, WORKER}:
            files.remove(file)
    files.append(File.generated(config, address, abs_src_path=str(THEME / WORKER)))


def _asset_file(config: MkDocsConfig, asset: Asset) -> File:
    included = InclusionLevel.INCLUDED  # whatever its name: MkDocs leaves out .htaccess, and a folder `templates`
    if isinstance(asset.content, bytes):
        return File.generated(config, asset.address, content=asset.content, inclusion=included)
    file = AssetFile.generated(config, asset.address, abs_src_path=str(asset.content), inclusion=included)
    file.asset = asset
    return file


def _nav(pages: list[Page], files: Files, *, single: bool) -> list[Any]:
    """Home, a section for each agency, then the hand-written pages.

    Indicator, issue and item pages stay out: MkDocs repeats the whole navigation on every page.
    """
    sections: dict[str, list[str]] = {}
    nav: list[Any] = []
    for page in pages:
        source, label = f"{page.address}index.md", str(escape(page.label))
        if page.agency is None or single:
            nav.append({label: source})
            continue
        if page.kind == "agency":
            sections[page.agency] = []
            nav.append({label: sections[page.agency]})
        sections[page.agency].append(source if page.kind == "agency" else {label: source})  # type: ignore[arg-type]  # MkDocs nav items are paths or {title: path}
    ours = {f"{page.address}index.md" for page in pages}
    written = sorted(f.src_uri for f in files.documentation_pages() if not isinstance(f.page, RecordPage))
    return nav + [uri for uri in written if uri not in ours]


def _toc_tokens(headings: tuple[Heading, ...]) -> list[Any]:
    """Headings as the nested tokens that MkDocs makes a table of contents of."""
    root: list[dict[str, Any]] = []
    open_: list[dict[str, Any]] = []
    for heading in headings:
        token = {"level": heading.level, "id": heading.anchor, "name": str(escape(heading.title)), "children": []}
        while open_ and open_[-1]["level"] >= heading.level:
            open_.pop()
        (open_[-1]["children"] if open_ else root).append(token)
        open_.append(token)
    return root
