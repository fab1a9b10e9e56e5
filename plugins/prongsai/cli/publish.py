"""`prongsai publish`: a built site to the agency's web server."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import Any

import click

from prongsai.cli.options import Lang
from prongsai.problems import Language, Message
from prongsai.publish import Progress, PublishError
from prongsai.publish.folder import Folder
from prongsai.publish.plan import Plan
from prongsai.publish.rclone import Rclone, is_remote
from prongsai.publish.run import Seen, Settings, look
from prongsai.publish.run import publish as run
from prongsai.publish.seen import verify as ask_website
from prongsai.publish.site import read_site
from prongsai.words import load_words

_EVERY = 10.0
"""Seconds between two lines of progress where lines cannot be written over."""

Target = click.option("--to", "target", required=True, metavar="TARGET", help="โฟลเดอร์ หรือ ชื่อ:โฟลเดอร์ ของ rclone")


@click.command()
@click.argument("site", default="site", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[SITE]")
@Target
@click.option("--dry-run", is_flag=True, help="แสดงแผนเท่านั้น ไม่ส่งและไม่เปลี่ยนอะไรที่ปลายทาง")
@click.option("--verify", "url", metavar="URL", help="ส่งแล้วเปิดที่อยู่เว็บนี้ตรวจว่าผู้อ่านได้รุ่นใหม่จริง")
@click.option("--first", is_flag=True, help="ครั้งแรกที่ส่งลงโฟลเดอร์ซึ่งมีไฟล์อื่นอยู่แล้ว ไฟล์เหล่านั้นไม่ถูกลบ")
@click.option("--break-lock", is_flag=True, help="ทำต่อแม้มีล็อกของการเผยแพร่อื่น เมื่อแน่ใจว่าไม่มีใครทำอยู่")
@Lang
def publish(
    site: Path, target: str, dry_run: bool, url: str | None, first: bool, break_lock: bool, lang: Language
) -> None:
    """ส่งเว็บที่สร้างแล้วขึ้นเครื่องแม่ข่าย เฉพาะไฟล์ที่เปลี่ยน

    \b
    SITE คือโฟลเดอร์ที่ mkdocs build --strict สร้าง (ปกติคือ site)
    ไฟล์ไปพักข้าง ๆ ก่อน ครบแล้วจึงเข้าที่ ผู้อ่านไม่เห็นหน้าที่มาไม่ครบ ถูกตัดกลางคันให้สั่งคำสั่งเดิมซ้ำ
    ไม่ลบและไม่เขียนทับไฟล์ที่โปรแกรมนี้ไม่ได้วาง ไม่ส่งไฟล์ซ่อน กุญแจ และไฟล์ที่ไม่ได้มาจากการสร้างเว็บ

    \b
    SFTP  ตั้งค่าครั้งเดียวด้วย rclone config ให้ชื่อว่า web แล้วสั่ง
            prongsai publish --to web:public_html/ita --dry-run
            prongsai publish --to web:public_html/ita --verify https://www.example.go.th/ita/
    FTP   เหมือน SFTP เลือกชนิด ftp และเปิดการเข้ารหัส (explicit TLS) ถ้าเครื่องแม่ข่ายมี
    CI    ไม่มีไฟล์ตั้งค่า ใส่ตัวแปร RCLONE_CONFIG_WEB_TYPE=sftp RCLONE_CONFIG_WEB_HOST=… RCLONE_CONFIG_WEB_USER=…
          RCLONE_CONFIG_WEB_PASS=… (ผ่าน rclone obscure) หรือ RCLONE_CONFIG_WEB_KEY_FILE=…
    โฟลเดอร์  prongsai publish --to /var/www/ita

    \b
    จบด้วยรหัส 0 สำเร็จ (รวมเมื่อไม่มีอะไรเปลี่ยน), 1 ไม่สำเร็จ เว็บเดิมยังอยู่ครบหรือสั่งซ้ำเพื่อทำต่อได้, 2 ใช้คำสั่งผิด

    Send a built site to a folder or any remote of rclone (SFTP, FTP, WebDAV, S3): exactly the changed files, in phases.
    """
    transport = _transport(target)
    _apart(site, target)
    settings = Settings(first=first, break_lock=break_lock)
    telling = _Telling(lang)
    began = time.monotonic()
    try:
        manifest = read_site(site)
        if dry_run:
            _show_plan(look(manifest, transport, settings), transport.shown, lang)
            return
        plan = run(site, manifest, transport, settings, telling)
        telling.end()
        _say_done(plan, transport.shown, time.monotonic() - began)
        if url:
            asked = ask_website(url, manifest, list(plan.files) or list(manifest.files), telling)
            telling.end()
            click.echo(_words()["seen"].format(url=url, count=asked), err=True)
    except PublishError as error:
        telling.end()
        click.echo(error.message.in_language(lang), err=True)
        sys.exit(1)


def _transport(target: str) -> Folder | Rclone:
    if re.match(r"\w+://", target):
        raise click.UsageError(_words()["wrong"]["target"].format(target=target))
    if is_remote(target):
        return Rclone(target)
    return Folder(Path(target).expanduser())


def _apart(site: Path, target: str) -> None:
    """A site must not be published into itself."""
    if not is_remote(target):
        one, other = site.resolve(), Path(target).expanduser().resolve()
        if one == other or one in other.parents or other in one.parents:
            raise click.UsageError(_words()["wrong"]["inside"].format(target=target, site=site))


def _show_plan(seen: Seen, shown: str, lang: Language) -> None:
    words, plan = _words(), seen.plan
    if seen.locked:
        click.echo(seen.locked.in_language(lang), err=True)
    if plan.empty:
        click.echo(words["nothing"].format(target=shown))
        return
    sending = plan.sending
    added = sum(path in plan.added for path in plan.files)
    click.echo(words["plan"].format(target=shown))
    counts = {"added": added, "changed": len(plan.files) - added, "gone": len(plan.gone)}
    click.echo(words["sums"].format(send=len(sending), size=_size(sum(e.size for e in sending.values())), **counts))
    if plan.resumed:
        click.echo(words["resumed"])
    if plan.arrived:
        click.echo(words["arrived"].format(count=len(plan.arrived)))
    number = 0
    for number, (phase, paths) in enumerate(plan.phases(), start=1):
        size = _size(sum(plan.files[path].size for path in paths))
        click.echo(words["phase"].format(number=number, name=words["steps"][phase], files=len(paths), size=size))
        for path in paths:
            click.echo(f"  {'+' if path in plan.added else '~'} {path}")
    if plan.gone:
        click.echo(words["gone"].format(number=number + 1, files=len(plan.gone)))
        click.echo("\n".join(f"  - {path}" for path in plan.gone))
    if plan.manifest.retired:
        click.echo(words["retired"].format(count=len(plan.manifest.retired)))
    if seen.foreign:
        click.echo(words["overwritten"].format(paths=", ".join(seen.foreign)))
    click.echo(words["tried"])


def _say_done(plan: Plan, shown: str, seconds: float) -> None:
    words = _words()
    if plan.empty:
        click.echo(words["nothing"].format(target=shown), err=True)
        return
    size = _size(sum(entry.size for entry in plan.sending.values()))
    done = words["done"].format(
        target=shown, send=len(plan.sending), size=size, gone=len(plan.gone), time=_time(seconds)
    )
    click.echo(done, err=True)


class _Telling:
    """Progress on standard error: one line that is written over, or now and then a new one where that is impossible."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self._over = sys.stderr.isatty()
        self._step, self._when, self._open = "", 0.0, False

    def __call__(self, told: Progress | Message) -> None:
        if isinstance(told, Message):
            self.end()
            click.echo(told.in_language(self.lang), err=True)
            return
        now = time.monotonic()
        if not self._over and told.step == self._step and now - self._when < _EVERY:
            return
        self._step, self._when, self._open = told.step, now, self._over
        line = _line(told)
        click.echo(f"\r{line}\x1b[K" if self._over else line, err=True, nl=not self._over)

    def end(self) -> None:
        """Leave the line that is written over."""
        if self._open:
            click.echo(err=True)
        self._open = False


def _line(told: Progress) -> str:
    words = _words()
    step = words["steps"][told.step]
    if not told.all_files:
        return str(step)
    line: str = words["progress"].format(step=step, done=told.files, all=told.all_files)
    if told.all_size:
        line += words["bytes"].format(size=_size(told.size), all_size=_size(told.all_size))
    return line + (words["left"].format(time=_time(told.left)) if told.left else "")


def _size(count: float) -> str:
    """Bytes as people read them.

    >>> _size(512), _size(2_345_678)
    ('512 B', '2.3 MB')
    """
    for unit, much in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= much:
            return f"{count / much:.1f} {unit}"
    return f"{count:.0f} B"


def _time(seconds: float) -> str:
    words = _words()
    if seconds < 90:
        return str(words["seconds"].format(count=max(1, round(seconds))))
    return str(words["minutes"].format(count=round(seconds / 60)))


def _words() -> dict[str, Any]:
    found: dict[str, Any] = load_words()["publish"]
    return found
