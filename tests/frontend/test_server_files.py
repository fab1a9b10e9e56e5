"""The headers offered to a web server say what the pages say."""

from __future__ import annotations

from pathlib import Path

import pytest

from prongsai.frame import POLICY
from prongsai.hashed import LASTING
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
    rules: dict[str, list[str]] = {}
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = []
        else:
            rules[list(rules)[-1]].append(line)
    assert rules.pop("/*") == [f"  {name}: {value}" for name, value in HEADERS.items()]
    lasting = {f"/{path.relative_to(site).as_posix()}" for path in site.rglob("*") if LASTING.search(path.name)}
    assert set(rules) == lasting
    assert len(rules) < 100  # as many as Cloudflare Pages reads
    assert all(lines == ["  Cache-Control: public, max-age=31536000, immutable"] for lines in rules.values())
