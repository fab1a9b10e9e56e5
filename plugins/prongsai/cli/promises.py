"""Commands that hold a site to its promises: the ledger of addresses, and a stranger's look at what was built."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from prongsai import ledger as ledgers
from prongsai.build import build_site, gather
from prongsai.cli.options import DataDir, Lang
from prongsai.cli.site_file import read_site_file
from prongsai.exporters.report import forms_promised
from prongsai.pages import Options
from prongsai.problems import Language
from prongsai.verify import verify as look_through
from prongsai.words import load_words


@click.command()
@DataDir
@click.option("--update", is_flag=True, help="เพิ่มที่อยู่ใหม่ลงในบัญชี (ไม่ลบของเดิม)")
@click.option(
    "--agency", "agencies", multiple=True, help="เฉพาะหน่วยงานนี้ (ปกติคือ agencies: ใน mkdocs.yml ข้างโฟลเดอร์ข้อมูล)"
)
@click.option("--no-papers", is_flag=True, help="ไม่นับไฟล์ PDF และ Word ของรายงาน ให้ตรงกับ papers: false ใน mkdocs.yml")
@Lang
def addresses(data: Path, update: bool, agencies: tuple[str, ...], no_papers: bool, lang: Language) -> None:
    """บัญชีที่อยู่ที่เผยแพร่แล้ว (data/addresses.txt)

    \b
    เมื่อมีบัญชีนี้ การสร้างเว็บจะหยุดถ้าที่อยู่ที่เคยเผยแพร่จะหายไป
    ย้ายหน้าให้เขียนในบัญชีว่า  /ที่อยู่เดิม -> /ที่อยู่ใหม่  แล้วที่อยู่เดิมจะพาไปหน้าใหม่
    จบด้วยรหัส 0 ครบ, 1 มีที่อยู่หาย หรือมีที่อยู่ใหม่ที่ยังไม่อยู่ในบัญชี

    Compare the site's addresses with the ledger of published ones, or add the new ones to it.
    """
    agencies = agencies or read_site_file(data.resolve().parent / "mkdocs.yml").agencies
    path = data / ledgers.FILE
    ledger = ledgers.read(path.read_text(encoding="utf-8") if path.is_file() else "")
    gathered = gather(data, only=agencies)
    if gathered.stops:
        click.echo("\n".join(problem.line(lang) for problem in gathered.stops), err=True)
        sys.exit(1)
    papers = () if no_papers else forms_promised(ledger.addresses)
    now = build_site(gathered.site, Options(single=len(agencies) == 1, papers=papers), data).addresses
    faults = ledgers.ledger_faults(ledger, now, path.as_posix())
    for fault in faults:
        click.echo(fault.in_language(lang))
    new = sorted(now - ledger.addresses)
    if update and not faults:
        path.write_text(ledgers.write(ledger, now), encoding="utf-8", newline="\n")
    elif not update:
        for address in new:
            click.echo(f"+ /{address}")
    words = load_words()["messages"]
    click.echo(words["addresses"].format(all=len(now), new=len(new), gone=len(ledger.dropped(now))), err=True)
    sys.exit(1 if faults or (new and not update) else 0)


@click.command()
@click.argument("site", default="site", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[SITE]")
@Lang
def verify(site: Path, lang: Language) -> None:
    """ตรวจเว็บที่สร้างแล้วอย่างคนนอก

    \b
    ลิงก์และจุดหมายในเว็บต้องไม่เสีย ไม่เรียกไฟล์จากเว็บอื่น ไม่มีสคริปต์ในแท็ก ไม่มีข้อความแทนที่ตกค้าง หน้าไม่ใหญ่เกิน
    จบด้วยรหัส 0 ไม่พบปัญหา, 1 พบปัญหา

    Look through a built site: dead links and anchors, third parties, inline scripts, left-over placeholders, sizes.
    """
    faults = list(look_through(site))
    for fault in faults:
        click.echo(f"{fault.file}: {fault.message.in_language(lang)}")
    pages = sum(1 for _ in site.rglob("*.html"))
    click.echo(load_words()["messages"]["verified"].format(pages=pages, faults=len(faults)), err=True)
    sys.exit(1 if faults else 0)
