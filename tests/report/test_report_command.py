"""`prongsai report`, and the papers on the site: made where the extras are, said where they are not, never silently."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs.exceptions import PluginError
from paper_samples import ROOT, papers

from conftest import mkdocs_build
from prongsai.cli import main
from prongsai.exporters import report
from prongsai.exporters.report import forms_promised, papers_to_make, promised_papers
from prongsai.extras import MissingExtra, installed, require
from prongsai.plugin.options import ProngsaiConfig, wanted_papers

Run = Callable[..., Result]
LEFT_OUT = (
    "ไม่ได้ทำไฟล์รายงาน (pdf,docx) เพราะไม่ได้ติดตั้งส่วนเสริม หน้ารายงานให้พิมพ์จากเบราว์เซอร์แทน "
    "ติดตั้งด้วย pip install 'prongsai[pdf,docx]'"
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(ROOT)
    return lambda *arguments: CliRunner().invoke(main, ["report", *arguments])


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the extras."""
    monkeypatch.setattr(report, "installed", lambda *_modules: False)


def test_both_files_are_written_and_are_those_of_the_content(run: Run, tmp_path: Path) -> None:
    pdf, word = tmp_path / "new" / "a.pdf", tmp_path / "a.docx"
    result = run("khok-yai", "2568", "--pdf", str(pdf), "--docx", str(word))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"เขียนแล้ว: {pdf}\nเขียนแล้ว: {word}\n")
    paper = papers()["khok-yai-2568"]
    assert pdf.read_bytes() == report.report_pdf(paper)
    assert word.read_bytes() == report.report_docx(paper)


def test_a_word_file_that_somebody_may_have_edited_is_not_lost(run: Run, tmp_path: Path) -> None:
    word = tmp_path / "a.docx"
    word.write_text("แก้แล้ว", encoding="utf-8")
    result = run("khok-yai", "2568", "--docx", str(word))
    assert result.exit_code == 2
    assert f"มีไฟล์ {word} อยู่แล้วและอาจมีผู้แก้ไขไว้ จึงไม่เขียนทับ ตั้งชื่ออื่น หรือใส่ --force" in result.stderr
    assert word.read_text(encoding="utf-8") == "แก้แล้ว"
    assert run("khok-yai", "2568", "--docx", str(word), "--force").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["sing", "2568"], "บอกไฟล์ปลายทาง เช่น --pdf report.pdf หรือ --docx report.docx"),
        (["sin", "2568", "--pdf", "a.pdf"], "ไม่มีหน่วยงาน “sin” ที่มีคือ ban-laem hin-dat khok-yai sing"),
        (["sing", "2567", "--pdf", "a.pdf"], "2568"),
    ],
)
def test_a_wrong_command_is_answered(run: Run, arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_missing_extra_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_paper: object) -> bytes:
        raise MissingExtra("pdf")

    monkeypatch.setitem(report.FORMS, "pdf", missing)
    target = tmp_path / "a.pdf"
    result = run("khok-yai", "2568", "--pdf", str(target))
    assert (result.exit_code, result.stderr) == (1, "Error: ต้องติดตั้งส่วนเสริม pdf ก่อน: pip install 'prongsai[pdf]'\n")
    result = run("khok-yai", "2568", "--pdf", str(target), "--lang", "en")
    assert result.stderr == "Error: the extra pdf is not installed: pip install 'prongsai[pdf]'\n"
    assert not target.exists()


def test_a_place_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("khok-yai", "2568", "--pdf", str(tmp_path / "file" / "a.pdf"))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: เขียนไฟล์ {tmp_path / 'file' / 'a.pdf'} ไม่ได้: ")


def test_data_that_may_not_be_published_is_not_printed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "khok-yai", data / "khok-yai")
    (measure,) = (data / "khok-yai/2568/measures").glob("m1*.yml")
    measure.write_text("title: ผู้ร้อง 1-1017-00230-70-8\n", encoding="utf-8")
    target = tmp_path / "a.pdf"
    result = CliRunner().invoke(main, ["report", "khok-yai", "2568", "--data", str(data), "--pdf", str(target)])
    assert result.exit_code == 1
    assert "[personal-id]" in result.stderr
    assert not target.exists()


def test_require_tells_a_missing_extra_from_a_broken_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_extra.py").write_text("import nowhere_at_all\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert require("json", "pdf").loads("1") == 1
    with pytest.raises(MissingExtra, match=r"the extra xlsx is not installed: pip install 'prongsai\[xlsx\]'"):
        require("nowhere_at_all.part", "xlsx")
    with pytest.raises(ModuleNotFoundError, match="nowhere_at_all"):
        require("broken_extra", "xlsx")
    assert installed("json", "zipfile")
    assert not installed("json", "nowhere_at_all")


def test_what_is_made_is_what_is_wished_and_possible() -> None:
    assert papers_to_make("auto") == papers_to_make(True) == (("pdf", "docx"), "")
    assert papers_to_make(False) == ((), "")


@pytest.mark.usefixtures("bare")
def test_a_machine_without_the_extras_says_what_it_leaves_out() -> None:
    assert papers_to_make("auto") == ((), LEFT_OUT)
    assert papers_to_make(False) == ((), "")
    with pytest.raises(MissingExtra, match="the extra pdf,docx is not installed"):
        papers_to_make(True)
    promised = ["sing/2568/report/report-2568.pdf", "sing/2568/evidence/a.docx"]
    assert forms_promised(promised) == ("pdf",)
    assert promised_papers((), promised) == ["บัญชีที่อยู่มีไฟล์รายงานที่เครื่องนี้ทำไม่ได้ ติดตั้งด้วย pip install 'prongsai[pdf]'"]
    assert promised_papers((), ["sing/2568/"]) == []


def config(papers: object) -> ProngsaiConfig:
    made = ProngsaiConfig()
    made.load_dict({"papers": papers, "language": "en"})
    assert made.validate() == ([], [])
    return made


def test_the_build_says_what_it_leaves_out_and_stops_where_all_is_asked(
    bare: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert wanted_papers(config("auto")) == ()
    assert caplog.messages == [LEFT_OUT]
    assert wanted_papers(config(papers=False)) == ()
    with pytest.raises(PluginError, match="the extra pdf,docx is not installed: pip install 'prongsai"):
        wanted_papers(config(papers=True))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site of one agency."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.md").write_text("# เกี่ยวกับ\n", encoding="utf-8")
    shutil.copytree(ROOT / "data" / "thung-bu-lang", tmp_path / "data" / "thung-bu-lang")
    return tmp_path


def build(project: Path, papers: str) -> str:
    text = (
        "site_name: ก\ndocs_dir: pages\ntheme: {name: material, language: th, font: false}\n"
        f"plugins: [{{prongsai: {{agencies: [thung-bu-lang], papers: {papers}}}}}]\n"
    )
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    result = mkdocs_build(project, project / "site")
    assert result.returncode == 0, result.stderr
    return (project / "site/2566/report/index.html").read_text(encoding="utf-8")


@pytest.mark.site
def test_the_report_page_offers_both_files_or_printing_only(project: Path) -> None:
    page = build(project, "true")
    assert '<a href="report-2566.pdf">PDF</a> · <a href="report-2566.docx">Word (แก้ไขได้)</a>' in page
    folder = project / "site" / "2566" / "report"
    assert (folder / "report-2566.pdf").read_bytes() == report.report_pdf(papers()["thung-bu-lang-2566"])
    assert (folder / "report-2566.docx").read_bytes() == report.report_docx(papers()["thung-bu-lang-2566"])
    page = build(project, "false")
    assert "report-2566" not in page
    assert "พิมพ์หน้านี้ลงกระดาษ A4 แนวนอนได้ทันที" in page
    assert sorted(path.name for path in folder.iterdir()) == ["index.html"]


def test_papers_are_promises_in_the_ledger(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    arguments = ["addresses", "--update", "--agency", "thung-bu-lang"]
    assert CliRunner().invoke(main, [*arguments, "--no-papers"]).exit_code == 0
    ledger = project / "data" / "addresses.txt"
    assert ".pdf" not in ledger.read_text(encoding="utf-8")
    assert CliRunner().invoke(main, arguments).exit_code == 0
    written = ledger.read_text(encoding="utf-8").splitlines()
    assert {"/2566/report/report-2566.pdf", "/2566/report/report-2566.docx"} <= set(written)
