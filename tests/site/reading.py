"""Reads built pages as a person would: the visible text, the headings, where the links lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

SILENT = {"script", "style", "template", "title", "svg"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Reading:
    """What one page shows."""

    text: str = ""
    title: str = ""
    description: str = ""
    h1: str = ""
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @property
    def flat(self) -> str:
        """The text with every run of white space as one space."""
        return " ".join(self.text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Reading()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        else:
            self.found.text += " " if tag == "br" else ""
        if tag == "a" and "href" in values:
            self.found.links.append(values["href"])
        if tag == "meta" and values.get("name") == "description":
            self.found.description = values["content"]
        if "id" in values:
            self.found.ids.add(values["id"])

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass
        if tag not in {"a", "b", "span", "small", "time", "mark", "code"}:
            self.found.text += " "

    def handle_data(self, data: str) -> None:
        if "title" in self.open and "head" in self.open:
            self.found.title += data
        if "h1" in self.open:
            self.found.h1 += data
        if not SILENT & set(self.open):
            self.found.text += data


def read(path: Path) -> Reading:
    """Read one HTML file."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.found.h1 = " ".join(reader.found.h1.split())
    return reader.found


def squeeze(text: str) -> str:
    """Text without white space: pages break lines where files do not."""
    return "".join(text.split())
