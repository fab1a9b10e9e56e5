"""Many sites in one process: what `mkdocs build` does in a folder, again and again, as if each time were the first.

MkDocs, its plugins and an agency's hooks keep things for the life of a process, which is one build long elsewhere. Here
everything that a build may leave behind is put back after it (docs/decisions/0024-fleet.md). One build at a time: a
working directory and an environment belong to the whole process.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache
from importlib.metadata import entry_points
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import mkdocs.plugins
import mkdocs.utils
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from prongsai.atomic import clear_building_place
from prongsai.engine.inputs import keep_programs
from prongsai.plugin import ProngsaiPlugin
from prongsai.plugin.assets import keep_theme
from prongsai.plugin.config_yaml import read_quickly
from prongsai.plugin.options import root_of
from prongsai.plugin.shared import FRAMES
from prongsai.words import load_words

CONFIG = "mkdocs.yml"
_MOST_LINES = 200
"""So many lines of one build's log are kept."""


class Built(NamedTuple):
    """How a build ended."""

    error: str
    """Why there is no site; empty when there is one."""
    said: tuple[str, ...]
    """What else was warned of, in order."""


def build_folder(
    folder: Path, site_dir: Path, *, strict: bool, reads: Callable[[tuple[Path, ...]], None] = lambda _: None
) -> Built:
    """Build the site of a folder with a mkdocs.yml into `site_dir`, as `mkdocs build` there would, byte for byte.

    The old site stays when the build fails. `reads` is told, before anything is read, which files and folders outside
    `folder` the build depends on. Never raises because of the folder's content.
    """
    _keep_installed()
    said = _Said()
    with _as_found(folder), said.listening():
        try:
            config = load_config(str(folder / CONFIG), site_dir=str(site_dir), strict=strict)
            _refuse_foreign(config)
            reads(tuple(_outside(config, folder)))
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except Abort as error:  # MkDocs has logged why
            why = "\n".join(said.errors or [*said.lines, str(error)])
            return Built(why, tuple(line for line in said.lines if line not in why))
        except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever a hook or plugin does, the next agency is built
            clear_building_place(site_dir)  # MkDocs tells its plugins of errors, but not of an exit
            why = "\n".join([*said.errors, f"{type(error).__name__}: {error}"])
            return Built(why, tuple(line for line in said.lines if line not in why))
    return Built("", tuple(said.lines))


@cache
def _keep_installed() -> None:
    """Ask only once what is installed: MkDocs looks through all packages for themes and plugins in each build.

    Sites share frames of the theme, too, which belongs to what is installed. Garbage is looked for between builds only.
    """
    gc.disable()
    known = cache(entry_points)
    for asking in (mkdocs.plugins, mkdocs.utils):
        setattr(asking, "entry_points", known)  # noqa: B010  # which they do not offer
    mkdocs.utils.get_themes = cache(mkdocs.utils.get_themes)
    read_quickly()
    keep_programs()
    keep_theme()
    FRAMES.on = True


class NotOurs(Abort):
    """A mkdocs.yml without the plugin."""


def _refuse_foreign(config: MkDocsConfig) -> None:
    """Only our plugin leaves the old site alone until the new one is whole."""
    if not any(isinstance(plugin, ProngsaiPlugin) for plugin in config.plugins.values()):
        raise NotOurs(load_words()["fleet"]["no_plugin"])


def _outside(config: MkDocsConfig, folder: Path) -> Iterator[Path]:
    """What the build reads that lies outside the folder, as far as MkDocs and we are told of it."""
    ours = (plugin for plugin in config.plugins.values() if isinstance(plugin, ProngsaiPlugin))
    named: list[Any] = [config.docs_dir, config.theme.custom_dir, *(hook.__file__ for hook in config.hooks.values())]  # type: ignore[attr-defined]  # MkDocs says list, and makes a mapping
    named += [root_of(config) / plugin.config.data_dir for plugin in ours]
    here = folder.resolve()
    for path in dict.fromkeys(Path(one).resolve() for one in named if one):
        if not path.is_relative_to(here):
            yield path


class _Said(logging.Handler):
    """Listens to what one build says, on its own thread only: a process may do other things beside it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.errors: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        if record.thread == self._thread and len(self.lines) < _MOST_LINES:
            self.lines.append(record.getMessage())
            if record.levelno >= logging.ERROR:
                self.errors.append(record.getMessage())

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear everything that is logged; nothing of it is printed by the last resort of Python's logging."""
        root = logging.getLogger()
        root.addHandler(self)
        try:
            yield
        finally:
            root.removeHandler(self)


_OPTIONS = {option: copy(option.__dict__) for _, option in MkDocsConfig._schema}
"""MkDocs keeps its options, and in them plugins, once a process: as they are before the first build."""
_KNOWN = tuple(Path(path).resolve() for path in sys.path if path and Path(path).is_dir())
_builds = count()
_EVERY = 10
"""Builds between two collections: one costs as much as drawing ten pages, what a build leaves takes two megabytes."""


@contextmanager
def _as_found(folder: Path) -> Iterator[None]:
    """Work inside a folder, and leave the process as it was."""
    where, environment, path = Path.cwd(), dict(os.environ), list(sys.path)
    modules, root = set(sys.modules), logging.getLogger("mkdocs")
    handlers, level = list(root.handlers), root.level
    with warnings.catch_warnings():
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(where)
            for name in set(os.environ) - set(environment):
                del os.environ[name]
            os.environ.update(environment)
            sys.path[:] = path
            root.handlers[:] = handlers
            root.setLevel(level)
            for option, kept in _OPTIONS.items():
                option.__dict__.clear()
                option.__dict__.update({key: copy(value) for key, value in kept.items()})
            Hooks._load_hook.cache_clear()
            for name in set(sys.modules) - modules:
                if _is_of(folder, sys.modules[name]):
                    del sys.modules[name]
            importlib.invalidate_caches()
            _clear_up()


def _clear_up() -> None:
    """Pages, files and configuration know each other: without this they pile up."""
    number = next(_builds)
    if number % _EVERY == 0:
        gc.collect()
    if number == 0:
        gc.freeze()  # what is imported by now stays: later collections need not look through it


def _is_of(folder: Path, module: ModuleType) -> bool:
    """Whether a module came with an agency's hooks: from its folder, or from none that Python itself looks in."""
    place = getattr(module, "__file__", None)
    if not place:
        return False
    path = Path(place).resolve()
    return path.is_relative_to(folder.resolve()) or not any(path.is_relative_to(known) for known in _KNOWN)
