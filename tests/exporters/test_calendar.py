"""Calendars: read by a program that knows the format, right to the day, and the same from build to build."""

from __future__ import annotations

import random
import re
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from published import URL, files, published

from case_files import write_files
from prongsai.exporters.calendar import LINE, _fold_heaps, fold
from prongsai.history import Change
from prongsai.load import load_site

DATA = Path(__file__).resolve().parents[2] / "data"

AGENCY = "name: องค์การบริหารส่วนตำบลบ้านทดสอบ\nshort_name: อบต.บ้านทดสอบ\nprovince: ทดสอบ\n"
SURVEY = "survey: {code: abc123, fiscal_year: 2568"
MEASURE = "title: อบรม; เจ้าหน้าที่, ผู้บริหาร\\n\nresponsible: [สำนักปลัด]\nstatus: ดำเนินการแล้ว\n"


def events(tmp_path: Path, agency: str = AGENCY, period: str = "", **options: object) -> list[icalendar.Event]:
    measure = MEASURE + (f"period: {period}\n" if period else "")
    texts = {
        "aa/agency.yml": agency,
        "aa/2568/year.yml": "title: รายงานผล\nsource: {title: รายงานผล}\n",
        "aa/2568/measures/m1.yml": measure,
    }
    write_files(tmp_path / "data", texts)
    content = files(published(tmp_path / "data", **options)).get("aa/2568/calendar.ics")
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT")) if content else []


def days(event: icalendar.Event) -> tuple[date, date]:
    return event["DTSTART"].dt, event["DTEND"].dt


def test_a_period_is_whole_days_and_its_end_is_the_day_after(tmp_path: Path) -> None:
    (event,) = events(tmp_path, period="1 ต.ค. 2567 - 30 ก.ย. 2568")
    assert days(event) == (date(2024, 10, 1), date(2025, 10, 1))
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
    assert event["SUMMARY"] == "อบรม; เจ้าหน้าที่, ผู้บริหาร\\n"
    assert event["DESCRIPTION"] == "ช่วงเวลา: 1 ต.ค. 2567 - 30 ก.ย. 2568\nผู้รับผิดชอบ: สำนักปลัด\nสถานะ: ดำเนินการแล้ว"
    assert event["TRANSP"] == "TRANSPARENT"
    assert "URL" not in event


def test_one_day_ends_the_next_and_several_spans_are_several_events(tmp_path: Path) -> None:
    found = events(tmp_path, period="[31 ธันวาคม 2567, ม.ค. 2568 - ก.พ. 2568, เมื่อพร้อม]")
    assert [days(event) for event in found] == [
        (date(2024, 12, 31), date(2025, 1, 1)),
        (date(2025, 1, 1), date(2025, 3, 1)),
    ]
    assert len({event["UID"] for event in found}) == 2


@pytest.mark.parametrize("period", ["", "เมื่อพร้อม", "31 ก.พ. 2568"])
def test_without_a_day_there_is_no_calendar_and_no_link_to_one(tmp_path: Path, period: str) -> None:
    assert events(tmp_path, period=period) == []
    assert [file.part for file in published(tmp_path / "data").downloads["aa"]] == ["record", "measures", "items"]


@pytest.mark.parametrize(
    ("ends", "title", "wanted"),
    [
        (", opens: 1 มกราคม 2568, closes: 30 มิถุนายน 2568", "เปิดให้ตอบ", (date(2025, 1, 1), date(2025, 7, 1))),
        (", opens: 1 มกราคม 2568", "เปิดให้ตอบวันแรก", (date(2025, 1, 1), date(2025, 1, 2))),
        (", closes: 30 มิถุนายน 2568", "ตอบได้วันสุดท้าย", (date(2025, 6, 30), date(2025, 7, 1))),
        ("", "", None),
        (", opens: 30 มิถุนายน 2568, closes: 1 มกราคม 2568", "", None),
    ],
)
def test_the_survey_stands_in_the_calendar_of_its_year(
    tmp_path: Path, ends: str, title: str, wanted: tuple[date, date] | None
) -> None:
    found = events(tmp_path, AGENCY + SURVEY + ends + "}\n", site_url=URL)
    if wanted is None:
        assert found == []
        return
    (event,) = found
    assert days(event) == wanted
    assert event["SUMMARY"] == f"แบบวัด EIT ของอบต.บ้านทดสอบ {title}"
    assert event["DESCRIPTION"] == "https://itas.nacc.go.th/go/eit/abc123"
    assert event["URL"] == "https://www.example.go.th/ita/aa/survey/"


def test_an_invented_agency_says_so_in_every_event(tmp_path: Path) -> None:
    agency = AGENCY + "example: ใช่\n" + SURVEY + ", opens: 1 มกราคม 2568}\n"
    found = events(tmp_path, agency, "ม.ค. 2568")
    assert [event["SUMMARY"].startswith("(ตัวอย่าง) ") for event in found] == [True, True]
    assert "abc123" not in found[1]["DESCRIPTION"]


def test_the_stamp_is_the_record_s_last_change_then_the_last_commit_then_the_year_s_first_day(tmp_path: Path) -> None:
    stamps = [
        events(tmp_path / str(number), period="ม.ค. 2568", **options)[0]["DTSTAMP"].dt
        for number, options in enumerate(
            (
                {
                    "history": (
                        Change("data/aa/2568/measures/m1.yml", 1_700_000_000),
                        Change("data/aa/2568/measures/m1.yml", 1_600_000_000),
                    ),
                    "epoch": 1_750_000_000,
                },
                {"epoch": 1_750_000_000},
                {},
            )
        )
    ]
    assert stamps == [
        datetime.fromtimestamp(1_700_000_000, UTC),
        datetime.fromtimestamp(1_750_000_000, UTC),
        datetime(2024, 10, 1, tzinfo=UTC),
    ]


def test_the_identity_of_an_event_stays_when_its_words_and_days_change(tmp_path: Path) -> None:
    (first,) = events(tmp_path, period="ม.ค. 2568")
    (later,) = events(tmp_path, AGENCY.replace("ทดสอบ", "ใหม่"), period="ก.พ. 2568", site_url=URL)
    assert first["UID"] == later["UID"]
    assert later["URL"] == "https://www.example.go.th/ita/aa/2568/measures/#m1"


def test_real_calendars_are_folded_between_letters_and_hold_every_span_that_could_be_read() -> None:
    site, _ = load_site(DATA)
    made = {name: content for name, content in files(published(DATA)).items() if name.endswith(".ics")}
    assert len(made) == 7
    for agency in site.agencies:
        for year in agency.years:
            content = made[f"{agency.slug}/{year.number}/calendar.ics"]
            assert content.endswith(b"END:VCALENDAR\r\n")
            assert re.search(rb"(?<!\r)\n|\r(?!\n)", content) is None
            for line in content.decode().split("\r\n"):
                assert len(line.encode()) <= LINE
                if line.startswith(" "):
                    assert unicodedata.category(line[1]) != "Mn"
                    assert line[1] != "ำ"
            found = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
            spans = [span for one in year.measures for period in one.spans(year.number) for span in period.spans]
            of_survey = agency.survey is not None and agency.survey.fiscal_year == year.number
            assert len(found) == len(spans) + of_survey
            assert all(event.errors == [] for event in found)
            assert all(start < end for start, end in map(days, found))


def test_a_line_unfolds_to_itself_however_many_marks_stand_on_a_letter() -> None:
    for text in ("ก" * 200, "SUMMARY:" + "กี่" * 100, "น้ำ" * 60, "x" + "\u0e49" * 300, "", "a" * 75, "a" * 76, "😀" * 40):
        pieces = list(fold(text))
        assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == text
        assert all(len(piece.encode()) <= LINE for piece in pieces)
        assert all(piece.startswith(" ") for piece in pieces[1:])


def test_whole_lines_are_cut_where_letter_by_letter_would_cut_them() -> None:
    chance = random.Random(5545)
    for letters in ("กขเแะาำํ่้๊๋็e\u0301 abcé😀,;", "abc de", "กขคง😀", "ก่้"):
        for _ in range(300):
            line = "ก" + "".join(chance.choices(letters, k=chance.randint(25, 160)))
            assert list(fold(line)) == list(_fold_heaps(line)), line
