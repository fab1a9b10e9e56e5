"""The files that pages load, each published under a name that holds its content (prongsai/hashed.py)."""

from __future__ import annotations

import os
import posixpath
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from prongsai.exporters.search_files import UNUSED, WORKER, theme_worker
from prongsai.hashed import hashed, with_names
from prongsai.words import load_words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

THEME = Path(__file__).parent.parent / "theme"
"""Templates and assets laid over the theme's own."""
_KINDS = {".css", ".js", ".woff2"}
_TEXTS = {".css", ".js"}
_NO_ASSET = (".html", ".py", ".pyc")
_named = lru_cache(maxsize=64)(with_names)
"""Most style sheets and scripts are those of every site: a process that builds many looks through them once."""


class Names(dict[str, str]):
    """Published names by address, as part of a key."""

    def __hash__(self) -> int:  # type: ignore[override]  # nobody changes one
        return hash(frozenset(self.items()))


class ThemeLoader(FileSystemLoader):
    """The theme's files, listed without its templates and 14,000 icons: MkDocs leaves both out, but only afterwards."""

    keeps = False

    def list_templates(self) -> list[str]:
        """Every file that is no template and in no hidden folder, as Jinja names it."""
        found: set[str] = set()
        for root in map(os.fspath, self.searchpath):
            found.update(_kept(root) if self.keeps and _is_installed(root) else _listed(root))
        return sorted(found)


def keep_theme() -> None:
    """List what is installed only once in this process, which builds many sites."""
    ThemeLoader.keeps = True


def _is_installed(root: str) -> bool:
    return root == str(THEME) or "site-packages" in root or "dist-packages" in root


def _listed(root: str) -> list[str]:
    found: list[str] = []
    for here, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = here[len(root) :].strip(os.sep).replace(os.sep, "/")
        found += [f"{inside}/{name}" if inside else name for name in names if not name.endswith(_NO_ASSET)]
    return found


_kept = cache(_listed)


def list_quickly(config: MkDocsConfig) -> None:
    """Have MkDocs list the theme's files by that loader."""
    theme: Any = config.theme  # the method is put over with one of the object's own
    usual = theme.get_env

    def get_env() -> Environment:
        env: Environment = usual()
        if type(env.loader) is FileSystemLoader:
            env.loader = ThemeLoader(env.loader.searchpath)
        return env

    theme.get_env = get_env


def worker_of(files: Files) -> str:
    """The address of the theme's search worker, which every page names. Raises PluginError unless there is one."""
    address = theme_worker(file.src_uri for file in files)
    if address is None:
        raise PluginError(load_words()["messages"]["theme_search"])
    return address


def replace_search(files: Files) -> None:
    """Leave out the theme's search worker and what only it used; ours comes with the assets."""
    worker = worker_of(files)
    for file in list(files):
        source_map = file.src_uri.endswith(".map")  # of the theme's scripts: a megabyte that no reader fetches
        if source_map or file.src_uri.startswith(UNUSED) or file.src_uri == worker:
            files.remove(file)


def name_by_content(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Give every style sheet, script and font of ours its published name: the names by address.

    An agency's own `extra_css` and `extra_javascript` get one too. Those also stay where they were: a page written by
    hand or another style sheet may name them.
    """
    worker = worker_of(files)
    ours = {path.relative_to(THEME).as_posix() for path in THEME.glob("assets/**/*") if path.suffix in _KINDS}
    extra = {*config.extra_css, *map(str, config.extra_javascript)}
    names: dict[str, str] = {}
    # what others name comes before them: fonts before style sheets, the engine before the worker
    for address in sorted(ours | extra, key=lambda name: (name.endswith(".css"), name == WORKER, name)):
        file = files.get_file_from_path(address)
        if file is None:
            continue  # on another host, or not there
        place = posixpath.join(posixpath.dirname(worker), "search.js") if address == WORKER else address
        content = file.content_bytes
        if posixpath.splitext(address)[1] in _TEXTS:
            text = content.decode(errors="surrogateescape")
            content = _named(text, place, Names(names)).encode(errors="surrogateescape")
        names[address] = hashed(place, content)
        if address in ours:
            files.remove(file)
        files.append(File.generated(config, names[address], content=content))
    config.extra_css = [names.get(path, path) for path in config.extra_css]
    for number, script in enumerate(config.extra_javascript):
        if isinstance(script, str):
            config.extra_javascript[number] = names.get(script, script)
        else:
            script.path = names.get(script.path, script.path)
    return {**names, worker: names[WORKER]}
