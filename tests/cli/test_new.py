"""`prongsai new`: the folder it writes checks clean and builds a complete site at once, and claims nothing."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from conftest import ROOT, mkdocs_build
from prongsai import __version__
from prongsai.build import gather
from prongsai.cli import main
from prongsai.load import load_site
from prongsai.load.frameworks import load_frameworks
from prongsai.problems import Level
from prongsai.starter import Answers, starter_files
from prongsai.starter.explained import scalar

NAME = "องค์การบริหารส่วนตำบลบ้านใหม่"
GIVEN = ("--name", NAME, "--province", "เลย", "--slug", "ban-mai")
HOSTILE = 'อบต. "ก": #1 *ข* {{x}} & \\ << 2'


def new(folder: Path, *arguments: str, typed: str = "") -> Result:
    result = CliRunner().invoke(main, ["new", str(folder), *arguments], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def written(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


@pytest.mark.site
@pytest.mark.parametrize(
    ("by", "year", "name"), [("indicator", 2568, NAME), ("issue", 2569, HOSTILE), ("list", 2566, NAME)]
)
def test_a_new_folder_checks_clean_and_builds_the_complete_site(
    by: str, year: int, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = tmp_path / "web", tmp_path / "site"
    options = ("--by", by, "--year", str(year), "--site-url", "https://www.example.com/ita")
    result = new(folder, *GIVEN, "--name", name, *options)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    monkeypatch.chdir(folder)
    checked = CliRunner().invoke(main, ["check", "--strict"])
    assert checked.exit_code == 0, checked.stdout
    built = mkdocs_build(folder, out)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    assert "ERROR" not in built.stderr
    front = (out / "index.html").read_text("utf-8")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", front, re.DOTALL)
    plain = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    assert heading
    assert heading[1].strip() == plain
    assert '<link rel="canonical" href="https://www.example.com/ita/"' in front
    items = load_frameworks()[year].items
    pages = [out / str(year) / "oit" / item.code.lower() / "index.html" for item in items]
    assert [page for page in pages if not page.is_file()] == []
    assert "สมมติ" not in front
    about = html.unescape((out / "about" / "index.html").read_text("utf-8"))
    assert f"<p>เว็บนี้แสดงข้อมูลคุณธรรมและความโปร่งใสของ{name}" in about


def test_it_holds_what_was_said_and_nothing_else(tmp_path: Path) -> None:
    place = ("--district", "อำเภอเมืองเลย", "--province", "จังหวัดเลย")
    assert new(tmp_path / "web", *GIVEN, "--short-name", "อบต.บ้านใหม่", *place).exit_code == 0
    site, problems = load_site(tmp_path / "web" / "data")
    assert problems == []
    agency = site.agencies[0]
    assert (agency.slug, agency.name, agency.short_name) == ("ban-mai", NAME, "อบต.บ้านใหม่")
    assert (agency.district, agency.province, agency.website, agency.survey) == ("เมืองเลย", "เลย", None, None)
    year = agency.years[0]
    assert (year.number, year.measures, year.disclosures, year.scores) == (max(load_frameworks()), (), (), None)


def test_a_name_is_a_name_and_no_markup() -> None:
    files = starter_files(Answers("<b>ก</b> <<slug>> [ข](http://x.example)", "เลย", "ban-mai", 2568))
    for page in ("README.md", "site_src/about.md"):
        assert "ของ&#60;b&#62;ก&#60;/b&#62; &#60;&#60;slug&#62;&#62; &#91;ข&#93;(http://x.example)" in files[page]


def test_every_item_of_the_framework_is_prepared_by_its_official_name() -> None:
    for number, rules in load_frameworks().items():
        by = "issue" if rules.issues else "indicator"
        files = starter_files(Answers(NAME, "เลย", "ban-mai", number, by=by))
        text = files[f"data/ban-mai/{number}/disclosures.yml"]
        assert list(yaml.safe_load(text)) == [item.code for item in rules.items]
        assert all(f"## {item.code} {item.name}" in text for item in rules.items)
        groups = rules.issues or rules.indicators
        readme = files[f"data/ban-mai/{number}/measures/README.md"]
        assert [g.name for g in groups if f"- `{by}: {g.number}` {g.name}" not in readme] == []


def test_every_key_that_is_switched_on_is_one_the_reader_knows(tmp_path: Path) -> None:
    """Each "# " taken away, as an editor does it; what is then missing are only values that must be there."""
    files = starter_files(Answers(NAME, "เลย", "ban-mai", 2568))
    example = re.search(r"```yaml\n(.*)```", files["data/ban-mai/2568/measures/README.md"], re.DOTALL)
    assert example
    files["data/ban-mai/2568/measures/m01.yml"] = example[1]
    for path in [path for path in files if path.startswith("data/") and path.endswith(".yml")]:
        on = re.sub(r"^( *)# (?=[ \w-]+:(?:  #|$))", r"\1", files[path], flags=re.MULTILINE)
        assert on != files[path], path
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(on, encoding="utf-8")
    _, problems = load_site(tmp_path / "data")
    assert {problem.rule for problem in problems} <= {"missing-key", "empty-file"}
    assert "missing-key" in {problem.rule for problem in problems}


def test_what_is_only_advice_at_the_start_is_still_said(tmp_path: Path) -> None:
    new(tmp_path, *GIVEN)
    found = {problem.rule: problem.level for problem in gather(tmp_path / "data").problems}
    wished = yaml.safe_load((tmp_path / ".prongsai.yml").read_text("utf-8"))["levels"]
    assert wished.keys() <= found.keys(), "a wish that is not needed"
    assert set(found.values()) == {Level.INFO}


def test_the_look_is_that_of_the_demonstration(tmp_path: Path) -> None:
    new(tmp_path, *GIVEN)
    ours, demo = (
        yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8").replace("<<", "")) for folder in (tmp_path, ROOT)
    )
    demo["theme"]["features"].remove("content.action.edit")  # there is no repository to edit in yet
    for key in ("theme", "markdown_extensions", "extra", "validation"):
        assert ours[key] == demo[key], key
    assert ours["plugins"][1]["prongsai"] == {"data_dir": "data", "agencies": ["ban-mai"], "server_files": True}
    for name in ("settings.json", "extensions.json"):
        assert (tmp_path / ".vscode" / name).read_bytes() == (ROOT / ".vscode" / name).read_bytes()
    schemas = sorted(path.name for path in (ROOT / ".vscode" / "schemas").iterdir())
    assert sorted(path.name for path in (tmp_path / ".vscode" / "schemas").iterdir()) == schemas


def test_the_hook_runs_the_check(tmp_path: Path) -> None:
    new(tmp_path, *GIVEN)
    hook = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"][0]
    assert (hook["entry"], hook["language"], hook["pass_filenames"]) == ("prongsai check", "system", False)
    assert "/site/" in (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert not [name for name, text in written(tmp_path).items() if re.search(r"<<[a-z_]+>>", text)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--slug", "Ban Mai"), "ใช้รหัสหน่วยงาน “Ban Mai” ไม่ได้ ใช้อักษรอังกฤษตัวเล็ก ตัวเลข หรือขีดกลาง ไม่เกิน 61 ตัว"
         " ไม่ขึ้นต้นด้วยขีด เช่น ban-mai"),
        (("--slug", "../up"), "ใช้รหัสหน่วยงาน “../up” ไม่ได้ ใช้อักษรอังกฤษตัวเล็ก ตัวเลข หรือขีดกลาง ไม่เกิน 61 ตัว"
         " ไม่ขึ้นต้นด้วยขีด เช่น ban-mai"),
        (("--year", "2560"), "ไม่มีกรอบการประเมินของปี “2560” ใช้ปีใดปีหนึ่งใน 2566 2567 2568 2569"),
        (("--year", "9" * 5000), f"ไม่มีกรอบการประเมินของปี “{'9' * 20}” ใช้ปีใดปีหนึ่งใน 2566 2567 2568 2569"),
        (("--year", "2566", "--by", "issue"), "กรอบปี 2566 ไม่มีประเด็น ใช้ --by indicator หรือ --by list"),
        (("--name", " "), "ใช้ “” ไม่ได้ ใส่ข้อความบรรทัดเดียว ไม่ว่าง ไม่เกิน 1,000 ตัวอักษร"),
        (("--district", "ก\nข"), "ใช้ “ก ข” ไม่ได้ ใส่ข้อความบรรทัดเดียว ไม่ว่าง ไม่เกิน 1,000 ตัวอักษร"),
        (("--data-only-for", "ban-mai/ita"), "--data-only-for ต้องใช้กับ --ci github, gitlab หรือ forgejo"),
        (("--ci", "github", "--data-only-for", "x\n  run: y/z"), "ใช้ชื่อคลัง “x   run: y/z” ไม่ได้ เขียนเป็น เจ้าของ/ชื่อคลัง"
         " เช่น ban-mai/ita"),
        (("--site-url", "javascript:x"), "ใช้ที่อยู่เว็บ “javascript:x” ไม่ได้ เขียนเป็น https://… ไม่มี ? และ #"),
        (("--site-url", "https://a.example/?q"), "ใช้ที่อยู่เว็บ “https://a.example/?q” ไม่ได้ เขียนเป็น https://… ไม่มี ? และ #"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    result = new(tmp_path / "web", *GIVEN, *arguments)
    assert result.stderr.endswith(f"\nError: {said}\n")
    assert result.exit_code == 2
    assert not (tmp_path / "web").exists()


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    result = new(tmp_path)
    said = f"โฟลเดอร์ {tmp_path} มีไฟล์อยู่แล้ว ใช้โฟลเดอร์ใหม่หรือโฟลเดอร์ว่าง ยังไม่ได้เขียนไฟล์ใด"
    assert result.stderr.endswith(f"\nError: {said}\n")
    assert result.exit_code == 2
    assert written(tmp_path) == {"mine.txt": "x"}
    result = new(tmp_path / "mine.txt", *GIVEN)
    assert result.stderr.endswith(f"\nError: {tmp_path / 'mine.txt'} เป็นไฟล์ ไม่ใช่โฟลเดอร์ ตั้งชื่ออื่น\n")
    assert result.exit_code == 2


def test_it_asks_in_thai_and_asks_again_after_a_wrong_answer(tmp_path: Path) -> None:
    typed = [NAME, "", "เมืองเลย", "เลย", "Ban Mai", "ban-mai", "2500", "๒๕๖๗", "", "indicator", "pages", ""]
    asked = new(tmp_path / "asked", typed="\n".join(typed) + "\n")
    assert asked.exit_code == 0, asked.stderr
    assert asked.stderr.count("รหัสหน่วยงาน อักษรอังกฤษตัวเล็ก ตัวเลข ขีดกลาง เช่น ban-mai: ") == 2
    assert "ปีงบประมาณ (พ.ศ.) [2569]: " in asked.stderr
    assert "none (ไม่) github gitlab หรือ forgejo [github]: " in asked.stderr
    given = ("--district", "เมืองเลย", "--year", "2567", "--by", "indicator", "--host", "pages", "--ci", "github")
    assert new(tmp_path / "given", *GIVEN, *given).exit_code == 0
    assert written(tmp_path / "asked") == written(tmp_path / "given")


def test_it_asks_only_what_was_not_said(tmp_path: Path) -> None:
    result = new(tmp_path, "--name", NAME, "--slug", "ban-mai", typed="\n\nเลย\n\n\n\n\n\n")
    assert result.exit_code == 0, result.stderr
    assert "ชื่อเต็มของหน่วยงาน:" not in result.stderr
    assert "province: เลย\n" in (tmp_path / "data/ban-mai/agency.yml").read_text("utf-8")
    assert "หรือ folder (โฟลเดอร์ของเครื่องตนเอง) [apache]: " in result.stderr
    assert not (tmp_path / ".github").exists()


def test_without_being_told_nothing_runs_by_itself(tmp_path: Path) -> None:
    assert new(tmp_path / "web", *GIVEN).exit_code == 0
    files = written(tmp_path / "web")
    assert [path for path in files if "workflows" in path or path == ".gitlab-ci.yml"] == []
    assert "prongsai publish site --to web:" in files["README.md"]
    assert f"prongsai[docx,pdf]=={__version__}\n" in files["requirements.txt"]


@pytest.mark.site
def test_a_repository_of_data_has_the_data_and_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "web"
    result = new(folder, *GIVEN, "--ci", "gitlab", "--data-only-for", "ban-mai/ita")
    assert result.exit_code == 0
    assert result.stderr.endswith("เข้าไปในโฟลเดอร์นั้น แล้วสั่ง prongsai check วิธีต่อไปอยู่ใน README.md\n")
    files = written(folder)
    whole = starter_files(Answers(NAME, "เลย", "ban-mai", max(load_frameworks()), ci="gitlab"))
    assert whole.keys() - files.keys() == {"mkdocs.yml", "site_src/about.md"}
    assert files.keys() - whole.keys() == set()
    assert "เว็บสร้างจากคลัง `ban-mai/ita`" in files["README.md"]
    assert yaml.safe_load(files[".gitlab-ci.yml"])["publish"]["trigger"] == {"project": "ban-mai/ita"}
    monkeypatch.chdir(folder)
    assert CliRunner().invoke(main, ["check", "--strict"]).exit_code == 0


@pytest.mark.parametrize("text", [HOSTILE, "no", "007", "- x", "ก: ข", "ก #ข", "ก ", "เลย", "“ก”", "@ก", "2568"])
def test_a_scalar_means_its_text(text: str) -> None:
    assert yaml.safe_load(f"key: {scalar(text)}") == {"key": text}
    assert yaml.safe_load(f"[{scalar(text)}]") == [text] or "," in text
