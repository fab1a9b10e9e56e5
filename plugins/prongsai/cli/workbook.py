"""`prongsai xlsx`, and the way back: a year's records as a workbook for people who live in Excel."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from prongsai.build import gather
from prongsai.cli.options import DataOption, report_of
from prongsai.extras import MissingExtra
from prongsai.problems import Message
from prongsai.ready import publishing_folder
from prongsai.words import load_words
from prongsai.workbook import bring_back, judge, read_workbook, write_workbook


@click.command()
@click.argument("agency")
@click.argument("year", type=int)
@DataOption
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="ไฟล์ปลายทาง (ปกติคือ <หน่วยงาน>-<ปี>.xlsx)")
def xlsx(agency: str, year: int, data: Path, out: Path | None) -> None:
    """เขียนข้อมูลของหน่วยงานหนึ่งในปีหนึ่งเป็นสมุดงาน Excel เพื่อแก้คราวละมาก ๆ

    \b
    แก้แล้วนำกลับด้วย prongsai import ไฟล์.xlsx (แสดงสิ่งที่เปลี่ยน) และ --write (เขียนลงไฟล์ YAML)
    ไม่เขียนทับสมุดงานที่มีอยู่ ต้องติดตั้งส่วนเสริม: pip install 'prongsai[xlsx]'

    Write a year's records as a workbook; `prongsai import` brings it back without loss.
    """
    words = load_words()["workbook"]
    gathered = gather(data)
    found, report = report_of(gathered.site, agency, year)
    wrong = [one for one in gathered.stops if f"/{agency}/{year}/" in f"/{one.source.path}"]
    if wrong:
        click.echo("\n".join(problem.line() for problem in wrong), err=True)
        raise click.ClickException(words["stopped"].format(count=len(wrong)))
    out = out or Path(f"{agency}-{year}.xlsx")
    folder = publishing_folder(out, data)
    if folder:
        raise click.UsageError(words["private"].format(folder=folder.name))
    if out.exists():
        raise click.UsageError(words["there"].format(file=out))
    try:
        content = write_workbook(found, report)
    except MissingExtra as missing:
        raise click.ClickException(missing.message.th) from missing
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    counts = {"measures": len(report.measures), "items": len(report.rules.items)}
    click.echo(words["written"].format(file=out, **counts), err=True)


def bring_workbook(path: Path, data: Path, *, agency: str | None, year: int | None, write: bool) -> None:
    """Show what a workbook changes, and write it if asked; exit 1 when it may not be written."""
    words = load_words()["workbook"]
    try:
        book = read_workbook(path)
    except MissingExtra as missing:
        raise click.ClickException(missing.message.th) from missing
    if isinstance(book, Message):
        raise click.ClickException(book.th)
    if (agency or book.agency, year or book.year) != (book.agency, book.year):
        raise click.UsageError(words["other"].format(agency=book.agency, year=book.year))
    gathered = gather(data)
    found, report = report_of(gathered.site, book.agency, book.year)
    folder = data / book.agency / str(book.year)
    brought = bring_back(book, found, report, folder)
    for diff in brought.diffs:
        click.echo(diff)
    for note in brought.notes:
        click.echo(note.th, err=True)
    wrong = [one.th for one in brought.problems]
    wrong += [one.line() for one in judge(gathered.site, found, report, brought.files)]
    if wrong:
        click.echo("\n".join(wrong), err=True)
        click.echo(words["stopped"].format(count=len(wrong)), err=True)
        sys.exit(1)
    if write:
        for name, text in brought.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text.encode())
    said = "same" if not brought.files else "wrote" if write else "would"
    click.echo(words[said].format(count=len(brought.files)), err=True)
