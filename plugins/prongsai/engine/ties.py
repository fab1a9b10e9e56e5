"""How pages that are not ours hang together with those that are: a build without MkDocs leaves them as they are.

A page that is written by hand shows the menu, a picture, and links to pages of ours that MkDocs has looked up. Where
one of these would be another, or a page of ours would lie where something else does, the build is MkDocs' business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from markupsafe import escape

from prongsai.engine.heads import Picture
from prongsai.engine.part import PageRow, Part
from prongsai.engine.sheets import Around


class Ties(NamedTuple):
    """What a build found of them. Addresses are those of files."""

    listed: tuple[tuple[str, str], ...] = ()
    """Our pages in the menu, each with what it is called there."""
    picture: tuple[str, str] | None = None
    """The picture of pages that are not ours."""
    met: tuple[str, ...] = ()
    """Addresses of ours at which there is something written by hand."""
    by_hand: tuple[str, ...] = ()
    """Addresses of all that is not ours."""
    leads: tuple[str, ...] = ()
    """Our files that pages written by hand lead to."""
    anchored: tuple[str, ...] = ()
    """Those of them of which a page names a place inside, which may go without the page."""
    loose: bool = False
    """Whether there may be links, or places in the menu, that would lead to a page of ours if there only were one."""

    def as_json(self) -> list[Any]:
        """Plain data."""
        return [self.listed, self.picture, self.met, self.by_hand, self.leads, self.anchored, self.loose]


def ties_from_json(row: Sequence[Any]) -> Ties:
    """What `as_json` was made of."""
    listed, picture, met, by_hand, leads, anchored, loose = row
    rows = tuple((url, label) for url, label in listed)
    return Ties(
        rows, picture and (picture[0], picture[1]), tuple(met), tuple(by_hand), tuple(leads), tuple(anchored), loose
    )


def listed(rows: Iterable[PageRow], around: Around) -> tuple[tuple[str, str], ...]:
    """Our pages that a menu has or should have, in their order."""
    shown = around.urls
    named = ((around.url(row.address), row) for row in rows)
    return tuple((url, str(escape(row.label))) for url, row in named if row.in_nav or url in shown)


def ours(rows: Iterable[PageRow], parts: Iterable[Part], more: Iterable[str]) -> set[str]:
    """Addresses of all files that are ours, but for those about all pages."""
    pages = {f"{row.address}index.html" for row in rows}
    return pages.union(*(part.files for part in parts), more)


def tie(
    rows: tuple[tuple[str, str], ...],
    files: Collection[str],
    theirs: Collection[str],
    links: Collection[tuple[str, bool]],
    picture: tuple[str, str] | None,
    *,
    own_nav: bool,
) -> Ties:
    """What a build has found: `rows` are our pages in the menu, `files` all of ours, `theirs` all others.

    `links` are where pages written by hand lead to, and whether inside; `own_nav`: the menu stands in mkdocs.yml.
    """
    mine, others, leads = set(files), set(theirs), {address for address, _ in links}
    return Ties(
        listed=rows,
        picture=picture,
        met=tuple(sorted(mine & others)),
        by_hand=tuple(sorted(others)),
        leads=tuple(sorted(leads & mine - others)),
        anchored=tuple(sorted(address for address, inside in links if inside and address in mine)),
        loose=own_nav or not leads <= mine | others,
    )


def torn(last: Ties, now: Ties, files: Collection[str], known: Collection[str], fresh: Iterable[Part]) -> str:
    """Why what MkDocs wrote cannot stay; empty where it can.

    `files` are our files as they will be, `known` all files of the site as it is, `fresh` the agencies made again.
    """
    if now.listed != last.listed:
        return "the menu is another"
    if now.picture != last.picture:
        return "the picture of pages that are written by hand is another"
    if now.met != last.met:
        return "something else is at the address of a page that is written by hand"
    if not set(last.leads) <= set(files):
        return "a page that is written by hand leads to one that is gone"
    if last.anchored and any(f"{row.address}index.html" in last.anchored for part in fresh for row in part.pages):
        return "a page that is written by hand names a place in one that is made again"
    if last.loose and not set(files) <= set(known):
        return "a page that is written by hand may lead to one that is new"
    return ""


def picture_of(picture: Picture | None) -> tuple[str, str] | None:
    """It, as plain data."""
    return (picture.address, picture.alt) if picture else None
