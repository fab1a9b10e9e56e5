"""`prongsai upgrade`: the CI files, schemas and settings of an agency's repository, as this version writes them."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import click

from prongsai import __version__
from prongsai.starter import (
    CIS,
    HOSTS,
    RECORD,
    Ci,
    Fate,
    Host,
    Record,
    RecordError,
    Setup,
    Step,
    Upgrade,
    paths_of,
    plan_upgrade,
    read_record,
)
from prongsai.words import load_words

SHOWN_LINES = 120
"""Of one file's diff: a schema can change in a thousand lines, and `git diff` shows them all afterwards."""


@click.command()
@click.argument("folder", default=".", metavar="[DIR]", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="เขียนโดยไม่ถาม")
@click.option("--check", "--dry-run", "dry", is_flag=True, help="แสดงอย่างเดียว จบด้วยรหัส 1 เมื่อมีไฟล์ที่เก่าแล้ว")
@click.option("--force", "forced", multiple=True, metavar="FILE", help="เขียนทับไฟล์นี้แม้แก้เองไว้ (ใส่ซ้ำได้)")
@click.option("--host", type=click.Choice(HOSTS), help="เปลี่ยนที่เผยแพร่ (ดู prongsai new --help)")
@click.option("--ci", type=click.Choice(CIS), help="เปลี่ยนที่เก็บโค้ด (ดู prongsai new --help)")
def upgrade(folder: Path, yes: bool, dry: bool, forced: tuple[str, ...], host: Host | None, ci: Ci | None) -> None:
    """ปรับไฟล์ของคลังที่ prongsai new เขียน ให้เป็นของโปรแกรมรุ่นนี้

    \b
    ปรับ: ไฟล์ CI, .vscode/, requirements.txt (รุ่นของโปรแกรม), .pre-commit-config.yaml
    ไม่แตะ: ข้อมูล, mkdocs.yml, README.md และไฟล์ที่แก้เองไว้ (แสดงให้ดู เขียนทับเมื่อใส่ --force เท่านั้น)
    แสดงส่วนที่เปลี่ยนก่อนแล้วถาม จบด้วยรหัส 0 เป็นรุ่นล่าสุด, 1 มีไฟล์เก่าที่ยังไม่เขียน, 2 ใช้คำสั่งผิด

    Bring CI files, editor settings and the pinned version up to date; show the diff first.
    """
    words = load_words()["upgrade"]
    record = _record(folder, host, ci)
    setup = replace(record.setup, host=host or record.setup.host, ci=ci or record.setup.ci)
    paths = paths_of(record, setup)
    for path in forced:
        if path not in paths:
            raise click.UsageError(words["not_managed"].format(path=path, known=" ".join(paths)))
    plan = plan_upgrade(record, setup, {path: _present(folder, path) for path in paths}, forced)
    for line in _shown(plan, record.version):
        click.echo(line)
    if not plan.writes:
        if not dry and plan.record != record:
            _write(folder, {RECORD: plan.record.write()})
        click.echo(words["nothing_else" if plan.steps else "nothing"].format(count=len(plan.steps)), err=True)
        return
    if dry:
        click.echo(words["old"].format(count=len(plan.writes)), err=True)
        sys.exit(1)
    if not yes and not click.confirm(words["ask"].format(count=len(plan.writes)), err=True):
        click.echo(words["refused"], err=True)
        sys.exit(1)
    _write(folder, {step.path: step.new for step in plan.writes} | {RECORD: plan.record.write()})
    click.echo(words["written"].format(count=len(plan.writes)), err=True)


def _record(folder: Path, host: Host | None, ci: Ci | None) -> Record:
    """What is known of the repository. One without a record is taken as it is told; all in it counts as its own."""
    path = folder / RECORD
    try:
        return read_record(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if host is None or ci is None:
            words = load_words()["upgrade"]
            raise click.UsageError(words["no_record"].format(record=RECORD, folder=folder)) from error
        return Record(Setup(slug=""), version="?")
    except (OSError, UnicodeDecodeError, RecordError) as error:
        said = error.message.th if isinstance(error, RecordError) else f"{path}: {error}"
        raise click.ClickException(said) from error


def _present(folder: Path, path: str) -> str | None:
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        raise click.ClickException(load_words()["upgrade"]["outside"].format(path=path))
    try:
        return target.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:  # no text of ours: a file that someone put there
        return "\ufffd"


def _shown(plan: Upgrade, version: str) -> list[str]:
    """What is going to happen: a heading, and for each file a sentence and its diff."""
    words = load_words()["upgrade"]
    lines = [words["heading"].format(old=version, new=__version__), ""] if plan.steps else []
    for step in plan.steps:
        lines.append(words["fates"][_fate(step)].format(path=step.path, lines=len((step.new or "").splitlines())))
        if step.old is not None and step.new is not None:
            diff = list(step.diff())
            lines += islice(diff, SHOWN_LINES)
            if len(diff) > SHOWN_LINES:
                lines.append(words["more"].format(count=len(diff) - SHOWN_LINES))
        lines.append("")
    return lines


def _fate(step: Step) -> str:
    if step.fate is Fate.KEPT and (step.old is None or step.new is None):
        return "kept_missing" if step.old is None else "kept_gone"
    return step.fate.value


def _write(folder: Path, texts: dict[str, str | None]) -> None:
    for path, text in texts.items():
        target = folder / path
        try:
            if text is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f"{target.name}.new")  # whole or not at all
            beside.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(target)
        except OSError as error:
            reason = error.strerror or str(error)
            raise click.ClickException(
                load_words()["upgrade"]["not_written"].format(path=path, reason=reason)
            ) from error
