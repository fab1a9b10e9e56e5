"""Facts that follow from records: how a report groups its measures, who answers for what, how far things are."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from prongsai import thai
from prongsai.load import load_frameworks
from prongsai.model import Agency, Disclosure, Measure, Progress, Site, Survey, Year, tally, unit_name
from prongsai.pages import Options, home_draft, home_row
from prongsai.problems import Source

ORIGIN = Source("data/x.yml")


def measure(measure_id: str = "m1", **fields: Any) -> Measure:
    return Measure.model_validate({"id": measure_id, "origin": ORIGIN, "title": "จัดทำคู่มือ", **fields})


def year(*measures: Measure, **fields: Any) -> Year:
    basic = {"number": 2568, "rules": load_frameworks()[2568], "origin": ORIGIN, "title": "ก", "source": {"title": "ก"}}
    return Year.model_validate({**basic, "measures": measures, **fields})


def agency(slug: str, name: str, province: str, *years: Year) -> Agency:
    return Agency.model_validate({"slug": slug, "name": name, "province": province, "years": years, "origin": ORIGIN})


@pytest.mark.parametrize(
    ("measures", "grouping"),
    [
        ((), "list"),
        (({"indicator": "1"}, {"indicator": "2"}, {"issue": "1"}), "indicator"),
        (({"issue": "1"}, {"issue": "2"}, {}), "issue"),
        (({}, {}, {"issue": "2"}), "list"),
        (({"indicator": "1"}, {"kind": "แนวทางยกระดับ"}, {"kind": "แนวทางยกระดับ"}), "indicator"),
        (({"kind": "แนวทางยกระดับ", "indicator": "1"},), "list"),
    ],
)
def test_a_report_is_grouped_as_most_of_its_measures(measures: tuple[dict[str, str], ...], grouping: str) -> None:
    assert year(*(measure(f"m{n}", **fields) for n, fields in enumerate(measures))).grouping == grouping


def test_measures_are_found_by_indicator_issue_item_and_id() -> None:
    first, second = measure("m1", indicator="1", items=("O1", "O2")), measure("m2", issue="1", items=("O2",))
    one = year(first, second)
    assert one.measures_for(1) == (first,)
    assert one.measures_on(1) == (second,)
    assert one.measures_for(2) == one.measures_on(2) == ()
    assert (one.measure("m2"), one.measure("m3")) == (second, None)
    items = one.rules.items
    assert [one.measures_citing(item) for item in items[:3]] == [(first,), (first, second), ()]


def test_units_stand_in_the_order_of_the_thai_dictionary_and_those_without_come_last() -> None:
    measures = [
        measure("m1", responsible=["แผนงานสุข", "สำนักปลัด (งานนิติการ)", "สำนักปลัด (งานแผน)"]),
        measure("m2", responsible="กองช่าง"),
        measure("m3"),
        measure("m4", responsible=["กองคลัง", "สำนักปลัด", "เทศกิจ"]),
    ]
    units = {unit: [m.id for m in found] for unit, found in year(*measures).measures_by_unit().items()}
    assert list(units.items()) == [
        ("กองคลัง", ["m4"]),
        ("กองช่าง", ["m2"]),
        ("เทศกิจ", ["m4"]),
        ("แผนงานสุข", ["m1"]),
        ("สำนักปลัด", ["m1", "m4"]),
        ("", ["m3"]),
    ]


@pytest.mark.parametrize(
    ("filed", "unit"),
    [
        ("สำนักปลัด (งานนิติการ)", "สำนักปลัด"),
        ("สำนักปลัด(งานนิติการ)", "สำนักปลัด"),
        ("กองคลัง", "กองคลัง"),
        ("(ทุกกอง)", "(ทุกกอง)"),
    ],
)
def test_a_unit_is_named_without_its_sections(filed: str, unit: str) -> None:
    assert unit_name(filed) == unit


def test_every_status_word_is_one_of_four_states_and_silence_is_the_fourth() -> None:
    words = {
        "ดำเนินการแล้ว": Progress.DONE,
        "ดำเนินการแล้วเสร็จ": Progress.DONE,
        "ดำเนินการ": Progress.DONE,
        "แล้วเสร็จ": Progress.DONE,
        "เสร็จสิ้น": Progress.DONE,
        "กำลังดำเนินการ": Progress.IN_PROGRESS,
        "อยู่ระหว่าง ดำเนินการ": Progress.IN_PROGRESS,
        "ยังไม่ดำเนินการ": Progress.NOT_STARTED,
        "ยังไม่ได้ดำเนินการ": Progress.NOT_STARTED,
        None: Progress.NOT_STATED,
    }
    assert [measure(status=word).progress_state for word in words] == list(words.values())


def test_a_tally_names_all_four_states() -> None:
    answers = [measure(), measure(status="ดำเนินการแล้ว"), measure(status="เสร็จสิ้น")]
    assert tally(answers) == {"done": 2, "in_progress": 0, "not_started": 0, "not_stated": 1}
    assert tally([]) == {"done": 0, "in_progress": 0, "not_started": 0, "not_stated": 0}


def test_a_survey_leads_to_the_public_form_only() -> None:
    survey = Survey.model_validate({"code": "abc123", "fiscal_year": "๒๕๖๘"})
    assert survey.address == "https://itas.nacc.go.th/go/eit/abc123"
    assert survey.fiscal_year == 2568


def test_a_period_is_read_in_the_light_of_its_year() -> None:
    spans = measure(period="ม.ค.- ก.ย.").spans(2568)
    assert [(str(s.start), str(s.end)) for period in spans for s in period.spans] == [("2025-01-01", "2025-09-30")]
    assert isinstance(spans[0], thai.Period)


def test_a_disclosure_is_found_by_its_code() -> None:
    answer = Disclosure.model_validate({"code": "O1", "origin": ORIGIN, "place": ("O1",)})
    one = year(disclosures=(answer,))
    assert (one.disclosure("O1"), one.disclosure("O2")) == (answer, None)


def test_a_draft_is_not_published_unless_it_says_so() -> None:
    assert year().published
    assert not year(status="draft").published


def test_agencies_stand_by_province_in_thai_order() -> None:
    named = [("a", "อบต.ไทร", "สตูล"), ("b", "อบต.กลาง", "สตูล"), ("c", "อบต.แก่ง", "กระบี่"), ("d", "อบต.ก", "แพร่")]
    agencies = tuple(agency(*each) for each in named)
    front = home_draft([home_row(one, Options()) for one in agencies], Options())
    provinces = [(name, [row.slug for row in rows]) for name, rows in front.context["provinces"].items()]
    assert provinces == [("กระบี่", ["c"]), ("แพร่", ["d"]), ("สตูล", ["b", "a"])]
    assert Site(agencies).agency("x") is None


def test_the_newest_year_stands_first_and_an_agency_may_have_none() -> None:
    newer, older = year(), year(number=2567)
    with_years = agency("a", "ก", "ข", newer, older)
    assert with_years.newest == newer
    assert (with_years.year(2567), with_years.year(2566)) == (older, None)
    assert agency("a", "ก", "ข").newest is None
    assert with_years.label == "ก"


def test_records_are_frozen_and_take_no_unknown_key() -> None:
    one = measure()
    with pytest.raises(ValidationError, match="frozen"):
        one.title = "ข"  # type: ignore[misc]  # that it cannot be set is what is tested
    with pytest.raises(ValidationError, match="extra_forbidden"):
        measure(titel="ข")
    with pytest.raises(ValidationError, match="two_groups"):
        measure(indicator="1", issue="1")
