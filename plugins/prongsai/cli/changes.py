"""`prongsai changes`: which pages differ between two built sites, short enough for a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import click

from prongsai.compared import Change, Difference, Group, NoSiteError, Side, compare, read_side
from prongsai.words import load_words

LONGEST = 60_000
"""Characters: a comment on GitHub holds 65,536."""

_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#!|&~@:]")
"""What Markdown, or a code host, takes for more than a letter."""


@click.command()
@click.argument("old", metavar="OLD", type=click.Path(exists=True, path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", help="รูปแบบผลลัพธ์")
@click.option("--base-url", default="", help="ที่อยู่ของเว็บที่เผยแพร่ ใส่แล้วแต่ละหน้ามีลิงก์ (markdown)")
def changes(old: Path, new: Path, form: str, base_url: str) -> None:
    """เทียบเว็บสองรุ่น แล้วบอกว่าหน้าใดเพิ่ม เปลี่ยน หรือหาย

    \b
    OLD และ NEW คือโฟลเดอร์ของเว็บที่สร้างแล้ว หรือไฟล์ prongsai-manifest.json ของเว็บ
    จัดกลุ่มตามหน่วยงานและปี ยาวไม่เกิน 60,000 ตัวอักษร ที่เหลือบอกเป็นจำนวน (จบด้วยรหัส 0 เสมอเมื่ออ่านเว็บได้)

    List the pages that were added, changed or removed between two built sites.
    """
    link = base_url.rstrip("/") + "/" if base_url.startswith(("https://", "http://")) else ""
    click.echo(summary(compare(_side(old), _side(new)), markdown=form == "markdown", link=link))


def _side(place: Path) -> Side:
    try:
        return read_side(place)
    except NoSiteError as error:
        raise click.UsageError(load_words()["changes"]["not_site"].format(place=place)) from error


def summary(found: Difference, *, markdown: bool = False, link: str = "", longest: int = LONGEST) -> str:
    """The difference in Thai, at most `longest` characters; `link` is the site's address with a slash at its end."""
    words = load_words()["changes"]
    if not found.groups and not found.documents and not any(found.others.values()):
        return ("### " if markdown else "") + str(words["none"])
    head = words["title"].format(**found.counts) if found.groups else words["no_pages"]
    tail = words["files"].format(**found.others) if any(found.others.values()) else ""
    lines, left = [("### " if markdown else "") + head], 0
    used = len(head) + len(tail) + 100
    for line, counts in _lines(found, markdown=markdown, link=link):
        if left or used + len(line) + 1 > longest:
            left += counts
            continue
        used += len(line) + 1
        lines.append(line)
    if left:
        lines += ["", words["more"].format(count=left)]
    return "\n".join([*lines, "", tail] if tail else lines)


def _lines(found: Difference, *, markdown: bool, link: str) -> Iterator[tuple[str, int]]:
    """Each line, and how many changes it tells of."""
    words = load_words()["changes"]
    for title, changed in [
        *((_title(group), group.changes) for group in found.groups),
        (words["documents"], found.documents),
    ]:
        if not changed:
            continue
        yield "", 0
        yield (f"#### {_plain(title)}" if markdown else title), 0
        if markdown:
            yield "", 0
        for change in changed:
            yield _line(change, markdown=markdown, link=link), 1


def _title(group: Group) -> str:
    words = load_words()["changes"]
    year = words["year"].format(year=group.year) if group.year else ""
    return " ".join(part for part in (group.agency, year) if part) or words["other"]


def _line(change: Change, *, markdown: bool, link: str) -> str:
    kind = load_words()["changes"]["kinds"][change.kind]
    title = change.title if len(change.title) <= 200 else change.title[:200] + "…"
    if not markdown:
        return f"- {kind} {title} (/{change.address})" if title != change.path else f"- {kind} /{change.address}"
    shown = _plain(title)
    return f"- {kind} [{shown}]({link}{quote(change.address)})" if link else f"- {kind} {shown}"


def _plain(text: str) -> str:
    """A text as Markdown that shows this text and does nothing."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", "".join(c if c.isprintable() else " " for c in text))
