"""The options of `prongsai fleet build` for the portal, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from prongsai.cli.fleet_told import near, words
from prongsai.fleet.agencies import is_foreign
from prongsai.manifest import MANIFEST
from prongsai.words import load_words

if TYPE_CHECKING:
    from prongsai.portal import Wishes

_SHOWN = 12
"""So many sites that cannot be read are told with their reason."""


class Wanted(NamedTuple):
    """A portal that was asked for, over all agencies of the fleet, whichever of them are this shard's."""

    out: Path
    slugs: Sequence[str]
    wishes: Wishes


def portal_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the portal's options."""
    for option in (
        click.option(
            "--portal-url", metavar="URL", help="ที่อยู่เว็บของหน้ารวม ถ้ารู้แล้ว เช่น https://ita.example.go.th/portal/"
        ),
        click.option("--portal-title", metavar="TEXT", help="ชื่อของหน้ารวม (ปกติบอกชื่อจังหวัด)"),
        click.option("--portal", is_flag=True, help="สร้างหน้ารวมใน DIR/portal ด้วย: รายชื่อ หน้าเทียบกัน และข้อมูลรวม"),
    ):
        command = option(command)
    return command


def wanted_portal(given: MutableMapping[str, Any], out: Path, slugs: Sequence[str]) -> Wanted | None:
    """Take the portal's options out of those given. Raises ValueError with a Thai sentence before anything is built."""
    said = load_words()["portal"]["wrong"]
    asked, title, url = (given.pop(name) for name in ("portal", "portal_title", "portal_url"))
    if not asked:
        alone = [name for name, value in (("--portal-title", title), ("--portal-url", url)) if value]
        if alone:
            raise ValueError(said["alone"].format(option=alone[0]))
        return None
    from prongsai.portal import NAME, Wishes, is_portal  # not at the top: half of what the command would import

    if url and not url.startswith(("https://", "http://")):
        raise ValueError(said["url"])
    taken = [slug for slug in slugs if slug.casefold() == NAME]
    if taken:
        raise ValueError(said["taken"].format(name=taken[0]))
    place = out / NAME
    if is_foreign(place) or ((place / MANIFEST).is_file() and not is_portal(place)):
        raise ValueError(said["foreign"].format(site=place))
    return Wanted(out, slugs, Wishes(title=title or "", url=f"{url.rstrip('/')}/" if url else ""))


def say_portal(wanted: Wanted) -> None:
    """Build it, and say on standard error what came of it."""
    from prongsai.portal import NAME, build_portal  # not at the top, as above

    said = load_words()["portal"]["told"]
    try:
        made = build_portal(wanted.out, wanted.slugs, wanted.wishes)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(words()["not_written"].format(file=error.filename or "?", reason=reason)) from error
    line = said["made" if made.changed else "same"]
    line = line.format(place=near(wanted.out / NAME), agencies=made.agencies, pages=made.pages)
    click.echo(line + (said["missing"].format(count=len(made.missing)) if made.missing else ""), err=True)
    for site, reason in made.unreadable[:_SHOWN]:
        click.echo(said["unreadable"].format(site=site, reason=reason), err=True)
