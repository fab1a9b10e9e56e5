"""The synthetic agencies of `make bench`: as many pages as asked, the same for the same seed, and fit to be built."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from prongsai.build import build_site, gather
from prongsai.load import load_site
from prongsai.pages import Options

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from benchmarks.speed import plot, results, synthetic  # noqa: E402  # after the path that holds it
from benchmarks.speed.markdown import markdown  # noqa: E402
from benchmarks.speed.measure import FailedError, written  # noqa: E402
from benchmarks.speed.sources import prepare  # noqa: E402


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("pages", [100, 500])
def test_as_many_pages_as_asked_that_nothing_stops(pages: int, tmp_path: Path) -> None:
    synthetic.make(tmp_path, pages)
    site, problems = load_site(tmp_path)
    planned = len(build_site(site, Options(), tmp_path).pages)
    assert abs(planned - pages) <= pages * 0.02
    assert problems == []
    assert all(agency.example for agency in site.agencies)


def test_nothing_in_them_is_loud(tmp_path: Path) -> None:
    synthetic.make(tmp_path, 100)
    assert gather(tmp_path).loud == []


def test_the_same_seed_gives_the_same_files_and_another_does_not(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        synthetic.make(tmp_path / name, 150, seed=seed)
    assert files(tmp_path / "one") == files(tmp_path / "again")
    assert files(tmp_path / "one") != files(tmp_path / "other")


def test_two_copies_of_an_agency_share_no_sentence(tmp_path: Path) -> None:
    synthetic.make(tmp_path, 500)
    slugs = [path.name for path in sorted(tmp_path.iterdir()) if path.name.endswith("-ban-laem")][:2]
    first, second = load_site(tmp_path, only=slugs)[0].agencies
    steps = [
        {text for year in agency.years for measure in year.measures for text in measure.results if len(text) > 24}
        for agency in (first, second)
    ]
    assert len(steps[0]) > 10
    assert not steps[0] & steps[1]


def test_every_program_gets_the_same_pages(tmp_path: Path) -> None:
    peers = ("mkdocs", "zensical", "hugo", "eleventy")
    prepare(tmp_path, 100, 1, peers)
    addresses = json.loads((tmp_path / "addresses.json").read_text(encoding="utf-8"))
    found = {name: len(list((tmp_path / name).rglob("*.md"))) for name in peers}
    assert found == dict.fromkeys(peers, len(addresses))


def test_a_site_without_all_its_pages_is_no_result(tmp_path: Path) -> None:
    (tmp_path / "addresses.json").write_text('["", "sing/"]', encoding="utf-8")
    site = tmp_path / "hugo" / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_bytes(b"0123456789")
    with pytest.raises(FailedError, match=r"^1 of 2 pages are missing, the first is /sing/$"):
        written(tmp_path / "hugo")
    (site / "sing").mkdir()
    (site / "sing" / "index.html").write_bytes(b"01234")
    assert written(tmp_path / "hugo") == (2, 15)


def test_a_body_as_markdown() -> None:
    html = """<nav><ol><li><a href="../">ขึ้น</a></li></ol></nav><h1>ชื่อ <small>ปี 2568</small></h1>
    <h2 id="parts">ส่วน<a class="headerlink" href="#parts" title="x">¶</a></h2><svg><path d="M0"/><title>x</title></svg>
    <dl><div><dt>ขั้นตอน</dt><dd><ul><li><span>1.</span> <span>ทำ</span></li><li>- ข้อ *สอง*</li></ul></dd></div>
    <div><dt>ผู้รับผิดชอบ</dt><dd>กองคลัง</dd></div></dl>
    <table><thead><tr><th>ก</th><th>ข</th></tr></thead><tbody><tr><td><p>1</p><ul><li>สอง</li></ul></td>
    <td><a href="no">ไม่มี</a></td></tr></tbody></table>"""
    assert markdown(html, lambda target: "" if target == "no" else target) == (
        "1. [ขึ้น](../)\n\n# ชื่อ ปี 2568\n\n## ส่วน {#parts}\n\n"
        "- **ขั้นตอน**\n    - 1\\. ทำ\n    - \\- ข้อ \\*สอง\\*\n- **ผู้รับผิดชอบ** กองคลัง\n\n"
        "| ก | ข |\n| --- | --- |\n| 1 สอง | ไม่มี |\n"
    )


def test_cost_that_grows_with_the_square_has_the_exponent_two() -> None:
    square = [(100, 5.0), (500, 25.0), (1_000, 100.0), (2_000, 400.0)]
    assert results.exponent(square) == pytest.approx(2)
    assert results.exponent(square[:2]) is None


def test_the_picture_has_a_line_for_each_program() -> None:
    lines = {"prongsai": [(100, 1.0), (1_000, 10.0)], "hugo": [(100, 0.2), (1_000, 2.0)]}
    picture = plot.plot(lines, {"prongsai": "prongsai", "hugo": "Hugo"}, caption="CPU", unit="s")
    assert picture.count("<polyline") == 2
    assert ">1,000</text>" in picture
    assert ">Hugo</text>" in picture
