"""`prongsai next-year`: measures go along, nothing of the year gone by does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.conftest import AGENCY, Project, Run, project, run
from conftest import ROOT
from prongsai.build import gather
from prongsai.load import load_frameworks, load_site
from prongsai.starter.next_year import CARRIED
from prongsai.starter.old_years import without_old_years

__all__ = ["project", "run"]  # fixtures of the command's tests

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
REAL = [("ban-laem", 2566), ("hin-dat", 2567), ("khok-yai", 2568), ("sing", 2568), ("thung-bu-lang", 2566)]


@pytest.mark.parametrize(("agency", "year"), [*REAL, ("tua-yang", 2568)])
def test_a_real_year_goes_on_without_anything_old(
    agency: str, year: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    shutil.copytree(ROOT / "data" / agency, tmp_path / "data" / agency)
    monkeypatch.chdir(tmp_path)
    result = run("next-year", agency, str(year))
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert result.stderr.endswith("ตรวจแล้ว ไม่มีปัญหาที่หยุดการสร้างเว็บ\n")
    folder = tmp_path / "data" / agency / str(year + 1)
    for file in folder.rglob("*.yml"):
        lines = file.read_text("utf-8").splitlines()
        about = [line for line in lines if not line.startswith(("continues:", "##"))]
        assert not [line for line in about if str(year) in line or str(year).translate(THAI) in line], file
    gathered = gather(tmp_path / "data")
    assert [one for one in gathered.problems if one.blocks] == []
    found = gathered.site.agency(agency)
    assert found
    old, new = found.year(year), found.year(year + 1)
    assert old
    assert new
    assert (new.status, new.scores, new.certification, new.evidence_files) == ("draft", None, None, ())
    assert [m.continues for m in new.measures] == [f"{year}/{m.id}" for m in old.measures]
    for before, after in zip(old.measures, new.measures, strict=True):
        assert after.model_fields_set - {"id", "origin"} <= set(CARRIED)
        assert (after.id, after.kind, after.indicator) == (before.id, before.kind, before.indicator)
        assert after.steps == tuple(without_old_years(step, year) for step in before.steps)
    assert all(answer.model_fields_set <= {"code", "origin", "place", "responsible"} for answer in new.disclosures)


def test_a_year_as_new_left_it_makes_room_and_one_with_a_word_in_it_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    answers = ("--name", "เทศบาลตำบลบ้าน", "--province", "สมมติ", "--slug", "ban", "--year", "2569")
    assert run("new", "ita", *answers).exit_code == 0
    monkeypatch.chdir(tmp_path / "ita")
    old, new = Path("data/ban/2568"), Path("data/ban/2569")
    (old / "measures").mkdir(parents=True)
    (old / "year.yml").write_text("title: รายงาน\nsource: {title: รายงาน}\n", encoding="utf-8")
    (old / "measures" / "m1.yml").write_text("title: อบรม\n", encoding="utf-8")
    prepared = (new / "year.yml").read_text("utf-8")
    (new / "year.yml").write_text(prepared + "round: รอบ 6 เดือน\n", encoding="utf-8")
    assert run("next-year", "ban", "2568").exit_code == 2
    assert not (new / "measures" / "m1.yml").exists()
    (new / "year.yml").write_text(prepared, encoding="utf-8")
    (new / "evidence").mkdir()
    (new / "evidence" / "a.pdf").write_bytes(b"%PDF-1.7")
    assert run("next-year", "ban", "2568").exit_code == 2
    shutil.rmtree(new / "evidence")
    result = run("next-year", "ban", "2568")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in new.rglob("*.yml")) == ["disclosures.yml", "m1.yml", "year.yml"]
    assert 'status: "draft"' in (new / "year.yml").read_text("utf-8")


def test_a_folder_that_is_there_is_not_touched(project: Project, run: Run) -> None:
    root = project({"data/ban/2568/measures/m1.yml": "title: ก\n", "data/ban/2569/x.txt": "ของฉัน"})
    result = run("next-year", "ban", "2568")
    assert result.exit_code == 2
    assert "data/ban/2569 มีอยู่แล้ว ไม่เขียนทับ ถ้าจะเริ่มใหม่ให้ย้ายโฟลเดอร์นั้นออกก่อน" in result.stderr
    assert [p.name for p in (root / "data/ban/2569").iterdir()] == ["x.txt"]


def test_a_year_that_cannot_be_read_whole_does_not_go_on(project: Project, run: Run) -> None:
    root = project({"data/ban/2568/measures/m1.yml": "titel: ก\n"})
    result = run("next-year", "ban", "2568")
    assert result.exit_code == 1
    assert "data/ban/2568/measures/m1.yml:1:1: titel: ไม่รู้จักคีย์ “titel”" in result.stderr
    assert "ปี 2568 ยังมีปัญหาที่ต้องแก้ก่อน จึงยังไม่ยกมาตรการไป" in result.stderr
    assert not (root / "data/ban/2569").exists()


def test_a_year_without_a_framework_takes_the_newest_and_says_so(project: Project, run: Run) -> None:
    root = project(
        {
            "data/ban/2569/year.yml": "title: ก\nsource: {title: ก}\n",
            "data/ban/2569/measures/m1.yml": "title: ก\nissue: 2\nitems: [O1]\nperiod: [ต.ค. 68]\nnote: จำ\n",
        }
    )
    result = run("next-year", "ban", "2569")
    assert result.exit_code == 0, result.stderr
    assert "ยังไม่มีกรอบการประเมินปี 2570 จึงใช้กรอบปี 2569 ไปก่อน" in result.stderr
    text = (root / "data/ban/2570/measures/m1.yml").read_text("utf-8")
    assert text.startswith("# ร่างที่ยกมาจากปีก่อน ยังไม่ใช่คำมั่นของปีนี้ ตรวจทุกบรรทัดก่อนเผยแพร่\ntitle: ก\nissue: 2\n")
    assert '\ncontinues: "2569/m1"\n' in text
    assert "\n# period:  # ช่วงเวลา\n" in text
    assert "จำ" not in text


def test_a_group_and_an_item_that_the_new_list_lacks_are_said(project: Project, run: Run) -> None:
    root = project(
        {
            "data/ban/agency.yml": AGENCY,
            "data/ban/2566/year.yml": "title: ก\nsource: {title: ก}\n",
            "data/ban/2566/measures/m1.yml": "title: ก\nindicator: 3\nitems: [O1, O17]\n",
            "data/ban/2566/disclosures.yml": "O1: {responsible: [สำนักปลัด]}\n",
        }
    )
    assert run("next-year", "ban", "2566").exit_code == 0
    text = (root / "data/ban/2567/measures/m1.yml").read_text("utf-8")
    site, problems = load_site(root / "data")
    assert problems == []
    agency = site.agency("ban")
    year = agency.year(2567) if agency else None
    assert year
    for code in ("O1", "O17"):
        old = load_frameworks()[2566].item(code)
        assert old
        there = any({old.name, *old.aliases} & {one.name, *one.aliases} for one in year.rules.items)
        assert there != (f"# ตรวจ: ไม่พบข้อ OIT ชื่อ “{old.name}” ในกรอบของปีนี้" in text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("แผนประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "แผนประจำปีงบประมาณ พ.ศ. ____"),
        ("ประกาศลงวันที่ 2 มกราคม 2568", "ประกาศลงวันที่ 2 มกราคม ____"),
        ("ตั้งแต่ ต.ค. 67 - ก.ย. ๖๘", "ตั้งแต่ ต.ค. ____ - ก.ย. ____"),
        ("ผลประเมินปี 2567 และปี 2566", "ผลประเมินปี ____ และปี ____"),
        ("พระราชบัญญัติข้อมูลข่าวสาร พ.ศ. 2540", None),
        ("ระเบียบว่าด้วยพัสดุ พ.ศ. 2566", None),
        ("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", None),
        ("แผนห้าปี 2566–2568", "แผนห้าปี ____–____"),
        ("งบประมาณ 12,568 บาท โทร 0-2568-1234 เลข 25681", None),
        ("ปี 2569", None),
        ("ข้อ 67 และมาตรา 68", None),
    ],
)
def test_old_years_are_blanked_and_the_rest_stays(before: str, after: str | None) -> None:
    assert without_old_years(before, 2568) == (before if after is None else after)
