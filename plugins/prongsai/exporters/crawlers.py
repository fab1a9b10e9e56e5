"""What search engines are told: `sitemap.xml`, which names every page and the day it changed, and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from markupsafe import escape

MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org); of more, there are several and an index of them."""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


class Place(NamedTuple):
    """A page's whole address, and the day on which what it shows last changed, if that is known."""

    address: str
    changed: date | None


def newest(files: Iterable[str], changes: Mapping[str, date]) -> date | None:
    """The last day on which one of the files changed; None when that is unknown of any, or there is none."""
    days = [changes.get(file) for file in files]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def sitemap(site_url: str, places: Iterable[Place]) -> dict[str, bytes]:
    """The files by name, in the order of the addresses; none for a site without pages."""
    ordered = sorted(places, key=lambda place: place.address)
    parts = [ordered[start : start + MOST] for start in range(0, len(ordered), MOST)]
    if len(parts) < 2:
        return {"sitemap.xml": _listed("urlset", "url", parts[0])} if parts else {}
    files = {f"sitemap-{number}.xml": _listed("urlset", "url", part) for number, part in enumerate(parts, 1)}
    index = [Place(f"{site_url.rstrip('/')}/{name}", None) for name in files]
    return {**files, "sitemap.xml": _listed("sitemapindex", "sitemap", index)}


def robots(site_url: str, *, closed: bool) -> bytes:
    """The file that crawlers ask a host for; `closed` asks them all to stay away."""
    lines = [
        "# โปรแกรมค้นหาอ่านไฟล์นี้เฉพาะที่อยู่บนสุดของโดเมน ในโฟลเดอร์ย่อย เช่น /ita/ ไฟล์นี้ไม่มีผล",
        "# Crawlers read this file only at the root of a host; in a sub-folder such as /ita/ it does nothing.",
    ]
    if closed:  # copied to the root of a host, it would close the whole host
        return _text(*lines, "# ทุกหน้าบอกเองด้วยว่าไม่ให้เก็บ · Every page says noindex too.", *_RULE, "Disallow: /")
    if not site_url:
        return _text(*lines, *_RULE, "Disallow:")
    copy = "# ให้คัดลอกบรรทัด Sitemap ไปใส่ robots.txt ของโดเมน · Copy the Sitemap line into the robots.txt of the host."
    return _text(*lines, copy, *_RULE, "Disallow:", "", f"Sitemap: {site_url.rstrip('/')}/sitemap.xml")


_RULE = ("", "User-agent: *")


def _text(*lines: str) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _listed(root: str, element: str, places: Iterable[Place]) -> bytes:
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_SPACE}>']
    for address, changed in places:
        day = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        lines.append(f"<{element}><loc>{escape(address)}</loc>{day}</{element}>")
    return "\n".join([*lines, f"</{root}>\n"]).encode()
