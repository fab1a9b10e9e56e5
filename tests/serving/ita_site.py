"""What the tests of serving share: a site built for https://www.example.go.th/ita/, with every kind of file in it.

A plugin and no conftest.py, which would hide the one above it from `from conftest import …`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from on_host import EVIDENCE, SITE_URL, STATE

from conftest import ROOT, mkdocs_build

SCRIPT = "#!/bin/sh\necho 'Content-Type: text/plain'\necho\necho the script ran on $SERVER_NAME\n"


@pytest.fixture(scope="session")
def ita(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it lies on a host: built, with the publisher's own files, and scripts that somebody got in."""
    project = tmp_path_factory.mktemp("ita")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings |= {"site_url": SITE_URL, "extra_css": ["own.css"]}
    settings["extra_javascript"] = [{"path": "own.js", "defer": True}]
    settings["plugins"][1]["prongsai"]["demonstration"] = False  # which has no sitemap
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    shutil.copytree(ROOT / "data", project / "data")
    shutil.copytree(ROOT / "site_src", project / "site_src")
    (project / "site_src/own.css").write_text(".md-footer { outline: 0 }\n", encoding="utf-8")
    (project / "site_src/own.js").write_text("document.documentElement.dataset.own = 'ran';\n", encoding="utf-8")
    built = mkdocs_build(project, project / "site", PRONGSAI_AGENCIES="sing,tua-yang")
    assert built.returncode == 0, built.stderr
    site = project / "site"
    for name in ("open.php", f"{EVIDENCE}shell.php", f"{EVIDENCE}plan.php.txt"):
        (site / name).write_text(SCRIPT, encoding="utf-8")
        (site / name).chmod(0o755)
    for name in STATE:
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("{}", encoding="utf-8")
    others = (
        "prongsai-manifest.json",
        "a.ics",
        "a.atom",
        "a.webmanifest",
        "a.txt",
        "tua-yang/a.csv",
        f"{EVIDENCE}a.csv",
    )
    for name in others:
        (site / name).write_text("ความโปร่งใส\n" * 100, encoding="utf-8")
    return site
