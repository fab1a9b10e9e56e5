"""The tables open in Excel with Thai as Thai, and no cell of them runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from published import URL, files, full_data, published

from prongsai.data_names import columns
from prongsai.exporters.cells import plain_cell, safe_cell, safe_lines

DATA = Path(__file__).resolve().parents[2] / "data"
ATTACKS = [
    "=cmd|'/C calc'!A0",
    "+1+cmd|'/C calc'!A0",
    "-2+3+cmd|'/C calc'!A0",
    "@SUM(1+9)*cmd|'/C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "﹢1",
    " =1+1",
    "\u3000=1+1",
    "'=1+1",
    "''@x",
    "=",
    "- จัดทำคู่มือ",
]


def rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("text", ATTACKS)
def test_what_would_run_is_guarded_and_comes_back_whole(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    assert plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize("text", ["", "ก", "'ก'", "''", "1 - 2", "๑. จัดทำ", "a=b", "ก\n=1", "|", " ", "%"])
def test_what_would_not_run_is_left_alone(text: str) -> None:
    assert safe_cell(text) == text
    assert plain_cell(text) == text


def test_every_line_of_a_cell_is_guarded() -> None:
    assert safe_lines("ก\n=1\n- ข\n\nค") == "ก\n'=1\n'- ข\n\nค"


LINES = [text for text in ATTACKS if text.strip() == text]  # the reader of the data strips the rest


def test_every_text_field_of_every_record_is_guarded(tmp_path: Path) -> None:
    stated: set[str] = set()
    for number, attack in enumerate(LINES):

        def text(field: Any, attack: str = attack) -> Any:
            stated.add(field.place)
            return [attack, f"ก\n{attack}"] if field.kind == "Items" else attack

        made = files(published(full_data(tmp_path / str(number), text)))
        for table in ("measures", "items"):
            content = made[f"aa/data/aa-2568-{table}.csv"]
            for row in rows(content):
                for name, cell in row.items():
                    for line in cell.split("\n"):
                        assert line == safe_cell(plain_cell(line)), (name, line)
                        assert not line or line[0] not in "=+-@\t\r＝＋－＠﹢", (name, line)
            # a program that takes the semicolon or the tab for the separator finds no formula at a line's start either
            starts = {line[:1] for line in content.decode("utf-8-sig").splitlines()}
            assert not starts & set("=+-@＝＋－＠﹢")
        (measure,) = rows(made["aa/data/aa-2568-measures.csv"])
        assert plain_cell(measure["title"]) == attack
        assert plain_cell(measure["steps"].split("\n")[0]) == attack
    assert {"title", "steps", "period", "evidence.title", "progress", "filed_name", "budget"} <= stated


def test_a_table_is_utf8_with_a_mark_and_crlf_and_has_the_named_columns() -> None:
    made = files(published(DATA))
    for table in ("measures", "items"):
        content = made[f"tua-yang/data/tua-yang-2568-{table}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        head, _, rest = content.partition(b"\r\n")
        assert head.decode("utf-8-sig") == ",".join(f'"{column.name}"' for column in columns(table))
        assert rest.endswith(b'"\r\n')
        assert b"\r\n" not in content.replace(b'"\r\n', b"")  # a line end inside a cell is a line feed
        assert all(column.title and column.help and column.name.isascii() for column in columns(table))
        assert len({column.name for column in columns(table)}) == len(columns(table))


def test_a_measure_stands_in_its_row_as_its_page_says_it() -> None:
    made = files(published(DATA, site_url=URL))
    by_id = {row["id"]: row for row in rows(made["tua-yang/data/tua-yang-2568-measures.csv"])}
    assert list(by_id) == [
        *("p1-1-building-permit", "p2-1-e-service", "p2-2-village-feedback", "p3-1-plain-news"),
        *("p4-1-asset-qr", "p5-1-open-procurement", "p6-1-workload-voice", "p7-1-no-gift-week"),
    ]
    row = by_id["p4-1-asset-qr"]
    assert (row["agency"], row["agency_name"], row["fiscal_year"]) == ("tua-yang", "องค์การบริหารส่วนตำบลตัวอย่าง", "2568")
    assert (row["issue"], row["indicator"], row["kind"]) == ("4", "", "มาตรการ")
    assert row["address"] == "https://www.example.go.th/ita/tua-yang/2568/issues/4/#p4-1-asset-qr"
    assert "https://www.example.go.th/ita/tua-yang/2568/evidence/asset-label-2568.png" in row["evidence_addresses"]
    assert row["evidence"].count("\n") == row["evidence_addresses"].count("\n")


def test_days_are_given_only_where_every_line_was_read(tmp_path: Path) -> None:
    for number, (period, wanted) in enumerate(
        {
            "['1 ต.ค. 2567 - 31 มี.ค. 2568', 'ก.ค. 2568']": ("2024-10-01", "2025-07-31"),
            "['1 ต.ค. 2567 - 31 มี.ค. 2568', 'เมื่อพร้อม']": ("", ""),
            "['31 ก.พ. 2568']": ("", ""),
            "[]": ("", ""),
        }.items()
    ):
        data = tmp_path / str(number)
        full_data(data, lambda _: "ก")
        (data / "aa/2568/measures/m1.yml").write_text(f"title: ก\nperiod: {period}\n", encoding="utf-8")
        (row,) = rows(files(published(data))["aa/data/aa-2568-measures.csv"])
        assert (row["period_start"], row["period_end"]) == wanted, period


def test_every_item_of_the_year_has_a_row_answered_or_not(tmp_path: Path) -> None:
    found = rows(files(published(full_data(tmp_path, lambda _: "ก")))["aa/data/aa-2568-items.csv"])
    assert [row["code"] for row in found] == [f"O{number}" for number in range(1, 29)]
    assert [row["code"] for row in found if row["answered"] == "true"] == ["O1", "O18"]
    assert (found[0]["status"], found[0]["progress_state"], found[0]["name_confirmed"]) == (
        "ดำเนินการแล้ว",
        "done",
        "true",
    )
    assert (found[0]["evidence"], found[0]["evidence_addresses"]) == ("ก", "https://www.example.go.th/a?b=1&c=2")
    unanswered = found[1]
    assert (unanswered["status"], unanswered["progress_state"], unanswered["evidence"]) == ("", "", "")
    assert (unanswered["name"], unanswered["address"]) == ("ข้อมูลผู้บริหาร", "../2568/oit/o2/")
