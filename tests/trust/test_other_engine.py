"""The way out: the same plugin under properdocs, the maintained fork of MkDocs, gives the same pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.site, pytest.mark.slow]

ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)


def bodies(site: Path) -> dict[str, str]:
    """The article of every page: the frame around it names the engine and its version."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        article = ARTICLE.search(path.read_text(encoding="utf-8"))
        found[path.relative_to(site).as_posix()] = article[0] if article else ""
    return found


def test_properdocs_builds_the_same_pages(root: Path, site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    out = tmp_path / "site"
    result = subprocess.run(
        [*command, str(out)], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    here, there = bodies(site), bodies(out)
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
