"""The data page in the built site: every file it offers is there, and the policy lets its linked data stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from reading import Reading, read

from prongsai.data_names import CATALOGUE, INDEX, SCHEMA, columns
from prongsai.render import file_size

pytestmark = pytest.mark.site


def said(page: Reading) -> str:
    return " ".join(page.text.split())


def test_the_page_offers_the_files_of_each_year_with_form_and_size(site: Path) -> None:
    page = read(site / "sing/data/index.html")
    size = file_size((site / "sing/data/sing-2568.json").stat().st_size)
    assert f"ข้อมูลทุกช่อง ปีงบประมาณ 2568 JSON · {size} " in said(page)
    offered = {"sing-2568.json", "sing-2568-measures.csv", "sing-2568-items.csv", "../2568/calendar.ics"}
    assert offered | {f"../../{name}" for name in (INDEX, CATALOGUE, SCHEMA)} <= set(page.links)
    assert "หน่วยงานไม่ได้กำหนดสัญญาอนุญาตของข้อมูลไว้" in page.text


def test_a_licence_is_a_link_to_its_text_and_its_conditions_stand_beside_it(site: Path) -> None:
    page = read(site / "tua-yang/data/index.html")
    assert "https://creativecommons.org/licenses/by/4.0/" in page.links
    assert "CC BY 4.0 ใช้กับข้อมูลสมมติชุดนี้เท่านั้น" in said(page)


def test_the_page_explains_every_column(site: Path) -> None:
    shown = said(read(site / "sing/data/index.html"))
    for table in ("measures", "items"):
        for column in columns(table):
            assert f"{column.name} {column.title}" in shown


def test_the_front_page_leads_to_the_data_of_each_agency_and_of_all(site: Path) -> None:
    links = {link.removeprefix("./") for link in read(site / "index.html").links}
    assert {INDEX, CATALOGUE, "sing/data/", "tua-yang/data/"} <= links


@pytest.mark.browser
def test_the_policy_blocks_none_of_it_and_a_browser_reads_it(site_url: str, browser: Browser) -> None:
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    script = "script[type='application/ld+json']"
    for address, kind in {"sing/": "GovernmentOrganization", "ban-laem/data/": "Dataset"}.items():
        page.goto(site_url + address)
        (text,) = page.locator(script).all_text_contents()
        types = page.evaluate("text => JSON.parse(text)['@graph'].map(node => node['@type']).flat()", text)
        assert kind in types
    page.goto(f"{site_url}tua-yang/data/")  # invented, so not described
    assert page.locator(script).count() == 0
    assert heard == []
    page.close()
