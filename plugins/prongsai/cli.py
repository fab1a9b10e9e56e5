"""The command `prongsai`: arguments, output formats and exit codes; the work is done elsewhere."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from prongsai import __version__
from prongsai.build import blocking, build_site, gather
from prongsai.exporters import schemas
from prongsai.exporters.problems import as_github, as_json
from prongsai.model import Site
from prongsai.pages import Options, Page
from prongsai.problems import Language, Level, Problem
from prongsai.words import load_words

DataDir = click.argument(
    "data", default="data", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[DATA]"
)
Lang = click.option(
    "--lang", type=click.Choice(["th", "en"]), default="th", help="ภาษาของข้อความ (language of messages)"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="prongsai", message="%(prog)s %(version)s")
def main() -> None:
    """โปร่งใส: ตรวจข้อมูลและสร้างหน้าเว็บความโปร่งใส (ITA) จากไฟล์ YAML

    \b
    เริ่มต้น:
      prongsai check            ตรวจข้อมูลในโฟลเดอร์ data/
      mkdocs build --strict     สร้างเว็บลงโฟลเดอร์ site/
      mkdocs serve              ดูเว็บบนเครื่องตนเองขณะแก้ข้อมูล

    Checks the records of a data folder and makes transparency pages of them.
    """


@main.command()
@DataDir
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="รูปแบบผลลัพธ์")
@click.option("--strict", is_flag=True, help="ให้คำเตือนนับเป็นปัญหาด้วย (exit code 1)")
@Lang
def check(data: Path, form: str, strict: bool, lang: Language) -> None:
    """ตรวจข้อมูลทุกไฟล์ แล้วบอกปัญหาทั้งหมดในครั้งเดียว

    \b
    DATA คือโฟลเดอร์ข้อมูล (ปกติคือ data)
    แต่ละบรรทัดบอก ไฟล์:บรรทัด:คอลัมน์: ตำแหน่งในไฟล์: ปัญหาและวิธีแก้ [ชื่อกฎ]
    จบด้วยรหัส 0 ไม่มีปัญหา, 1 มีปัญหา, 2 ใช้คำสั่งผิด

    Check every file of a data folder and report all problems at once.
    """
    site, problems = gather(data)
    if form == "json":
        click.echo(as_json(problems, lang))
    elif form == "github":
        click.echo(as_github(problems, lang), nl=bool(problems))
    else:
        for problem in problems:
            click.echo(problem.line(lang))
        _summary(site, problems)
    sys.exit(1 if blocking(problems) or (strict and problems) else 0)


def _summary(site: Site, problems: list[Problem]) -> None:
    """What was read and what was found, on standard error, so that standard output holds problems only."""
    words = load_words()["messages"]
    years = [year for agency in site.agencies for year in agency.years]
    click.echo(
        words["checked"].format(
            agencies=len(site.agencies),
            years=len(years),
            measures=sum(len(year.measures) for year in years),
            disclosures=sum(len(year.disclosures) for year in years),
        ),
        err=True,
    )
    errors = sum(p.level is Level.ERROR for p in problems)
    warnings = sum(p.level is Level.WARNING for p in problems)
    found = words["found"].format(errors=errors, warnings=warnings) if problems else words["clean"]
    click.echo(found, err=True)


@main.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="โฟลเดอร์ปลายทาง")
def schema(out: Path) -> None:
    """เขียน JSON Schema ของไฟล์ข้อมูล สำหรับโปรแกรมแก้ไข เช่น VS Code

    Write the JSON Schemas (2020-12) of the data files.
    """
    out.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(out / name)


@main.command()
@DataDir
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="โฟลเดอร์ปลายทาง")
@click.option("--agency", "agencies", multiple=True, help="เฉพาะหน่วยงานนี้ (ใส่ซ้ำได้); หน่วยงานเดียวจะเป็นหน้าแรกของเว็บ")
@click.option("--digits", type=click.Choice(["arabic", "thai"]), default="arabic", help="เลขอารบิกหรือเลขไทย")
@click.option("--drafts", is_flag=True, help="รวมปีที่ยังเป็นฉบับร่าง")
@Lang
def pages(data: Path, out: Path, agencies: tuple[str, ...], digits: Any, drafts: bool, lang: Language) -> None:
    """เขียนหน้าเว็บทั้งหมดเป็นไฟล์ HTML ที่มีส่วนหัว YAML สำหรับเครื่องมือสร้างเว็บอื่น

    Write the same pages as files (YAML front matter and an HTML body) for any other site engine.
    """
    site, problems = gather(data, only=agencies)
    for problem in problems:
        click.echo(problem.line(lang), err=True)
    if blocking(problems):
        sys.exit(1)
    built = build_site(site, Options(digits=digits, drafts=drafts, single=len(agencies) == 1), data)
    for page in built.pages:
        _write(out / page.address / "index.html", _front_matter(page) + page.html)
    for asset in built.assets:
        _write(
            out / asset.address,
            asset.content if isinstance(asset.content, bytes) else asset.content.read_bytes(),
        )
    click.echo(f"{len(built.pages)} pages, {len(built.assets)} files: {out}", err=True)


def _front_matter(page: Page) -> str:
    """The page's facts as YAML; JSON strings are YAML strings, so no character can break out of them."""
    facts = {"title": page.title, "description": page.description, "kind": page.kind, "record": page.record}
    return (
        "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items()) + "---\n"
    )


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
