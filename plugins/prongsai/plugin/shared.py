"""Frames that the sites of many agencies have in common, in a process that builds them all.

A frame of one site is drawn around marks for the words of its pages. Here the words of the site are marks too: its
name, the titles in the footer, the colours. Whatever else the theme may ask for is part of the key that sites share a
frame by; what is neither must not be asked for: that is noted, and such a frame is not shared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from prongsai.engine.frames import Frame, mark
from prongsai.plugin.asked import Asked, SiteMark

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

_FIRST = 500
"""The mark of the site's first word; those of pages have lower numbers, those of headings higher ones."""
_MOST_WORDS = 300
_PROOFS = 2
"""For so many sites a frame is drawn in full too, and must be the same, before others trust it."""
_MOST = 500
"""Frames kept, some 40 KB each."""
_ITS_OWN = frozenset(
    (
        *("site_url", "site_description", "site_dir", "docs_dir", "config_file_path"),
        *("nav", "plugins", "hooks", "user_configs", "watch"),
    )
)
"""Settings that differ from site to site and leave no trace in a frame."""
_COLOUR = re.compile(r"[a-z]+( [a-z]+)?")


@dataclass
class Shared:
    """A frame with marks for the words of the site."""

    frame: Frame
    scripts: Mapping[str, str]
    """Those that stood in it, by address."""
    proofs: set[tuple[str, ...]] = field(default_factory=set)
    """The words of the sites for which it was drawn in full."""

    @property
    def is_proved(self) -> bool:
        """Whether it need not be drawn any more."""
        return len(self.proofs) >= _PROOFS


class SharedFrames:
    """Those of one process, by what the theme knows and by shape."""

    def __init__(self) -> None:
        self.on = False
        """Whether this process builds many sites."""
        self._frames: dict[tuple[str, str], Shared] = {}

    def get(self, ground: str, shape: str) -> Shared | None:
        """A frame that may serve."""
        return self._frames.get((ground, shape))

    def keep(self, ground: str, shape: str, shared: Shared) -> None:
        """Keep a frame for the next sites."""
        if len(self._frames) >= _MOST:
            self._frames.clear()
        self._frames[ground, shape] = shared


FRAMES = SharedFrames()


class Site:
    """What the theme is told of a site around a probe: marks for its words, the rest as it is."""

    def __init__(self, config: MkDocsConfig, nav: Navigation) -> None:
        self.asked: set[str] = set()
        """What was asked for though it is in no key."""
        self.words: list[str] = []
        self._all_bare = bool(nav.items)
        name = self._mark(config.site_name)
        menu = [self._item(item) for item in nav.items]
        theme, palette = self._theme(config)
        home = nav.homepage and self._telling(nav.homepage, {"url": nav.homepage.url})
        settings = {name: one.config for name, one in config.plugins.items() if hasattr(one, "config")}
        settings.pop("prongsai", None)  # which are the agency's
        plugins = {name: self._telling(config.plugins[name], {"config": one}) for name, one in settings.items()}
        known = {"site_name": name, "theme": theme, "plugins": self._telling(config.plugins, plugins)}
        self.told = {
            "config": Asked(config, self.asked, known, _ITS_OWN | {"text", "all"}),
            "nav": self._telling(nav, {"items": menu, "homepage": home}),
            "pages": self._telling([], {}),
            "build_date_utc": self._telling("", {}),
        }
        bare = self._all_bare and len(self.words) <= _MOST_WORDS
        self.ground = _ground(config, nav, palette, settings) if bare else ""
        """All that a frame may depend on; empty for a site that shares none."""

    def own(self, frame: Frame) -> Frame:
        """A shared frame with the words of this site."""
        pieces, places = [frame.pieces[0]], []
        for place, piece in zip(frame.places, frame.pieces[1:], strict=True):
            number = (place >> 1) - _FIRST
            if number < 0:
                places.append(place)
                pieces.append(piece)
            else:
                pieces[-1] += self.words[number] + piece
        return replace(frame, pieces=pieces, places=places)

    def _mark(self, word: str) -> SiteMark:
        """The mark of one more word."""
        self.words.append(word)
        self._all_bare &= _is_bare(word)
        found = SiteMark(mark(_FIRST + len(self.words) - 1))
        found.asked = self.asked
        return found

    def _telling(self, real: Any, known: Mapping[str, Any]) -> Asked:
        return Asked(real, self.asked, known)

    def _item(self, item: Any) -> Asked:
        known = {"url": item.url, "title": self._mark(str(item.title))} if item.is_page else {}
        return self._telling(item, {"is_page": item.is_page, **known})

    def _theme(self, config: MkDocsConfig) -> tuple[Asked, object]:
        """The theme with marks for its colours; for the key, what stays of its palette."""
        told: Any = config.theme.get("palette")
        marked: list[object] = []
        left: list[object] = []
        for one in told if isinstance(told, list) else [told]:
            colours = {name: str(one[name]) for name in ("primary", "accent") if _has_colour(one, name)}
            marks = {name: self._mark(colour.replace(" ", "-")) for name, colour in colours.items()}
            marked.append({**one, **marks} if marks else one)
            left.append({**one, **{name: " " in colour for name, colour in colours.items()}} if marks else one)
        palette = marked if isinstance(told, list) else marked[0]
        return Asked(config.theme, self.asked, {"palette": palette}, frozenset({"text", "all"})), (left, type(told))


def _is_bare(word: str) -> bool:
    """Whether a word reads the same where a template escapes it, trims it or takes markup off."""
    return bool(word) and word == str(escape(word)) == str(Markup(word).striptags())  # noqa: S704  # it holds no markup


def _has_colour(palette: object, name: str) -> bool:
    """Whether a colour is so named that the theme only puts a hyphen into it; a space in it shows in the key."""
    return isinstance(palette, dict) and bool(_COLOUR.fullmatch(str(palette.get(name))))


def _ground(config: MkDocsConfig, nav: Navigation, palette: object, settings: Mapping[str, Any]) -> str:
    told: dict[str, Any] = {name: config[name] for name in config if name not in _ITS_OWN}
    theme = {name: value for name, value in config.theme.items() if name != "palette"}
    told["site_name"], told["theme"] = None, (theme, palette, config.theme.name, config.theme.dirs)
    told["extra"] = {**config.extra, "prongsai": {**config.extra["prongsai"], "words": None}}  # the same in every build
    menu = [item.url if item.is_page else None for item in nav.items]
    plugins = [(name, settings.get(name)) for name in config.plugins]
    text = repr((told, str(config.theme.locale), plugins, menu, nav.homepage and nav.homepage.url))
    return "" if " at 0x" in text else text  # an object without words of its own: another may come to its place
