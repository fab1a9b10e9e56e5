"""HTML into paragraphs and tables: web pages, what mammoth makes of Word, cells pasted with their tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from prongsai.importers.document import Block, Grid, Paragraph, clean
from prongsai.importers.draft import Place
from prongsai.thai import to_thai_digits

_VOID = {"br", "img", "input", "hr", "meta", "link", "col", "wbr", "source", "area", "base", "embed", "track", "param"}
_SILENT = {"title", "script", "style", "head", "noscript", "template", "svg", "iframe", "object", "select", "textarea"}
_LINES = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "dd",
          "dt", "dl", "header", "footer", "nav", "main", "aside", "pre", "figure", "figcaption", "address", "caption",
          "table", "tr", "form", "fieldset", "details", "summary"}  # fmt: skip
_CLOSED_BY = {
    "p": _LINES, "li": {"li"}, "td": {"td", "th", "tr", "tbody", "thead", "tfoot"}, "dd": {"dd", "dt"},
    "th": {"td", "th", "tr", "tbody", "thead", "tfoot"}, "tr": {"tr", "tbody", "thead", "tfoot"}, "dt": {"dd", "dt"},
    "thead": {"tbody", "tfoot"}, "tbody": {"tbody", "tfoot"},
}  # fmt: skip
"""Tags that end an element whose own end tag was left out."""
_WALL = {"li": {"ul", "ol"}, "p": {"td", "th", "li", "div"}, "dd": {"dl"}, "dt": {"dl"}}
"""An element is not closed through one of these; anything inside a table not through the table."""
_DEEPEST = 200


@dataclass(slots=True)
class Node:
    """An element; text stands among its children as `str`."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def find(self, *tags: str) -> Iterator[Node]:
        """The nearest elements of these tags below, none inside another."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.find(*tags)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_implied(tag)
        node = Node(tag, {name: value if value is not None else name for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self.open[-1].tag == tag:
            self.open.pop()

    def _close_implied(self, tag: str) -> None:
        while True:
            for depth in range(len(self.open) - 1, 0, -1):
                here = self.open[depth].tag
                if tag in _CLOSED_BY.get(here, ()):
                    del self.open[depth:]
                    break
                if (
                    here == "table"
                    or here in _WALL.get(tag, ())
                    or (here in ("td", "th") and tag not in _CLOSED_BY["td"])
                ):
                    return
            else:
                return

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return
            if self.open[depth].tag == "table" and tag != "table":
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(markup: str) -> Node:
    """The tree of any markup; never raises, unclosed elements end where HTML says."""
    tree = _Tree()
    tree.feed(markup)
    tree.close()
    return tree.root


_BLANK = re.compile(r"[ \t\r\n\f]+")
_MARK = re.compile(r"\s*(?:[-–•*✓☐☑]|[0-9๐-๙]{1,2}[.)]|\([0-9๐-๙]{1,2}\))")


def text_of(node: Node) -> str:
    """The text of an element, a line per block; list numbers written out, boxes as ☐ and ☑, foreign links kept."""
    parts: list[str] = []
    _collect(node, parts, 0)
    return clean("".join(parts))


def _collect(node: Node, parts: list[str], depth: int) -> None:
    number = int(node.attributes.get("start", "1")) if node.attributes.get("start", "1").isdigit() else 1
    for child in node.children:
        if isinstance(child, str):
            parts.append(_BLANK.sub(" ", child))
        elif child.tag in _SILENT:
            continue
        elif child.tag == "br":
            parts.append("\n")
        elif child.tag == "input" and child.attributes.get("type", "").lower() in ("checkbox", "radio"):
            parts.append(" ☑ " if "checked" in child.attributes else " ☐ ")
        elif child.tag == "li":
            inner = text_of(child)
            parts += ["\n", _list_mark(node, number, depth, inner), inner, "\n"]
            number += 1
        elif child.tag in ("ul", "ol"):
            parts.append("\n")
            _collect(child, parts, depth + 1)
            parts.append("\n")
        elif child.tag in ("td", "th"):
            parts.append(" ")
            _collect(child, parts, depth)
        elif child.tag in _LINES:
            parts.append("\n")
            _collect(child, parts, depth)
            parts.append("\n")
        else:
            _collect(child, parts, depth)
            if child.tag == "a":
                parts.append(_address(child))


def _list_mark(owner: Node, number: int, depth: int, text: str) -> str:
    if _MARK.match(text) or not text:
        return ""
    if owner.tag != "ol":
        return "- "
    mark = f"{number}." if depth <= 1 else f"{number})"
    style = owner.attributes.get("style", "") + owner.attributes.get("type", "")
    return f"{to_thai_digits(mark) if 'thai' in style.lower() else mark} "


def _address(link: Node) -> str:
    """The address of a link whose text is something else; it may be the only evidence there is."""
    address = link.attributes.get("href", "").strip()
    shown = text_of(link)
    bare = address.rstrip("/").partition("://")[2] or address
    if not address.lower().startswith(("http://", "https://")) or bare.lower() in shown.lower():
        return ""
    return f" ({address}) "


def blocks_of(root: Node, name: str) -> list[Block]:
    """Paragraphs and tables in order. A table that only lays out another one is no table of its own."""
    found: list[Block] = []
    counts = {"table": 0, "paragraph": 0}
    loose: list[Node | str] = []

    def paragraph(node: Node, *, is_heading: bool) -> None:
        for line in text_of(node).split("\n"):
            if line:
                counts["paragraph"] += 1
                found.append(Paragraph(line, Place(name, counts["paragraph"]), is_heading))

    def flush() -> None:
        if loose:
            paragraph(Node("p", children=list(loose)), is_heading=False)
            loose.clear()

    def walk(node: Node) -> None:
        for child in node.children:
            if isinstance(child, Node) and child.tag == "table" and not _lays_out(child):
                flush()
                counts["table"] += 1
                table = _grid(child, name, counts["table"])
                if table:
                    found.append(table)
                else:
                    counts["table"] -= 1
            elif isinstance(child, Node) and (any(child.find("table")) or child.tag in ("body", "html")):
                flush()
                walk(child)
                flush()
            elif isinstance(child, Node) and child.tag in _LINES:
                flush()
                if child.tag[0] == "h" and child.tag[1:].isdigit():
                    paragraph(child, is_heading=True)
                elif child.tag in ("ul", "ol"):
                    paragraph(Node("div", children=[child]), is_heading=False)
                elif any(child.find(*_LINES)):
                    walk(child)
                    flush()
                else:
                    paragraph(child, is_heading=False)
            elif not (isinstance(child, Node) and child.tag in _SILENT):
                loose.append(child)

    walk(root)
    flush()
    return found


def _lays_out(table: Node) -> bool:
    """Whether a table holds a table of three columns or more: then it is the frame of a page."""
    return any(
        any(sum(1 for _ in row.find("td", "th")) >= 3 for row in inner.find("tr")) or _lays_out(inner)
        for inner in table.find("table")
    )


def _span(cell: Node, key: str) -> int:
    value = cell.attributes.get(key, "1").strip()
    return int(value) if value.isdigit() and len(value) < 5 and int(value) else 1


def _grid(table: Node, name: str, number: int) -> Block | None:
    grid, header_rows = Grid(name, number), 0
    for row in table.find("tr"):
        cells = list(row.find("td", "th"))
        if header_rows == len(grid.rows) and cells and all(cell.tag == "th" for cell in cells):
            header_rows += 1
        grid.add([(text_of(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells])
    return grid.table(header_rows)
