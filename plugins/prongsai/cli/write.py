"""`prongsai pages` and `prongsai schema`: what other programs read, written to a folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from prongsai.build import build_site, gather
from prongsai.cli.options import DataDir, Lang
from prongsai.exporters import schemas
from prongsai.exporters.report import papers_to_make
from prongsai.history import record_changes
from prongsai.pages import Options, Page
from prongsai.problems import Language


@click.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="โฟลเดอร์ปลายทาง")
def schema(out: Path) -> None:
    """เขียน JSON Schema ของไฟล์ข้อมูล สำหรับโปรแกรมแก้ไข เช่น VS Code

    Write the JSON Schemas (2020-12) of the data files.
    """
    out.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(out / name)


@click.command()
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
    gathered = gather(data, only=agencies)
    for problem in gathered.loud:
        click.echo(problem.line(lang), err=True)
    if gathered.stops:
        sys.exit(1)
    papers, left_out = papers_to_make("auto")
    if left_out:
        click.echo(left_out, err=True)
    single, history = len(agencies) == 1, record_changes(data, data.as_posix())
    options = Options(digits=digits, drafts=drafts, single=single, papers=papers, history=history)
    built = build_site(gathered.site, options, data)
    for page in built.pages:
        _write(out / page.address / "index.html", _front_matter(page) + page.html)
    for asset in built.assets:
        _write(out / asset.address, asset.read())
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
