"""`prongsai pages` writes for any engine what the plugin gives MkDocs: the same pages at the same addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from prongsai.cli import main


@pytest.fixture(scope="module")
def written(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        result = CliRunner().invoke(main, ["pages", "--out", str(out)])
    assert result.exit_code == 0, result.stderr
    return out


def addresses(folder: Path) -> set[str]:
    return {path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html")}


@pytest.mark.site
def test_pages_are_those_of_the_site(written: Path, site: Path, root: Path) -> None:
    source = root / "site_src"
    by_hand = {path.relative_to(source).with_suffix("").as_posix() for path in source.rglob("*.md")}
    assert len(addresses(written)) > 200
    assert addresses(site) - addresses(written) <= by_hand
    assert addresses(written) - addresses(site) == set()


def test_every_page_says_what_it_is_in_yaml_that_parses(written: Path) -> None:
    for path in written.rglob("index.html"):
        _, facts, body = path.read_text(encoding="utf-8").split("---\n", 2)
        front = yaml.safe_load(facts)
        assert {"title", "description", "kind", "record"} <= front.keys(), path
        assert front["title"] == front["title"].strip() != ""
        assert body.lstrip().startswith("<"), path


@pytest.mark.site
def test_files_beside_the_pages_are_those_of_the_site(written: Path, site: Path) -> None:
    files = [path.relative_to(written) for path in written.rglob("*") if path.is_file() and path.name != "index.html"]
    assert len(files) > 20
    papers = [file for file in files if file.parent.name == "report"]  # the site's say that it is a demonstration
    assert len(papers) == 14
    for file in set(files) - set(papers):
        assert (site / file).read_bytes() == (written / file).read_bytes(), file
