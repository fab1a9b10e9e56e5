"""The checks of one agency as a value that can be kept, and the judgement over those of all."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from prongsai.checks import RULES, Checked, Share, check, judge, look_at
from prongsai.load import load_site
from prongsai.model import Site
from prongsai.problems import Problem

_ROOT = Path(__file__).resolve().parents[2]

_MEASURE = (
    "title: เปิดเวทีรับฟังความเห็น\nindicator: 7\n"
    "steps: [จัดเวทีรับฟังความเห็นของประชาชนทุกหมู่บ้านก่อนทำแผนพัฒนาท้องถิ่น แล้วติดผลที่ศาลาประชาคม]\n"
    "results: [ประชาชนร่วมเวทีครบทุกหมู่บ้านและเห็นข้อเสนอของตนในแผนพัฒนาท้องถิ่นฉบับทบทวน]\n"
)
_TWO = {
    "ban/agency.yml": "name: องค์การบริหารส่วนตำบลบ้านทดสอบ\nprovince: เพชรบุรี\nwebsite: https://www.bantest.go.th\n",
    "ban/2568/measures/m1.yml": _MEASURE,
    "na/agency.yml": (
        "name: องค์การบริหารส่วนตำบลนาสมมุติ\nprovince: เพชรบุรี\nwebsite: https://www.nasommut.go.th\n"
        "waive: {item-survey: ยังไม่ได้รับรหัส, link-home-page: ไม่มีแล้ว}\n"
    ),
    "na/2568/measures/m1.yml": f"{_MEASURE}waive: {{copy-measure: ทำเวทีร่วมกันสองตำบล}}\n",
    "na/2568/measures/m2.yml": (
        "title: ลงข่าวของ อบต.บ้านทดสอบ\nactivities: [ลงข่าวในจังหวัดสุโขทัย, ลงข่าวที่ www.bantest.go.th]\n"
        "waive: {name-other-agency: ลงข่าวแทนกัน}\n"
    ),
}


def _row(problem: Problem) -> tuple[Any, ...]:
    return (
        problem.level,
        problem.rule,
        problem.source.path,
        problem.message,
        problem.place,
        problem.position,
        problem.of_key,
        problem.blocks,
        problem.line("th"),
        problem.line("en"),
    )


def _rows(checked: Checked) -> tuple[list[Any], list[Any]]:
    return (
        [_row(problem) for problem in checked.problems],
        [
            (*_row(one.problem), one.waiver.source.path, one.waiver.place, one.waiver.rule, one.waiver.reason)
            for one in checked.waived
        ],
    )


def _kept(share: Share) -> Share:
    return Share.from_json(json.loads(json.dumps(share.as_json())))


def _judged_from_json(site: Site) -> Checked:
    return judge([_kept(look_at(agency, site.frameworks)) for agency in site.agencies])


def test_shares_kept_as_json_are_judged_like_the_real_reports_themselves() -> None:
    site, _ = load_site(_ROOT / "data", shown="data")
    checked = check(site)
    assert len(checked.problems) > 100
    assert _rows(_judged_from_json(site)) == _rows(checked)


def test_waivers_and_findings_between_agencies_are_the_same_from_json(
    make_site: Callable[[Mapping[str, str]], Site],
) -> None:
    site = make_site(_TWO)
    checked = check(site)
    assert _rows(_judged_from_json(site)) == _rows(checked)
    assert [(one.problem.rule, one.problem.source.path) for one in checked.waived] == [
        ("copy-measure", "data/na/2568/measures/m1.yml"),
        ("name-other-agency", "data/na/2568/measures/m2.yml"),
        ("item-survey", "data/na/agency.yml"),
    ]
    between = {"name-other-place", "name-other-domain", "idle-waiver"}
    assert [problem.line("en") for problem in checked.problems if problem.rule in between] == [
        "data/na/2568/measures/m2.yml:2:14: activities[0]: “ลงข่าวในจังหวัดสุโขทัย” is another place; "
        "องค์การบริหารส่วนตำบลนาสมมุติ is in จังหวัดเพชรบุรี: correct the name [name-other-place]",
        "data/na/2568/measures/m2.yml:2:38: activities[1]: “www.bantest.go.th” is a website of "
        "องค์การบริหารส่วนตำบลบ้านทดสอบ, not of องค์การบริหารส่วนตำบลนาสมมุติ (nasommut.go.th): correct the address "
        "[name-other-domain]",
        "data/na/agency.yml:4:40: waive.link-home-page: nothing breaks “link-home-page” here; remove the waiver "
        "[idle-waiver]",
    ]


def test_what_an_agency_contributes_depends_on_no_other(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    both = make_site(_TWO)
    alone = make_site({name: text for name, text in _TWO.items() if name.startswith("na/")})
    of_both = look_at(both.agencies[1], both.frameworks).as_json()
    assert of_both == look_at(alone.agencies[-1], alone.frameworks).as_json()


def test_four_rules_compare_agencies_and_all_others_look_at_one() -> None:
    assert [rule.name for rule in RULES if rule.scope == "site"] == [
        "copy-measure",
        "name-other-agency",
        "name-other-place",
        "name-other-domain",
    ]
    assert {rule.scope for rule in RULES} == {"agency", "site"}


def test_a_share_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError, match="problems"):
        Share.from_json({})
