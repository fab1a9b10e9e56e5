"""`prongsai new`: a new agency's folder, from a few questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from prongsai.starter import CIS, HOSTS, Answers, answer, framework_for, starter_files
from prongsai.words import load_words

_REQUIRED = ("name", "province", "slug")
_DEFAULTS = {"short_name": "", "district": "", "site_url": "", "by": "issue", "host": "apache", "ci": "none"}
_ORDER = ("name", "short_name", "district", "province", "slug", "year", "site_url", "by", "host", "ci")
_CHOICES = {"by": click.Choice(["indicator", "issue", "list"]), "host": click.Choice(HOSTS), "ci": click.Choice(CIS)}


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="ชื่อเต็มของหน่วยงาน")
@click.option("--short-name", help="ชื่อย่อ เช่น อบต.สิงห์")
@click.option("--district", help="อำเภอ")
@click.option("--province", help="จังหวัด")
@click.option("--slug", help="รหัสหน่วยงาน อักษรอังกฤษตัวเล็ก ตัวเลข หรือขีดกลาง เช่น ban-mai")
@click.option("--year", help="ปีงบประมาณ (พ.ศ.) ไม่ใส่ใช้กรอบการประเมินปีล่าสุดที่โปรแกรมมี")
@click.option("--site-url", help="ที่อยู่เว็บที่จะเผยแพร่ เช่น https://www.example.go.th/ita/")
@click.option(
    "--by", type=_CHOICES["by"], help="จัดกลุ่มมาตรการตามตัวชี้วัด ประเด็น หรือไม่จัดกลุ่ม (ปกติคือ issue ปีที่ไม่มีประเด็นคือ indicator)"
)
@click.option(
    "--host",
    type=_CHOICES["host"],
    help="เผยแพร่ที่ไหน: apache เว็บโฮสต์ผ่าน SFTP หรือ FTP, pages ของ GitHub GitLab หรือ Codeberg, folder โฟลเดอร์ในเครื่อง",
)
@click.option("--ci", type=_CHOICES["ci"], help="เตรียมไฟล์ให้ตรวจ สร้าง และเผยแพร่เองทุกครั้งที่ commit (ปกติคือ none)")
@click.option(
    "--data-only-for",
    "site_repository",
    metavar="OWNER/REPO",
    help="คลังนี้มีแต่ข้อมูล เมื่อข้อมูลเปลี่ยนจะบอกให้คลังของเว็บนี้สร้างใหม่ (ใช้กับ --ci)",
)
def new(folder: Path, **given: Any) -> None:
    """สร้างโฟลเดอร์เว็บของหน่วยงานใหม่ พร้อมข้อมูลที่เตรียมช่องไว้

    \b
    ไม่ใส่ --name --province --slug ครบ โปรแกรมจะถามทุกข้อที่ยังไม่ได้บอก
    สร้างเว็บได้ทันที ทุกช่องมีคำอธิบาย ไม่มีข้อมูลใดที่หน่วยงานไม่ได้บอก
    ไม่เขียนทับ: โฟลเดอร์ที่มีไฟล์อยู่แล้วใช้ไม่ได้ (จบด้วยรหัส 2)

    Write a new agency's repository: data with every field explained, mkdocs.yml, pages, editor settings.
    """
    words = load_words()["new"]
    _refuse_used(folder)
    ready = {field: _checked(field, value) for field, value in given.items() if value is not None}
    asking = any(field not in ready for field in _REQUIRED)
    for field in _ORDER:
        if field not in ready:
            default = _default(field, ready)
            ready[field] = _asked(field, default) if asking else default
    answers = Answers(**ready)
    if answers.by == "issue" and not framework_for(answers.year).issues:
        raise click.UsageError(words["wrong"]["issue"].format(year=answers.year))
    if answers.site_repository and answers.ci == "none":
        raise click.UsageError(words["wrong"]["data_only"])
    files = starter_files(answers)
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(words["wrong"]["not_written"].format(folder=folder, reason=reason)) from error
    click.echo(words["written"].format(count=len(files), folder=folder), err=True)
    click.echo(words["next_data" if answers.site_repository else "next"], err=True)


def _refuse_used(folder: Path) -> None:
    """Before any question: nobody should answer eight of them for nothing."""
    words = load_words()["new"]["wrong"]
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(words["not_folder"].format(folder=folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise click.UsageError(words["not_empty"].format(folder=folder))


def _default(field: str, ready: dict[str, Any]) -> Any:
    if field == "year":
        return framework_for(None).fiscal_year
    if field == "by" and not framework_for(ready["year"]).issues:
        return "indicator"
    if field == "ci" and ready.get("host") == "pages":
        return "github"
    return _DEFAULTS.get(field)


def _asked(field: str, default: Any) -> Any:
    question = load_words()["new"]["ask"][field]
    if field in _CHOICES:
        return click.prompt(question, default=default, type=_CHOICES[field], show_choices=False, err=True)
    shown = bool(default)
    return click.prompt(
        question, default=default, show_default=shown, value_proc=lambda text: _checked(field, text), err=True
    )


def _checked(field: str, given: Any) -> Any:
    try:
        return answer(field, given)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
