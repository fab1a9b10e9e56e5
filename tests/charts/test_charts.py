"""What is drawn for small years, whole."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from chart_years import measure, scored, year

from prongsai import charts
from prongsai.model import Progress
from prongsai.pages.address import Addresses
from prongsai.render import environment

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "plan-rows.yml").read_text(encoding="utf-8"))


def drawn(call: str, **context: Any) -> str:
    """What a macro of _charts.html writes, without the breaks between lines."""
    source = '{% import "_charts.html" as charts with context %}' + call
    html = environment("arabic").from_string(source).render(url=lambda *parts: "#".join(parts), **context)
    return "".join(line for line in html.splitlines() if line)


class Place:
    """An agency as addresses need it."""

    slug = "x"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_plan_row(case: dict[str, Any]) -> None:
    [row] = charts.plan(year(measure("m1", period=case["period"], status="แล้วเสร็จ"))).rows
    assert row.reach == case["reach"]
    assert [[bar.start, bar.width] for bar in row.bars] == case["bars"]
    assert list(row.words) == case["words"]
    assert list(row.filed) == case.get("filed", [])
    assert {bar.state for bar in row.bars} <= {Progress.DONE}


def test_stacked_bars_stand_on_one_scale() -> None:
    done, going, none = measure("a", status="แล้วเสร็จ"), measure("b", status="กำลังดำเนินการ"), measure("c")
    chart = charts.stacks([("กองช่าง", (done, going, done)), ("กองว่าง", ()), ("", (none,))])
    assert chart is not None
    html = drawn("{% call(of, n) charts.stacks(chart, 'สถานะ') %}{{ n }} {{ of }}{% endcall %}", chart=chart)
    svg = '<svg class="pr-bar" viewBox="0 0 {} 1" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
    key = '<path class="pr-status--{0}" d="M0 0h1v1H0z"/>'
    hatch = '<path class="pr-hatch pr-status--in_progress" d="M{} .75h1"/>'
    assert html == (
        '<figure class="pr-chart" aria-label="สถานะ" data-search-exclude><ul class="pr-key" role="list">'
        f"<li>{svg.format(1, key.format('done'))}ดำเนินการแล้ว</li>"
        f"<li>{svg.format(1, key.format('in_progress') + hatch.format(0))}กำลังดำเนินการ</li>"
        f"<li>{svg.format(1, key.format('not_stated'))}ไม่ระบุสถานะ</li></ul>"
        '<ul class="pr-chart__rows" role="list"><li><span>1 กองช่าง</span>'
        + svg.format(
            3,
            '<path class="pr-status--done" d="M0 0h2v1H0z"/><path class="pr-status--in_progress" d="M2 0h1v1H2z"/>'
            + hatch.format(2),
        )
        + '<span class="pr-chart__text">ดำเนินการแล้ว <b>2</b> · กำลังดำเนินการ <b>1</b></span></li>'
        f"<li><span>2</span>{svg.format(3, key.format('not_stated'))}"
        '<span class="pr-chart__text">ไม่ระบุสถานะ <b>1</b></span></li></ul></figure>'
    )


def test_no_bars_where_no_status_is_known() -> None:
    assert charts.stacks([("กองช่าง", (measure("a"), measure("b")))]) is None
    assert charts.stacks([]) is None


def test_a_plan_says_in_words_what_it_shows() -> None:
    report = year(
        measure("a", period=["ม.ค. - มี.ค. 2568"], status="อยู่ระหว่างดำเนินการ"),
        measure("b", title="<b> & อื่นๆ", period=["ต.ค. 2568"], status="แล้วเสร็จ"),
        measure("c"),
    )
    html = drawn(
        "{{ charts.plan(chart, agency, year, at, url) }}",
        chart=charts.plan(report),
        year=report,
        agency=Place,
        at=Addresses(single=False),
    )
    svg = '<svg class="pr-bar" viewBox="0 0 {} 1" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
    half = (
        '<path class="pr-status--in_progress" d="M{0} 0h{1}v1H{0}z"/>'
        '<path class="pr-hatch pr-status--in_progress" d="M{0} .75h{1}"/>'
    )
    assert html == (
        '<figure class="pr-chart" aria-labelledby="plan" data-search-exclude>'
        "<figcaption>ปีงบประมาณ 2568 ตุลาคม 2567 – กันยายน 2568 หนึ่งช่องคือหนึ่งเดือน กรอบคือเดือนตามแผน "
        "แถบทึบคือรายงานว่าดำเนินการแล้ว รายงานไม่ได้บอกว่าเสร็จในเดือนใด</figcaption>"
        f'<ul class="pr-key" role="list"><li>{svg.format(1, half.format(0, 1))}กำลังดำเนินการ</li></ul>'
        '<p class="pr-axis pr-axis--months" aria-hidden="true">'
        "<span>ต.ค.</span><span>ม.ค.</span><span>เม.ย.</span><span>ก.ค.</span></p>"
        '<ul class="pr-chart__rows pr-chart__rows--months" role="list">'
        f'<li><a href="x/2568/measures/#a">มาตรการ a</a>{svg.format(12, half.format(3, 3))}'
        '<span class="pr-chart__text">ม.ค. – มี.ค. 2568 <b>อยู่ระหว่างดำเนินการ</b></span></li>'
        f'<li><a href="x/2568/measures/#b">&lt;b&gt; &amp; อื่นๆ</a>{svg.format(12, "")}'
        '<span class="pr-chart__text">ต.ค. 2568 · อยู่นอกปีงบประมาณนี้ทั้งหมด <b>แล้วเสร็จ</b></span></li>'
        f'<li><a href="x/2568/measures/#c">มาตรการ c</a>{svg.format(12, "")}'
        '<span class="pr-chart__text">รายงานไม่ได้ระบุช่วงเวลา <b>ไม่ระบุสถานะ</b></span></li></ul>'
        '<details><summary>ดูเป็นตาราง</summary><table class="pr-table"><thead><tr><th scope="col">มาตรการ</th>'
        '<th scope="col">ช่วงเวลาตามที่ยื่น</th><th scope="col">สถานะ</th></tr></thead><tbody>'
        '<tr><th scope="row">มาตรการ a</th><td>ม.ค. - มี.ค. 2568</td><td>อยู่ระหว่างดำเนินการ</td></tr>'
        '<tr><th scope="row">&lt;b&gt; &amp; อื่นๆ</th><td>ต.ค. 2568</td><td>แล้วเสร็จ</td></tr>'
        '<tr><th scope="row">มาตรการ c</th><td>ไม่ระบุ</td><td>ไม่ระบุ</td></tr></tbody></table></details></figure>'
    )


def test_a_plan_without_months_is_a_sentence_and_the_table() -> None:
    report = year(measure("a", period=["ต.ค. 2568"]))
    html = drawn(
        "{{ charts.plan(chart, agency, year, at, url) }}",
        chart=charts.plan(report),
        year=report,
        agency=Place,
        at=Addresses(single=False),
    )
    assert html == (
        '<figure class="pr-chart" aria-labelledby="plan" data-search-exclude>'
        "<p>ไม่มีมาตรการใดที่บอกช่วงเวลาเป็นเดือนในปีงบประมาณ 2568 จึงไม่มีแผนภูมิรายเดือน</p>"
        '<details><summary>ดูเป็นตาราง</summary><table class="pr-table"><thead><tr><th scope="col">มาตรการ</th>'
        '<th scope="col">ช่วงเวลาตามที่ยื่น</th><th scope="col">สถานะ</th></tr></thead><tbody>'
        '<tr><th scope="row">มาตรการ a</th><td>ต.ค. 2568</td><td>ไม่ระบุ</td></tr></tbody></table></details></figure>'
    )


def test_scores_over_years_leave_unknown_unknown() -> None:
    older = scored(2567, {"indicator": 1, "score": "90.40"}, {"indicator": 3, "score": 80, "question": "ข้อเดียว"})
    newer = scored(2568, {"indicator": 1, "score": "92.60"}, {"indicator": 2, "score": "100.00"})
    chart = charts.scores([newer, older])
    assert chart is not None
    assert chart.fiscal_years == (2567, 2568)
    assert [[(mark.fiscal_year, mark.score) for mark in row.marks] for row in chart.rows] == [
        [(2567, Decimal("90.40")), (2568, Decimal("92.60"))],
        [(2567, None), (2568, Decimal("100.00"))],
        *[[(2567, None), (2568, None)]] * 8,
    ]
    html = drawn(
        "{{ charts.scores(chart, agency, newest, at, url) }}",
        chart=chart,
        agency=Place,
        newest=newer,
        at=Addresses(single=False),
    )
    rows = html.split("<li>")[1:]
    line = '<svg class="pr-bar pr-bar--line" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
    assert rows[0] == (
        f'<a href="x/2568/indicators/1/">ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่</a>{line}<path class="pr-trail" d="M90.40 .5H92.60"/>'
        '<path class="pr-tick" d="M90.40 0v1"/><path class="pr-dot" d="M92.60 .5h.01"/></svg>'
        '<span class="pr-chart__text">2567: <b>90.40</b> · 2568: <b>92.60</b></span></li>'
    )
    assert rows[1] == (
        f'<a href="x/2568/indicators/2/">ตัวชี้วัดที่ 2 การใช้งบประมาณ</a>{line}'
        '<path class="pr-dot" d="M100.00 .5h.01"/></svg>'
        '<span class="pr-chart__text">2567: <b>ไม่ระบุ</b> · 2568: <b>100.00</b></span></li>'
    )
    assert rows[2] == (
        f'<a href="x/2568/indicators/3/">ตัวชี้วัดที่ 3 การใช้อำนาจ</a>{line}</svg>'
        '<span class="pr-chart__text">2567: <b>ไม่ระบุ</b> · 2568: <b>ไม่ระบุ</b></span></li>'
    )


def test_two_reports_that_differ_about_a_year_are_both_shown() -> None:
    older = scored(2567, {"indicator": 1, "score": 90})
    newer = scored(2568, {"indicator": 1, "score": 92})
    again = newer.model_copy(update={"scores": older.scores.model_copy(update={"indicators": newer.scores.indicators})})
    chart = charts.scores([newer, again, older])
    assert chart is not None
    assert chart.rows[0].marks == (
        charts.Mark(2567, Decimal(92)),
        charts.Mark(2567, Decimal(90)),
        charts.Mark(2568, Decimal(92)),
    )


def test_scores_of_one_year_are_no_chart() -> None:
    assert charts.scores([]) is None
    assert charts.scores([year(), scored(2567, {"indicator": 1, "score": 90})]) is None
