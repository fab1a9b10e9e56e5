"""The data folder: what lies where it should not, what a record may not hold; whole messages, all in one run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from small_data import small_data

from case_files import named, read_cases
from prongsai.load import load_site


@pytest.mark.parametrize("case", read_cases(__file__, "folders") + read_cases(__file__, "records"), ids=named)
def test_says_what_is_wrong_and_reads_the_rest(case: dict[str, Any], tmp_path: Path) -> None:
    site, problems = load_site(small_data(tmp_path, case), shown="data")
    assert [problem.line() for problem in problems] == case.get("says", [])
    other = site.agency("ok")
    assert other is not None
    year = other.year(2568)
    assert year is not None
    assert [m.title for m in year.measures] == ["จัดทำคู่มือ"]
    assert [d.code for d in year.disclosures] == ["O1"]
    if "measures" in case:
        spoiled = site.agency("aa")
        assert spoiled is not None
        assert [f"{year.number}/{m.id}" for year in spoiled.years for m in year.measures] == case["measures"]
    assert "ความลับ" not in repr(site), "nothing outside the data folder is read"


def test_no_data_is_a_problem_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ยังไม่มีข้อมูล", encoding="utf-8")
    said = "ไม่พบข้อมูลหน่วยงานในโฟลเดอร์นี้ แต่ละหน่วยงานต้องมี <รหัส>/agency.yml [no-data]"
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "README.md"):
        site, problems = load_site(folder, shown="data")
        assert site.agencies == ()
        assert [problem.line() for problem in problems] == [f"data:1:1: {said}"]


def test_an_agency_that_is_not_there_cannot_be_asked_for(tmp_path: Path) -> None:
    site, problems = load_site(small_data(tmp_path, {}), shown="data", only=["ok", "sing", "ban"])
    assert [agency.slug for agency in site.agencies] == ["ok"]
    assert [problem.line() for problem in problems] == [
        "data:1:1: ไม่มีหน่วยงาน “ban” ในโฟลเดอร์ข้อมูล ที่มีคือ aa, ok [unknown-agency]",
        "data:1:1: ไม่มีหน่วยงาน “sing” ในโฟลเดอร์ข้อมูล ที่มีคือ aa, ok [unknown-agency]",
    ]


def test_measures_come_in_the_order_of_their_numbers_and_years_newest_first(tmp_path: Path) -> None:
    names = ("m10", "m2", "m1-b", "m1-a", "a")
    files = {f"aa/2568/measures/{name}.yml": "title: ก\n" for name in names}
    older = {"aa/2566/year.yml": "title: ก\nsource: {title: ก}\n"}
    site, problems = load_site(small_data(tmp_path, {"files": files | older, "without": ["aa/2568/measures/m1.yml"]}))
    assert problems == []
    years = site.agencies[0].years
    assert [year.number for year in years] == [2568, 2566]
    assert [measure.id for measure in years[0].measures] == ["a", "m1-a", "m1-b", "m2", "m10"]


def test_the_data_folder_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_data(tmp_path, {"without": ["aa/agency.yml"]})
    monkeypatch.chdir(tmp_path)
    for given, shown in ((Path("data"), "data"), (Path("./data/"), "data"), (tmp_path / "data", f"{tmp_path}/data")):
        _, problems = load_site(given)
        assert [problem.line() for problem in problems] == [
            f"{shown}/aa:1:1: ไม่พบไฟล์ agency.yml ทุกหน่วยงานต้องมีไฟล์นี้ [missing-file]"
        ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file names of any bytes")
def test_a_name_that_no_terminal_can_show_is_one_printable_line(tmp_path: Path) -> None:
    data = small_data(tmp_path, {})
    measures = os.fsencode(data / "aa/2568/measures")
    for name in (b"\xff.yml", b"a\nb.yml", b"\x1b[31m.txt", "\u202elmy.yml".encode()):
        Path(os.fsdecode(measures + b"/" + name)).write_text("title: ก\n", encoding="utf-8")
    _, problems = load_site(data, shown="data")
    refused = "ใช้เป็นที่อยู่เว็บไม่ได้ ใช้ได้เฉพาะ a–z 0–9 - [bad-name]"
    assert [problem.line() for problem in problems] == [
        "data/aa/2568/measures/a\ufffdb.yml:1:1: ชื่อ “a\ufffdb” " + refused,
        "data/aa/2568/measures/\ufffd.yml:1:1: ชื่อ “\ufffd” " + refused,
        "data/aa/2568/measures/\ufffd[31m.txt:1:1: ไม่รู้จักไฟล์หรือโฟลเดอร์นี้ คาดว่าเป็น <id>.yml [unknown-file]",
        "data/aa/2568/measures/\ufffdlmy.yml:1:1: ชื่อ “\ufffdlmy” " + refused,
    ]


@pytest.mark.parametrize(
    ("file", "keys"),
    [
        ("measures/m1.yml", ("id", "origin")),
        ("year.yml", ("number", "rules", "measures", "disclosures", "evidence_files", "origin")),
        ("../agency.yml", ("slug", "years", "origin")),
    ],
)
def test_what_the_path_gives_cannot_be_typed(file: str, keys: tuple[str, ...], tmp_path: Path) -> None:
    data = small_data(tmp_path, {})
    path = (data / "aa/2568" / file).resolve()
    lines = path.read_text(encoding="utf-8").count("\n")
    path.write_text(path.read_text(encoding="utf-8") + "".join(f"{key}: []\n" for key in keys), encoding="utf-8")
    site, problems = load_site(data)
    assert [(p.rule, p.place, p.position.line) for p in problems] == [
        ("unknown-key", (key,), lines + number) for number, key in enumerate(keys, 1)
    ]
    assert [agency.slug for agency in site.agencies] == (["ok"] if file == "../agency.yml" else ["aa", "ok"])


def test_a_text_and_a_list_have_an_end(tmp_path: Path) -> None:
    text = f"title: {'ก' * 1001}\nitems: [{', '.join(['O1'] * 51)}]\n"
    _, problems = load_site(small_data(tmp_path, {"files": {"aa/2568/measures/m1.yml": text}}), shown="data")
    assert [problem.line() for problem in problems] == [
        "data/aa/2568/measures/m1.yml:1:8: title: ข้อความยาวเกิน 1,000 ตัวอักษร [text-too-long]",
        "data/aa/2568/measures/m1.yml:2:8: items: มีรายการเกิน 50 รายการ [list-too-long]",
    ]


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = small_data(tmp_path, {})
    locked, really_open = data / "aa/2568/measures/m1.yml", Path.open

    def open_unless_locked(path: Path, *arguments: Any) -> Any:
        if path == locked:  # root may read every file, so a mode of 0 would prove nothing
            raise PermissionError(13, "Permission denied")
        return really_open(path, *arguments)

    monkeypatch.setattr(Path, "open", open_unless_locked)
    _, problems = load_site(data, shown="data")
    assert [problem.line() for problem in problems] == [
        "data/aa/2568/measures/m1.yml:1:1: เปิดไฟล์ไม่ได้: Permission denied [unreadable-file]"
    ]
