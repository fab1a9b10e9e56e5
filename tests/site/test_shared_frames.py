"""Pages that share the theme's frame are, byte for byte, the pages that the theme draws one by one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = """
import json, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from prongsai.plugin import frames

out, change, settings = sys.argv[1:]
drawn = []
draw = frames.Frames.draw
def counted(self, template, context, render):
    return draw(self, template, context, lambda values: (drawn.append(template.name), render(values))[1])
frames.Frames.draw = counted
if change == "alone":
    frames._is_usual = lambda env, config: False
config = load_config("mkdocs.yml", site_dir=out, strict=True, **json.loads(settings))
config.plugins["prongsai"].config["papers"] = False
if change == "looked at":
    config.plugins._register_event("post_page", lambda output, **_: output.replace("</body>", "<i>seen</i></body>"))
config.plugins.on_startup(command="build", dirty=False)
build(config)
print(len(drawn))
"""


def build(root: Path, out: Path, change: str = "", settings: dict[str, object] | None = None, *, only: str) -> int:
    """Build some agencies without papers (named, so that the ledger is not asked); how often the theme drew a page."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(out), change, json.dumps(settings or {})],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PRONGSAI_AGENCIES": only},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages(site: dict[str, bytes]) -> list[str]:
    return [name for name in site if name.endswith(".html")]


@pytest.mark.site
@pytest.mark.parametrize(
    ("settings", "only"),
    [
        ({}, "ban-laem,hin-dat,khok-yai,sing,thung-bu-lang,tua-yang"),
        ({"use_directory_urls": False}, "hin-dat,sing"),
        (
            {"site_url": "https://ita.example.go.th/x/", "repo_url": "https://example.org/r", "edit_uri": "x/"},
            "hin-dat",
        ),
    ],
    ids=["all agencies", "from disk", "one agency with addresses"],
)
def test_every_page_is_as_if_drawn_alone(root: Path, tmp_path: Path, settings: dict[str, object], only: str) -> None:
    shared = build(root, tmp_path / "shared", "", settings, only=only)
    alone = build(root, tmp_path / "alone", "alone", settings, only=only)
    together, apart = files(tmp_path / "shared"), files(tmp_path / "alone")
    assert sorted(together) == sorted(apart)
    assert [name for name in apart if apart[name] != together[name]] == []
    assert len(pages(apart)) == alone
    assert shared < alone * 0.6  # the others were filled in; more share a frame in a site of many agencies


@pytest.mark.site
def test_pages_that_somebody_else_looks_at_are_drawn_alone(root: Path, tmp_path: Path) -> None:
    drawn = build(root, tmp_path / "site", "looked at", only="hin-dat")
    site = files(tmp_path / "site")
    assert drawn == len(pages(site))
    assert [name for name in pages(site) if b"<i>seen</i>" not in site[name]] == ["404.html"]
