"""What stands in a record stands on its page: nothing filed is lost on the way to the reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reading import Reading, read, squeeze

from prongsai.load import load_site
from prongsai.model import Answer, Disclosure, Measure, Site

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def loaded(root: Path) -> Site:
    site, problems = load_site(root / "data")
    assert problems == []
    return site


def texts(value: object) -> Iterator[str]:
    """Every text in a dumped record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def missing(record: Answer, page: Reading, *, leave: set[str]) -> list[str]:
    """The texts of a record that its page does not show."""
    shown = squeeze(page.text)
    links = set(page.links)
    return [
        t for t in texts(record.model_dump(mode="json", exclude=leave)) if squeeze(t) not in shown and t not in links
    ]


def measure_page(site: Path, agency: str, year: int, measure: Measure) -> Path:
    part = (
        f"indicators/{measure.indicator}"
        if measure.indicator
        else f"issues/{measure.issue}"
        if measure.issue
        else "measures"
    )
    return site / agency / str(year) / part / "index.html"


def test_each_measure_page_shows_all_that_the_record_says(site: Path, loaded: Site) -> None:
    lost = []
    for agency in loaded.agencies:
        for year in agency.years:
            for measure in year.measures:
                page = read(measure_page(site, agency.slug, year.number, measure))
                assert measure.id in page.ids
                # kind is the section's heading, the file names and dates are shown as links and long dates
                leave = {"id", "kind", "continues", "evidence", "items"}
                lost += [f"{agency.slug}/{year.number}/{measure.id}: {t}" for t in missing(measure, page, leave=leave)]
                lost += [
                    f"{measure.id}: {e.title}" for e in measure.evidence if squeeze(e.title) not in squeeze(page.text)
                ]
    assert lost == []


def test_each_item_page_shows_all_that_the_disclosure_says(site: Path, loaded: Site) -> None:
    lost, seen = [], 0
    for agency in loaded.agencies:
        for year in agency.years:
            for answer in year.disclosures:
                assert isinstance(answer, Disclosure)
                page = read(site / agency.slug / str(year.number) / "oit" / answer.code.lower() / "index.html")
                lost += [
                    f"{agency.slug}/{year.number}/{answer.code}: {t}" for t in missing(answer, page, leave={"evidence"})
                ]
                lost += [
                    f"{answer.code}: {e.title}" for e in answer.evidence if squeeze(e.title) not in squeeze(page.text)
                ]
                seen += 1
    assert lost == []
    assert seen >= 43


def test_channels_and_contact_are_shown(site: Path, loaded: Site) -> None:
    for agency in loaded.agencies:
        channels = read(site / agency.slug / "channels" / "index.html")
        for name in texts(agency.channels.model_dump(mode="json")):
            assert squeeze(name) in squeeze(channels.text) or name in channels.links
        home = read(site / agency.slug / "index.html")
        for fact in texts(agency.contact.model_dump(mode="json")):
            assert squeeze(fact) in squeeze(home.text)


def test_the_overview_shows_source_years_scores_and_certification(site: Path, loaded: Site) -> None:
    for agency in loaded.agencies:
        for year in agency.years:
            page = squeeze(read(site / agency.slug / str(year.number) / "index.html").text)
            said = [year.title, year.source.title, *year.summary, *year.analysis.summary]
            if year.certification:
                said.append(year.certification.position)
            if year.scores:
                said += [str(s.score) for s in year.scores.indicators]
                said += [year.scores.level] if year.scores.level else []
            assert [s for s in said if squeeze(s) not in page] == []


def test_known_facts_of_the_five_reports_are_where_a_reader_looks(site: Path) -> None:
    def text(address: str) -> str:
        return read(site / address / "index.html").flat

    assert "99.18" in text("thung-bu-lang/2566/indicators/2")
    assert "ผ่านดี" in text("ban-laem/2566")
    assert "31 มีนาคม 2567" in text("hin-dat/2567")
    assert "รอบ ๖ เดือน" in text("hin-dat/2567")
    assert "ม.ค.- ก.ย. ๖๖" in text("hin-dat/2567/indicators/10"), "a slip of fact stays as filed"
    assert "1 ตุลาคม 2567 – 30 กันยายน 2568" in text("sing/2568/issues/1")
    assert "เดือนตุลาคม ๒๕๖๘" in text("khok-yai/2568/measures")


def test_status_is_never_invented(site: Path, loaded: Site) -> None:
    for agency in ("sing", "khok-yai", "hin-dat", "thung-bu-lang"):
        found = loaded.agency(agency)
        assert found
        for year in found.years:
            page = read(site / agency / str(year.number) / "measures" / "index.html").flat
            assert f"ไม่ระบุสถานะ {len(year.measures)}" in page
            assert "ดำเนินการแล้ว" not in page.split("ไม่ระบุสถานะ")[0]
