"""The MkDocs plugin: a thin shell. Each hook reads options, calls one plain function and hands the result on.

Only this package imports mkdocs, so that the site can outlive it (docs/decisions/0001-engine.md).
"""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from prongsai.build import build_site, count_levels, gather
from prongsai.exporters.search_files import search_files
from prongsai.exporters.search_index import WrittenPage, search_index
from prongsai.frame import FrameError, frame
from prongsai.history import last_changes, last_commit_time, record_changes
from prongsai.model import Site
from prongsai.pages import Key, Options, Page, Preview, web_address
from prongsai.plugin.assets import THEME, name_by_content, replace_search, worker_of
from prongsai.plugin.files import RecordPage, asset_file, edit_uri, navigation
from prongsai.plugin.found import crawler_files, previews, tags
from prongsai.plugin.frames import Frames, Whole
from prongsai.plugin.kept import count_pages, kept_addresses
from prongsai.plugin.options import MEMORY, ProngsaiConfig, root_of, shown_path, wanted_agencies, wanted_papers
from prongsai.plugin.whole import WholeBuild
from prongsai.plugin.written import with_index, write_files, write_manifest, written_files
from prongsai.problems import Language
from prongsai.render import Digits
from prongsai.server_files import PlaceError, server_files
from prongsai.words import load_words

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.plugins.prongsai")


class ProngsaiPlugin(BasePlugin[ProngsaiConfig]):  # type: ignore[no-untyped-call]  # mkdocs leaves __init_subclass__ untyped
    """Loads the records before anything is written, then adds their pages, files and theme parts."""

    site = Site()
    options: Options
    worker = ""
    """Address of the theme's search worker, as its templates name it."""
    scripts: dict[str, str]
    """Scripts that stood in the theme's pages, by address."""
    pages: tuple[Page, ...] = ()
    written: list[WrittenPage]
    """Pages written by hand, for the search index."""
    pictures: dict[Key, Preview]
    """Those beside links to the site, by the pages that they are for."""
    files: Files
    serving = False
    dirty = False

    def __init__(self) -> None:
        super().__init__()
        self.whole = WholeBuild()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command; that this hook exists makes MkDocs keep the plugin from one rebuild to the next."""
        self.serving, self.dirty = command == "serve", dirty
        when = os.environ.get("SOURCE_DATE_EPOCH") or last_commit_time(Path.cwd())
        if when:  # the same commit gives the same bytes, whatever the day
            os.environ["SOURCE_DATE_EPOCH"] = when

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything: a blocking problem ends the build before the old site is touched."""
        data_dir = self._data_dir(config)
        only = wanted_agencies(self.config.agencies)
        shown = shown_path(config, data_dir)
        root = root_of(config)
        memory = root / MEMORY
        gathered = gather(data_dir, shown=shown, only=only, root=root, option=self.config.checks, memory=memory)
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
        if not (self.serving or self.dirty):
            self.whole.begin(config)
        self.scripts = {}
        self.pages, self.written = (), []
        self.options = Options(
            digits=cast("Digits", self.config.digits),
            directory_urls=config.use_directory_urls,
            drafts=self.config.drafts,
            single=len(only) == 1,
            site_url="" if self.serving else config.site_url or "",  # while serving it is this machine's own
            papers=wanted_papers(self.config),
            demonstration=self.config.demonstration,
            changes=self._changes(data_dir, shown) if self.config.git_dates else {},
            history=record_changes(data_dir, shown),
            epoch=int(os.environ.get("SOURCE_DATE_EPOCH") or 0) or None,
        )
        if self.options.site_url:
            config.site_url = web_address(self.options.site_url)
        config.theme.dirs.insert(0, str(THEME))
        config.extra_css.append("assets/prongsai.css")
        config.extra_javascript.append("assets/prongsai.js")
        config.extra_css.append("assets/charts.css")
        config.extra["prongsai"] = {"demonstration": self.config.demonstration, "words": load_words()}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a virtual file for every page and asset; a hand-written page at the same address wins."""
        self.worker = worker_of(files)
        names = config.extra["prongsai"]["assets"] = name_by_content(files, config)
        replace_search(files)
        self.options = replace(self.options, assets=names)
        built = build_site(self.site, self.options, self._data_dir(config))
        self.pictures = previews(self.site, self.options, config, demonstration=self.config.demonstration)
        pictures = {preview.asset.address: preview.asset for preview in self.pictures.values()}
        kept = kept_addresses(built.addresses, self._data_dir(config), config, self.options, self.config.language)
        assets = [*built.assets, *kept, *pictures.values()]
        taken = {file.dest_uri for file in files}
        nav: list[Page] = []
        shown: list[Page] = []
        for page in built.pages:
            file = File.generated(config, f"{page.address}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
            if file.dest_uri in taken:
                log.info(load_words()["messages"]["hand_written"].format(address=f"/{page.address}"))
                continue
            shown.append(page)
            if page.in_nav:
                file.inclusion = InclusionLevel.INCLUDED
                nav.append(page)
            file.edit_uri = edit_uri(config, page)
            RecordPage(page, file, config)
            files.append(file)
        self.pages = tuple(shown)
        for asset in assets:
            files.append(asset_file(config, asset))
        if config.nav is None:
            config.nav = navigation(nav, files, single=self.options.single)
        return files

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Note a hand-written page for the search index, unless its author left it out of search."""
        if isinstance(page, RecordPage) or (page.meta.get("search") or {}).get("exclude"):
            return
        self.written.append(WrittenPage(page.url, str(page.title), html))
        page.meta["search"] = {"exclude": True}  # from the theme's index, as above

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Tell the theme's templates which words to use, and what a page's head says of it."""
        self.files = files
        config.theme.static_templates.discard("sitemap.xml")  # it would date every page with the day of the build
        env.globals["prongsai"] = config.extra["prongsai"]
        Frames(
            config, lambda page: tags(page, config, self.pictures), self._framed, single=self.options.single
        ).install(env)
        return env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Mend the theme's frame around a page."""
        return output if isinstance(output, Whole) else self._framed(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend it around the theme's own pages too: 404.html."""
        return self._framed(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-100)  # after the theme's own search has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the scripts that stood in the pages, the search index, and last the list of all files."""
        written = {address: text.encode() for address, text in self.scripts.items()}
        if {"search", "material/search"} & set(config.plugins):
            link = str if config.use_directory_urls else with_index
            index = search_index(
                self.site, self.pages, measure_address=self.options.at.group, written=self.written, link=link
            )
            written |= search_files(index, as_scripts=not config.use_directory_urls)
        if not self.serving:
            written |= self._crawler_files(config)
        write_files(config, written)
        if self.config.server_files:
            try:
                write_files(config, server_files(config.site_url or "", written_files(config)))
            except PlaceError as error:
                raise PluginError(error.message.in_language(cast("Language", self.config.language))) from error
        count_pages(self.pages, config)
        if not self.serving:
            write_manifest(config)
        self.whole.finish()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was; say in plain words that the disk would not take the new one."""
        self.whole.give_up()
        if isinstance(error, OSError):
            raise PluginError(load_words()["messages"]["not_written"].format(reason=error.strerror or error)) from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the records too: an edited measure shows after save."""
        server.watch(str(self._data_dir(config)))
        return server

    def _crawler_files(self, config: MkDocsConfig) -> dict[str, bytes]:
        data_dir, closed = self._data_dir(config), self.config.demonstration
        known = {} if closed or not config.site_url else self._changes(data_dir, shown_path(config, data_dir))
        return crawler_files(self.files, config, known, demonstration=closed)

    def _framed(self, html: str) -> str:
        try:
            # MkDocs puts a script of its own into the pages that it serves, which the policy would forbid
            framed = frame(html, policy=not self.serving, worker=(self.worker, self.options.assets[self.worker]))
        except FrameError as error:
            raise PluginError(error.message.in_language(cast("Language", self.config.language))) from error
        self.scripts |= framed.scripts
        return framed.html

    def _changes(self, data_dir: Path, shown: str) -> dict[str, date]:
        return {f"{shown}/{name}": day for name, day in last_changes(data_dir).items()}

    def _data_dir(self, config: MkDocsConfig) -> Path:
        return root_of(config) / self.config.data_dir
