"""A page's body as the Markdown that somebody without prongsai would write: headings, paragraphs, tables, lists, links.

Icons, charts, buttons and linked data are left out: Markdown has none of them, and the peers' output is the smaller
for it. Lists of facts become lists with the name in bold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

_DROPPED = {"svg", "script", "button", "figure"}
_BLOCKS = {"p", "div", "section", "article", "nav", "header", "footer", "details", "summary", "dl", "pre"}
_MARKS = re.compile(r"([\\`*_\[\]|<>#])")
_LIST_MARK = re.compile(r"^([-+]|[0-9]+(?=[.)]))(?=[ .)])")
_SPACE = re.compile(r"\s+")

Link = Callable[[str], str]
"""How a page writes an address, from the address relative to itself; an empty one leaves the label only."""


def markdown(html: str, link: Link) -> str:
    """The Markdown of a page's body."""
    writer = _Writer(link)
    writer.feed(html)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Collects inline text and writes a block whenever one ends."""

    def __init__(self, link: Link) -> None:
        super().__init__(convert_charrefs=True)
        self._link = link
        self._blocks: list[str] = []
        self._inline: list[str] = []
        self._dropping = 0
        self._lists: list[int | None] = []
        """The lists around this place: the next number, or None for bullets."""
        self._heading: tuple[int, str] | None = None
        self._targets: list[str | None] = []
        self._row: list[str] | None = None
        self._in_table = self._after_first_row = False

    def text(self) -> str:
        """All blocks, each with its blank line before it; items and rows stand together."""
        self._end_block()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._blocks)).strip() + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what the tag opens."""
        values = {name: value or "" for name, value in attrs}
        if self._dropping or tag in _DROPPED:
            self._dropping += tag in _DROPPED
            return
        if tag in {"ul", "ol", "dl"} and self._row is None:
            self._end_block()
            self._lists.append(1 if tag == "ol" else None)
        elif tag in {"li", "dt", "h1", "h2", "h3", "h4"} or (tag in _BLOCKS and not (self._inline_only() or self._row)):
            self._end_block()
            if tag.startswith("h") and tag != "header":
                self._heading = int(tag[1]), values.get("id", "")
        elif tag == "table":
            self._end_block()
            self._blocks.append("")
            self._in_table, self._after_first_row = True, False
        elif tag == "tr":
            self._row = []
        elif tag in {"b", "strong"}:
            self._inline.append("**")
        elif tag == "code":
            self._inline.append("`")
        elif tag == "br":
            self._inline.append(" ")
        if tag == "a":
            dropped = values.get("class") == "headerlink"
            self._targets.append(None if dropped else values.get("href", ""))
            self._inline.append("\0" if dropped else "[")

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag closes."""
        if self._dropping:
            self._dropping -= tag in _DROPPED
            return
        if tag == "a" and self._targets:
            self._end_link(self._targets.pop())
        elif tag in {"b", "strong"}:
            self._inline.append("**")
        elif tag == "code":
            self._inline.append("`")
        elif tag in {"td", "th"} and self._row is not None:
            self._row.append(self._take())
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._in_table = False
            self._blocks.append("")
        elif tag == "dt":
            self._inline[:] = [f"**{self._take()}** "]
        elif tag in {"ul", "ol", "dl"} and self._row is None:
            self._end_block()
            self._lists.pop()
            if not self._lists:
                self._blocks.append("")
        elif tag in {"li", "dd", "h1", "h2", "h3", "h4"} or (tag in _BLOCKS and not (self._inline_only() or self._row)):
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Text, with what Markdown would read as marks escaped."""
        if not self._dropping:
            self._inline.append(_MARKS.sub(r"\\\1", data))

    def _inline_only(self) -> bool:
        """Whether a name of a fact waits for its text: blocks inside are then part of the same item."""
        return bool(self._inline) and self._inline[0].startswith("**") and bool(self._lists)

    def _take(self) -> str:
        text = _SPACE.sub(" ", "".join(self._inline)).strip()
        self._inline = []
        return text.replace("****", "")

    def _end_link(self, target: str | None) -> None:
        start = len(self._inline) - 1 - self._inline[::-1].index("\0" if target is None else "[")
        label = _SPACE.sub(" ", "".join(self._inline[start + 1 :])).strip()
        del self._inline[start:]
        if target is not None and label:
            address = self._link(target)
            self._inline.append(f"[{label}]({address})" if address else label)

    def _end_row(self) -> None:
        row, self._row = self._row or [], None
        self._blocks.append(f"| {' | '.join(row)} |")
        if not self._after_first_row:
            self._blocks.append(f"|{' --- |' * len(row)}")
            self._after_first_row = True

    def _end_block(self) -> None:
        text = self._take()
        if not text or self._row is not None:
            if self._row is not None and text:
                self._inline = [text, " "]
            return
        if self._heading:
            level, anchor = self._heading
            self._heading = None
            self._blocks += ["", f"{'#' * level} {text}{f' {{#{anchor}}}' if anchor else ''}", ""]
        elif self._lists:
            text = _LIST_MARK.sub(lambda found: f"\\{found[0]}" if found[0] in "-+" else f"{found[0]}\\", text)
            number = self._lists[-1]
            mark = "-" if number is None else f"{number}."
            if number is not None:
                self._lists[-1] = number + 1
            self._blocks.append(f"{'    ' * (len(self._lists) - 1)}{mark} {text}")
        else:
            self._blocks += ["", text, ""]
