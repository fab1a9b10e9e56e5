"""`prongsai filing-sheet`: what an officer pastes into the filing system, item by item."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from prongsai.build import gather
from prongsai.cli.options import DataOption
from prongsai.cli.site_file import read_site_file
from prongsai.extras import MissingExtra
from prongsai.filing import make_sheet, sheet_csv, sheet_html, sheet_text, sheet_xlsx
from prongsai.pages import Options, reference
from prongsai.ready import publishing_folder
from prongsai.words import load_words

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("filing-sheet")
@click.argument("agency")
@click.argument("year", type=int)
@DataOption
@click.option("--csv", "table", type=_FILE, help="เขียนเป็น CSV สำหรับ Excel นอก site/")
@click.option("--xlsx", "book", type=_FILE, help="เขียนเป็นสมุดงาน Excel นอก site/ (ต้องติดตั้งส่วนเสริม xlsx)")
@click.option("--html", "page", type=_FILE, help="เขียนเป็น HTML ไฟล์เดียว นอก site/")
@click.option("--site-url", help="ที่อยู่เว็บที่เผยแพร่ ไม่ใส่ใช้ site_url ใน mkdocs.yml ข้างโฟลเดอร์ข้อมูล")
def filing_sheet(
    agency: str, year: int, data: Path, table: Path | None, book: Path | None, page: Path | None, site_url: str | None
) -> None:
    """ใบกรอกสำหรับยื่นระบบ ITAS ทีละข้อ เช่น prongsai filing-sheet sing 2568 --csv ใบกรอก.csv

    \b
    บอกรายข้อ OIT: ชื่อทางการ ที่อยู่หน้าเว็บที่ใช้ยื่น สถานะ สิ่งที่ต้องทำก่อน และที่อยู่ของหลักฐาน
    ใบนี้ใช้ภายใน จึงไม่เขียนลงในโฟลเดอร์ที่จะเผยแพร่

    What to paste into the filing system: official name, address on the site, state and evidence of every item.
    """
    words = load_words()
    site_file = read_site_file(data.resolve().parent / "mkdocs.yml")
    url = _web_address(site_url) if site_url else site_file.site_url
    for out in (table, book, page):
        folder = publishing_folder(out, data) if out else None
        if folder:
            raise click.UsageError(words["ready"]["publishes"].format(folder=folder.name))
    gathered = gather(data)
    found = gathered.site.agency(agency)
    if found is None:
        known = " ".join(one.slug for one in gathered.site.agencies)
        raise click.UsageError(words["ready"]["no_agency"].format(name=agency, known=known))
    report = found.year(year)
    if report is None:
        known = " ".join(str(one.number) for one in found.years)
        raise click.UsageError(words["ready"]["no_year"].format(year=year, known=known))
    options = Options(site_url=url, directory_urls=site_file.directory_urls, single=site_file.agencies == (found.slug,))
    sheet = make_sheet(found, report, gathered.problems, options.at, reference(options), absolute=bool(url))
    if not (table or book or page):
        click.echo(sheet_text(sheet))
        return
    try:
        made = [
            (table, sheet_csv(sheet) if table else b""),
            (book, sheet_xlsx(sheet) if book else b""),
            (page, sheet_html(sheet).encode() if page else b""),
        ]
    except MissingExtra as missing:
        raise click.ClickException(missing.message.th) from missing
    for out, content in made:
        if out:
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(content)
            click.echo(words["ready"]["written"].format(file=out), err=True)


def _web_address(text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.query or parts.fragment:
        raise click.UsageError(load_words()["new"]["wrong"]["site_url"].format(text=text))
    return text.strip()
