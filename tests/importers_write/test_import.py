"""`prongsai import`: drafts that check clean, every letter and doubt kept, nothing written over, nothing guessed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from cli.conftest import AGENCY, YEAR, Project, Run, project, run
from conftest import ROOT
from prongsai.build import gather
from prongsai.cli import main
from prongsai.importers.draft import Field
from prongsai.importers.importing import import_document
from prongsai.importers.reading import read_document
from prongsai.intake import make_intake
from prongsai.load import load_frameworks

__all__ = ["project", "run"]  # fixtures of the command's tests

SEEDS = ROOT / "tests" / "importers" / "seeds"
REAL = ["ban-laem-2566", "hin-dat-2567", "khok-yai-2568", "sing-2568", "thung-bu-lang-2566"]
TABLE = "ลำดับ\tมาตรการ\tขั้นตอน\tผลการดำเนินการ\n๑\tจัดทำคู่มือ\t๑. ก ๒. ข\tมีคู่มือ\n๒\tอบรม\t- ค\tอบรมแล้ว\n"
ODD = "ลำดับ\tมาตรการ\tหัวประหลาด\n๑\tจัดทำคู่มือ\tมีคู่มือ\n"


def texts(value: Any) -> list[str]:
    if isinstance(value, str | int):
        return [str(value)]
    return [text for one in (value.values() if isinstance(value, dict) else value) for text in texts(one)]


@pytest.mark.parametrize("name", REAL)
def test_a_real_report_becomes_drafts_that_check_clean(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    agency, year = name.rsplit("-", 1)
    (tmp_path / "data" / agency).mkdir(parents=True)
    shutil.copy(ROOT / "data" / agency / "agency.yml", tmp_path / "data" / agency)
    monkeypatch.chdir(tmp_path)
    options = ("--agency", agency, "--year", year)
    result = run("import", str(SEEDS / f"{name}.txt"), *options, "--review", "review.html")
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    gathered = gather(Path("data"))
    assert [one.line() for one in gathered.problems if one.blocks] == []
    report = gathered.site.agencies[0].years[0]
    read = import_document(read_document(SEEDS / f"{name}.txt"), {}, load_frameworks()[int(year)])
    kinds = [one.kind for one in read.measures]
    assert len(report.measures) == sum(kind != "ข้อ OIT" for kind in kinds)
    assert len(report.disclosures) == kinds.count("ข้อ OIT")
    assert report.status == "draft"
    page = Path("review.html").read_text("utf-8")
    assert page.count("<article ") == len(kinds)
    assert f"{read.letters_in:,} ตัว อยู่ในระเบียนหรือรายการนอกตาราง {read.letters_out:,} ตัว · ไม่มีตัวอักษรใดหายไป" in page
    assert re.findall(r"<script|<link|<img|@import|src=|url\(", page) == []
    doubts = sum(len(one.doubts) for one in read.measures)
    written = "".join(path.read_text("utf-8") for path in Path("data").rglob("*.yml"))
    assert written.count("# ตรวจ: ") >= doubts
    again = run("import", str(SEEDS / f"{name}.txt"), *options)
    assert again.exit_code == 0
    assert f"มีอยู่แล้ว {len(kinds)} " in again.stderr
    assert not Path("drafts").exists()


@pytest.mark.parametrize("name", REAL)
def test_every_text_that_was_read_stands_in_a_record_or_beside_it(name: str) -> None:
    framework = load_frameworks()[int(name[-4:])]
    read = import_document(read_document(SEEDS / f"{name}.txt"), {}, framework)
    intake = make_intake([read], framework, None)
    for entry in intake.entries:
        kept = [*texts(entry.values.record), *texts(entry.values.remarks)]
        bare = "\n".join("".join(text.split()) for text in kept)
        for field in entry.draft.fields:
            for line in (one for one in entry.draft.lines(field) if field != "status"):
                assert "".join(line.split()) in bare, (entry.name, field, line)
        ticked = [line.strip("☑ ") for line in entry.draft.lines(Field.STATUS) if not line.startswith("☐")]
        assert not ticked or entry.draft.status in ticked
        assert all("".join(cell.text.split()) in bare for cell in entry.draft.unmapped)


def test_drafts_go_where_they_can_show_nowhere(project: Project, run: Run) -> None:
    project({"r.txt": TABLE, "data/ban/2568/measures/m1-old.yml": "title: อบรม\nresults: [ยังไม่อบรม]\n"})
    result = run("import", "r.txt", "--agency", "ban", "--year", "2568")
    assert result.exit_code == 0
    assert result.stdout == (
        "m1-old: มีอยู่แล้ว ไม่เขียนทับ ต่างกันดังนี้\n  number:\n+๒\n  steps:\n+- ค\n  results:\n-ยังไม่อบรม\n+อบรมแล้ว\n"
    )
    assert result.stderr == (
        "อ่าน r.txt: 2 ระเบียน 0 คำถาม\n"
        "เขียนลง drafts/ban/2568/measures นอก data/ เพราะปีนี้มีมาตรการแล้ว ตรวจแล้วจึงย้ายเข้าเอง\n"
        "เขียนแล้ว 1 ไฟล์ จาก 2 ระเบียน มีอยู่แล้ว 1 ต้องตรวจ 0 แห่ง (ค้นหา “ตรวจ:”)\n"
    )
    assert [path.name for path in Path("drafts").rglob("*.yml")] == ["m2.yml"]
    assert Path("data/ban/2568/measures/m1-old.yml").read_text("utf-8") == "title: อบรม\nresults: [ยังไม่อบรม]\n"
    assert Path("drafts/ban/2568/measures/m2.yml").read_text("utf-8") == (
        "# นำเข้าจาก r.txt ตาราง 1 แถว 2 ช่อง 1 ยังไม่ได้ตรวจ\n"
        'title: จัดทำคู่มือ\nnumber: "๑"\nkind: มาตรการ\nsteps:\n  - ๑. ก\n  - ๒. ข\nresults:\n  - มีคู่มือ\n'
    )


def test_a_draft_that_is_there_is_left_as_people_made_it(project: Project, run: Run) -> None:
    project({"r.txt": TABLE, "data/ban/2568/year.yml": YEAR + "status: draft\n", "mine/m1.yml": "title: ของฉัน\n"})
    result = run("import", "r.txt", "--agency", "ban", "--year", "2568", "--out", "mine")
    assert "mine/m1.yml: มีไฟล์นี้อยู่แล้ว ไม่เขียนทับ\n" in result.stderr
    assert Path("mine/m1.yml").read_text("utf-8") == "title: ของฉัน\n"
    assert Path("mine/m2.yml").is_file()
    result = run("import", "r.txt", "--agency", "ban", "--year", "2568")
    assert "เขียนลง data/ban/2568/measures เป็นฉบับร่าง เพราะปีนี้ยังไม่มีมาตรการ" in result.stderr
    assert {path.name for path in Path("data/ban/2568/measures").iterdir()} == {"m1.yml", "m2.yml"}


def test_a_new_year_gets_a_draft_of_its_report(project: Project, run: Run) -> None:
    project({"รายงาน.txt": TABLE})
    result = run("import", "รายงาน.txt", "--agency", "ban", "--year", "2569")
    assert result.exit_code == 0, result.stderr
    assert "เขียน data/ban/2569/year.yml เป็น draft ยังไม่แสดงบนเว็บ" in result.stderr
    text = Path("data/ban/2569/year.yml").read_text("utf-8")
    assert '\nstatus: "draft"\n' in text
    assert "\n  file: รายงาน.txt\n" in text or '\n  file: "รายงาน.txt"\n' in text


def test_a_year_as_new_left_it_becomes_a_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    answers = ("--name", "เทศบาลตำบลบ้าน", "--province", "สมมติ", "--slug", "ban", "--year", "2568")
    assert run("new", "ita", *answers).exit_code == 0
    monkeypatch.chdir(tmp_path / "ita")
    items = "ข้อ\tองค์ประกอบด้านข้อมูล\tความก้าวหน้า\nO1\t- ก\tทำแล้ว\nO2\t- ข\tทำแล้ว\n"
    Path("r.txt").write_text(f"{TABLE}\n{items}", encoding="utf-8")
    Path("map.yml").write_text("ข้อ: filed_code\n", encoding="utf-8")
    result = run("import", "r.txt", "--agency", "ban", "--year", "2568", "--map", "map.yml")
    assert (result.exit_code, result.stderr) == (
        0,
        "อ่าน r.txt: 4 ระเบียน 0 คำถาม\n"
        "เขียนลง data/ban/2568/measures เป็นฉบับร่าง เพราะปีนี้ยังไม่มีมาตรการ\n"
        "เขียน data/ban/2568/year.yml เป็น draft ยังไม่แสดงบนเว็บ\n"
        "เขียนแล้ว 3 ไฟล์ จาก 4 ระเบียน มีอยู่แล้ว 0 ต้องตรวจ 0 แห่ง (ค้นหา “ตรวจ:”)\n",
    )
    year = gather(Path("data")).site.agencies[0].years[0]
    assert (year.status, year.source.file, len(year.measures)) == ("draft", "r.txt", 2)
    assert [answer.progress for answer in year.disclosures] == [("ทำแล้ว",), ("ทำแล้ว",)]


def test_a_year_that_shows_gets_no_drafts_in_silence(project: Project, run: Run) -> None:
    project({"r.txt": TABLE})
    result = run("import", "r.txt", "--agency", "ban", "--year", "2568")
    assert (
        "เขียนลง drafts/ban/2568/measures นอก data/ เพราะปีนี้แสดงบนเว็บ "
        "ตรวจแล้วจึงย้ายเข้าเอง หรือใส่ status: draft ใน year.yml แล้วสั่งใหม่\n"
    ) in result.stderr
    assert Path("data/ban/2568/year.yml").read_text("utf-8") == YEAR


def test_unsure_columns_are_listed_where_nobody_can_answer(project: Project, run: Run) -> None:
    root = project({"r.txt": ODD})
    result = run("import", "r.txt", "--agency", "ban", "--year", "2569", "--review", "x.html")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "มี 1 คอลัมน์ที่ไม่แน่ใจ" in result.stderr
    assert "# ไม่แน่ใจว่าคอลัมน์ “หัวประหลาด” (r.txt ตาราง 1 แถว 1 ช่อง 3) คือช่องใด" in result.stderr
    assert "#   ตัวอย่าง: มีคู่มือ" in result.stderr
    assert sorted(path.name for path in root.iterdir()) == ["data", "r.txt"]
    Path("map.yml").write_text("หัวประหลาด: outcomes\n", encoding="utf-8")
    result = run("import", "r.txt", "--agency", "ban", "--year", "2569", "--map", "map.yml")
    assert result.exit_code == 0, result.stderr
    assert "outcomes:\n  - มีคู่มือ\n" in Path("data/ban/2569/measures/m1.yml").read_text("utf-8")


def test_a_column_of_sentences_is_not_proposed_as_a_budget(project: Project, run: Run) -> None:
    story = "๑. ประชาชนได้รับบริการที่รวดเร็วขึ้นและร้องเรียนน้อยลงกว่าปีก่อนในทุกช่องทาง " * 2
    project({"r.txt": f"มาตรการ\tขั้นตอน\tสิ่งที่ประชาชนได้รับ\nอบรม\t- ก\t{story}\n"})
    result = run("import", "r.txt", "--agency", "ban", "--year", "2569")
    assert result.exit_code == 2
    assert 'สิ่งที่ประชาชนได้รับ: "outcomes"\n' in result.stderr
    assert f"#   ตัวอย่าง: {story[:119]}…\n" in result.stderr


def test_answers_at_the_terminal_are_remembered(project: Project, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    project({"r.txt": ODD, ".prongsai/columns.yml": "# ของเรา\nอื่น: skip\n"})

    monkeypatch.setattr("prongsai.cli.columns.is_terminal", lambda: True)
    arguments = ["import", "r.txt", "--agency", "ban", "--year", "2569"]
    offered = CliRunner().invoke(main, arguments, input="99\n1\n")
    assert offered.exit_code == 0, offered.stderr
    assert "ไม่แน่ใจว่าคอลัมน์ “หัวประหลาด”" in offered.stderr
    assert "   1 ลำดับที่ (number)" in offered.stderr
    assert "จำคำตอบไว้ใน .prongsai/columns.yml" in offered.stderr
    kept = Path(".prongsai/columns.yml").read_text("utf-8")
    assert kept == '# ของเรา\nอื่น: skip\nหัวประหลาด: "number"\n'
    assert "คำถาม" in run("import", "r.txt", "--agency", "ban", "--year", "2569").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--agency", "bann", "--year", "2568"), "ยังไม่มีหน่วยงาน bann สร้างก่อนด้วย prongsai new"),
        (("--agency", "../x", "--year", "2568"), "รหัสหน่วยงาน “../x” ใช้ไม่ได้"),
        (("--agency", "ban", "--year", "2025"), "ปี 2025 ใช้ไม่ได้ ใส่ปีงบประมาณ พ.ศ."),
        ((), "ใส่ --agency และ --year"),
        (("--agency", "ban", "--year", "2568", "--review", "site/x.html"), "site จะถูกเผยแพร่"),
        (("--agency", "ban", "--year", "2568", "--map", "bad.yml"), "bad.yml: “ก” ชี้ช่อง “titel” ที่ไม่มี"),
    ],
)
def test_a_command_that_cannot_be_is_refused(arguments: tuple[str, ...], said: str, project: Project, run: Run) -> None:
    project({"r.txt": TABLE, "bad.yml": "ก: titel\n"})
    before = sorted(Path().rglob("*"))
    result = run("import", "r.txt", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert sorted(Path().rglob("*")) == before


def test_old_word_files_are_answered_with_what_to_do(project: Project, run: Run) -> None:
    project({})
    Path("old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    result = run("import", "old.doc", "--agency", "ban", "--year", "2568")
    assert result.exit_code == 2
    assert "บันทึกเป็น > Word Document (.docx)" in result.stderr


def test_a_file_without_records_writes_nothing(project: Project, run: Run) -> None:
    project({"r.txt": "ไม่มีตาราง\n"})
    result = run("import", "r.txt", "--agency", "ban", "--year", "2569")
    assert (result.exit_code, Path("data/ban/2569").exists()) == (1, False)
    assert "ไม่พบระเบียนใดในไฟล์ ยังไม่ได้เขียนอะไร" in result.stderr


HOSTILE = "<script>alert(1)</script> {{ 7*7 }} *ก* : #x & 'ข\" \\n"


@pytest.mark.browser
def test_hostile_text_is_text_in_the_drafts_and_on_the_page(project: Project, run: Run, browser: Browser) -> None:
    project({"r.txt": f"มาตรการ\tขั้นตอน\n{HOSTILE}\t=cmd {HOSTILE}\n", "data/ban/agency.yml": AGENCY})
    result = run("import", "r.txt", "--agency", "ban", "--year", "2569", "--review", "review.html")
    assert result.exit_code == 0, result.stderr
    gathered = gather(Path("data"))
    assert [one for one in gathered.problems if one.blocks] == []
    measure = next(year for year in gathered.site.agencies[0].years if year.number == 2569).measures[0]
    assert (measure.title, measure.steps) == (HOSTILE, (f"=cmd {HOSTILE}",))
    page = browser.new_page(viewport={"width": 360, "height": 740})
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    page.goto(Path("review.html").resolve().as_uri())
    assert page.inner_text("article li >> nth=0") == HOSTILE
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert alerts == []
    page.close()


def test_an_item_given_twice_or_unknown_stands_there_as_comments(project: Project, run: Run) -> None:
    head = "ข้อ\tข้อมูล\tองค์ประกอบด้านข้อมูล\tความก้าวหน้า\n"
    project({"r.txt": f"{head}O1\tโครงสร้าง\t- ก\tทำแล้ว\nO1\tโครงสร้าง\t- ข\tทำอีก\nO99\tอะไร\t- ค\tไม่รู้\n"})
    Path("map.yml").write_text("ข้อมูล: filed_name\nข้อ: filed_code\n", encoding="utf-8")
    result = run("import", "r.txt", "--agency", "ban", "--year", "2569", "--map", "map.yml")
    assert result.exit_code == 0, result.stderr
    text = Path("data/ban/2569/disclosures.yml").read_text("utf-8")
    assert text.startswith("O1:\n  # นำเข้าจาก r.txt ตาราง 1 แถว 2 ช่อง 1 ยังไม่ได้ตรวจ\n")
    assert "# ตรวจ: รายงานตอบข้อ O1 ซ้ำ รวมกับข้อเดิมเอง\n" in text
    assert "#   - ทำอีก\n" in text
    assert "#   - ไม่รู้\n" in text
    assert [one for one in gather(Path("data")).problems if one.blocks] == []
