"""With `use_directory_urls: false` the site opens from a folder, without a server."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext

from conftest import mkdocs_build

pytest_plugins = ["opened"]
pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.slow]


def test_pages_show_and_lead_to_each_other_from_disk(root: Path, tmp_path: Path, phone: BrowserContext) -> None:
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    settings |= {"use_directory_urls": False, "docs_dir": str(root / "site_src")}
    for plugin in settings["plugins"]:
        if isinstance(plugin, dict) and "prongsai" in plugin:
            plugin["prongsai"]["data_dir"] = str(root / "data")
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    result = mkdocs_build(tmp_path, tmp_path / "site", PRONGSAI_AGENCIES="sing,ban-laem")
    assert result.returncode == 0, result.stderr
    page = phone.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto((tmp_path / "site" / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).backgroundColor") == "rgb(23, 64, 58)"
    page.locator(".pr-tile__link", has_text="บ้านแหลม").click()
    page.wait_for_url("**/ban-laem/index.html")
    page.locator(".pr-open-menu").click()
    page.locator(".pr-nav a", has_text="ปี 2566").click()
    page.wait_for_url("**/ban-laem/2566/index.html")
    assert page.locator(".pr-nav [aria-current=page]").text_content() == "ปี 2566"
    assert wrong == []
