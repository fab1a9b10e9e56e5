"""`prongsai import`: an agency's own files into drafts, or a workbook back into its records."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from prongsai.build import gather
from prongsai.cli.columns import ask, read_map
from prongsai.cli.options import DataOption, nobody_has_filled
from prongsai.cli.workbook import bring_workbook
from prongsai.extras import MissingExtra
from prongsai.importers.document import Document, ReadingError
from prongsai.importers.draft import Import
from prongsai.importers.importing import import_document
from prongsai.importers.reading import read_document
from prongsai.intake import Intake, make_intake, review_html
from prongsai.load.files import SLUG, YEAR
from prongsai.load.frameworks import load_frameworks
from prongsai.model import Agency, Framework, Year
from prongsai.ready import publishing_folder
from prongsai.starter import year_draft
from prongsai.words import load_words
from prongsai.workbook import is_own_workbook

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@click.option("--agency", help="รหัสหน่วยงาน เช่น sing")
@click.option("--year", type=int, help="ปีงบประมาณ (พ.ศ.) ของรายงาน")
@DataOption
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="โฟลเดอร์ของไฟล์ร่าง (ปกติโปรแกรมเลือกให้)")
@click.option("--review", type=click.Path(dir_okay=False, path_type=Path), help="เขียนหน้าตรวจเป็น HTML ไฟล์เดียว นอก site/")
@click.option(
    "--map",
    "mapping",
    default=".prongsai/columns.yml",
    type=click.Path(dir_okay=False, path_type=Path),
    help="ไฟล์ที่จำว่าหัวคอลัมน์ใดคือช่องใด (ปกติคือ .prongsai/columns.yml)",
)
@click.option("--write", is_flag=True, help="สมุดงานจาก prongsai xlsx: เขียนสิ่งที่เปลี่ยนลงไฟล์ YAML")
def import_(
    files: Sequence[Path],
    agency: str | None,
    year: int | None,
    data: Path,
    out: Path | None,
    review: Path | None,
    mapping: Path,
    write: bool,
) -> None:
    """นำเข้ารายงานที่มีอยู่ (Word Excel เว็บ ข้อความที่คัดลอกมา PDF) เป็นไฟล์ร่าง

    \b
    คอลัมน์ที่ไม่แน่ใจโปรแกรมถาม แล้วจำคำตอบไว้ ทุกจุดที่น่าสงสัยมีบรรทัด “# ตรวจ:” บอกที่มาในต้นฉบับ
    ไม่เขียนทับ: มาตรการที่มีแล้วแสดงเป็นส่วนต่าง ตอบคำถามไม่ครบจะไม่เขียนอะไร (จบด้วยรหัส 2)
    สมุดงานจาก prongsai xlsx นำกลับได้โดยไม่ต้องใส่ --agency --year
    \b
    เช่น prongsai import รายงาน2568.docx --agency sing --year 2568 --review ตรวจ.html
    ต้องติดตั้งส่วนเสริม: pip install 'prongsai[import]' (PDF ใช้ 'prongsai[import-pdf]' และต้องตรวจทุกช่อง)
    ไฟล์ .doc ให้เปิดใน Word แล้วบันทึกเป็น .docx ก่อน

    Import the agency's own files as drafts; a workbook of `prongsai xlsx` goes back into its records.
    """
    words = load_words()["import"]
    if any(is_own_workbook(file) for file in files):
        if len(files) > 1:
            raise click.UsageError(words["mixed"])
        bring_workbook(files[0], data, agency=agency, year=year, write=write)
        return
    if agency is None or year is None:
        raise click.UsageError(words["needs"])
    if review and (folder := publishing_folder(review, data)):
        raise click.UsageError(load_words()["ready"]["publishes"].format(folder=folder.name))
    found, report = _target(data, agency, year)
    framework = _framework(report, year)
    imports = _imports([_read(file) for file in files], mapping, framework)
    if not any(one.measures for one in imports):
        click.echo("\n".join(doubt.message.th for one in imports for doubt in one.doubts), err=True)
        raise click.ClickException(words["nothing"])
    intake = make_intake(imports, framework, report)
    _refuse_loss(intake)
    page = review_html(intake, found, year) if review else ""
    place, into_data = _place(data, agency, year, report, out)
    _tell(intake)
    if into_data:
        _year_file(data / agency / str(year), framework, year, files, items="disclosures.yml" in intake.files)
    written = _write(intake, place)
    counts = {"files": written, "records": len(intake.entries), "doubts": intake.doubts}
    click.echo(words["written"].format(exists=sum(e.exists for e in intake.entries), **counts), err=True)
    if review:
        review.parent.mkdir(parents=True, exist_ok=True)
        review.write_text(page, encoding="utf-8", newline="\n")
        click.echo(words["reviewed"].format(file=review), err=True)
    if into_data:
        stops = [one for one in gather(data, only=(agency,)).stops if f"/{agency}/{year}/" in f"/{one.source.path}"]
        if stops:
            click.echo("\n".join(one.line() for one in stops), err=True)
            click.echo(words["blocked"].format(count=len(stops)), err=True)
            sys.exit(1)


def _target(data: Path, agency: str, year: int) -> tuple[Agency, Year | None]:
    """The agency, and its year if it is there. Raises UsageError for names that cannot be, or an unreadable year."""
    words = load_words()["import"]
    if not SLUG.fullmatch(agency):
        raise click.UsageError(words["bad_agency"].format(agency=agency[:60]))
    if not YEAR.fullmatch(str(year)):
        raise click.UsageError(words["bad_year"].format(year=year))
    file = data / agency / "agency.yml"
    if not file.is_file():
        raise click.UsageError(words["no_agency"].format(agency=agency, file=file.as_posix()))
    gathered = gather(data, only=(agency,))
    found = gathered.site.agency(agency)
    report = found.year(year) if found else None
    wrong = [one for one in gathered.problems if one.blocks and f"/{agency}/" in f"/{one.source.path}"]
    if found is None or (report is None and (data / agency / str(year) / "year.yml").exists()):
        click.echo("\n".join(one.line() for one in wrong), err=True)
        raise click.ClickException(words["broken"].format(agency=agency, year=year))
    return found, report


def _framework(report: Year | None, year: int) -> Framework:
    known = load_frameworks()
    return report.rules if report else known.get(year) or known[max(known)]


def _read(file: Path) -> Document:
    try:
        return read_document(file)
    except (ReadingError, MissingExtra) as error:
        raise click.UsageError(error.message.th) from error
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror or error}") from error


def _imports(documents: Sequence[Document], file: Path, framework: Framework) -> list[Import]:
    """All documents, with their questions answered from the file or by the person at the terminal."""
    words = load_words()["import"]
    answers: Mapping[str, str] = read_map(file)
    imports = [import_document(one, answers, framework) for one in documents]
    for document, one in zip(documents, imports, strict=True):
        counts = {"records": len(one.measures), "questions": len(one.questions)}
        click.echo(words["reading"].format(file=document.name, **counts), err=True)
    while questions := {q.key: q for one in imports for q in one.questions}:
        answers = ask(list(questions.values()), answers, file)
        imports = [import_document(one, answers, framework) for one in documents]
    return imports


def _refuse_loss(intake: Intake) -> None:
    read, kept = intake.letters
    if read != kept:
        raise click.ClickException(load_words()["import"]["lost"].format(count=read - kept))


def _place(data: Path, agency: str, year: int, report: Year | None, out: Path | None) -> tuple[Path, bool]:
    """The folder of the measures, and whether it is the year's own.

    Drafts go into the data only where they can show nowhere and meet nothing: a year without measures that is new,
    still a draft, or as `prongsai new` left it, which then becomes a draft. Elsewhere a person moves them, file by
    file, once they have been looked at.
    """
    words = load_words()["import"]
    own = data / agency / str(year) / "measures"
    if out is not None:
        return out, out.resolve() == own.resolve()
    empty = not own.is_dir() or not any(own.glob("*.yml"))
    if empty and (report is None or not report.published or nobody_has_filled(own.parent)):
        click.echo(words["to_data"].format(folder=own.as_posix()), err=True)
        return own, True
    drafts = data.parent / "drafts" / agency / str(year) / "measures"
    click.echo(words["to_drafts_shown" if empty else "to_drafts"].format(folder=drafts.as_posix()), err=True)
    return drafts, False


def _tell(intake: Intake) -> None:
    words = load_words()["import"]
    for entry in intake.entries:
        if entry.exists:
            click.echo(words["exists" if entry.diff else "exists_same"].format(name=entry.name))
            click.echo("\n".join(entry.diff), nl=bool(entry.diff))


def _year_file(folder: Path, framework: Framework, year: int, files: Sequence[Path], *, items: bool) -> None:
    """The year's own file as a draft, where there is none or nobody has typed into the year.

    Its prepared answers make room when the report answers `items` itself.
    """
    words, file = load_words()["import"], folder / "year.yml"
    if file.exists():
        if not nobody_has_filled(folder):
            return
        if items:
            (folder / "disclosures.yml").unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    title = words["year_title"].format(year=year)
    text = year_draft(year, framework, title, files[0].stem, files[0].name)
    file.write_text(text, encoding="utf-8", newline="\n")
    click.echo(words["year_made"].format(file=file.as_posix()), err=True)


def _write(intake: Intake, place: Path) -> int:
    """Write what is not there; say what is. Gives how many files were written."""
    words, written = load_words()["import"], 0
    for name, text in intake.files.items():
        kind, _, measure = name.rpartition("/")
        beside = place.parent if place.name == "measures" else place
        file = place / measure if kind else beside / name
        if file.exists():
            if file.read_text(encoding="utf-8") != text:
                click.echo(words["left"].format(file=file.as_posix()), err=True)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        written += 1
    return written
