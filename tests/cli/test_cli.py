"""The command: its help, its outputs to the last character, its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from case_files import write_files
from prongsai import __version__
from prongsai.cli import main

THAI = re.compile("[ก-๙]")

FINE = {
    "data/aa/agency.yml": "name: องค์การบริหารส่วนตำบลทดสอบ\nprovince: ทดสอบ\n",
    "data/aa/2568/year.yml": "title: รายงานผล\nsource:\n  title: รายงานผล\n",
    "data/aa/2568/measures/m1.yml": "title: จัดทำคู่มือ\nissue: 1\n",
    "data/aa/2568/disclosures.yml": "O1:\n  status: ดำเนินการแล้ว\n",
}
BROKEN = {
    **FINE,
    "data/aa/2568/measures/m1.yml": "title: จัดทำคู่มือ, 100%\nsteps: ก\nstatuss: แล้วเสร็จ\n",
    "data/aa/2568/disclosures.yml": "O1:\n  status: ดำเนินการแล้ว\nO29:\n  status: ดำเนินการแล้ว\n",
    "data/aa/2568/notes.txt": "x",
}
SELECT = ("--select", "unknown-key,unknown-item,unknown-file")
"""Advice on the small report is left out: these tests are about the command, not about the rules."""

SAID = {
    "th": [
        "data/aa/2568/disclosures.yml:4:3: O29: กรอบปี 2568 ไม่มีข้อ O29 (มี O1–O28) [unknown-item]",
        "data/aa/2568/measures/m1.yml:3:1: statuss: ไม่รู้จักคีย์ “statuss” หมายถึง “status” หรือไม่ [unknown-key]",
        "data/aa/2568/notes.txt:1:1: ไม่รู้จักไฟล์หรือโฟลเดอร์นี้"
        " คาดว่าเป็น year.yml, disclosures.yml, measures, evidence [unknown-file]",
    ],
    "en": [
        "data/aa/2568/disclosures.yml:4:3: O29: framework 2568 has no item O29 (it has O1–O28) [unknown-item]",
        "data/aa/2568/measures/m1.yml:3:1: statuss: unknown key “statuss”; did you mean “status”? [unknown-key]",
        "data/aa/2568/notes.txt:1:1: an unknown file or folder;"
        " expected year.yml, disclosures.yml, measures, evidence [unknown-file]",
    ],
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the command in a folder with the files given."""

    def command(files: dict[str, str], *arguments: str) -> Result:
        write_files(tmp_path, files)
        monkeypatch.chdir(tmp_path)
        result = CliRunner().invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return command


def commands() -> dict[str, click.Command]:
    return {"": main, **main.commands}


@pytest.mark.parametrize("name", sorted(commands()), ids=lambda name: name or "prongsai")
def test_every_command_explains_itself_in_thai(name: str, run: Any) -> None:
    for flag in ("--help", "-h"):
        result = run({}, *([name] if name else []), flag)
        assert result.exit_code == 0
        usage, _, said = result.stdout.partition("\n\n")
        assert usage.startswith(f"Usage: main {name}".rstrip())
        assert THAI.search(said.split("\n\n")[0]), "the first paragraph is Thai"
        assert re.search(r"[A-Z][a-z]+ .*\.", said), "an English sentence follows"
    for option in commands()[name].params:
        record = option.get_help_record(click.Context(commands()[name])) if isinstance(option, click.Option) else None
        if record and option.name not in ("help", "version"):
            assert THAI.search(record[1]), f"{name} {record[0]}: {record[1]}"


def test_the_version_is_that_of_the_package(run: Any) -> None:
    result = run({}, "--version")
    assert (result.stdout, result.exit_code) == (f"prongsai {__version__}\n", 0)


@pytest.mark.parametrize("language", ["th", "en"])
def test_check_names_every_problem_on_a_line(language: str, run: Any) -> None:
    result = run(BROKEN, "check", "--lang", language, *SELECT)
    assert result.stdout.splitlines() == SAID[language]
    assert result.stderr.splitlines()[:1] == ["ตรวจแล้ว 1 หน่วยงาน 1 ปี 0 มาตรการ 2 ข้อ OIT"]
    assert len(result.stderr.splitlines()) == 2
    assert re.search(r"ผิดพลาด 2 .*เตือน 1\b", result.stderr)
    assert result.exit_code == 1


def test_check_says_it_as_json(run: Any) -> None:
    result = run(BROKEN, "check", "--format", "json", *SELECT)
    assert json.loads(result.stdout) == [
        {
            "file": "data/aa/2568/disclosures.yml",
            "line": 4,
            "column": 3,
            "place": "O29",
            "level": "error",
            "rule": "unknown-item",
            "message": "กรอบปี 2568 ไม่มีข้อ O29 (มี O1–O28)",
        },
        {
            "file": "data/aa/2568/measures/m1.yml",
            "line": 3,
            "column": 1,
            "place": "statuss",
            "level": "error",
            "rule": "unknown-key",
            "message": "ไม่รู้จักคีย์ “statuss” หมายถึง “status” หรือไม่",
        },
        {
            "file": "data/aa/2568/notes.txt",
            "line": 1,
            "column": 1,
            "place": "",
            "level": "warning",
            "rule": "unknown-file",
            "message": "ไม่รู้จักไฟล์หรือโฟลเดอร์นี้ คาดว่าเป็น year.yml, disclosures.yml, measures, evidence",
        },
    ]
    assert result.stderr == ""
    assert result.exit_code == 1


def test_check_says_it_to_github(run: Any) -> None:
    result = run(BROKEN, "check", "--format", "github", *SELECT)
    assert result.stdout.splitlines() == [
        "::error file=data/aa/2568/disclosures.yml,line=4,col=3,title=unknown-item::กรอบปี 2568 ไม่มีข้อ O29 (มี O1–O28)",
        "::error file=data/aa/2568/measures/m1.yml,line=3,col=1,title=unknown-key"
        "::ไม่รู้จักคีย์ “statuss” หมายถึง “status” หรือไม่",
        "::warning file=data/aa/2568/notes.txt,line=1,col=1,title=unknown-file"
        "::ไม่รู้จักไฟล์หรือโฟลเดอร์นี้ คาดว่าเป็น year.yml, disclosures.yml, measures, evidence",
    ]
    assert result.exit_code == 1


def test_check_says_it_to_gitlab(run: Any) -> None:
    result = run(BROKEN, "check", "--format", "gitlab", *SELECT)
    report = json.loads(result.stdout)
    marks = [row.pop("fingerprint") for row in report]
    assert len(set(marks)) == len(marks)
    assert all(re.fullmatch("[0-9a-f]{64}", mark) for mark in marks)
    assert report == [
        {
            "description": "กรอบปี 2568 ไม่มีข้อ O29 (มี O1–O28)",
            "check_name": "unknown-item",
            "severity": "major",
            "location": {"path": "data/aa/2568/disclosures.yml", "lines": {"begin": 4}},
        },
        {
            "description": "ไม่รู้จักคีย์ “statuss” หมายถึง “status” หรือไม่",
            "check_name": "unknown-key",
            "severity": "major",
            "location": {"path": "data/aa/2568/measures/m1.yml", "lines": {"begin": 3}},
        },
        {
            "description": "ไม่รู้จักไฟล์หรือโฟลเดอร์นี้ คาดว่าเป็น year.yml, disclosures.yml, measures, evidence",
            "check_name": "unknown-file",
            "severity": "minor",
            "location": {"path": "data/aa/2568/notes.txt", "lines": {"begin": 1}},
        },
    ]
    assert result.exit_code == 1
    moved = {**BROKEN, "data/aa/2568/disclosures.yml": "# ก\n" + BROKEN["data/aa/2568/disclosures.yml"]}
    again = json.loads(run(moved, "check", "--format", "gitlab", *SELECT).stdout)
    assert again[0]["location"]["lines"] == {"begin": 5}
    assert [row["fingerprint"] for row in again] == marks, "the same problem on another line"


@pytest.mark.parametrize(("form", "said"), [("text", ""), ("json", "[]\n"), ("github", ""), ("gitlab", "[]\n")])
def test_check_of_good_data_says_nothing_and_ends_in_0(form: str, said: str, run: Any) -> None:
    result = run(FINE, "check", "--format", form, "--strict", *SELECT)
    assert (result.stdout, result.exit_code) == (said, 0)
    if form == "text":
        assert result.stderr == "ตรวจแล้ว 1 หน่วยงาน 1 ปี 1 มาตรการ 1 ข้อ OIT\nไม่พบปัญหา\n"


def test_a_warning_ends_in_0_and_in_1_when_strict(run: Any) -> None:
    warned = {**FINE, "data/aa/2568/notes.txt": "x"}
    lax, strict = run(warned, "check", *SELECT), run(warned, "check", "--strict", *SELECT)
    assert lax.stdout == strict.stdout == SAID["th"][2] + "\n"
    assert (lax.exit_code, strict.exit_code) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere"), "Error: Invalid value for '[DATA]': Directory 'nowhere' does not exist."),
        (("check", "--format", "xml"), "Error: Invalid value for '--format': 'xml' is not one of"),
        (("check", "--lang", "de"), "Error: Invalid value for '--lang': 'de' is not one of 'th', 'en'."),
        (("pages",), "Error: Missing option '--out'."),
        (("schema",), "Error: Missing option '--out'."),
        (("chek",), "Error: No such command 'chek'"),
        (("--strikt",), "Error: No such option '--strikt'"),
    ],
)
def test_a_wrong_use_ends_in_2_and_says_which(arguments: tuple[str, ...], said: str, run: Any) -> None:
    result = run(FINE, *arguments)
    assert said in result.stderr
    assert (result.stdout, result.exit_code) == ("", 2)


def test_pages_of_broken_data_are_not_written(run: Any, tmp_path: Path) -> None:
    result = run(BROKEN, "pages", "--out", "out")
    assert result.exit_code == 1
    for line in SAID["th"]:
        assert line in result.stderr.splitlines()
    assert not (tmp_path / "out").exists()
