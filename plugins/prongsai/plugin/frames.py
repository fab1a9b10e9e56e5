"""The theme's frame, drawn once for all pages of one shape and filled with each page's words.

Only pages outside the menu share frames; those in it, written by hand or odd in any way are drawn in full. So is every
page when something other than the known theme might look at it. The first page of a shape is drawn in full; with the
second the frame is drawn too, and must give the same bytes, or the shape goes without (docs/decisions/0023-speed.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, Template, pass_context

from prongsai.plugin.files import RecordPage
from prongsai.plugin.found import Tag
from prongsai.plugin.probe import Frame, Probe, Word, shape_of, words_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

_READERS = {"SearchPlugin"}
"""Plugins that read each page and change nothing: the theme's search and MkDocs' own."""
_LOOKED_AT = ("<table>", "text-align: ", "<meta", "<label", "<main", "md-")
"""What the repairs of a page look for: a body that holds one is mended with its frame."""
_SCRIPT = re.compile(r'<script(?![^>]* type="application/)')


class Whole(str):
    """A page that needs no more repairs."""

    __slots__ = ()


class Frames:
    """The frames of one build: `tags` are what a page's head says of it, `mend` repairs a drawn page."""

    def __init__(
        self,
        config: MkDocsConfig,
        tags: Callable[[MkDocsPage], list[Tag]],
        mend: Callable[[str], str],
        *,
        single: bool,
    ) -> None:
        self._config, self._tags, self._mend, self._single = config, tags, mend, single
        self._frames: dict[Any, Frame | None] = {}
        """None for a shape that was met once, or goes without."""
        self._without: set[Any] = set()
        self._links: dict[str, str] = {}
        self._menu: frozenset[str] = frozenset()
        """Addresses of the pages in the menu."""
        self._above: frozenset[str] = frozenset()
        """All folders that those lie in."""

    def install(self, env: Environment) -> None:
        """Draw this environment's pages from now on."""
        self._env, self._usual = env, _is_usual(env, self._config)
        self._url, self._script_tag = env.filters["url"], env.filters["script_tag"]
        frames = self

        class FramedTemplate(Template):
            """A template of the theme whose pages may share frames."""

            def render(self, *args: Any, **kwargs: Any) -> str:
                context = dict(*args, **kwargs)
                return frames.draw(self, context, lambda values: super(FramedTemplate, self).render(values))

        env.template_class = FramedTemplate
        env.globals["prongsai_tags"] = lambda page: page.tags if isinstance(page, Probe) else self._tags(page)
        env.filters |= {"url": self._address, "script_tag": self._script}

    def draw(self, template: Template, context: dict[str, Any], render: Callable[[Mapping[str, Any]], str]) -> str:
        """A page with its frame; `render` is the long way to it."""
        page = context.get("page")
        if not (self._usual and template.name == "main.html" and isinstance(page, RecordPage)):
            return render(context)
        if not self._above:
            self._note_menu(context)
        body, folder = page.content or "", _folder(page.url)
        if page.url in self._menu or "<h1" not in body or any(piece in body for piece in _LOOKED_AT):
            return render(context)
        if _SCRIPT.search(body):
            return render(context)
        tags, parent = self._tags(page), folder.rpartition("/")[0]
        key = (parent if self._single else page.url.count("/"), shape_of(page, tags))
        frame = self._frames.get(key)
        if frame is None and (key in self._without or key not in self._frames):
            self._frames.setdefault(key)
            return render(context)
        words = [*words_of(page, tags), Word(self._links_of(page, context))]
        if frame is None:
            whole = self._mend(render(context))
            frame = self._drawn(page, tags, context, render)
            if frame and frame.fill(words) == whole:
                self._frames[key] = frame
            else:
                self._without.add(key)
            return Whole(whole)
        here = {"page": page, "base_url": context["base_url"]}
        if any(self._url(here, target) != written for target, written in frame.targets.items()):
            return render(context)
        return Whole(frame.fill(words))

    def _drawn(
        self,
        page: RecordPage,
        tags: list[Tag],
        context: dict[str, Any],
        render: Callable[[Mapping[str, Any]], str],
    ) -> Frame | None:
        """The frame of a page's shape, repaired; None when a template asked for more than is known of its pages."""
        probe = Probe(page, tags)
        html = self._mend(render({**context, "page": probe}))
        return None if probe.asked else Frame(html, probe.targets)

    def _links_of(self, page: RecordPage, context: dict[str, Any]) -> str:
        """The links of the menu, which are the same for all pages of a folder that are not in the menu themselves."""
        folder = _folder(page.url)
        place = page.url if folder in self._above else folder.rpartition("/")[0]
        if place not in self._links:
            menu: Any = self._env.get_template("partials/nav-list.html").make_module(context)
            self._links[place] = str(menu.list(context["nav"].items))
        return self._links[place]

    def _note_menu(self, context: dict[str, Any]) -> None:
        self._menu = frozenset(page.url for page in context["nav"].pages)
        self._above = frozenset(
            str(folder) for url in self._menu for folder in (Path(_folder(url)), *Path(_folder(url)).parents)
        )

    @pass_context
    def _address(self, context: Mapping[str, Any], value: str) -> str:
        """The theme's filter `url`; around a probe it notes where the frame leads to."""
        page = context["page"]
        if not isinstance(page, Probe):
            return str(self._url(context, value))
        written = str(self._url({"page": page.like, "base_url": context["base_url"]}, value))
        if not str(value).startswith("#"):
            page.targets[str(value)] = written
        return written

    @pass_context
    def _script(self, context: Mapping[str, Any], script: Any) -> str:
        """The theme's filter `script_tag`, in the same way."""
        page = context["page"]
        if isinstance(page, Probe):
            self._address(context, str(script))
            context = {"page": page.like, "base_url": context["base_url"]}
        return str(self._script_tag(context, script))


def _is_usual(env: Environment, config: MkDocsConfig) -> bool:
    """Whether nothing but our templates and the theme's own can look at a page while it is drawn."""
    theme, events = config.theme, config.plugins.events
    known = theme.name == "material" and not theme.custom_dir and len(theme.dirs) == 3
    loader = env.loader
    own = isinstance(loader, FileSystemLoader) and loader.searchpath == list(theme.dirs)
    readers = {type(getattr(method, "__self__", None)).__name__ for method in events["page_context"]}
    alone = len(events["post_page"]) == len(events["env"]) == 1 and readers <= _READERS
    return known and own and alone and "content.action.view" not in (theme.get("features") or ())


def _folder(url: str) -> str:
    return url.removesuffix("index.html").rstrip("/")
