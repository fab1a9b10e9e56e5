"""`prongsai check` and `prongsai rules`: what is wrong with the data, and what each rule means."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from prongsai.build import Gathered, count_levels, gather
from prongsai.checks import KNOWN, RULES, Rule
from prongsai.checks.guide import ENGLISH_PARTS, THAI_PARTS, guide
from prongsai.checks.project import unknown_rule
from prongsai.cli.options import DataDir, Lang, rule_names
from prongsai.exporters.problems import as_github, as_gitlab, as_json, waived_as_json
from prongsai.exporters.sarif import as_sarif
from prongsai.load import messages
from prongsai.problems import Language, Level
from prongsai.words import load_words


@click.command()
@DataDir
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif"]),
    default="text",
    help="รูปแบบผลลัพธ์ (github และ gitlab แสดงที่บรรทัดของไฟล์, sarif คือรุ่น 2.1.0)",
)
@click.option("--select", multiple=True, callback=rule_names, help="เฉพาะกฎนี้ (คั่นด้วยจุลภาค; period- คือทุกกฎที่ขึ้นต้นเช่นนั้น)")
@click.option("--ignore", multiple=True, callback=rule_names, help="ไม่ต้องบอกกฎนี้ (เขียนแบบเดียวกัน)")
@click.option("--level", type=click.Choice([level.value for level in Level]), help="เฉพาะปัญหาตั้งแต่ระดับนี้")
@click.option("--waived", is_flag=True, help="แสดงปัญหาที่ยกเว้นไว้พร้อมเหตุผล แทนรายการปัญหา (ใช้กับ text และ json)")
@click.option("--strict", is_flag=True, help="ให้คำเตือนนับเป็นปัญหาด้วย (exit code 1)")
@Lang
def check(
    data: Path,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    level: str | None,
    waived: bool,
    strict: bool,
    lang: Language,
) -> None:
    """ตรวจข้อมูลทุกไฟล์ แล้วบอกปัญหาทั้งหมดในครั้งเดียว

    \b
    DATA คือโฟลเดอร์ข้อมูล (ปกติคือ data)
    แต่ละบรรทัดบอก ไฟล์:บรรทัด:คอลัมน์: ตำแหน่งในไฟล์: ปัญหาและวิธีแก้ [ชื่อกฎ]
    ตั้งค่าประจำได้ในไฟล์ .prongsai.yml ข้างโฟลเดอร์ข้อมูล ใช้คีย์ select ignore level levels fail_on
    จบด้วยรหัส 0 สร้างเว็บได้, 1 มีปัญหาที่หยุดการสร้างเว็บ (--strict นับคำเตือนและข้อผิดพลาดทุกข้อ), 2 ใช้คำสั่งผิด

    Check every file of a data folder and report all problems at once. Findings for the officer do not stop a build.
    """
    if waived and form not in {"text", "json"}:
        raise click.UsageError("--waived ใช้กับ --format text หรือ json")
    gathered = gather(data, flags={"select": select, "ignore": ignore, "level": level})
    if waived:
        _tell_waived(gathered, form, lang)
        return
    if form == "json":
        click.echo(as_json(gathered.problems, lang))
    elif form == "sarif":
        click.echo(as_sarif(gathered.problems, gathered.waived, lang))
    elif form == "gitlab":
        click.echo(as_gitlab(gathered.problems, lang))
    elif form == "github":
        click.echo(as_github(gathered.problems, lang), nl=bool(gathered.problems))
    else:
        for problem in gathered.problems:
            click.echo(problem.line(lang))
        _summary(gathered)
    warned = strict and any(problem.level is not Level.INFO for problem in gathered.problems)
    sys.exit(1 if gathered.stops or warned else 0)


def _tell_waived(gathered: Gathered, form: str, lang: Language) -> None:
    if form == "json":
        click.echo(waived_as_json(gathered.waived, lang))
        return
    word = load_words()["messages"]["reason"]
    for one in gathered.waived:
        click.echo(f"{one.problem.line(lang)}\n  {word.format(reason=one.waiver.reason)}")
    _summary(gathered)


def _summary(gathered: Gathered) -> None:
    """What was read and what was found, on standard error, so that standard output holds problems only."""
    words = load_words()["messages"]
    years = [year for agency in gathered.site.agencies for year in agency.years]
    read = {
        "agencies": len(gathered.site.agencies),
        "years": len(years),
        "measures": sum(len(year.measures) for year in years),
        "disclosures": sum(len(year.disclosures) for year in years),
    }
    click.echo(words["checked"].format(**read), err=True)
    found = words["found"].format(**count_levels(gathered.problems)) if gathered.problems else words["clean"]
    click.echo(found, err=True)
    if gathered.waived:
        click.echo(words["waived"].format(count=len(gathered.waived)), err=True)


@click.command()
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    """แสดงกฎทั้งหมด หรืออธิบายกฎหนึ่งข้อ เช่น prongsai rules period-outside-year

    \b
    ระดับ: error น่าจะเสียคะแนน, warning ผู้ตรวจจะถาม, info ควรดู
    * หลังระดับคือกฎที่หยุดการสร้างเว็บ

    List the rules with their levels, or explain one.
    """
    if name is None:
        width = max(len(rule.name) for rule in RULES)
        for rule in RULES:
            level = rule.level.value + ("*" if rule.blocking else "")
            click.echo(f"{rule.name:<{width}}  {level:<8}  {guide(rule).thai}")
        return
    rule_named = next((rule for rule in RULES if rule.name == name), None)
    if rule_named:
        _explain(rule_named)
    elif name in messages.rules():
        said = messages.sentence(name)
        click.echo(f"{name}\n\n{said.th}\n\n{said.en}")
    else:
        raise click.UsageError(unknown_rule(name, KNOWN).th)


def _explain(rule: Rule) -> None:
    said = guide(rule)
    stops = load_words()["messages"]["stops" if rule.blocking else "stops_not"]
    click.echo(f"{rule.name} · {rule.level.value} · {stops}\n")
    for label, text in said.named(THAI_PARTS).items():
        click.echo(f"{label}: {text}")
    click.echo(f"\n{said.summary}")
    for label, text in said.named(ENGLISH_PARTS).items():
        click.echo(f"{label}: {text}")
