"""The MkDocs plugin: a thin shell. Each hook reads options, calls one plain function and hands the result on.

Only this package imports mkdocs, so that the site can outlive it (docs/decisions/0001-engine.md).
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from prongsai.build import judge_build
from prongsai.engine import ahead
from prongsai.engine.brief import Brief
from prongsai.engine.commits import commit_time
from prongsai.engine.crew import CrewError
from prongsai.engine.finish import LedgerError, PagesMissingError
from prongsai.engine.held import HeldStore
from prongsai.engine.inputs import Now, Scene
from prongsai.engine.past import Past, Told
from prongsai.engine.session import Recall, Session
from prongsai.engine.state import Store, place_of
from prongsai.exporters.search_index import WrittenPage
from prongsai.frame import FrameError, frame
from prongsai.load.project import PROJECT_FILE
from prongsai.pages import web_address
from prongsai.plugin.assets import THEME, list_quickly, name_by_content, replace_search, worker_of
from prongsai.plugin.compiled import compile_once
from prongsai.plugin.files import RecordPage
from prongsai.plugin.found import leads
from prongsai.plugin.making import Look, Making
from prongsai.plugin.options import ProngsaiConfig, root_of, wanted_agencies, wanted_jobs, wants_clean
from prongsai.plugin.painter import Painter, is_usual
from prongsai.plugin.scene import brief_of, is_plain, refuse_own_data, scene_of
from prongsai.plugin.spare import Spare
from prongsai.plugin.telling import can_be_shown
from prongsai.plugin.whole import WholeBuild
from prongsai.problems import Language
from prongsai.server_files import PlaceError
from prongsai.words import load_words

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage


class ProngsaiPlugin(BasePlugin[ProngsaiConfig]):  # type: ignore[no-untyped-call]  # mkdocs leaves __init_subclass__ untyped
    """Loads the records before anything is written, then adds their pages, files and theme parts."""

    past: Past
    brief: Brief
    session: Session | None = None
    """The last records that could be shown."""
    told: Told = "nothing"
    """Whether the records have given cause to warn."""
    good = False
    """Whether those are what lies in the data folder now."""
    apart = True
    """Whether pages are written without MkDocs."""
    worker = ""
    """Address of the theme's search worker, as its templates name it."""
    names: Mapping[str, str]
    """The published names of our own files."""
    look: Look | None = None
    """How the pages that are served look."""
    making: Making
    nav: Navigation
    began = 0
    """When the command began, in nanoseconds."""
    serving = False
    dirty = False
    epoch: str | None = None
    """The time that the environment gives to all builds."""

    def __init__(self) -> None:
        super().__init__()
        self.whole, self.spare, self.held = WholeBuild(), Spare(), HeldStore()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command; that this hook exists makes MkDocs keep the plugin from one rebuild to the next."""
        self.began = time.time_ns()
        self.serving, self.dirty, self.epoch = command == "serve", dirty, os.environ.get("SOURCE_DATE_EPOCH")
        when = self.epoch or commit_time(Path.cwd())
        if when:  # the same commit gives the same bytes, whatever the day
            os.environ["SOURCE_DATE_EPOCH"] = when

    @event_priority(100)  # before the theme's search
    def _on_config_first(self, config: MkDocsConfig) -> None:
        """What other plugins ask the theme for need not be compiled again."""
        compile_once(config)

    def _on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything: a blocking problem ends the build before the old site is touched."""
        scene, self.apart = scene_of(config, self.config), is_usual(config) and not self.dirty
        refuse_own_data(scene)
        store = self.held if self.serving else Store(place_of(scene.root, scene.site))
        state = store.state() if self.apart and not wants_clean() else {}
        past = self.past = Past(store, state, Now(scene, state.get("index", {}), self.epoch))
        brief = self.brief = brief_of(self.config, config, past, serving=self.serving)
        session = self._session(scene, partial(past.kept, brief))
        session.crew.foresee(brief.options, pictures=brief.pictures)
        self.good = self._can_be_shown(session, config)
        self.session = session if self.good else self.session
        if not self.dirty:
            self.whole.begin(config)
        if brief.options.site_url:
            config.site_url = web_address(brief.options.site_url)
        config.theme.dirs.insert(0, str(THEME))
        if self.apart:
            list_quickly(config)
        config.extra_css += ["assets/prongsai.css", "assets/charts.css"]
        config.extra_javascript.append("assets/prongsai.js")
        config.extra["prongsai"] = {"demonstration": self.config.demonstration, "words": load_words()}
        return config

    on_config = CombinedEvent(_on_config_first, _on_config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a virtual file for every page and asset; a hand-written page at the same address wins."""
        self.worker = worker_of(files)
        names = self.names = config.extra["prongsai"]["assets"] = name_by_content(files, config)
        replace_search(files)
        brief = replace(self.brief, options=replace(self.brief.options, assets=names))
        if self.session is None:
            raise AssertionError("what cannot be shown has ended the build")
        spare, look = (self.spare, self.look) if self.apart else (None, None)
        self.making = Making(self.session, brief, self.past, config, apart=self.apart, spare=spare, look=look)
        try:
            self.making.add_files(files, self._language)
        except LedgerError as error:
            raise PluginError(str(error)) from error
        return files

    @event_priority(-100)  # after whoever changes the navigation
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep it: titles of hand-written pages are not known yet."""
        self.nav = nav
        return nav

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Note where a hand-written page leads to, and the page for the search index if its author wants it there."""
        if isinstance(page, RecordPage):
            return
        self.making.links |= set(leads(html, page.file.dest_uri, page.url))
        if (page.meta.get("search") or {}).get("exclude"):
            return
        self.making.written.append(WrittenPage(page.url, str(page.title), html))
        page.meta["search"] = {"exclude": True}  # from the theme's index, which is not published

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Tell the theme's templates which words to use, and write all pages that need no more of MkDocs."""
        config.theme.static_templates.discard("sitemap.xml")  # it would date every page with the day of the build
        env.globals["prongsai"] = config.extra["prongsai"]
        try:
            around = self.making.around(self.nav)
            tags, scripts = self.making.tags, self.making.scripts
            self.making.draw(Painter(config, env, self.nav, around, tags, self._framed, scripts), files)
        except CrewError as error:
            raise PluginError(error.message.in_language(self._language)) from error
        return env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Mend the theme's frame around a page."""
        return self._framed(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend it around the theme's own pages too: 404.html."""
        return self._framed(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-100)  # after the theme's own search has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the scripts that stood in the pages, the search index, and last the list of all files."""
        try:
            self.making.finish(serving=self.serving)
        except PlaceError as error:
            raise PluginError(error.message.in_language(self._language)) from error
        except PagesMissingError as error:
            raise PluginError(str(error)) from error
        plain = is_plain(config, self.config)
        keeps = self.serving and self.apart and plain
        done = self.whole.finish(self.past.outputs, self.spare.place_for if keeps else None)
        self.spare.note(self.making.rows if keeps else {})
        if done and self.good:
            self.look = self.making.look if keeps else None
            self.making.remember(plain=plain, told=self.told if self.whole.silent else "more")
        if self.session and not self.serving:
            self.session.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was; say in plain words that the disk would not take the new one."""
        self.whole.give_up()
        if self.session:
            self.session.close()
        if isinstance(error, OSError):
            raise PluginError(load_words()["messages"]["not_written"].format(reason=error.strerror or error)) from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the records too: an edited measure shows after save."""
        from prongsai.plugin.watching import end_politely, watch_at_once  # a build need not wait for it

        watch_at_once(server, self.began)
        data_dir = root_of(config) / self.config.data_dir
        for path in (data_dir, root_of(config) / PROJECT_FILE, data_dir.parent / PROJECT_FILE):
            if path.exists():
                server.watch(str(path))
        end_politely()
        return server

    def on_shutdown(self) -> None:
        """Clear away what only this process needs, and what a build that was interrupted has left."""
        self.whole.give_up()
        self.spare.clear()

    def _session(self, scene: Scene, recall: Recall) -> Session:
        only, begun = wanted_agencies(self.config.agencies), ahead.take()
        if begun and not self.apart:
            begun.end()
            begun = None
        jobs = wanted_jobs() if self.apart and not self.serving else 1
        return Session(scene.data_dir, shown=scene.shown, only=only, jobs=jobs, recall=recall, ahead=begun)

    def _can_be_shown(self, session: Session, config: MkDocsConfig) -> bool:
        gathered = session.gather(root=root_of(config), option=self.config.checks)
        said = judge_build(gathered, self._language, strict=config.strict)
        self.told = "records" if said.warnings else "nothing"
        return can_be_shown(said, is_shown=self.serving and self.session is not None)

    def _framed(self, html: str) -> str:
        try:
            # MkDocs puts a script of its own into the pages that it serves, which the policy would forbid
            framed = frame(html, policy=not self.serving, worker=(self.worker, self.names[self.worker]))
        except FrameError as error:
            raise PluginError(error.message.in_language(self._language)) from error
        self.making.scripts |= framed.scripts
        return framed.html

    @property
    def _language(self) -> Language:
        return cast("Language", self.config.language)
