"""The posters: one sheet of their size whatever the data holds, nothing of the site around it, codes that scan."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from reading import read
from seeing import camera, codes, decode, paper, picture, sizes

from conftest import mkdocs_build, serve
from prongsai.load import load_site
from prongsai.model import Agency

pytestmark = [pytest.mark.site, pytest.mark.browser]

NATIONAL = "https://itas.nacc.go.th/"
PAPERS = {"poster/": (210, 297), "poster-a5/": (148, 210)}
AGENCIES = ["ban-laem", "hin-dat", "khok-yai", "sing", "thung-bu-lang", "tua-yang"]

HOSTILE = """
name: {name}
province: {long}
district: {long}
contact: {{phone: "{digits}", address: "{long}", hours: "{long}"}}
survey: {{code: test000, fiscal_year: 2568, opens: 30 พฤศจิกายน 2567, closes: 30 พฤศจิกายน 2568}}
example: ใช่
channels:
  e_service: [{channels}]
  corruption: [{channels}]
  complaint: [{channels}]
"""


def expected(agency: Agency) -> str:
    return agency.survey.address if agency.survey else NATIONAL


def printed(page: Page) -> bytes:
    page.emulate_media(media="print")
    return page.pdf(prefer_css_page_size=True)


@pytest.fixture(scope="module")
def agencies(root: Path) -> dict[str, Agency]:
    loaded, _ = load_site(root / "data")
    return {agency.slug: agency for agency in loaded.agencies}


def test_all_agencies_are_looked_at(agencies: dict[str, Agency]) -> None:
    assert sorted(agencies) == AGENCIES


@pytest.mark.parametrize("topic", ["survey", "channels"])
@pytest.mark.parametrize("slug", AGENCIES)
def test_each_poster_prints_on_exactly_one_sheet_of_its_size(
    browser: Browser, site_url: str, slug: str, topic: str
) -> None:
    page = browser.new_page(color_scheme="dark")
    for part, size in PAPERS.items():
        page.goto(f"{site_url}{slug}/{topic}/{part}")
        assert sizes(printed(page)) == [size], part
        assert_whole(page)
    page.close()


def assert_whole(page: Page) -> None:
    """Nothing of the sheet is beyond its edge: the foot and every code stand inside it, whole, in print."""
    page.emulate_media(media="print")
    # Chromium lays a page out in print by its own margins; the sheet has a fixed size, so any window will do.
    outside = page.evaluate(
        """() => {
          const sheet = document.querySelector(".pr-poster").getBoundingClientRect();
          const inside = box => box.left >= sheet.left - 1 && box.right <= sheet.right + 1
            && box.top >= sheet.top - 1 && box.bottom <= sheet.bottom + 1;
          const parts = [...document.querySelectorAll(".pr-poster .pr-qr, .pr-poster__sheet > *")];
          const groups = document.querySelector(".pr-poster__groups")?.getBoundingClientRect();
          const cut = [...document.querySelectorAll(".pr-poster__groups .pr-qr")]
            .filter(code => code.getBoundingClientRect().bottom > groups.bottom + 1);
          return [...parts.filter(part => !inside(part.getBoundingClientRect())), ...cut]
            .map(part => part.getAttribute("class"));
        }"""
    )
    assert outside == []


def test_print_shows_the_sheet_alone_and_that_the_site_is_a_demonstration(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}tua-yang/survey/poster/")
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    for chrome in ("h1", ".md-header", ".md-footer", ".pr-crumbs", ".pr-quick", ".pr-record", ".pr-tools"):
        assert not page.locator(chrome).first.is_visible(), chrome
    assert "เว็บไซต์สาธิต" in shown
    assert "หน่วยงานและข้อมูลทั้งหมดเป็นเรื่องสมมติ" in shown
    assert "องค์การบริหารส่วนตำบลตัวอย่าง" in shown
    assert "itas.nacc.go.th/go/eit/test000" in shown
    assert "ตอบได้ตั้งแต่ 1 มกราคม 2568 ถึง 30 มิถุนายน 2568" in shown
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sheet_is_black_on_white_on_screen_and_paper(browser: Browser, site_url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site_url}sing/survey/poster/")
    assert decode(picture(page.locator(".pr-poster").screenshot())) == ({NATIONAL}, {NATIONAL})
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        colours = page.evaluate(
            """() => [".pr-poster", ".pr-poster h2", ".pr-poster figcaption a"].map(part => {
              const style = getComputedStyle(document.querySelector(part));
              return [style.color, style.forcedColorAdjust];
            })"""
        )
        assert colours == [["rgb(0, 0, 0)", "none"]] * 3
    edge = paper(printed(page), 50)[0]
    assert (edge[:8] == 255).all()
    assert (edge[:, :8] == 255).all()
    context.close()


@pytest.mark.parametrize("part", PAPERS)
@pytest.mark.parametrize("slug", ["tua-yang", "sing"])
def test_the_printed_survey_code_is_read_by_both_decoders_at_150_dpi(
    browser: Browser, site_url: str, agencies: dict[str, Agency], slug: str, part: str
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{site_url}{slug}/survey/{part}")
    (sheet,) = paper(printed(page))
    page.close()
    address = {expected(agencies[slug])}
    assert decode(sheet) == (address, address)
    # The whole sheet in the camera's frame. Over ten seeds both decoders read all at 1000 pixels across; at 400
    # zxing reads all and OpenCV 9 of 10, so there only zxing is held to it.
    assert decode(camera(sheet, 1, width=1000)) == (address, address)
    assert decode(camera(sheet, 1, width=400)).zxing == address


@pytest.mark.parametrize("part", PAPERS)
def test_each_purpose_has_a_code_of_its_first_link(browser: Browser, site_url: str, part: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}tua-yang/channels/{part}")
    (sheet,) = paper(printed(page))
    page.close()
    links = {f"https://www.example.com/{path}" for path in ("e-service/water", "report-corruption", "complaint")}
    assert decode(sheet) == (links, links)


def test_the_codes_95_millimetres_on_a4(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}sing/survey/poster/")
    page.emulate_media(media="print")
    box = page.locator(".pr-poster .pr-qr").bounding_box()
    page.close()
    assert box
    assert box["width"] == pytest.approx(95 / 25.4 * 96, abs=1)


def test_posters_are_reached_from_their_pages_and_from_each_other(site: Path) -> None:
    for slug in AGENCIES:
        for topic in ("survey", "channels"):
            links = read(site / slug / topic / "index.html").links
            assert {"poster/", "poster-a5/"} <= set(links)
            assert "../poster-a5/" in read(site / slug / topic / "poster" / "index.html").links
            assert "../poster/" in read(site / slug / topic / "poster-a5" / "index.html").links


def test_a_survey_poster_without_a_code_names_the_national_site(site: Path) -> None:
    poster = read(site / "sing" / "survey" / "poster" / "index.html")
    assert "QR นี้ไปที่เว็บไซต์กลาง ITAS ของสำนักงาน ป.ป.ช. ไม่ใช่แบบวัดของหน่วยงานนี้โดยตรง" in poster.flat
    assert "ค้นหาชื่อหน่วยงานนี้" in poster.flat
    assert NATIONAL in poster.links
    assert not any("/go/" in link for link in poster.links)


def test_channels_that_the_report_gives_no_address_of_are_named_and_the_officer_is_warned(site: Path) -> None:
    poster = read(site / "ban-laem" / "channels" / "poster" / "index.html").flat
    assert "ช่องทางแจ้งข้อมูลหรือเบาะแสการขัดกันระหว่างผลประโยชน์ส่วนตนและผลประโยชน์ส่วนรวม" in poster
    assert "โปสเตอร์นี้ยังไม่มีที่อยู่เว็บ อีเมล หรือหมายเลขให้ใช้ติดต่อ" in poster
    assert "สแกน QR" not in poster
    assert "โปสเตอร์นี้ยังไม่มี" not in read(site / "tua-yang" / "channels" / "poster" / "index.html").flat


def project(folder: Path, root: Path, agency: str, *, site_url: str = "") -> Path:
    """A small site of one agency with this agency.yml, built."""
    (folder / "site_src").mkdir(parents=True)
    (folder / "data" / "long").mkdir(parents=True)
    (folder / "data" / "long" / "agency.yml").write_text(agency, encoding="utf-8")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    address = f"site_url: {site_url}\n" if site_url else ""
    (folder / "mkdocs.yml").write_text(address + config, encoding="utf-8")
    shutil.copy(root / "site_src" / "about.md", folder / "site_src" / "index.md")
    result = mkdocs_build(folder, folder / "site")
    assert result.returncode == 0, result.stderr
    return folder / "site"


@pytest.mark.parametrize(
    ("letters", "site_url"), [(80, ""), (1000, ""), (1000, "https://ita.example.go.th/transparency/")]
)
def test_hostile_lengths_still_fit_on_one_sheet(
    browser: Browser, root: Path, tmp_path: Path, letters: int, site_url: str
) -> None:
    name = ("องค์การบริหารส่วนตำบลบ้านใหม่สุขเกษมเจริญราษฎร์พัฒนา" * 30)[:letters]
    words = ("ช่องทางร้องเรียนร้องทุกข์ทางอินเทอร์เน็ตของหน่วยงาน " * 30)[:letters].strip()
    link = "https://www.example.com/forms/d/e/1FAIpQLSd" + "0aZ_9xY-" * 8 + "/viewform"
    web, phone = f'{{name: "{words}", link: "{link}"}}', f'{{name: {"W" * 900}, link: "tel:020000000"}}'
    channels = ", ".join([web, phone] * 20)
    text = HOSTILE.format(name=name, long=words, digits="02-000-0000 ต่อ 0 " * 40, channels=channels)
    built = project(tmp_path / "project", root, text, site_url=site_url)
    server, address = serve(built)
    page = browser.new_page()
    for topic in ("survey", "channels"):
        for part, size in PAPERS.items():
            page.goto(f"{address}long/{topic}/{part}")
            pdf = printed(page)
            assert sizes(pdf) == [size]
            assert_whole(page)
            own = f"{site_url}long/channels/" if site_url else link
            found = {"https://itas.nacc.go.th/go/eit/test000"} if topic == "survey" else {own}
            (sheet,) = paper(pdf)
            assert decode(sheet).zxing == found
            assert [decode(code) for code in codes(sheet)] == [(found, found)] * len(codes(sheet))
    page.close()
    server.shutdown()
    server.server_close()


def test_a_site_that_knows_its_address_has_one_code_for_all_channels(
    browser: Browser, root: Path, tmp_path: Path
) -> None:
    text = (root / "data" / "tua-yang" / "agency.yml").read_text(encoding="utf-8")
    built = project(tmp_path / "project", root, text, site_url="https://ita.example.go.th")
    server, address = serve(built)
    page = browser.new_page()
    page.goto(f"{address}long/channels/poster/")
    (sheet,) = paper(printed(page))
    own = {"https://ita.example.go.th/long/channels/"}
    assert decode(sheet) == (own, own)
    assert "ita.example.go.th/long/channels" in page.locator(".pr-poster figcaption").inner_text()
    page.close()
    server.shutdown()
    server.server_close()
