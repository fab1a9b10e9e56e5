"""`verify` sees what a stranger would see in a built site."""

from __future__ import annotations

from pathlib import Path

import pytest

from prongsai.verify import verify

GOOD = "<html><body><h1 id=a>x</h1><a href='#a'>a</a> <a href='sub/'>b</a> <a href='https://example.com'>c</a></body></html>"

FAULTS = {
    "dead link": ("<a href='gone/'>x</a>", "ลิงก์เสีย gone/"),
    "dead anchor": ("<a href='#gone'>x</a>", "ไม่มีจุดหมาย #gone ใน index.html"),
    "script of another site": (
        "<script src='https://cdn.example/x.js'></script>",
        "เรียกไฟล์จากเว็บอื่น https://cdn.example/x.js",
    ),
    "picture of another site": ("<img src='//cdn.example/x.png'>", "เรียกไฟล์จากเว็บอื่น //cdn.example/x.png"),
    "style sheet of another site": (
        "<link rel=stylesheet href='https://f.example/'>",
        "เรียกไฟล์จากเว็บอื่น https://f.example/",
    ),
    "preconnect": ("<link rel=preconnect href='https://f.example'>", "เรียกไฟล์จากเว็บอื่น https://f.example"),
    "handler": ("<p onclick='x()'>x</p>", "มีสคริปต์หรือสไตล์ในแท็ก 1 แห่ง"),
    "placeholder": ("<p>{{ title }}</p>", "มีข้อความแทนที่ตกค้าง “{{”"),
}


def site_of(folder: Path, extra: str = "") -> Path:
    (folder / "sub").mkdir()
    (folder / "index.html").write_text(GOOD.replace("</body>", f"{extra}</body>"), encoding="utf-8")
    (folder / "sub" / "index.html").write_text("<a href='../'>up</a>")
    return folder


def test_a_good_site_has_no_fault(tmp_path: Path) -> None:
    assert list(verify(site_of(tmp_path))) == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_named(tmp_path: Path, name: str) -> None:
    extra, message = FAULTS[name]
    (fault,) = verify(site_of(tmp_path, extra))
    assert fault.file == "index.html"
    assert fault.message.th == message


def test_a_font_of_another_site_in_a_style_sheet_is_found(tmp_path: Path) -> None:
    (site_of(tmp_path) / "x.css").write_text("@font-face{src:url( 'https://f.example/x.woff2')}")
    (fault,) = verify(tmp_path)
    assert fault.message.th == "เรียกไฟล์จากเว็บอื่น https://f.example/x.woff2"


def test_a_missing_page_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    assert [f.message.th for f in verify(tmp_path)] == ["ไม่มีหน้าแรก โฟลเดอร์นี้ไม่ใช่เว็บที่สร้างแล้ว"]
    site_of(tmp_path)
    assert [f.file for f in verify(tmp_path, expected=frozenset({"sub/", "gone/"}))] == ["gone/index.html"]


@pytest.mark.site
def test_the_real_site_has_no_fault(site: Path) -> None:
    assert [f"{f.file}: {f.message.th}" for f in verify(site)] == []


def test_a_link_that_says_it_leads_to_the_site_beside_is_followed_there(tmp_path: Path) -> None:
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "index.html").write_text("<p id=a>x</p>")
    (tmp_path / "site").mkdir()
    links = "<a rel=external href='../beside/'>x</a> <a rel='noopener external' href='https://example.com/'>y</a>"
    site = site_of(tmp_path / "site", links)
    assert list(verify(site)) == []
    (tmp_path / "beside" / "index.html").unlink()
    assert [f.message.th for f in verify(site)] == ["ลิงก์เสีย ../beside/"]


def test_a_link_out_of_the_site_that_does_not_say_so_is_dead_even_when_something_is_there(tmp_path: Path) -> None:
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "index.html").write_text("x")
    (tmp_path / "site").mkdir()
    site = site_of(tmp_path / "site", "<a href='../beside/'>x</a>")
    assert [f.message.th for f in verify(site)] == ["ลิงก์เสีย ../beside/"]
