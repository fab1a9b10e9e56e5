"""A portal over a fleet: built with it, made of what the sites publish, whole sentences as a citizen reads them."""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from small_portal import OWN_ADDRESS, REAL, agencies, document, table, text

from prongsai.exporters.cells import plain_cell
from prongsai.frame import POLICY
from prongsai.portal import Wishes, build_portal
from prongsai.publish.site import read_site
from prongsai.verify import verify

from small_fleet import files, fleet_build, said  # isort: skip  # found through small_portal

pytestmark = pytest.mark.slow
ALL = (*REAL, "kaeo", "sia")


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all sites, with the portal among them."""
    root = tmp_path_factory.mktemp("fleet")
    out = root / "sites"
    result = fleet_build("--agencies", agencies(root / "agencies"), "--out", out, "--jobs", 1, "--portal")
    assert result.exit_code == 1, "one agency cannot be built"
    assert said(result.stderr).splitlines()[-1] == (f"หน้ารวม {out}/portal: 5 หน่วยงาน 18 หน้า ไม่มีข้อมูลของ 1 แห่ง")
    return out


def test_the_home_page_lists_agencies_by_province_and_district_and_names_the_missing(fleet: Path) -> None:
    assert text(fleet / "portal/index.html") == (
        "ความโปร่งใสของหน่วยงาน แยกตามจังหวัด หน่วยงานแต่ละแห่งสัญญาอะไรไว้ ทำถึงไหนแล้ว และเปิดเผยข้อมูลข้อใดบ้าง "
        "กดชื่อหน่วยงานเพื่อเปิดเว็บของหน่วยงานนั้น หน่วยงาน 4 แห่ง "
        "จังหวัดกาญจนบุรี ดูเทียบกัน ปี 2568 ความก้าวหน้า ข้อ OIT ตัวชี้วัด "
        "อำเภอท่าลี่ องค์การบริหารส่วนตำบลโคกใหญ่ ปีล่าสุด 2568 · 7 มาตรการ 7 ไม่ระบุสถานะ "
        "อำเภอไทรโยค องค์การบริหารส่วนตำบลสิงห์ ปีล่าสุด 2568 · 12 มาตรการ 12 ไม่ระบุสถานะ "
        "จังหวัดเพชรบุรี ดูเทียบกัน ปี 2566 ความก้าวหน้า ข้อ OIT ตัวชี้วัด อำเภอบ้านแหลม องค์การบริหารส่วนตำบลบ้านแหลม "
        "ปีล่าสุด 2566 · 6 มาตรการ · 8 แนวทางยกระดับ 8 ดำเนินการแล้ว 6 ไม่ระบุสถานะ "
        "จังหวัดสมมติ ดูเทียบกัน ปี 2568 ความก้าวหน้า ข้อ OIT ตัวชี้วัด ปี 2567 ความก้าวหน้า ข้อ OIT ตัวชี้วัด "
        "อำเภอสมมติ องค์การบริหารส่วนตำบลตัวอย่าง ตัวอย่าง หน่วยงานและข้อมูลเป็นเรื่องสมมติ ไม่นับรวม "
        "ปีล่าสุด 2568 · 8 มาตรการ 6 ดำเนินการแล้ว 1 กำลังดำเนินการ 1 ยังไม่ดำเนินการ "
        "ไม่ระบุอำเภอ เทศบาลตำบลkaeo ยังไม่มีข้อมูลรายปี "
        "หน่วยงานที่ยังไม่มีข้อมูลในหน้านี้ 1 แห่ง เว็บของหน่วยงานเหล่านี้ยังสร้างไม่สำเร็จ หรืออ่านข้อมูลเปิดไม่ได้ "
        "จึงไม่อยู่ในตัวเลขใดของหน้านี้ ชื่อที่เห็นเป็นชื่อโฟลเดอร์ sia "
        "ตัวเลขเหล่านี้มาจากไหน นับจากรายงานที่แต่ละหน่วยงานเผยแพร่ในเว็บของตน ไม่มีการให้คะแนนหรือจัดอันดับเพิ่ม "
        "สิ่งที่รายงานไม่ได้บอก เขียนว่า “ไม่ระบุ” ซึ่งไม่ได้แปลว่าไม่ได้ทำ "
        "แต่ละหน่วยงานเลือกมาตรการเอง จำนวนมากหรือน้อยจึงไม่ได้บอกว่าใครดีกว่าใคร "
        "คะแนนที่แสดง คือคะแนนที่รายงานของหน่วยงานเขียนไว้ พร้อมปีของคะแนน ดาวน์โหลดข้อมูลของทุกหน่วยงานรวมกัน"
    )


def test_a_link_leads_to_the_site_beside_or_to_its_own_address_where_that_is_known(fleet: Path) -> None:
    home = (fleet / "portal/index.html").read_text(encoding="utf-8")
    assert f'<a class="pr-tile__link" href="{OWN_ADDRESS}" rel="external">' in home
    assert '<a class="pr-tile__link" href="../ban-laem/" rel="external">' in home
    assert '<a class="pr-tile__link" href="../kaeo/index.html" rel="external">' in home
    year = (fleet / "portal/phetchaburi/2566/index.html").read_text(encoding="utf-8")
    assert '<a href="../../../ban-laem/" rel="external">' in year


def test_measures_are_compared_as_the_reports_state_them(fleet: Path) -> None:
    assert text(fleet / "portal/phetchaburi/2566/index.html") == (
        "หน้าแรก จังหวัดเพชรบุรี ความก้าวหน้าของมาตรการ ปีงบประมาณ 2566 จังหวัดเพชรบุรี "
        "มาตรการของแต่ละหน่วยงานทำถึงไหนแล้ว ตามที่รายงานของหน่วยงานบอก ความก้าวหน้า ข้อ OIT ตัวชี้วัด "
        "รวมทุกหน่วยงาน 1 หน่วยงาน 6 มาตรการ และ 8 แนวทางยกระดับ 8 ดำเนินการแล้ว 6 ไม่ระบุสถานะ "
        "แต่ละหน่วยงาน ดำเนินการแล้ว ไม่ระบุสถานะ "
        "องค์การบริหารส่วนตำบลบ้านแหลม อำเภอบ้านแหลม ดำเนินการแล้ว 8 · ไม่ระบุสถานะ 6 "
        "เป็นตาราง หน่วยงาน ดำเนินการแล้ว กำลังดำเนินการ ยังไม่ดำเนินการ ไม่ระบุสถานะ ทั้งหมด "
        "อำเภอบ้านแหลม องค์การบริหารส่วนตำบลบ้านแหลม 8 0 0 6 14 รวม 1 หน่วยงาน 8 0 0 6 14 "
        "คะแนน ITA ที่รายงานระบุ แสดงเฉพาะคะแนนที่รายงานของหน่วยงานเขียนไว้ เรียงตามอำเภอและชื่อ ไม่ได้เรียงตามคะแนน "
        "คะแนนอาจเป็นของปีก่อนหน้า หน่วยงาน คะแนนของปี คะแนนรวม ระดับ "
        "อำเภอบ้านแหลม องค์การบริหารส่วนตำบลบ้านแหลม 2566 ไม่ระบุ ผ่านดี"
    )


def test_nothing_is_drawn_where_no_report_says_how_far_it_is(fleet: Path) -> None:
    page = fleet / "portal/kanchanaburi/2568/index.html"
    assert "แต่ละหน่วยงาน รายงานไม่ได้ระบุสถานะ เป็นตาราง" in text(page)
    assert "<svg" not in page.read_text(encoding="utf-8")


def test_an_invented_agency_is_shown_as_that_and_never_counted(fleet: Path) -> None:
    year = "portal/p-7963d320/2568/"
    only = "ที่นี่มีเฉพาะหน่วยงานตัวอย่าง ข้อมูลเป็นเรื่องสมมติ จึงไม่นับรวม"
    measures = text(fleet / year / "index.html")
    assert f"รวมทุกหน่วยงาน {only} แต่ละหน่วยงาน" in measures
    assert "องค์การบริหารส่วนตำบลตัวอย่าง ตัวอย่าง 2568 92.76 ผ่านดี" in measures
    assert "ไม่มีรายงานปี 2568 ในเว็บของหน่วยงาน เทศบาลตำบลkaeo" in measures
    assert "รวม 1" not in measures
    assert f"แต่ละตัวชี้วัด {only} จำนวนมาตรการของแต่ละหน่วยงาน" in text(fleet / year / "indicators/index.html")
    items = text(fleet / year / "items/index.html")
    assert f"ตามกรอบปี 2568 มี 28 ข้อ {only} แต่ละหน่วยงาน ทีละข้อ" in items
    assert "แต่ละข้อ ทุกหน่วยงาน ข้อ O1 โครงสร้างและอำนาจหน้าที่ O2 ข้อมูลผู้บริหาร" in items
    rows = {row["agency"]: row["example"] for row in table(fleet / "portal/data/agencies.csv")}
    assert rows == {"ban-laem": "false", "kaeo": "false", "khok-yai": "false", "sing": "false", "tua-yang": "true"}
    assert {row["agency"] for row in table(fleet / "portal/data/measures.csv")} == {"ban-laem", "khok-yai", "sing"}


def test_a_report_without_items_is_unknown_and_no_failure_to_answer(fleet: Path) -> None:
    assert text(fleet / "portal/kanchanaburi/2568/items/index.html").endswith(
        "ตามกรอบปี 2568 มี 28 ข้อ รายงานของ 2 หน่วยงานไม่ได้พูดถึงข้อใดเลย จึงนับเป็น “ไม่ระบุ” ไม่ใช่ “ไม่ได้ตอบ”"
    )


def test_an_item_that_rests_on_memory_is_marked_unconfirmed(fleet: Path) -> None:
    items = text(fleet / "portal/p-7963d320/2567/items/index.html")
    assert "O12 ข้อมูลเชิงสถิติการให้บริการ O13 E–Service ยังไม่ยืนยัน O14" in items


def test_measures_are_counted_by_indicator(fleet: Path) -> None:
    page = text(fleet / "portal/phetchaburi/2566/indicators/index.html")
    assert "แต่ละตัวชี้วัด นับจากรายงานของ 1 หน่วยงาน ดำเนินการแล้ว ไม่ระบุสถานะ ตัวชี้วัดที่ 1" in page
    assert "ตัวชี้วัดที่ 2 การใช้งบประมาณ 1 1 0 0 2 3 ตัวชี้วัดที่ 3 การใช้อำนาจ 1 1 0 0 0 1" in page
    assert page.endswith("หน่วยงาน 1 2 3 4 5 6 7 8 9 10 อำเภอบ้านแหลม อบต.บ้านแหลม 1 3 1 1 2 1 2 2 1 0")


@pytest.mark.parametrize("part", ["measures", "items"])
def test_a_combined_table_is_the_agencies_own_tables_one_after_the_other(fleet: Path, part: str) -> None:
    addresses = ("address", "evidence_addresses")
    own = [
        row
        for slug in ("ban-laem", "khok-yai", "sing")
        for path in sorted((fleet / slug / "data").glob(f"*-{part}.csv"))
        for row in table(path)
    ]
    combined = table(fleet / f"portal/data/{part}.csv")
    assert len(combined) == len(own) > 30
    for row, mine in zip(combined, own, strict=True):
        assert {name: row[name] for name in mine if name not in addresses} == {
            name: value for name, value in mine.items() if name not in addresses
        }
    assert {row["site"]: (row["district"], row["province"], row["licence"]) for row in combined} == {
        "ban-laem": ("บ้านแหลม", "เพชรบุรี", ""),
        "khok-yai": ("ท่าลี่", "กาญจนบุรี", ""),
        "sing": ("ไทรโยค", "กาญจนบุรี", ""),
    }


def _named(fleet: Path) -> Iterator[str]:
    """Every address of the dataset, as it stands there."""
    data = fleet / "portal/data"
    for part in ("measures", "items"):
        for row in table(data / f"{part}.csv"):
            yield from (
                plain_cell(line) for name in ("address", "evidence_addresses") for line in row[name].split("\n")
            )
    yield from (row["address"] for row in table(data / "agencies.csv"))
    yield from (one[key] for one in document(data / "agencies.json")["agencies"] for key in ("address", "data_page"))
    for node in document(data / "catalog.jsonld")["@graph"]:
        if "dcat:Dataset" in node["@type"]:
            yield node["url"]
            yield from (form["contentUrl"] for form in node["distribution"])


def test_every_address_of_the_dataset_leads_to_what_it_names(fleet: Path) -> None:
    found = 0
    for address in filter(None, _named(fleet)):
        path = address.removeprefix(OWN_ADDRESS) if address.startswith(OWN_ADDRESS) else ""
        if urlsplit(address).scheme and not path:
            continue
        place = f"sing/{path}" if path else posixpath.normpath(f"portal/data/{address.partition('#')[0]}")
        target = fleet / unquote(place.partition("#")[0])
        assert (target / "index.html" if target.is_dir() else target).is_file(), address
        found += 1
    assert found > 100


def test_the_list_of_agencies_says_what_each_report_states_and_who_is_missing(fleet: Path) -> None:
    listed = document(fleet / "portal/data/agencies.json")
    assert listed["missing"] == ["sia"]
    (sing,) = (one for one in listed["agencies"] if one["slug"] == "sing")
    assert sing == {
        "site": "sing",
        "slug": "sing",
        "name": "องค์การบริหารส่วนตำบลสิงห์",
        "short_name": "อบต.สิงห์",
        "district": "ไทรโยค",
        "province": "กาญจนบุรี",
        "example": False,
        "address": OWN_ADDRESS,
        "data_page": f"{OWN_ADDRESS}data/",
        "licence": None,
        "licence_address": None,
        "licence_note": None,
        "years": [
            {
                "fiscal_year": 2568,
                "framework": 2568,
                "title": document(fleet / "sing/data/sing-2568.json")["report"]["title"],
                "measures": {
                    "all": 12,
                    "guidelines": 0,
                    "done": 0,
                    "in_progress": 0,
                    "not_started": 0,
                    "not_stated": 12,
                },
                "items": None,
                "scores": None,
            }
        ],
    }


def test_the_catalogue_holds_every_real_dataset_and_no_invented_one(fleet: Path) -> None:
    graph = document(fleet / "portal/data/catalog.jsonld")["@graph"]
    assert [node["@id"] for node in graph] == [
        "../../ban-laem/#agency",
        "../../ban-laem/data/#2566",
        "../../kaeo/index.html#agency",
        "../../khok-yai/#agency",
        "../../khok-yai/data/#2568",
        f"{OWN_ADDRESS}#agency",
        f"{OWN_ADDRESS}data/#2568",
        "catalog.jsonld#catalogue",
    ]
    assert [one["@id"] for one in graph[-1]["dcat:dataset"]] == [
        "../../ban-laem/data/#2566",
        "../../khok-yai/data/#2568",
        f"{OWN_ADDRESS}data/#2568",
    ]


def test_a_stranger_finds_no_fault_and_publishing_accepts_the_folder(fleet: Path) -> None:
    assert list(verify(fleet / "portal")) == []
    assert len(read_site(fleet / "portal").files) > 30
    for page in (fleet / "portal").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">' in html
        assert "<script" not in html


def test_a_portal_without_its_neighbours_has_dead_links(fleet: Path, tmp_path: Path) -> None:
    shutil.copytree(fleet / "portal", tmp_path / "portal")
    faults = {fault.message.th for fault in verify(tmp_path / "portal") if fault.file == "index.html"}
    assert faults == {f"ลิงก์เสีย ../{path}" for path in ("ban-laem/", "khok-yai/", "tua-yang/", "kaeo/index.html")}


def test_it_is_untouched_when_nothing_changed_and_the_same_bytes_when_made_again(fleet: Path) -> None:
    portal = fleet / "portal"
    before, number = files(portal), portal.stat().st_ino
    assert not build_portal(fleet, ALL, Wishes()).changed
    assert portal.stat().st_ino == number
    portal.rename(fleet / "moved")
    try:
        assert build_portal(fleet, reversed(ALL), Wishes()).changed
        assert files(portal) == before
    finally:
        shutil.rmtree(fleet / "moved")
    assert {path.name for path in fleet.iterdir()} == {*ALL[:-1], ".fleet", "portal"}, "nothing half-built is left"


def test_a_site_that_cannot_be_read_is_missing_whole_and_its_reason_is_told(fleet: Path, tmp_path: Path) -> None:
    for slug in ("ban-laem", "khok-yai", "kaeo"):
        shutil.copytree(fleet / slug, tmp_path / slug)
    (tmp_path / "khok-yai/data/index.json").write_text('{"agencies": 1}')
    table_ = tmp_path / "ban-laem/data/ban-laem-2566-items.csv"
    table_.write_bytes(table_.read_bytes()[:-3])
    made = build_portal(tmp_path, ("ban-laem", "khok-yai", "kaeo", "nobody"), Wishes())
    assert made.missing == ("ban-laem", "khok-yai", "nobody")
    assert dict(made.unreadable) == {
        "ban-laem": "data/ban-laem-2566-items.csv: unexpected end of data",
        "khok-yai": "data/index.json: 'int' object is not iterable",
    }
    assert "ยังไม่มีข้อมูลในหน้านี้ 3 แห่ง" in text(tmp_path / "portal/index.html")
    assert table(tmp_path / "portal/data/measures.csv") == []
    assert list(verify(tmp_path / "portal")) == []


def test_its_own_title_and_address_are_used_where_they_are_given(fleet: Path, tmp_path: Path) -> None:
    shutil.copytree(fleet / "ban-laem", tmp_path / "ban-laem")
    build_portal(tmp_path, ["ban-laem"], Wishes(title="โปร่งใส & เปิดเผย", url="https://ita.example.go.th/รวม/"))
    home, lost = ((tmp_path / "portal" / name).read_text(encoding="utf-8") for name in ("index.html", "404.html"))
    assert "<title>โปร่งใส &amp; เปิดเผย</title>" in home
    assert '<link rel="canonical" href="https://ita.example.go.th/รวม/">' in home
    assert '<a class="pt-name" href="/รวม/">' in lost
    assert read_site(tmp_path / "portal").site_url == "https://ita.example.go.th/รวม/"
    assert not (tmp_path / "portal/phetchaburi/index.html").exists(), "of one province, the front page is its page"
