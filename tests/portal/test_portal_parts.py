"""Single parts of the portal, and what is refused before anything is built."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import small_portal  # noqa: F401  # so that small_fleet is found

from prongsai.checks.places import names
from prongsai.model import Progress
from prongsai.portal.compare import Line, matrices, provinces
from prongsai.portal.pages import Portal, portal_pages
from prongsai.portal.provinces import part, parts
from prongsai.portal.rows import AgencyRow, Item, YearRow, counted

from small_fleet import agency, fleet_build, write  # isort: skip

ITEMS = (Item("O1", "โครงสร้าง", True), Item("O2", "ผู้บริหาร", True), Item("O3", "อำนาจหน้าที่", False))
STYLES = ("prongsai.css", "charts.css", "portal.css", "favicon.png", "sarabun-thai-400-normal.woff2")


def row(
    slug: str, answered: Sequence[str] = (), *, example: bool = False, province: str = "เลย", name: str = ""
) -> AgencyRow:
    """An agency with one report."""
    year = YearRow(
        number=2568,
        framework=2568,
        title="รายงาน",
        by_indicator={1: counted([Progress.DONE, Progress.NOT_STATED])},
        guidelines=0,
        items=ITEMS,
        answered=frozenset(answered),
    )
    return AgencyRow(
        site=slug,
        slug=slug,
        name=name or f"อบต.{slug}",
        short_name=None,
        district="เมือง",
        province=province,
        example=example,
        home=f"../{slug}/",
        data=f"../{slug}/data/",
        licence=None,
        licence_address=None,
        licence_note=None,
        years=(year,),
    )


def pages(rows: Sequence[AgencyRow]) -> dict[str, str]:
    return dict(portal_pages(Portal(rows, (), {name: f"assets/{name}" for name in STYLES})))


def test_an_item_is_missed_only_by_those_who_answer_others() -> None:
    rows = [row("a", ["O1", "O2"]), row("b", ["O1"]), row("silent"), row("invented", ["O3"], example=True)]
    (matrix,) = matrices([Line(one, one.years[0]) for one in rows])
    assert (matrix.answering, matrix.silent) == (2, 1)
    assert [(one.item.code, one.answered, one.unanswered) for one in matrix.counts] == [
        ("O1", 2, 0),
        ("O2", 1, 1),
        ("O3", 0, 2),
    ]
    assert [one.item.code for one in matrix.least] == ["O3", "O2"]


def test_what_is_least_answered_is_said_with_its_numbers() -> None:
    html = pages([row("a", ["O1", "O2"]), row("b", ["O1"])])["loei/2568/items/"]
    assert '<li><b lang="en">O2</b> ผู้บริหาร <span class="pr-quiet">ตอบแล้ว 1 จาก 2 หน่วยงาน</span></li>' in html


def test_many_agencies_are_parted_and_every_part_is_whole() -> None:
    made = pages([row(f"a{n:03}", ["O1"]) for n in range(230)])
    assert [address for address in made if "items" in address] == [
        "loei/2568/items/",
        "loei/2568/items/page-2/",
        "loei/2568/items/page-3/",
    ]
    assert 'rel="next"' not in made["loei/2568/items/page-3/"]
    assert "ส่วนที่ 3 จาก 3" in made["loei/2568/items/page-3/"]
    assert made["loei/2568/items/page-3/"].count('<th scope="row">อบต.') == 30
    assert max(len(html.encode()) for html in made.values()) < 150_000


def test_with_very_many_agencies_the_front_page_names_the_provinces() -> None:
    rows = [row(f"a{n:03}", province=("เลย", "สตูล")[n % 2]) for n in range(201)]
    made = pages([*rows, row("x", province="แต่งขึ้น", example=True)])
    assert "3 จังหวัด 201 หน่วยงาน" in made[""]
    assert '<a href="loei/">จังหวัดเลย</a> <span class="pr-quiet">101 หน่วยงาน</span>' in made[""]
    assert 'จังหวัดแต่งขึ้น</a> <span class="pr-quiet">ตัวอย่าง</span>' in made[""]
    assert "a000" not in made[""]
    assert {"loei/", "loei/page-2/", "satun/"} <= made.keys()


def test_a_name_is_text_whatever_it_holds() -> None:
    made = pages([row("a", ["O1"], name="<script>alert(1)</script>\" onclick='x'")])
    assert not any("<script" in html or "onclick='x'" in html for html in made.values())


def test_every_province_has_a_part_of_its_own_in_addresses() -> None:
    assert parts().keys() == names("จังหวัด")
    assert len(set(parts().values())) == 77
    assert (part("พระนครศรีอยุธยา"), part("สมมติ")) == ("phra-nakhon-si-ayutthaya", "p-7963d320")


def test_invented_provinces_come_last() -> None:
    found = provinces([row("a", province="กขค", example=True), row("b"), row("c", province="กระบี่")])
    assert [one.name for one in found] == ["กระบี่", "เลย", "กขค"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--portal"],
            "หน่วยงานใช้ชื่อโฟลเดอร์ Portal ซึ่งเป็นที่ของหน้ารวม เปลี่ยนชื่อโฟลเดอร์ของหน่วยงานก่อน หรือไม่ใส่ --portal",
        ),
        (["--portal-title", "x"], "--portal-title ใช้คู่กับ --portal"),
        (["--portal-url", "https://x.example"], "--portal-url ใช้คู่กับ --portal"),
        (["--portal", "--portal-url", "ftp://x"], "--portal-url ต้องขึ้นต้นด้วย https:// หรือ http://"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_built(tmp_path: Path, arguments: list[str], message: str) -> None:
    agency(tmp_path / "agencies" / "Portal")
    result = fleet_build("--agencies", tmp_path / "agencies", "--out", tmp_path / "out", *arguments)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {message}")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("file", ["mine.txt", "prongsai-manifest.json"])
def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, file: str) -> None:
    agency(tmp_path / "agencies" / "bua")
    write(tmp_path / "out/portal" / file, "x")
    result = fleet_build("--agencies", tmp_path / "agencies", "--out", tmp_path / "out", "--portal")
    message = f"Error: {tmp_path}/out/portal มีไฟล์อื่นที่ไม่ใช่หน้ารวม ย้ายออกก่อน"
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, message)
