"""Text that was pasted into a file: tables with tabs or Markdown bars, cells with or without HTML tags; CSV."""

from __future__ import annotations

import csv
import html as entities
import re
from collections.abc import Iterator
from pathlib import Path

from prongsai.importers import html
from prongsai.importers.document import Block, Document, Grid, Paragraph, clean
from prongsai.importers.draft import Place
from prongsai.importers.web import decode

_TAG = re.compile(r"</?(?:p|u|b|i|a|ul|ol|li|br|em|strong|s|div|span|font|input|sup|sub|h[1-6])(?:\s[^<>]*)?/?>", re.I)
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-{2,}:?")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\(([^()\s]*)(?: \"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_HASHES = re.compile(r"#{1,6}\s+")
_IMAGE_ONLY = re.compile(r"!\[[^\]\n]*\]\([^()\s]*\)")
_QUOTED = re.compile(r'(?:^|\t)"')


def read_pasted(path: Path) -> Document:
    """Read a text file. Raises ReadingError if its letters cannot be told."""
    text = decode(path)
    if path.suffix.lower() == ".csv":
        grid = Grid(path.name, 1)
        for row in csv.reader(text.splitlines(keepends=True), dialect=_dialect(text)):
            grid.add([(_plain(cell), 1, 1) for cell in row])
        table = grid.table()
        return Document(path.name, (table,) if table else ())
    return Document(path.name, tuple(_blocks(text, path.name)))


def _dialect(text: str) -> type[csv.Dialect]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return type("Filed", (csv.excel,), {"delimiter": delimiter})


def _lines(text: str) -> Iterator[str]:
    """Lines, with what Excel quotes because of a line end inside a cell kept together."""
    waiting = ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        whole = f"{waiting}\n{line}" if waiting else line
        opened = bool(_QUOTED.search(whole)) and whole.count('"') % 2
        if opened and whole.count("\n") < 200:
            waiting = whole
            continue
        yield whole
        waiting = ""
    if waiting:
        yield from waiting.split("\n")


def _blocks(text: str, name: str) -> Iterator[Block]:
    grid: Grid | None = None
    tables = paragraphs = 0
    for line in [*_lines(text), ""]:
        cells = _cells(line)
        if cells is None:
            table = grid.table() if grid else None
            if table:
                tables += 1
                yield table
            grid = None
            is_heading = bool(_HASHES.match(line))
            for part in _plain(_HASHES.sub("", line, count=1)).split("\n"):
                if part:
                    paragraphs += 1
                    yield Paragraph(part, Place(name, paragraphs), is_heading)
            continue
        grid = grid or Grid(name, tables + 1)
        filled = [cell.strip() for cell in cells if cell.strip()]
        if len(filled) > 1 and all(map(_RULE.fullmatch, filled)):
            continue
        grid.add([(_plain(cell), 1, 1) for cell in cells])


def _cells(line: str) -> list[str] | None:
    """The cells of a line of a table, None for any other line."""
    if "\t" in line:
        if '"' in line and "\n" in line:
            return next(csv.reader([line], delimiter="\t"), None)
        return line.split("\t")
    bare = line.strip()
    bars = len(_BAR.findall(bare))
    if bars >= 2 or (bars == 1 and _RULE.fullmatch(bare.replace("|", "").replace(" ", ""))):
        inner = bare.removeprefix("|")
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        return _BAR.split(inner)
    return None


def _plain(text: str) -> str:
    """A cell or paragraph without its markup."""
    text = _LINK.sub(_link, text)
    if _TAG.search(text):
        text = html.text_of(html.parse(text))
    elif "&" in text:
        text = entities.unescape(text)
    return clean(_ESCAPE.sub(r"\1", _BOLD.sub(r"\2", text)))


def _link(found: re.Match[str]) -> str:
    shown, address = found[1], found[2]
    if _IMAGE_ONLY.fullmatch(found[0]) or not address.startswith("http") or address.rstrip("/") in shown:
        return shown
    return f"{shown} ({address})"
