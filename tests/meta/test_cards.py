"""The picture beside a link: Thai is shaped right, lines end between words, nothing is cut off, bytes never differ."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont
from playwright.sync_api import Browser

from prongsai.checks.places import names
from prongsai.fonts import Weight, font_file, width
from prongsai.fonts.drawn import ink
from prongsai.load import load_site
from prongsai.pages import Options, agency_previews, home_preview
from prongsai.pages.canvas import Canvas
from prongsai.pages.cards import HEIGHT, PAPER, ROOM, WIDTH, Card, draw, set_out, wrapped

HARD = "ฐาน น้ำ กตัญญู ปี่ ญี่ปุ่น ผู้ ป้ำ"
"""Letters that lose their foot, marks that move up, down or aside, sara am that parts around a tone mark."""
CARD = Card(
    name=f"สำนักงาน{HARD}",
    place="อำเภอปทุมรัตต์ จังหวัดร้อยเอ็ด",
    topic="มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
    year="ปีงบประมาณ พ.ศ. 2568",
    where="www.example.go.th/ita",
    warning="เว็บไซต์สาธิต ไม่ใช่เว็บไซต์ทางการของหน่วยงานใด",
)


def opened(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as picture:
        return picture.convert("L")


def unlike(one: Image.Image, other: Image.Image) -> int:
    """How many points differ plainly: more than two renderers differ at the edge of the same letter."""
    return sum(ImageChops.difference(one, other).histogram()[128:])


def drawing(card: Card) -> str:
    """The same lines at the same places, for a browser to draw."""
    boxes = [(0, 0, WIDTH, 630, PAPER), (0, 0, WIDTH, 112, 0x17403A), (0, 112, WIDTH, 6, 0xC3892B)]
    boxes += [(72, 450, 88, 6, 0xC3892B), (0, 558, WIDTH, 72, 0xFBE9E5)]
    drawn = [f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="#{c:06x}"/>' for x, y, w, h, c in boxes]
    for line in set_out(card):
        weight, anchor = 700 if line.weight == "Bold" else 400, "end" if line.ends else "start"
        drawn.append(
            f'<text x="{line.x}" y="{line.baseline}" font-size="{line.size}" font-weight="{weight}"'
            f' text-anchor="{anchor}" fill="#{line.colour:06x}">{line.text}</text>'
        )
    return f'<svg width="{WIDTH}" height="{HEIGHT}" font-family="Sarabun">{"".join(drawn)}</svg>'


def in_chromium(browser: Browser, card: Card) -> Image.Image:
    faces = "".join(
        f"@font-face {{ font-family: Sarabun; font-weight: {number}; src: url(data:font/ttf;base64,"
        f"{base64.b64encode(font_file(weight).read_bytes()).decode()}) }}"
        for weight, number in (("Regular", 400), ("Bold", 700))
    )
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_content(f"<style>{faces} body {{ margin: 0 }} svg {{ display: block }}</style>{drawing(card)}")
    page.evaluate("document.fonts.ready")
    shot = page.screenshot()
    page.close()
    return opened(shot)


def set_at(size: int, card: Card) -> list[str]:
    """The lines of a picture that are set in one size."""
    return [line.text for line in set_out(card) if line.size == size]


@pytest.mark.browser
def test_thai_is_shaped_as_a_browser_shapes_it(browser: Browser) -> None:
    ours = opened(draw(CARD))
    dark = sum(ours.crop((0, 118, WIDTH, HEIGHT)).histogram()[:128])
    assert dark > 20_000
    assert unlike(ours, in_chromium(browser, CARD)) < dark / 20


def test_that_comparison_would_see_letters_that_are_only_put_side_by_side() -> None:
    pictures = []
    for layout in (ImageFont.Layout.RAQM, ImageFont.Layout.BASIC):
        picture = Image.new("L", (WIDTH, 200), 255)
        font = ImageFont.truetype(str(font_file("Bold")), 72, layout_engine=layout)
        ImageDraw.Draw(picture).text((40, 60), HARD, font=font)
        pictures.append(picture)
    assert unlike(*pictures) > sum(pictures[0].histogram()[:128]) / 4


def test_the_same_words_give_the_same_bytes_and_any_other_word_gives_others() -> None:
    assert draw(CARD) == draw(CARD)
    assert draw(CARD) != draw(CARD._replace(year="ปีงบประมาณ พ.ศ. 2569"))
    assert [line.text for line in set_out(CARD, "thai")][-3:] == [
        "ปีงบประมาณ พ.ศ. ๒๕๖๘",
        "www.example.go.th/ita",
        "เว็บไซต์สาธิต ไม่ใช่เว็บไซต์ทางการของหน่วยงานใด",
    ]


@pytest.mark.parametrize(
    ("name", "size", "lines"),
    [
        ("เทศบาลนครเจ้าพระยาสุรศักดิ์", 84, ["เทศบาลนครเจ้าพระยาสุรศักดิ์"]),
        ("องค์การบริหารส่วนตำบลละหานทราย", 76, ["องค์การบริหารส่วนตำบล", "ละหานทราย"]),
        (
            "สำนักงานพัฒนาเทคโนโลยีอวกาศและภูมิสารสนเทศ (องค์การมหาชน)",
            58,
            ["สำนักงานพัฒนาเทคโนโลยีอวกาศ", "และภูมิสารสนเทศ (องค์การมหาชน)"],
        ),
    ],
)
def test_a_name_is_set_as_large_as_it_fits_and_its_lines_end_between_words(
    name: str, size: int, lines: list[str]
) -> None:
    assert set_at(size, CARD._replace(name=name)) == lines


def test_of_an_endless_name_the_beginning_is_shown() -> None:
    lines = set_at(36, CARD._replace(name="ปี่" * 400, place=""))
    assert len(lines) == 5
    assert all(ROOM * 0.9 < width(line, "Bold") * 36 <= ROOM for line in lines)
    assert lines[4] == lines[3] + " …"
    assert {line.strip(" …").replace("ปี่", "") for line in lines} == {""}


def test_no_place_of_the_country_is_parted_when_it_can_stand_on_a_line() -> None:
    for place in sorted(names("ตำบล"))[::40]:
        lines = wrapped(f"องค์การบริหารส่วนตำบล{place}", ROOM / 76, "Bold")
        assert place in lines[-1], lines
        assert "".join(lines) == f"องค์การบริหารส่วนตำบล{place}"


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_widths_are_those_that_the_letters_take(weight: Weight) -> None:
    font = ImageFont.truetype(str(font_file(weight)), 1000, layout_engine=ImageFont.Layout.RAQM)
    for text in [*HARD.split(), "No Gift Policy 2568", "(องค์การมหาชน)"]:
        assert width(text, weight) * 1000 == pytest.approx(font.getlength(text), rel=0.01), text


def test_hostile_words_stay_words_and_nothing_runs_out_of_the_picture() -> None:
    hostile = "</text><image href='file:///etc/passwd'/>&\0\u202e\n\U0010ffff" * 4
    picture = opened(draw(Card(*[hostile] * 6)))
    edge = picture.crop((WIDTH - 40, 118, WIDTH, 558))
    assert edge.getextrema()[0] > 240


def test_an_address_never_runs_into_the_year_and_what_nobody_could_read_is_left_out() -> None:
    for letters in (20, 60, 90):
        lines = {line.text: line for line in set_out(CARD._replace(where="w" * letters))}
        year, where = lines[CARD.year], lines["w" * letters]
        assert year.size == 48
        assert where.x - width(where.text, "Regular") * where.size >= year.x + width(year.text, "Bold") * 48 + 47
    assert "w" * 200 not in [line.text for line in set_out(CARD._replace(where="w" * 200))]


def test_a_palette_holds_all_colours_of_a_picture_and_letters_are_smooth() -> None:
    with Image.open(io.BytesIO(draw(CARD))) as picture:
        assert (picture.mode, picture.size) == ("P", (WIDTH, HEIGHT))
        colours = picture.convert("RGB").crop((0, 118, WIDTH, 340)).getcolors()
    assert colours is not None
    assert len(colours) == 33  # the ground, the letters' own colour, and 31 between


def test_a_mark_that_reaches_into_the_line_before_takes_nothing_from_it() -> None:
    sheet = Canvas(400, 140, PAPER)
    upper, lower = ink("ฎุ", 60, "Bold", 10, 50), ink("กกที่", 60, "Bold", 10, 115)
    assert upper.top + len(upper.rows) > lower.top  # they share rows
    sheet.letters(upper, 0, PAPER)
    alone = opened(sheet.png())
    sheet.letters(lower, 0, PAPER)
    both = opened(sheet.png())
    assert all(new <= old for new, old in zip(both.tobytes(), alone.tobytes(), strict=True) if old < 200)
    assert both.tobytes() != alone.tobytes()


def test_an_agency_without_a_year_and_a_site_of_many_have_pictures_too(root: Path) -> None:
    site, _ = load_site(root / "data", only=["sing", "tua-yang"])
    agency = site.agencies[0].model_copy(update={"years": ()})
    options = Options(site_url="https://www.example.go.th/ita/", demonstration=True)
    assert home_preview(2, options, "โปร่งใส").alt == (
        "โปร่งใส · ข้อมูลของ 2 หน่วยงาน · มาตรการส่งเสริมคุณธรรมและความโปร่งใส · เว็บไซต์สาธิต ไม่ใช่เว็บไซต์ทางการของหน่วยงานใด"
    )
    found = agency_previews(agency, options) | agency_previews(site.agencies[1], options)
    assert {key: picture.alt for key, picture in found.items() if key[1] is None} == {
        ("sing", None): "องค์การบริหารส่วนตำบลสิงห์ · อำเภอไทรโยค จังหวัดกาญจนบุรี · "
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส · เว็บไซต์สาธิต ไม่ใช่เว็บไซต์ทางการของหน่วยงานใด",
        ("tua-yang", None): found["tua-yang", 2568].alt,
    }
