"""`prongsai publish`: a built site to the agency's web server."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from prongsai.cli.options import Lang
from prongsai.cli.publish_told import Telling, say_done, show_plan
from prongsai.problems import Language
from prongsai.publish import PublishError
from prongsai.publish.folder import Folder
from prongsai.publish.rclone import Rclone, is_remote
from prongsai.publish.releases import MOST, publish_release, roll_back, where_next
from prongsai.publish.run import Settings, look
from prongsai.publish.run import publish as run
from prongsai.publish.seen import verify as ask_website
from prongsai.publish.site import read_site
from prongsai.publish.switch import Link, Markers, Switch
from prongsai.words import load_words

Target = click.option("--to", "target", required=True, metavar="TARGET", help="โฟลเดอร์ หรือ ชื่อ:โฟลเดอร์ ของ rclone")

SwitchBy = click.option(
    "--switch",
    "by",
    type=click.Choice(["htaccess", "symlink"]),
    help="สลับรุ่นด้วย .htaccess (ปกติของ rclone) หรือลิงก์ current (ปกติของโฟลเดอร์ ให้เว็บเซิร์ฟเวอร์ชี้ที่ current)",
)


@click.command()
@click.argument("site", default="site", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[SITE]")
@Target
@click.option("--dry-run", is_flag=True, help="แสดงแผนเท่านั้น ไม่ส่งและไม่เปลี่ยนอะไรที่ปลายทาง")
@click.option("--verify", "url", metavar="URL", help="ส่งแล้วเปิดที่อยู่เว็บนี้ตรวจว่าผู้อ่านได้รุ่นใหม่จริง")
@click.option(
    "--releases",
    "count",
    type=click.IntRange(1, MOST),
    help="เก็บไว้กี่รุ่น (รวมรุ่นที่ผู้อ่านเห็น) สลับรุ่นในครั้งเดียว ย้อนได้ด้วย prongsai rollback",
)
@SwitchBy
@click.option("--first", is_flag=True, help="ครั้งแรกที่ส่งลงโฟลเดอร์ซึ่งมีไฟล์อื่นอยู่แล้ว ไฟล์เหล่านั้นไม่ถูกลบ")
@click.option("--break-lock", is_flag=True, help="ทำต่อแม้มีล็อกของการเผยแพร่อื่น เมื่อแน่ใจว่าไม่มีใครทำอยู่")
@Lang
def publish(
    site: Path,
    target: str,
    dry_run: bool,
    url: str | None,
    count: int | None,
    by: str | None,
    first: bool,
    break_lock: bool,
    lang: Language,
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
            ตั้ง known_hosts_file ให้ rclone ด้วย จึงจะตรวจว่าเป็นเครื่องแม่ข่ายตัวจริงก่อนส่งรหัสผ่าน
    FTP   เหมือน SFTP เลือกชนิด ftp และเปิดการเข้ารหัส (explicit TLS) ถ้าเครื่องแม่ข่ายมี
    CI    ไม่มีไฟล์ตั้งค่า ใส่ตัวแปร RCLONE_CONFIG_WEB_TYPE=sftp RCLONE_CONFIG_WEB_HOST=… RCLONE_CONFIG_WEB_USER=…
          RCLONE_CONFIG_WEB_PASS=… (ผ่าน rclone obscure) หรือ RCLONE_CONFIG_WEB_KEY_FILE=…
    โฟลเดอร์  prongsai publish --to /var/www/ita
    หลายรุ่น  prongsai publish --to web:public_html/ita --releases 3   (Apache ที่ใช้ .htaccess และ mod_rewrite ได้)

    \b
    จบด้วยรหัส 0 สำเร็จ (รวมเมื่อไม่มีอะไรเปลี่ยน), 1 ไม่สำเร็จ เว็บเดิมยังอยู่ครบหรือสั่งซ้ำเพื่อทำต่อได้, 2 ใช้คำสั่งผิด

    Send a built site to a folder or any remote of rclone (SFTP, FTP, WebDAV, S3): exactly the changed files, in phases.
    """
    transport = _transport(target)
    _apart(site, target)
    settings = Settings(first=first, break_lock=break_lock)
    telling = Telling(lang)
    began = time.monotonic()
    try:
        manifest = read_site(site)
        if count:
            switch = _switch(transport, by)
            if dry_run:
                there, numbered, keep = where_next(manifest, transport, switch, settings, count)
                seen = look(numbered, there, replace(settings, first=True, keep=keep))
                show_plan(seen, there.shown, lang)
                return
            plan, slot = publish_release(site, manifest, transport, switch, settings, count, telling)
        else:
            if by:
                raise click.UsageError(_words()["wrong"]["switch"])
            if dry_run:
                show_plan(look(manifest, transport, settings), transport.shown, lang)
                return
            plan = run(site, manifest, transport, settings, telling)
        telling.end()
        say_done(plan, transport.shown, time.monotonic() - began)
        if count:
            click.echo(_words()["slot"].format(number=slot.number, slot=slot.slot), err=True)
        if url:
            asked = ask_website(url, manifest, list(plan.files) or list(manifest.files), telling)
            telling.end()
            click.echo(_words()["seen"].format(url=url, count=asked), err=True)
    except PublishError as error:
        telling.end()
        click.echo(error.message.in_language(lang), err=True)
        sys.exit(1)


@click.command()
@Target
@SwitchBy
@click.option("--verify", "url", metavar="URL", help="แล้วเปิดที่อยู่เว็บนี้ตรวจว่าผู้อ่านได้รุ่นก่อนจริง")
@click.option("--break-lock", is_flag=True, help="ทำแม้มีล็อกของการเผยแพร่อื่น เมื่อแน่ใจว่าไม่มีใครทำอยู่")
@Lang
def rollback(target: str, by: str | None, url: str | None, break_lock: bool, lang: Language) -> None:
    """ให้ผู้อ่านเห็นรุ่นก่อน ในปลายทางที่เผยแพร่ด้วย --releases

    \b
    ไม่ส่งไฟล์ใด สลับในครั้งเดียว สั่งซ้ำเพื่อย้อนไปอีกรุ่น เผยแพร่ครั้งต่อไปจะต่อจากรุ่นที่ผู้อ่านเห็นอยู่
      prongsai rollback --to web:public_html/ita
    จบด้วยรหัส 0 สำเร็จ, 1 ไม่สำเร็จ เช่น ไม่มีรุ่นก่อน, 2 ใช้คำสั่งผิด

    Show the version before the present one again, where a site was published with --releases.
    """
    transport = _transport(target)
    telling = Telling(lang)
    try:
        before, now = roll_back(transport, _switch(transport, by), Settings(break_lock=break_lock), telling)
        numbers = {"before": before.number, "number": now.number, "slot": now.slot}
        click.echo(_words()["rolled"].format(**numbers), err=True)
        if url and now.manifest:
            asked = ask_website(url, now.manifest, list(now.manifest.files), telling)
            telling.end()
            click.echo(_words()["seen"].format(url=url, count=asked), err=True)
    except PublishError as error:
        telling.end()
        click.echo(error.message.in_language(lang), err=True)
        sys.exit(1)


def _switch(transport: Folder | Rclone, by: str | None) -> Switch:
    """How readers are led to a version: by a link in a folder, by .htaccess on a server, unless told otherwise."""
    if by == "symlink" and not isinstance(transport, Folder):
        raise click.UsageError(_words()["wrong"]["symlink"])
    if isinstance(transport, Folder) and by != "htaccess":
        return Link(transport)
    return Markers(transport)


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


def _words() -> dict[str, Any]:
    found: dict[str, Any] = load_words()["publish"]
    return found
