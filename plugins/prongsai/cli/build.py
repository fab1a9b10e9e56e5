"""`prongsai build`: the site, with as little work as what has changed asks for."""

from __future__ import annotations

from pathlib import Path

import click

from prongsai.cli.build_told import words
from prongsai.cli.building import CONFIG, build_site
from prongsai.cli.entry import MOST_JOBS


@click.command()
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="โฟลเดอร์ของเว็บ (ปกติตาม mkdocs.yml)",
)
@click.option("--strict/--no-strict", default=None, help="คำเตือนทำให้ไม่สร้าง (ปกติตาม mkdocs.yml)")
@click.option(
    "--jobs", type=click.IntRange(1, MOST_JOBS), metavar="N", help="สร้างด้วยกี่โปรเซส (ปกติเลือกให้ตามงานและจำนวนคอร์)"
)
@click.option("--clean", is_flag=True, help="สร้างใหม่ทั้งหมด ไม่ใช้สิ่งที่จำไว้จากครั้งก่อน")
@click.option("-q", "--quiet", is_flag=True, help="บอกเฉพาะปัญหา")
def build(site_dir: Path | None, strict: bool | None, jobs: int | None, clean: bool, quiet: bool) -> None:
    """สร้างเว็บเฉพาะส่วนที่เปลี่ยน ได้ไบต์เดียวกับ mkdocs build

    \b
    สั่งในโฟลเดอร์ที่มี mkdocs.yml
      prongsai build             สร้างเฉพาะที่เปลี่ยน ไม่มีอะไรเปลี่ยนก็ไม่เขียนอะไร
      prongsai build --clean     สร้างใหม่ทั้งหมด
    สิ่งที่จำไว้อยู่ใน .cache/prongsai ลบได้เสมอ เว็บเดิมอยู่ครบจนกว่าเว็บใหม่จะเสร็จ

    \b
    จบด้วยรหัส 0 สร้างแล้วหรือไม่มีอะไรเปลี่ยน, 1 สร้างไม่ได้ เว็บเดิมอยู่ครบ, 2 ใช้คำสั่งผิด

    Build the site as `mkdocs build` does, byte for byte, but only what has changed.
    """
    root = Path.cwd().resolve()
    if not (root / CONFIG).is_file():
        raise click.UsageError(words()["build"]["no_config"].format(file=CONFIG))
    build_site(root, site_dir, strict=strict, jobs=jobs, clean=clean, quiet=quiet)
