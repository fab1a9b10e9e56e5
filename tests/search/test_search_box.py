"""The theme's search box with our worker behind it, as a reader uses it."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from conftest import ROOT, mkdocs_build, published

pytestmark = [pytest.mark.site, pytest.mark.browser]


def test_engine_and_index_are_fetched_at_the_first_key_and_a_result_opens_at_its_anchor(
    browser: Browser, site_url: str, site: Path
) -> None:
    late = {
        published(site, name).relative_to(site).as_posix() for name in ("search/index.json", "assets/search/engine.js")
    }
    page = browser.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(site_url).lstrip("/")))
    page.goto(site_url)
    page.locator("input.md-search__input").click()
    page.wait_for_load_state("networkidle")
    assert "search/search_index.json" in fetched
    assert not late & set(fetched)
    page.keyboard.insert_text("ทะเบียนกลางยืม")  # as a phone that is spoken to does: no key goes down or up
    result = page.locator(".md-search-result__link").first
    expect(result).to_contain_text("อบต.ตัวอย่าง · ปี 2567 · มาตรการ")
    assert late <= set(fetched)
    result.click()
    page.wait_for_url("**/tua-yang/2567/indicators/4/#i4-1-asset-loan")
    assert not [one for one in fetched if "lunr" in one or "wordcut" in one]
    page.close()


def test_nothing_of_the_themes_own_search_is_published(site: Path) -> None:
    assert not (site / "assets/javascripts/lunr").exists()
    assert not list(site.rglob("*.map"))
    assert (site / "search/search_index.json").stat().st_size < 300
    (worker,) = (site / "assets/javascripts/workers").iterdir()
    assert "prongsaiWorker" in worker.read_text(encoding="utf-8")


@pytest.mark.slow
def test_search_works_from_a_folder_without_a_server(browser: Browser, tmp_path: Path) -> None:
    for name in ("data", "site_src"):
        shutil.copytree(ROOT / name, tmp_path / name)
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config["use_directory_urls"] = False
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    built = mkdocs_build(tmp_path, tmp_path / "site", PRONGSAI_AGENCIES="sing,tua-yang")
    assert built.returncode == 0, built.stderr
    page = browser.new_page()
    page.goto((tmp_path / "site/index.html").as_uri())
    page.locator("input.md-search__input").click()
    page.keyboard.type("No Gift Policy")
    result = page.locator(".md-search-result__link").first
    expect(result).to_contain_text("No Gift Policy")
    result.click()
    page.wait_for_url("**/index.html#i7-1-no-gift-policy")
    page.close()


def test_the_index_is_small_and_plain(site: Path) -> None:
    raw = published(site, "search/index.json").read_bytes()
    assert b"\\u" not in raw
    assert len(gzip.compress(raw)) <= 70_000
    locations = [entry[0] for entry in json.loads(raw)["entries"]]
    assert len(locations) == len(set(locations))
    for location in locations:
        path, _, anchor = location.partition("#")
        html = (site / path / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html, location
