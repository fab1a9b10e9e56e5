"""The one Jinja environment: autoescape always on, undefined names are errors, and the filters that templates use."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from prongsai import lean, thai
from prongsai.compiled import PackageBytecode
from prongsai.lean import LeanEnvironment
from prongsai.words import load_words

Digits = Literal["thai", "arabic"]

_PACKAGE = Path(__file__).parent

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\{}|^()\[\]“”]+", re.ASCII)
_TRAILING = ".,;:!?"
_LATIN = re.compile(r"No Gift Policy|E[-–]Service|Do(?:'s)? ?(?:&|and) ?Don'?ts?|Social Network|Q&A", re.IGNORECASE)
_LATIN_STARTS = re.compile("[NnEeDdSs\u017fQq]")
"""Each of those begins with one of these (U+017F is an s to IGNORECASE); most Thai texts hold none."""
_REMEMBERED = 4096
"""Texts for which each filter knows its answer: pages of a year say the same in several places."""


@cache
def environment(digits: Digits = "arabic") -> LeanEnvironment:
    """The environment for page bodies; one for each way of writing digits."""
    env = LeanEnvironment(
        loader=FileSystemLoader(_PACKAGE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=PackageBytecode(_PACKAGE, f"pages {digits}", _code_of_filters(), known={"prongsai"}),
        auto_reload=False,  # they are part of the package: nothing asks the disk for each page whether they changed
    )
    number = thai.to_thai_digits if digits == "thai" else thai.to_arabic_digits

    @lru_cache(_REMEMBERED, typed=True)  # typed: 1, True and "1" are not written alike
    def num(value: object) -> str:
        return number(f"{value:,}" if isinstance(value, int) and value >= 10_000 else str(value))

    def day(text: str) -> str:
        return num(_day(text))

    @lru_cache(_REMEMBERED)
    def span(value: thai.Span) -> str:
        return num(thai.format_range(value.start, value.end, precision=value.precision))

    def long_date(value: date) -> str:
        return num(thai.format_date(value))

    def size(count: int) -> str:
        return num(file_size(count))

    filters = {
        "num": num,
        "prose": prose,
        "item": lru_cache(_REMEMBERED)(thai.split_label),
        "day": day,
        "date": long_date,
        "span": span,
        "size": size,
    }
    env.filters.update(filters, isoday=_iso_day)
    env.globals |= {"t": load_words()}
    env.constants = {"t": load_words()}
    return env


@cache
def _code_of_filters() -> bytes:
    """A digest of what compiled templates hold answers of: the filters, and the words that stand in the code."""
    sources = [Path(__file__), Path(lean.__file__), *sorted(Path(str(thai.__file__)).parent.glob("*.py"))]
    digest = hashlib.sha256(repr(load_words()).encode())
    for source in sources:
        digest.update(hashlib.sha256(source.read_bytes()).digest())
    return digest.digest()


@lru_cache(_REMEMBERED, typed=True)
def prose(text: str, own: str | None = None) -> Markup:
    """Text as filed: escaped, lines kept apart, English names marked as English.

    Only addresses on the agency's `own` website become links: reports carry addresses of other agencies by mistake,
    and a citizen who wants to complain must not be led there.
    """
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text) if "://" in text else ():
        address = found[0].rstrip(_TRAILING)
        shown = _anchor(address) if own and _host(address) == _host(own) else escape(address)
        parts += [_lines(text[end : found.start()]), shown]
        end = found.start() + len(address)
    parts.append(_lines(text[end:]))
    return Markup("".join(parts))  # noqa: S704  # every part was escaped


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _anchor(address: str) -> Markup:
    return Markup('<a href="{0}" rel="noopener nofollow">{0}</a>').format(address)


def _lines(text: str) -> str:
    """A piece of text as HTML."""
    marked = "".join(
        f'<span lang="en">{escape(part)}</span>' if index % 2 else escape(part)
        for index, part in enumerate(_with_matches(text))
    )
    return "<br>\n".join(marked.splitlines()) if "\n" in marked else marked


def _with_matches(text: str) -> Iterable[str]:
    """The text cut into plain, English, plain, English, ... plain."""
    end = 0
    for found in _LATIN.finditer(text) if _LATIN_STARTS.search(text) else ():
        yield text[end : found.start()]
        yield found[0]
        end = found.end()
    yield text[end:]


def file_size(count: int) -> str:
    """A size for people: 1536 is "1.5 KB"."""
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < 1000 or unit == "MB":
            return f"{size:.0f} {unit}" if unit == "B" or size >= 10 else f"{size:.1f} {unit}"
        size /= 1000
    raise AssertionError("unreachable: the loop returns at MB")


def _day(text: str) -> str:
    day = thai.parse_date(text).value
    return thai.format_date(day) if day else text


def _iso_day(text: str) -> str:
    day = thai.parse_date(text).value
    return day.isoformat() if day else ""


def render(template: str, digits: Digits, **context: Any) -> str:
    """One template with its context."""
    return environment(digits).get_template(template).render(**context)
