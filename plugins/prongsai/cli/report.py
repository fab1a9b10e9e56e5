"""`prongsai report`: the official paper of a year, for signing and filing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from prongsai.build import gather
from prongsai.cli.options import DataOption, Lang
from prongsai.exporters.report import FORMS, make_paper
from prongsai.extras import MissingExtra
from prongsai.problems import Language
from prongsai.words import load_words

_File = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("agency")
@click.argument("year", type=int)
@DataOption
@click.option("--pdf", type=_File, help="เขียนเป็น PDF ลงไฟล์นี้")
@click.option("--docx", type=_File, help="เขียนเป็น Word ลงไฟล์นี้")
@click.option("--site-url", default="", help="ที่อยู่เว็บที่เผยแพร่ เพื่อพิมพ์ที่อยู่เต็มของหลักฐาน")
@click.option("--force", is_flag=True, help="เขียนทับไฟล์ Word ที่มีอยู่แล้ว")
@Lang
def report(
    agency: str,
    year: int,
    data: Path,
    pdf: Path | None,
    docx: Path | None,
    site_url: str,
    force: bool,
    lang: Language,
) -> None:
    """รายงานทางการของหน่วยงานหนึ่งในปีหนึ่ง สำหรับพิมพ์และลงนาม เช่น prongsai report sing 2568 --pdf sing.pdf

    \b
    ตาราง A4 แนวนอน ตัวอักษร TH SarabunPSK 16 เลขไทย มีที่ลงนามพร้อมตำแหน่ง ไม่มีชื่อบุคคล
    ต้องมีส่วนเสริม: pip install 'prongsai[pdf,docx]'
    จบด้วยรหัส 0 เขียนแล้ว, 1 ข้อมูลมีปัญหาที่ต้องแก้ก่อนหรือยังไม่มีส่วนเสริม, 2 ใช้คำสั่งผิด

    The official paper of a year as PDF (tagged) and as an editable Word file; the same data gives the same bytes.
    """
    words = load_words()
    targets = {form: path for form, path in (("pdf", pdf), ("docx", docx)) if path}
    if not targets:
        raise click.UsageError(words["paper"]["nothing"])
    if docx and docx.exists() and not force:
        raise click.UsageError(words["paper"]["exists"].format(file=docx))
    only = [agency] if (data / agency).is_dir() else []  # another agency's slip does not hold up this one's paper
    gathered = gather(data, only=only)
    if gathered.stops:
        click.echo("\n".join(problem.line(lang) for problem in gathered.stops), err=True)
        sys.exit(1)
    found = gathered.site.agency(agency)
    if found is None:
        known = " ".join(one.slug for one in gathered.site.agencies)
        raise click.UsageError(words["ready"]["no_agency"].format(name=agency, known=known))
    told = found.year(year)
    if told is None:
        known = " ".join(str(one.number) for one in found.years)
        raise click.UsageError(words["ready"]["no_year"].format(year=year, known=known))
    paper = make_paper(found, told, site_url=site_url)
    try:
        written = {path: FORMS[form](paper) for form, path in targets.items()}
    except MissingExtra as error:
        raise click.ClickException(error.message.in_language(lang)) from error
    for path, content in written.items():
        _write(path, content)


def _write(path: Path, content: bytes) -> None:
    words = load_words()["paper"]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:  # on Windows a file that Word has open
        reason = error.strerror or str(error)
        raise click.ClickException(words["not_written"].format(file=path, reason=reason)) from error
    click.echo(words["written"].format(file=path), err=True)
