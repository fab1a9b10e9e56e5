"""The repairs of the theme's frame, and how they fail: loudly."""

from __future__ import annotations

from importlib.resources import files

import pytest

from prongsai.frame import FrameError, add_policy, frame, mend, mend_tables, scripts_to_files

HEAD = '<head><meta charset="utf-8"><title>t</title></head>'
SCOPE = '<script>__md_scope=new URL("{up}",location),x=1</script>'
BUNDLE = '<script src="{up}/assets/javascripts/bundle.a.min.js"></script>'
SKIP = '<div data-md-component="skip"><a href="#a" class="md-skip">x</a></div>'
HEADER = (
    '<header data-md-component="header"><label class="md-header__button md-icon" for="__drawer"><svg>m</svg></label>'
    '{search}</header><main class="md-main" data-md-component="main"></main>'
)


def test_the_policy_stands_before_everything_that_loads() -> None:
    assert add_policy(HEAD).startswith(
        '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="d'
    )


def test_a_script_is_one_file_at_every_depth() -> None:
    near, near_scripts = scripts_to_files(SCOPE.format(up=".") + BUNDLE.format(up="."))
    far, far_scripts = scripts_to_files(SCOPE.format(up="../../..") + BUNDLE.format(up="../../.."))
    (address,) = near_scripts
    assert near_scripts == far_scripts
    assert near_scripts[address] == "__md_scope=new URL('../..',document.currentScript.src),x=1\n"
    assert f'<script src="./{address}"></script>' in near
    assert f'<script src="../../../{address}"></script>' in far


def test_data_in_a_script_stays_where_it_is() -> None:
    data = '<script id="__config" type="application/json">{"base": "."}</script>'
    assert scripts_to_files(data) == (data, {})


def test_the_page_names_our_search_worker_or_the_build_stops() -> None:
    page = HEAD + '<script id="__config" type="application/json">{"search": "../a/search.1.min.js"}</script>'
    worker = ("a/search.1.min.js", "a/search.0123abcd.js")
    assert '{"search": "../a/search.0123abcd.js"}' in frame(page, worker=worker).html
    with pytest.raises(FrameError, match=r"expected “a/search\.2\.min\.js” once, found it 0 times"):
        frame(page, worker=("a/search.2.min.js", "a/search.0123abcd.js"))


def test_the_menu_gets_a_button_and_keeps_its_label() -> None:
    mended = mend(SKIP + HEADER.format(search=""))
    assert 'data-pr-toggle="__drawer" aria-expanded="false" aria-label="เมนู"><svg>m</svg></button>' in mended
    assert '<label class="md-header__button md-icon pr-nojs" for="__drawer">' in mended
    assert '<a href="#__content" class="md-skip">' in mended
    assert '<main id="__content" tabindex="-1"' in mended


def test_a_page_with_a_frame_of_its_own_is_left_alone() -> None:
    assert mend("<p>poster</p>") == "<p>poster</p>"


def test_hand_written_tables_scroll_and_align_without_styles() -> None:
    table = '<table>\n<tr><td style="text-align: center;">1</td></tr></table>'
    assert mend_tables(table + "<p>a</p>" + table).count("</table></div>") == 2
    assert '<td class="pr-align-center">1</td>' in mend_tables(table)
    ours = '<table class="pr-table"><tr><td>1</td></tr></table>'
    assert mend_tables(ours) == ours


@pytest.mark.parametrize(
    ("html", "piece"),
    [
        ("<head></head>", '<meta charset="utf-8">'),
        (HEAD + HEADER.format(search=""), 'data-md-component="skip"'),
        (HEAD + SKIP + HEADER.format(search="").replace("__drawer", "__menu"), 'for="__drawer"'),
        (HEAD + SKIP + HEADER.format(search="").replace("<main class", "<main id"), "<main class"),
        (HEAD + SKIP + HEADER.format(search='<input data-md-component="search-query">'), 'for="__search"'),
        (HEAD + "<script>x=1</script>", "bundle"),
        (HEAD + "<script>__md_scope=new URL(a,b)</script>" + BUNDLE.format(up="."), "__md_scope"),
    ],
)
def test_another_theme_stops_the_build(html: str, piece: str) -> None:
    with pytest.raises(FrameError) as caught:
        frame(html)
    assert piece in caught.value.message.th
    assert "prongsai/frame.py" in caught.value.message.en


def test_the_message_says_what_to_do_in_both_languages() -> None:
    message = FrameError("<x>", 2).message
    assert message.th == (
        "กรอบของธีมเปลี่ยนไป: ต้องพบ “<x>” 1 แห่ง แต่พบ 2 แห่ง ใช้ mkdocs-material รุ่นตามไฟล์ lock หรือแก้ prongsai/frame.py"
    )
    assert message.en == (
        "the theme's frame has changed: expected “<x>” once, found it 2 times; "
        "install the mkdocs-material of the lock file or mend prongsai/frame.py"
    )


def test_fonts_come_with_their_licence() -> None:
    fonts = files("prongsai") / "theme" / "assets" / "fonts"
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8").upper()
