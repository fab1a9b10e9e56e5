"""The real site may be published as it was built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prongsai.manifest import MANIFEST
from prongsai.publish.plan import Phase, make_plan
from prongsai.publish.site import read_site

pytestmark = pytest.mark.site


def test_a_build_lists_every_file_and_passes_for_publishing(site: Path) -> None:
    manifest = read_site(site)
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert files - manifest.files.keys() == {MANIFEST}
    assert json.loads((site / MANIFEST).read_bytes())["generator"].startswith("prongsai ")


def test_the_front_page_of_the_real_site_goes_last(site: Path) -> None:
    plan = make_plan(read_site(site), None)
    assert [phase for phase, _ in plan.phases()] == list(Phase)
    assert list(plan.files)[-2:] == ["404.html", "index.html"]
