"""Looks through a built site as a stranger would: dead links and anchors, third parties, left-over placeholders, size.

Needs nothing but the folder: it knows no records and no engine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from prongsai.problems import Message

MAX_PAGE = 400_000
"""Bytes of one page; ours have 20,000 to 90,000. More is a page that no phone likes to load."""

_PLACEHOLDERS = ("{{", "{%", "PRONGSAI_", "Undefined", "\ufffd")
_LOADING = {"src", "srcset", "poster", "ping", "data", "background", "formaction", "action"}
_LOADING_LINKS = {
    "stylesheet",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "icon",
    "manifest",
}
_CSS_ADDRESS = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])\s*((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)


class Fault(NamedTuple):
    """What is wrong in which file of the site."""

    file: str
    message: Message


@dataclass(slots=True)
class _Page:
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Links that say themselves that they lead to another site (`rel="external"`), such as the one beside this one."""
    loads: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    inline: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        page = self.page
        page.ids.update(filter(None, (values.get("id"), values.get("name") if tag == "a" else None)))
        if tag == "a" and "href" in values:
            other = "external" in values.get("rel", "").split()
            (page.beside if other else page.links).append(values["href"])
        if tag == "link" and set(values.get("rel", "").split()) & _LOADING_LINKS:
            page.loads.append(values.get("href", ""))
        page.loads += [values[name] for name in _LOADING & values.keys()]
        page.inline += sum(name.startswith("on") or name == "style" for name in values)
        if tag in {"script", "style"}:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"} and self._silent:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.page.text.append(data)


def verify(site: Path, *, expected: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Every fault of a built site. `expected` are addresses (below the root) that must be there."""
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    if "index.html" not in names:
        yield Fault(
            "index.html", Message("ไม่มีหน้าแรก โฟลเดอร์นี้ไม่ใช่เว็บที่สร้างแล้ว", "no front page: this is not a built site")
        )
        return
    for address in sorted(expected):
        if f"{address}index.html" not in names:
            yield Fault(f"{address}index.html", Message("หน้านี้หายไป", "this page is missing"))
    pages = {name: _read(site / name) for name in sorted(names) if name.endswith(".html")}
    for name, page in pages.items():
        yield from _page_faults(name, page, (site / name).stat().st_size)
        if name != "404.html":  # shown at any depth, so its links are absolute
            yield from _dead_links(name, page, pages, names)
            yield from _dead_neighbours(name, page, site)
    for name in sorted(names):
        if name.endswith(".css"):
            for found in _CSS_ADDRESS.findall((site / name).read_text(encoding="utf-8", errors="replace")):
                yield Fault(name, _third_party(found))


def _read(path: Path) -> _Page:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8", errors="replace"))
    return reader.page


def _page_faults(name: str, page: _Page, size: int) -> Iterator[Fault]:
    if size > MAX_PAGE:
        yield Fault(name, Message(f"หน้าใหญ่ {size:,} ไบต์ เกิน {MAX_PAGE:,}", f"{size:,} bytes, more than {MAX_PAGE:,}"))
    for address in page.loads:
        if urlsplit(address.strip()).netloc:
            yield Fault(name, _third_party(address))
    if page.inline:
        message = f"มีสคริปต์หรือสไตล์ในแท็ก {page.inline} แห่ง", f"{page.inline} inline handlers or styles"
        yield Fault(name, Message(*message))
    shown = "".join(page.text)
    for mark in _PLACEHOLDERS:
        if mark in shown:
            yield Fault(name, Message(f"มีข้อความแทนที่ตกค้าง “{mark}”", f"a placeholder was left: “{mark}”"))


def _third_party(address: str) -> Message:
    return Message(f"เรียกไฟล์จากเว็บอื่น {address[:80]}", f"loads from another site: {address[:80]}")


def _dead_links(name: str, page: _Page, pages: dict[str, _Page], names: set[str]) -> Iterator[Fault]:
    for href in page.links:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            continue
        target = _target(name, parts.path)
        if target not in names:
            yield _dead(name, href)
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            yield Fault(
                name, Message(f"ไม่มีจุดหมาย #{parts.fragment} ใน {target}", f"no anchor #{parts.fragment} in {target}")
            )


def _dead_neighbours(name: str, page: _Page, site: Path) -> Iterator[Fault]:
    """Links to a site beside this one: its page must lie there on the disk, as it will on the server."""
    for href in page.beside:
        parts = urlsplit(href)
        if not (parts.scheme or parts.netloc) and not (site / _target(name, parts.path)).is_file():
            yield _dead(name, href)


def _target(name: str, path: str) -> str:
    """The file that a link from the file `name` means, from the site's root."""
    target = name
    if path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
        if path.endswith("/") or target == ".":
            target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target


def _dead(name: str, href: str) -> Fault:
    return Fault(name, Message(f"ลิงก์เสีย {href[:80]}", f"a dead link: {href[:80]}"))
