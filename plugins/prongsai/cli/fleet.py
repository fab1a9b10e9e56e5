"""`prongsai fleet`: the sites of many agencies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from prongsai.cli.fleet_portal import portal_options, say_portal, wanted_portal
from prongsai.cli.fleet_told import Telling, say_beginning, say_end, words
from prongsai.cli.options import Lang
from prongsai.extras import MissingExtra
from prongsai.fleet.agencies import Shard, find_agencies, read_shard, refuse_mixing
from prongsai.fleet.whole import Wishes, build_fleet
from prongsai.fleet.workers import WorkersError
from prongsai.problems import Language


@click.group()
def fleet() -> None:
    """เว็บของหลายหน่วยงานในคำสั่งเดียว

    The sites of many agencies.
    """


def _shard(_context: click.Context, _option: click.Parameter, given: str) -> Shard:
    try:
        return read_shard(given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@fleet.command()
@click.option(
    "--agencies",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="DIR|LIST",
    help="โฟลเดอร์ที่มีโฟลเดอร์ของแต่ละหน่วยงาน หรือไฟล์รายชื่อโฟลเดอร์ บรรทัดละหนึ่ง",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="เว็บของแต่ละหน่วยงานอยู่ใน DIR/<ชื่อโฟลเดอร์ของหน่วยงาน>",
)
@click.option("--jobs", type=click.IntRange(1, 1000), metavar="N", help="สร้างพร้อมกันกี่แห่ง (ปกติเท่าจำนวนคอร์)")
@click.option(
    "--scheduler",
    metavar="tcp://…",
    help="ส่งงานไปเครื่องอื่นผ่าน Dask (ส่วนเสริม fleet-dask) ทุกเครื่องต้องเห็นโฟลเดอร์เดียวกัน",
)
@click.option(
    "--shard", default="1/1", callback=_shard, metavar="I/N", help="ทำเฉพาะส่วนที่ I จาก N ส่วน แบ่งตามชื่อ เหมือนกันทุกเครื่อง"
)
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="เวลาต่อหน่วยงาน เกินแล้วหยุดแห่งนั้น (0 ไม่จำกัด)",
)
@click.option(
    "--journal",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="ไฟล์บันทึก JSON Lines (ปกติ DIR/.fleet/journal.jsonl)",
)
@click.option("--resume", is_flag=True, help="ทำต่อจากไฟล์บันทึก แห่งที่เสร็จแล้วไม่เปิดดูข้อมูลอีก")
@click.option("--share-assets", is_flag=True, help="ไฟล์ประกอบที่เหมือนกันทุกเว็บเก็บบนดิสก์ครั้งเดียว (hard link)")
@click.option("--strict/--no-strict", default=True, show_default=True, help="คำเตือนของ MkDocs ทำให้หน่วยงานนั้นไม่สำเร็จ")
@portal_options
@Lang
def build(agencies: Path, out: Path, lang: Language, **given: Any) -> None:
    """สร้างเว็บของทุกหน่วยงาน แห่งใดมีปัญหาไม่กระทบแห่งอื่น

    \b
    หน่วยงานหนึ่งคือโฟลเดอร์หนึ่งอย่างที่ prongsai new สร้าง เว็บได้ไบต์เดียวกับสั่ง mkdocs build --strict ในโฟลเดอร์นั้น
      prongsai fleet build --agencies agencies --out sites
    แห่งที่ไม่มีอะไรเปลี่ยนจะข้าม เว็บเดิมอยู่จนกว่าเว็บใหม่จะครบ แห่งที่ค้างหรือทำให้โปรเซสตายถูกหยุดและรายงาน
    DIR/.fleet เก็บบันทึกและสิ่งที่ใช้ร่วมกัน ไม่ต้องเผยแพร่
    --portal สร้างหน้ารวมของทุกแห่งใน DIR/portal จากข้อมูลเปิดของเว็บที่มีอยู่ ไม่ว่าสร้างครั้งนี้หรือครั้งก่อน
    ต้องมีส่วนเสริม fleet: pip install 'prongsai[fleet]'

    \b
    จบด้วยรหัส 0 ครบทุกแห่ง, 1 มีแห่งที่ไม่สำเร็จ (ตารางท้ายคำสั่ง), 2 ใช้คำสั่งผิด

    Build the site of every agency, side by side; one that fails, hangs or crashes stops no other.
    """
    if given["scheduler"] and given["jobs"]:
        raise click.UsageError(words()["wrong"]["jobs"])
    try:
        found = find_agencies(agencies)
        refuse_mixing(list(found.folders.values()), out)
        portal = wanted_portal(given, out.resolve(), list(found.folders))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    wishes = Wishes(out=out.resolve(), **given)
    mine = {slug: folder.resolve() for slug, folder in found.folders.items() if wishes.shard.holds(slug)}
    say_beginning(len(mine), found, wishes.shard)
    telling = Telling()
    try:
        summary = build_fleet(mine, wishes, telling)
    except (MissingExtra, WorkersError) as error:
        telling.end()
        raise click.ClickException(error.message.in_language(lang)) from error
    except OSError as error:
        telling.end()
        reason = error.strerror or str(error)
        raise click.ClickException(words()["not_written"].format(file=error.filename or out, reason=reason)) from error
    except KeyboardInterrupt:
        telling.end()
        click.echo(words()["cut"], err=True)
        raise
    telling.end()
    say_end(summary, given["journal"] or wishes.book)
    if portal:
        say_portal(portal)
    sys.exit(1 if summary.failures else 0)
