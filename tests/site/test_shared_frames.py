"""Pages that share the theme's frame are, byte for byte, the pages that the theme draws one by one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

BUILD = """
import json, sys
import jinja2
import prongsai.plugin
from mkdocs.commands.build import build
from mkdocs.config import load_config
from prongsai.plugin.painter import Painter

out, change, settings, wishes = sys.argv[1:]
drawn, painted = [], []
draw, paint = jinja2.Template.render, Painter._render
def counted(self, *args, **values):
    if self.name in ("main.html", "404.html"):  # a whole page of the theme; our own templates write bodies
        drawn.append(self.name)
    return draw(self, *args, **values)
def counted_apart(self, *args):
    painted.append(args)
    return paint(self, *args)
jinja2.Template.render, Painter._render = counted, counted_apart
if change == "alone":
    prongsai.plugin.is_usual = lambda config: False
config = load_config("mkdocs.yml", site_dir=out, strict=True, **json.loads(settings))
config.plugins["prongsai"].config.update(json.loads(wishes) | {"papers": False})
if change == "looked at":
    config.plugins._register_event("post_page", lambda output, **_: output.replace("</body>", "<i>seen</i></body>"))
config.plugins.on_startup(command="build", dirty=False)
build(config)
print(len(drawn), len(painted))
"""


class Drawn(NamedTuple):
    """How often the theme drew a whole page."""

    pages: int
    apart: int
    """How many of them for a page that is written without MkDocs."""


def build(
    root: Path,
    out: Path,
    change: str = "",
    settings: dict[str, object] | None = None,
    wishes: dict[str, object] | None = None,
    *,
    only: str,
) -> Drawn:
    """Build some agencies without papers (named, so that the ledger is not asked); `wishes` are the plugin's options.

    All of it is new: a site folder that was never built to has nothing remembered.
    """
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(out), change, json.dumps(settings or {}), json.dumps(wishes or {})],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PRONGSAI_AGENCIES": only},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Drawn(*map(int, done.stdout.split()))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages(site: dict[str, bytes]) -> list[str]:
    return [name for name in site if name.endswith(".html")]


ADDRESSES = {"site_url": "https://ita.example.go.th/x/", "repo_url": "https://example.org/r", "edit_uri": "x/"}


@pytest.mark.site
@pytest.mark.parametrize(
    ("settings", "wishes", "only"),
    [
        ({}, {}, "ban-laem,hin-dat,khok-yai,sing,thung-bu-lang,tua-yang"),
        ({"use_directory_urls": False}, {}, "hin-dat,sing"),
        (ADDRESSES, {}, "hin-dat"),
        ({"site_url": "https://ita.example.go.th/"}, {"digits": "thai", "drafts": True}, "hin-dat,tua-yang"),
    ],
    ids=["all agencies", "from disk", "one agency with addresses", "Thai digits and drafts with addresses"],
)
def test_every_page_is_as_if_drawn_alone(
    root: Path, tmp_path: Path, settings: dict[str, object], wishes: dict[str, object], only: str
) -> None:
    shared = build(root, tmp_path / "shared", "", settings, wishes, only=only)
    alone = build(root, tmp_path / "alone", "alone", settings, wishes, only=only)
    together, apart = files(tmp_path / "shared"), files(tmp_path / "alone")
    assert sorted(together) == sorted(apart)
    assert [name for name in apart if apart[name] != together[name]] == []
    assert alone == (len(pages(apart)), 0)
    assert shared.apart > 0
    assert shared.pages < alone.pages * 0.6  # the others were filled in; more share a frame in a site of many agencies


@pytest.mark.site
def test_pages_that_somebody_else_looks_at_are_drawn_alone(root: Path, tmp_path: Path) -> None:
    drawn = build(root, tmp_path / "site", "looked at", only="hin-dat")
    site = files(tmp_path / "site")
    assert drawn == (len(pages(site)), 0)
    assert [name for name in pages(site) if b"<i>seen</i>" not in site[name]] == ["404.html"]
