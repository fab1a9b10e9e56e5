"""What the index is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from prongsai.exporters.search_files import search_files, theme_worker
from prongsai.exporters.search_index import WrittenPage
from prongsai.exporters.search_words import packaged_synonyms, vocabulary
from prongsai.load import load_site

WORKERS = "assets/javascripts/workers/"


def test_a_written_page_gives_its_text_without_tags() -> None:
    head = '<h1>เรื่อง<a class="headerlink" href="#a">¶</a></h1>\n'
    html = head + "<p>หนึ่ง &lt;b&gt;\n<b>สอง</b></p><table><td>ก</td><td>ข</td></table>"
    entry = WrittenPage("about/", "เรื่อง", html).entry()
    assert entry.texts == ("หนึ่ง <b> สอง", "ก", "ข")


def test_words_are_those_that_the_texts_hold() -> None:
    assert vocabulary(["ขอใช้รถ"], ["โคกใหญ่"]) == ["ขอ", "รถ", "โคกใหญ่", "ใช้"]


def test_synonym_groups_have_two_members_and_no_word_twice() -> None:
    for group in packaged_synonyms():
        assert len(set(group)) == len(group) >= 2, group


@pytest.mark.parametrize(
    ("addresses", "worker"),
    [
        (
            ["assets/javascripts/workers/search.a7633da7.min.js", "a.js"],
            "assets/javascripts/workers/search.a7633da7.min.js",
        ),
        ([WORKERS + "search.js"], None),
        ([WORKERS + "search.1.min.js", WORKERS + "search.2.min.js"], None),
    ],
)
def test_the_themes_worker_is_known_only_when_there_is_one(addresses: list[str], worker: str | None) -> None:
    assert theme_worker(addresses) == worker


def test_scripts_are_added_for_pages_opened_from_disk() -> None:
    assert set(search_files(b"{}", as_scripts=False)) == {"search/index.44136fa3.json", "search/search_index.json"}
    files = search_files(b"{}", as_scripts=True)
    assert files["search/index.78c7a9c9.js"] == b"prongsaiIndex={}"
    assert b'"index":"index.44136fa3.json"' in files["search/search_index.json"]
    assert b'"index":"index.78c7a9c9.js"' in files["search/search_index.js"]


def test_officers_add_synonyms_in_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "synonyms.yml").write_text("groups:\n  - [ประปา, น้ำก๊อก]\n", encoding="utf-8")
    site, problems = load_site(tmp_path)
    assert site.synonyms == (("ประปา", "น้ำก๊อก"),)
    assert [problem.rule for problem in problems] == ["no-data"]


def test_a_wrong_synonym_file_is_told_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "synonyms.yml").write_text("group:\n  - [ประปา]\n", encoding="utf-8")
    site, problems = load_site(tmp_path)
    assert site.synonyms == ()
    assert {problem.rule for problem in problems} >= {"unknown-key", "missing-key"}
