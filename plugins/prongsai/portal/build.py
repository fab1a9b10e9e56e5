"""The portal's folder: sites read one by one, the dataset written meanwhile, then the pages; in place when whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from prongsai import manifest
from prongsai.atomic import building_place, mend, put_in_place
from prongsai.manifest import MANIFEST
from prongsai.portal.assets import assets
from prongsai.portal.dataset import Dataset
from prongsai.portal.pages import Portal, portal_pages
from prongsai.portal.published import UnreadableError, read_site
from prongsai.portal.rows import AgencyRow, Item

NAME = "portal"
"""The folder beside the sites. An agency's folder must not be called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the portal is to be called, and where it will stand; both may be unknown."""

    title: str = ""
    url: str = ""
    """Ends in a slash."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it."""

    agencies: int
    pages: int
    changed: bool
    """Whether the folder is another than before."""
    missing: tuple[str, ...]
    """The sites that are not there, or not whole."""
    unreadable: tuple[tuple[str, str], ...]
    """Those of them that are there, with the reason."""


def build_portal(out: Path, slugs: Iterable[str], wishes: Wishes) -> Made:
    """Build the portal over the sites of a folder. Raises OSError; the old portal then stays."""
    site = out / NAME
    mend(site)
    place = building_place(site)
    try:
        made = _build(out, sorted(slugs), wishes, place)
        if not made.changed:
            return made
        put_in_place(place, site)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return made


def is_portal(site: Path) -> bool:
    """Whether a built site is a portal, and not an agency's."""
    return (site / "data" / "agencies.json").is_file()


def _build(out: Path, slugs: list[str], wishes: Wishes, place: Path) -> Made:
    rows: list[AgencyRow] = []
    missing: list[str] = []
    unreadable: list[tuple[str, str]] = []
    known: dict[tuple[Item, ...], tuple[Item, ...]] = {}
    data = place / "data"
    data.mkdir()
    with Dataset(data) as dataset:
        for slug in slugs:
            try:
                published = read_site(out / slug, known)
            except UnreadableError as error:
                published = None
                unreadable.append((slug, str(error)))
            if published is None:
                missing.append(slug)
                continue
            dataset.add(slug, published)
            rows += published.agencies
        dataset.end(missing)
    names = {}
    for asset in assets():
        names[asset.name] = asset.address
        _write(place / asset.address, asset.content)
    sizes = {path.name: path.stat().st_size for path in sorted(data.iterdir())}
    portal = Portal(rows, missing, names, wishes.title, wishes.url, sizes)
    pages = 0
    for page in portal_pages(portal):
        name = page.address if page.address.endswith(".html") else f"{page.address}index.html"
        _write(place / name, page.html.encode())
        pages += 1
    listed = manifest.make(place, wishes.url).write()
    _write(place / MANIFEST, listed)
    return Made(len(rows), pages, _read(out / NAME / MANIFEST) != listed, tuple(missing), tuple(unreadable))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
