"""`prongsai server`: what the webmaster of an own server puts into its configuration."""

from __future__ import annotations

import re

import click

from prongsai.server_files import Place, PlaceError, apache_fragment, nginx_fragment

_WRITERS = {"nginx": nginx_fragment, "apache": apache_fragment}


@click.command()
@click.argument("kind", type=click.Choice(list(_WRITERS)))
@click.option("--site-url", required=True, help="ที่อยู่ของเว็บ เช่น https://www.example.go.th/ita/")
@click.option("--folder", help="โฟลเดอร์ของเว็บบนเซิร์ฟเวอร์ (ปกติคือ /var/www ตามด้วยส่วนท้ายของที่อยู่)")
def server(kind: str, site_url: str, folder: str | None) -> None:
    """พิมพ์การตั้งค่าเซิร์ฟเวอร์ nginx หรือ Apache สำหรับผู้ที่แก้การตั้งค่าของเซิร์ฟเวอร์เองได้

    \b
    ตัวอย่าง:
      prongsai server nginx --site-url https://www.example.go.th/ita/ > ita.conf
      prongsai server apache --site-url https://www.example.go.th/ita/ --folder /srv/ita

    เว็บบนโฮสต์เช่าไม่ต้องใช้คำสั่งนี้ ใช้ server_files: true ใน mkdocs.yml ซึ่งเขียนไฟล์ .htaccess ให้

    Print the configuration of nginx or Apache for a site: caching, compression, headers, 404 page, evidence without
    scripts.
    """
    try:
        place = Place.of(site_url)
    except PlaceError as error:
        raise click.BadParameter(f"{error.message.th}\n{error.message.en}", param_hint="--site-url") from error
    where = (folder or f"/var/www{place.path}").replace("\\", "/").rstrip("/")
    if not re.fullmatch(r"[\w\u0e00-\u0e7f/.:~ -]+", where):
        raise click.BadParameter(
            f"“{folder}” มีเครื่องหมายที่ใส่ในการตั้งค่าของเซิร์ฟเวอร์ไม่ได้\n"
            f"“{folder}” holds a mark that no server's configuration could",
            param_hint="--folder",
        )
    click.echo(_WRITERS[kind](place, where), nl=False)
