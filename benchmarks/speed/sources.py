"""One set of pages as the sources of every program compared: records for prongsai, Markdown files for the others.

Runs in a process of its own (`python -m benchmarks.speed.sources FOLDER PAGES SEED PROGRAM...`): what a parent of a
measured program has in memory counts as that program's peak.
"""

from __future__ import annotations

import json
import posixpath
import shutil
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml
from benchmarks.speed.markdown import Link, markdown
from benchmarks.speed.peers import ADDRESSES, SHOWN
from benchmarks.speed.synthetic import make

from prongsai.build import build_site, gather
from prongsai.pages import Options, Page

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS = Path(__file__).resolve().parent / "layouts"


class Pages(NamedTuple):
    """What the peers get: pages, and the evidence files that they link, by address."""

    pages: tuple[Page, ...]
    files: dict[str, Path]
    addresses: frozenset[str]


def prepare(folder: Path, pages: int, seed: int, programs: Collection[str]) -> None:
    """Write the sources of some programs under a folder, always those of prongsai, and the list of the pages."""
    ours = folder / "prongsai"
    make(ours / "data", pages, seed=seed)
    write_records_config(ours)
    plan = plan_of(ours / "data", Options())
    for name in set(programs) & set(WRITERS):
        write_peer(plan, name, folder / name)
    (folder / ADDRESSES).write_text(json.dumps([page.address for page in plan.pages]), encoding="utf-8")
    (folder / SHOWN).write_text(json.dumps(shown(plan)), encoding="utf-8")


def plan_of(data: Path, options: Options) -> Pages:
    """The pages of the site that a data folder makes."""
    built = build_site(gather(data, shown="data").site, options, data)
    files = {asset.address: asset.content for asset in built.assets if isinstance(asset.content, Path)}
    return Pages(built.pages, files, frozenset(page.address for page in built.pages))


def shown(plan: Pages) -> dict[str, str]:
    """The first page that shows a measure whole, by the measure's file as seen from mkdocs.yml."""
    found: dict[str, str] = {}
    for page in plan.pages:
        if page.kind in {"indicator", "issue", "measures"}:
            for record in page.records:
                if "/measures/" in record:
                    found.setdefault(record, page.address)
    return dict(sorted(found.items()))


def write_records_config(folder: Path, agencies: Sequence[str] = (), **own: Any) -> None:  # YAML
    """What prongsai needs beside the records; `own` goes over the demonstration's settings."""
    (folder / "site_src").mkdir()
    options = {"data_dir": "data", "papers": False, "agencies": list(agencies)}
    (folder / "mkdocs.yml").write_text(_config(options, own), encoding="utf-8")


def write_peer(plan: Pages, name: str, folder: Path, **own: Any) -> None:  # YAML
    """The sources of a program that reads Markdown; `own` goes over the settings of those that have a mkdocs.yml."""
    WRITERS[name](plan, name, folder)
    if name in {"mkdocs", "zensical"}:
        (folder / "mkdocs.yml").write_text(_config({}, own), encoding="utf-8")


def _docs(plan: Pages, name: str, folder: Path) -> None:
    _markdown_files(plan, folder / "site_src", to_file=True)
    _copy_files(plan, folder / "site_src")


def _layout(plan: Pages, name: str, folder: Path) -> None:
    shutil.copytree(LAYOUTS / name, folder)
    _copy_files(plan, folder / "static")
    style = folder / "static" / "assets" / "site.css"
    style.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "plugins" / "prongsai" / "theme" / "assets" / "prongsai.css", style)
    write = _hugo_files if name == "hugo" else partial(_markdown_files, to_file=False)
    write(plan, folder / "content")


WRITERS = {"mkdocs": _docs, "zensical": _docs, "hugo": _layout, "eleventy": _layout}


def _config(prongsai: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """The demonstration's mkdocs.yml; for peers without our plugin and its checks of links."""
    config: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    plugins = [each for each in config["plugins"] if "prongsai" not in each]
    config.pop("validation", None)
    if prongsai:
        plugins.append({"prongsai": {key: value for key, value in prongsai.items() if value != []}})
    for key, value in own.items():
        config[key] = {**config[key], **value} if isinstance(value, dict) else value
    return yaml.safe_dump({**config, "plugins": plugins}, allow_unicode=True, sort_keys=False)


def _copy_files(plan: Pages, target: Path) -> None:
    for address, source in plan.files.items():
        (target / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target / address)


def _markdown_files(plan: Pages, target: Path, *, to_file: bool) -> None:
    for page in plan.pages:
        path = target / page.address / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_document(page, _linker(plan, page, to_file=to_file)), encoding="utf-8")


def _hugo_files(plan: Pages, target: Path) -> None:
    """Pages above others are sections (`_index.md`), the rest single files: a bundle would swallow what lies below."""
    above = set(_parents(page.address for page in plan.pages))
    for page in plan.pages:
        name = page.address.rstrip("/")
        path = target / name / "_index.md" if name in above or not name else target / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_document(page, _linker(plan, page, to_file=False)), encoding="utf-8")


def _parents(addresses: Iterable[str]) -> Iterable[str]:
    for address in addresses:
        while address := posixpath.dirname(address.rstrip("/")):
            yield address


def _document(page: Page, link: Link) -> str:
    front = {"title": page.label, "description": page.description}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", "", markdown(page.html, link)])


def _linker(plan: Pages, page: Page, *, to_file: bool) -> Link:
    """Links lead to pages and evidence; downloads that only prongsai makes lose theirs.

    `to_file`: to the Markdown file, as MkDocs wants it, else to the page's address.
    """
    return lambda target: _link(plan, page.address, target, to_file=to_file)


def _link(plan: Pages, here: str, target: str, *, to_file: bool) -> str:
    parts = urlsplit(target)
    if parts.scheme or not parts.path:
        return "" if parts.fragment.startswith("status-") else target
    goal = posixpath.normpath(posixpath.join("/", here, parts.path)).strip("/")
    if goal in plan.files:
        return parts.path
    if (f"{goal}/" if goal else "") not in plan.addresses:
        return ""
    anchor = f"#{parts.fragment}" if parts.fragment and not parts.fragment.startswith("status-") else ""
    return f"{parts.path}{'index.md' if to_file else ''}{anchor}"


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
