"""`prongsai next-year`: last year's measures carried into a new year's draft."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from prongsai.atomic import building_place, put_in_place
from prongsai.build import gather
from prongsai.cli.options import DataOption, nobody_has_filled, report_of
from prongsai.load.files import YEAR
from prongsai.starter import next_year as made_for
from prongsai.words import load_words


@click.command("next-year")
@click.argument("agency")
@click.argument("year", type=int)
@DataOption
def next_year(agency: str, year: int, data: Path) -> None:
    """ยกมาตรการของปีหนึ่งไปเป็นร่างของปีถัดไป เช่น prongsai next-year sing 2568

    \b
    ยกไป: ชื่อมาตรการ กลุ่ม เป้าหมาย ขั้นตอน ผู้รับผิดชอบ และบอกว่าต่อเนื่องจากมาตรการใด
    ไม่ยกไป: วันที่ สถานะ ผล หลักฐาน และปีเก่าในข้อความ (เหลือเป็น ____ ให้เติม)
    ปีใหม่เป็น draft จึงยังไม่แสดงบนเว็บ โฟลเดอร์ที่กรอกไว้แล้วไม่ถูกแตะต้อง (จบด้วยรหัส 2)

    Carry measures into the next year: dates and results emptied, `continues:` set, nothing old left in.
    """
    words = load_words()["next_year"]
    gathered = gather(data, only=(agency,)) if (data / agency / "agency.yml").is_file() else gather(data)
    found, report = report_of(gathered.site, agency, year)
    wrong = [one for one in gathered.stops if f"/{agency}/{year}/" in f"/{one.source.path}"]
    if wrong:
        click.echo("\n".join(problem.line() for problem in wrong), err=True)
        raise click.ClickException(words["broken"].format(year=year))
    if not YEAR.fullmatch(str(year + 1)):
        raise click.UsageError(words["last"].format(year=year))
    folder = data / agency / str(year + 1)
    if (folder.exists() or folder.is_symlink()) and not nobody_has_filled(folder):
        raise click.UsageError(words["there"].format(folder=folder.as_posix()))
    made = made_for(found, report)
    place = building_place(folder)
    for name, text in made.files.items():
        target = place / Path(name).relative_to(str(made.number))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    put_in_place(place, folder)
    counts = {"count": len(made.files), "measures": len(report.measures)}
    click.echo(words["written"].format(folder=folder.as_posix(), **counts), err=True)
    if made.to_do:
        click.echo(words["to_do"].format(count=made.to_do), err=True)
    if made.rules.fiscal_year != made.number:
        click.echo(words["framework"].format(year=made.number, used=made.rules.fiscal_year), err=True)
    stops = [one for one in gather(data, only=(agency,)).stops if f"/{agency}/{made.number}" in f"/{one.source.path}"]
    click.echo("\n".join(problem.line() for problem in stops) or words["clean"], err=True)
    sys.exit(1 if stops else 0)
