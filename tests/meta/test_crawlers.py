"""The sitemap and robots.txt as texts, and the site's own address as every program reads it."""

from __future__ import annotations

from datetime import date

import pytest

from prongsai.exporters import crawlers
from prongsai.exporters.crawlers import Place, newest, robots, sitemap
from prongsai.pages import absolute, web_address

DAY = date(2025, 2, 14)


def test_the_day_of_a_page_is_the_newest_of_its_records_and_unknown_when_one_is() -> None:
    days = {"a": date(2024, 1, 1), "b": DAY}
    assert newest(["a", "b"], days) == DAY
    assert newest(["a", "new"], days) is None
    assert newest([], days) is None


def test_a_sitemap_is_ordered_escaped_and_says_no_day_that_is_not_known() -> None:
    places = [Place("https://e.example/b?x&y/", None), Place("https://e.example/a/", DAY)]
    assert sitemap("https://e.example/", places) == {
        "sitemap.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        b"<url><loc>https://e.example/a/</loc><lastmod>2025-02-14</lastmod></url>\n"
        b"<url><loc>https://e.example/b?x&amp;y/</loc></url>\n"
        b"</urlset>\n"
    }
    assert sitemap("https://e.example/", []) == {}


def test_more_pages_than_one_sitemap_may_hold_get_several_and_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawlers, "MOST", 2)
    files = sitemap("https://e.example/ita/", [Place(f"https://e.example/ita/{n}/", None) for n in range(3)])
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert files["sitemap-2.xml"].count(b"<url>") == 1
    assert b"<sitemap><loc>https://e.example/ita/sitemap-2.xml</loc></sitemap>\n</sitemapindex>" in files["sitemap.xml"]


@pytest.mark.parametrize(
    ("site_url", "closed", "rules"),
    [
        ("", False, ["User-agent: *", "Disallow:"]),
        ("https://e.example/ita/", False, ["User-agent: *", "Disallow:", "Sitemap: https://e.example/ita/sitemap.xml"]),
        ("https://e.example/ita/", True, ["User-agent: *", "Disallow: /"]),
    ],
)
def test_robots(site_url: str, closed: bool, rules: list[str]) -> None:
    text = robots(site_url, closed=closed).decode()
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == rules
    assert ("Copy the Sitemap line" in text) is (len(rules) == 3), "a closed one, copied to the host, would close it"


def test_thai_addresses_are_written_so_that_every_program_reads_them() -> None:
    assert web_address("https://www.example.go.th:8080/ita/") == "https://www.example.go.th:8080/ita/"
    assert web_address("https://ไทย.ไทย/a%20b/") == "https://xn--o3cw4h.xn--o3cw4h/a%20b/"
    assert absolute("https://e.example/ita/", "ข่าว/#x") == "https://e.example/ita/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/"
    assert absolute("https://e.example", "", directory_urls=False) == "https://e.example/index.html"
