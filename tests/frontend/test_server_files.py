"""The headers offered to a web server say what the pages say."""

from __future__ import annotations

from pathlib import Path

import pytest

from prongsai.frame import POLICY
from prongsai.server_files import HEADERS

pytestmark = pytest.mark.site


def test_both_files_carry_the_policy_of_the_pages(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    assert f'content="{POLICY}"' in page
    for name in (".htaccess", "_headers"):
        text = (site / name).read_text(encoding="utf-8")
        assert POLICY in text
        assert all(header in text for header in HEADERS)


def test_the_headers_file_has_the_form_that_pages_hosts_read(site: Path) -> None:
    first, *rest = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    assert [line.split(": ", 1)[0] for line in rest] == [f"  {name}" for name in HEADERS]
