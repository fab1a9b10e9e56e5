"""`prongsai check`: what an officer wants to hear, from which file or flag, and in which form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cli.conftest import YEAR, Project, Run
from conftest import mkdocs_build
from prongsai.checks import RULES

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
"""The OASIS schema of SARIF 2.1.0, as the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) brings it."""
STRAY = {"data/ban/2568/measures/m1.yml": "title: ก\nindicator: 11\n"}
"""A record that stops a build: there is no indicator 11."""

WARNED = {"item-corruption-channel", "missing-certification"}
"""What the empty project is warned of."""


def rules_of(output: str) -> set[str]:
    return {line.rpartition("[")[2].rstrip("]") for line in output.splitlines()}


def test_findings_are_told_and_stop_nothing(project: Project, run: Run) -> None:
    project({})
    result = run("check")
    assert result.exit_code == 0
    assert rules_of(result.stdout) == {
        "item-corruption-channel",
        "item-survey",
        "missing-answer",
        "missing-certification",
    }
    assert "พบผิดพลาด 0 เตือน 2 แนะนำ 2" in result.stderr


def test_strict_counts_warnings_but_no_hints(project: Project, run: Run) -> None:
    project({})
    assert run("check", "--strict").exit_code == 1
    assert run("check", "--strict", "--select", "item-survey,missing-answer").exit_code == 0


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--select", "item-survey"], {"item-survey"}),
        (["--select", "missing-"], {"missing-answer", "missing-certification"}),
        (["--select", "item-survey,missing-answer"], {"item-survey", "missing-answer"}),
        (["--select", "item-survey", "--select", "missing-answer"], {"item-survey", "missing-answer"}),
        (["--select", "missing-", "--ignore", "missing-answer"], {"missing-certification"}),
        (["--level", "warning"], WARNED),
    ],
)
def test_flags_choose(project: Project, run: Run, flags: list[str], told: set[str]) -> None:
    project({})
    assert rules_of(run("check", *flags).stdout) == told


def test_what_stops_a_build_is_always_heard(project: Project, run: Run) -> None:
    project(STRAY)
    for flags in (["--select", "item-survey"], ["--ignore", "unknown-indicator"], []):
        result = run("check", *flags)
        assert "[unknown-indicator]" in result.stdout
        assert result.exit_code == 1


@pytest.mark.parametrize("flag", ["--select", "--ignore"])
def test_a_flag_with_an_unknown_rule_is_refused(project: Project, run: Run, flag: str) -> None:
    project({})
    result = run("check", flag, "item-survy")
    assert result.exit_code == 2
    assert "ไม่มีกฎชื่อ “item-survy” หมายถึง “item-survey” หรือไม่" in result.stderr
    assert run("check", flag, "nothing-").exit_code == 2


def test_the_project_file_chooses_and_flags_win(project: Project, run: Run) -> None:
    project({".prongsai.yml": "select: [missing-]\nlevel: warning\n"})
    assert rules_of(run("check").stdout) == {"missing-certification"}
    assert rules_of(run("check", "--level", "info").stdout) == {"missing-certification", "missing-answer"}
    assert rules_of(run("check", "--select", "item-corruption-channel").stdout) == {"item-corruption-channel"}


def test_the_project_file_may_lie_beside_the_data(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project({".prongsai.yml": "select: item-survey\n"})
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert rules_of(run("check", "../data").stdout) == {"item-survey"}


def test_levels_and_fail_on_are_the_projects_choice(project: Project, run: Run) -> None:
    project({".prongsai.yml": "select: item-survey\nlevels: {item-survey: error}\nfail_on: error\n"})
    result = run("check")
    assert "พบผิดพลาด 1 เตือน 0 แนะนำ 0" in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sellect: [a]\n", ".prongsai.yml:1:1: sellect: ไม่รู้จักคีย์ “sellect” หมายถึง “select” หรือไม่ [unknown-key]"),
        ("level: loud\n", ".prongsai.yml:1:8: level: “loud” ไม่อยู่ในตัวเลือก: 'error', 'warning', 'info' [choice]"),
        (
            "ignore:\n  - item-survy\n",
            ".prongsai.yml:2:5: ignore[0]: ไม่มีกฎชื่อ “item-survy” หมายถึง “item-survey” หรือไม่ [unknown-rule]",
        ),
        (
            "levels: {period-: info}\n",
            ".prongsai.yml:1:19: levels.period-: ไม่มีกฎชื่อ “period-” หมายถึง “period-repeated” หรือไม่ [unknown-rule]",
        ),
        ("ignore: zzz\n", ".prongsai.yml:1:9: ignore[0]: ไม่มีกฎชื่อ “zzz” ดูชื่อกฎทั้งหมดด้วย prongsai rules [unknown-rule]"),
        ("level: &a info\n", ".prongsai.yml:1:8: ใช้ & * หรือ << (&a) ไม่ได้ ให้เขียนข้อความซ้ำเต็ม ๆ หรือครอบด้วย"),
    ],
)
def test_a_mistake_in_the_project_file_is_located_and_stops(project: Project, run: Run, text: str, said: str) -> None:
    project({".prongsai.yml": text})
    result = run("check")
    assert said in result.stdout
    assert result.exit_code == 1


def test_an_empty_project_file_wishes_nothing(project: Project, run: Run) -> None:
    project({".prongsai.yml": "# nothing yet\n"})
    assert run("check").exit_code == 0


WAIVED = {"data/ban/2568/year.yml": YEAR + "waive:\n  missing-certification: ฉบับที่ลงนามเก็บไว้ที่อำเภอ\n"}


def test_a_waiver_with_a_reason_sets_a_finding_aside(project: Project, run: Run) -> None:
    project(WAIVED)
    result = run("check")
    assert "missing-certification" not in result.stdout
    assert "ยกเว้นไว้พร้อมเหตุผล 1 แห่ง" in result.stderr


def test_waived_lists_what_was_set_aside(project: Project, run: Run) -> None:
    project(WAIVED)
    lines = run("check", "--waived").stdout.splitlines()
    assert lines[0].endswith("[missing-certification]")
    assert lines[1] == "  เหตุผลที่ยกเว้น: ฉบับที่ลงนามเก็บไว้ที่อำเภอ"
    assert len(lines) == 2
    (row,) = json.loads(run("check", "--waived", "--format", "json").stdout)
    assert (row["rule"], row["reason"]) == ("missing-certification", "ฉบับที่ลงนามเก็บไว้ที่อำเภอ")
    assert run("check", "--waived", "--format", "sarif").exit_code == 2


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("item-survey", "ไม่พบปัญหา “item-survey” ที่นี่แล้ว ลบข้อยกเว้นออกได้ [idle-waiver]"),
        ("no-such-rule", "ไม่มีกฎชื่อ “no-such-rule”"),
        ("unknown-indicator", "กฎ “unknown-indicator” ยกเว้นไม่ได้ ต้องแก้ข้อมูล [idle-waiver]"),
        ("personal-staff-survey", "กฎ “personal-staff-survey” ยกเว้นไม่ได้ ต้องแก้ข้อมูล [idle-waiver]"),
        ("unknown-key", "กฎ “unknown-key” ยกเว้นไม่ได้ ต้องแก้ข้อมูล [idle-waiver]"),
    ],
)
def test_a_waiver_that_waives_nothing_is_told(project: Project, run: Run, rule: str, said: str) -> None:
    project({"data/ban/2568/year.yml": YEAR + f"waive: {{{rule}: เหตุผล}}\n"})
    assert said in run("check").stdout


def test_what_blocks_cannot_be_waived(project: Project, run: Run) -> None:
    project({"data/ban/2568/measures/m1.yml": "title: ก\nindicator: 11\nwaive: {unknown-indicator: ขอเว้น}\n"})
    result = run("check")
    assert "[unknown-indicator]" in result.stdout
    assert result.exit_code == 1


def test_json_and_github_tell_the_same_as_text(project: Project, run: Run) -> None:
    project(STRAY)
    text = run("check").stdout.splitlines()
    rows = json.loads(run("check", "--format", "json").stdout)
    assert [row["rule"] for row in rows] == [line.rpartition("[")[2].rstrip("]") for line in text]
    github = run("check", "--format", "github").stdout.splitlines()
    assert len(github) == len(text)
    assert any(
        line.startswith("::error file=data/ban/2568/measures/m1.yml,line=2,col=12,title=unknown-") for line in github
    )


@pytest.mark.parametrize("lang", ["th", "en"])
def test_sarif_is_valid_and_complete(project: Project, run: Run, lang: str) -> None:
    project({**STRAY, **WAIVED})
    log: Any = json.loads(run("check", "--format", "sarif", "--lang", lang).stdout)
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    assert [error.message for error in jsonschema.Draft4Validator(SCHEMA).iter_errors(log)] == []
    (sarif_run,) = log["runs"]
    rules = sarif_run["tool"]["driver"]["rules"]
    assert {rule.name for rule in RULES} <= {rule["id"] for rule in rules}
    assert all(rule["help"]["text"] for rule in rules)
    for result in sarif_run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    (waived,) = [result for result in sarif_run["results"] if "suppressions" in result]
    assert waived["suppressions"][0]["justification"] == "ฉบับที่ลงนามเก็บไว้ที่อำเภอ"
    assert {"error", "warning", "note"} == {result["level"] for result in sarif_run["results"]}


def test_sarif_of_the_real_data_is_valid(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    log: Any = json.loads(run("check", "--format", "sarif").stdout)
    assert [error.message for error in jsonschema.Draft4Validator(SCHEMA).iter_errors(log)] == []
    prints = [result["partialFingerprints"]["prongsai/v1"] for result in log["runs"][0]["results"]]
    assert len(prints) == len(set(prints))
    addresses = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]}
    assert all(address.startswith("data/") for address in addresses)


def test_rules_lists_every_rule_with_one_thai_line(run: Run) -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.name for rule in RULES]


def test_rules_explains_one(run: Run) -> None:
    said = run("rules", "missing-certification").stdout
    for label in ("ไทย: ", "ทำไม: ", "ตัวอย่าง: ", "แก้: ", "Why: ", "Remedy: "):
        assert f"\n{label}" in said
    assert "A report has no certifying position or no date." in said
    assert run("rules", "duplicate-key").exit_code == 0
    unknown = run("rules", "missing-certificate")
    assert unknown.exit_code == 2
    assert "หมายถึง “missing-certification” หรือไม่" in unknown.stderr


MKDOCS = """site_name: ทดสอบ
docs_dir: site_src
theme: {name: material, font: false}
plugins:
  - prongsai:
      data_dir: data
"""


@pytest.mark.site
def test_a_build_counts_findings_in_one_line_and_shows_none(project: Project, run: Run) -> None:
    folder = project({"mkdocs.yml": MKDOCS, "site_src/.keep": ""})
    result = mkdocs_build(folder, folder / "site")
    assert result.returncode == 0, result.stderr
    lines = [line for line in result.stderr.splitlines() if "ข้อสังเกต" in line]
    assert lines == ["INFO    -  ข้อสังเกตสำหรับเจ้าหน้าที่ · ผิดพลาด 0 เตือน 2 แนะนำ 2 · ดูด้วย prongsai check"]
    pages = "".join(path.read_text(encoding="utf-8") for path in (folder / "site").rglob("*.html"))
    for row in json.loads(run("check", "--format", "json").stdout):
        assert row["rule"] not in pages
        assert row["message"] not in pages


@pytest.mark.site
@pytest.mark.parametrize(
    "files",
    [
        {"mkdocs.yml": MKDOCS + "      checks: {fail_on: warning}\n"},
        {"mkdocs.yml": MKDOCS, ".prongsai.yml": "fail_on: warning\n"},
    ],
    ids=["option", "file"],
)
def test_a_build_stops_for_findings_only_when_asked_to(project: Project, files: dict[str, str]) -> None:
    folder = project({**files, "site_src/.keep": ""})
    result = mkdocs_build(folder, folder / "site")
    assert result.returncode == 1
    assert "[missing-certification]" in result.stderr
    assert "[item-survey]" not in result.stderr
    assert not (folder / "site").exists()


@pytest.mark.site
def test_a_mistake_in_the_option_is_told(project: Project) -> None:
    folder = project({"mkdocs.yml": MKDOCS + "      checks: {ignore: [item-survy]}\n", "site_src/.keep": ""})
    result = mkdocs_build(folder, folder / "site")
    assert result.returncode == 1
    assert "mkdocs.yml:1:1: ignore[0]: ไม่มีกฎชื่อ “item-survy” หมายถึง “item-survey” หรือไม่ [unknown-rule]" in result.stderr
    assert "Traceback" not in result.stderr
