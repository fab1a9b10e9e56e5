"""The theme's frame around every page: mended for keyboard and screen reader, and safe under a strict policy.

Functions from HTML to HTML. Each looks for the very piece of the theme that it changes; where a new version of the
theme has another piece, it raises FrameError: a build that stops is better than a menu that nobody can open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import escape

from prongsai.hashed import hashed
from prongsai.problems import Message
from prongsai.words import load_words

POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What a page may load: its own files, and the icons that stand as `data:` in the theme's style sheet. Nobody else
hears of a reader. The same line works as an HTTP header, since no script or style stands in the page itself."""

SCRIPTS = "assets/javascripts/"
"""Folder of the theme's scripts, from the site's root."""


class FrameError(ValueError):
    """A piece of the theme is not there, or not once: the theme has changed."""

    def __init__(self, piece: str, found: int) -> None:
        self.message = Message(
            f"กรอบของธีมเปลี่ยนไป: ต้องพบ “{piece}” 1 แห่ง แต่พบ {found} แห่ง "
            "ใช้ mkdocs-material รุ่นตามไฟล์ lock หรือแก้ prongsai/frame.py",
            f"the theme's frame has changed: expected “{piece}” once, found it {found} times; "
            "install the mkdocs-material of the lock file or mend prongsai/frame.py",
        )
        super().__init__(self.message.en)


@dataclass(frozen=True, slots=True)
class Framed:
    """A finished page, and the scripts that stood in it: file texts by address from the site's root."""

    html: str
    scripts: dict[str, str]


class _Repair(NamedTuple):
    old: str
    new: str


def frame(html: str, *, policy: bool = True, worker: tuple[str, str] | None = None) -> Framed:
    """All repairs of one page, and the policy on what it may load.

    `worker` is the theme's search worker and the one that takes its place: the theme's scripts ask the page for it.
    """
    if worker and '<script id="__config"' in html:
        html = _once(html, *worker)
    html, scripts = scripts_to_files(mend_tables(mend(html)))
    return Framed(add_policy(html) if policy else html, scripts)


def mend(html: str) -> str:
    """Give menu and search real buttons, the skip link its target, and the search box its proper roles."""
    if 'data-md-component="header"' not in html:
        return html  # a page with a frame of its own, such as a poster
    words = {key: escape(word) for key, word in load_words()["theme"].items()}
    html = _skip_link(html, words["skip"])
    html = _button(html, "__drawer", "menu", words["menu"])
    repairs = _REPAIRS
    if 'data-md-component="search-query"' in html:
        html = _button(html, "__search", "search", words["search"])
        repairs += _SEARCH_REPAIRS
    for old, new in repairs:
        html = _once(html, old, new.format_map(words))
    return html


def mend_tables(html: str) -> str:
    """Put hand-written tables into a scroll region; alignment becomes a class, because the policy forbids styles."""
    label = escape(load_words()["common"]["table_scroll"])
    region = f'<div class="pr-scroll" role="region" tabindex="0" aria-label="{label}"><table class="pr-table">'
    html = re.sub(r"<table>(.*?)</table>", lambda table: f"{region}{table[1]}</table></div>", html, flags=re.DOTALL)
    return re.sub(r' style="text-align: (left|center|right);"', r' class="pr-align-\1"', html)


def scripts_to_files(html: str) -> tuple[str, dict[str, str]]:
    """Move every script that stands in the page to a file of its own, named by its content."""
    scripts: dict[str, str] = {}
    bundle = re.search(rf'<script src="([^"]*){SCRIPTS}bundle\.', html)
    base = bundle[1] if bundle else ""

    def moved(found: re.Match[str]) -> str:
        if "src=" in found["attributes"] or "application/" in found["attributes"]:
            return found[0]  # a file already, or data
        if not bundle:
            raise FrameError(f"{SCRIPTS}bundle.*.js", 0)
        text = _SCOPE.sub("__md_scope=new URL('../..',document.currentScript.src)", found["text"])
        if "__md_scope=" in found["text"] and text == found["text"]:
            raise FrameError('__md_scope=new URL("…",location)', 0)
        address = hashed(f"{SCRIPTS}inline.js", f"{text}\n".encode())
        scripts[address] = f"{text}\n"
        return f'<script{found["attributes"]} src="{base}{address}"></script>'

    return _SCRIPT.sub(moved, html), scripts


def add_policy(html: str) -> str:
    """Say the policy first in the head: what stands before it is not governed by it."""
    charset = '<meta charset="utf-8">'
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return _once(html, charset, f'{charset}{policy}<meta name="referrer" content="no-referrer">')


_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
# The theme writes the way to the root into this script, so it would differ at every depth; the file knows its place.
_SCOPE = re.compile(r'__md_scope=new URL\("[^"]*",location\)')

_REPAIRS: tuple[_Repair, ...] = (
    _Repair('<main class="md-main"', '<main id="__content" tabindex="-1" class="md-main"'),
)
_SEARCH_REPAIRS = (
    # a dialog needs a name and a trap for focus; this is a search landmark, and has that role inside
    _Repair(
        '<div class="md-search" data-md-component="search" role="dialog">',
        '<div class="md-search" data-md-component="search">',
    ),
    _Repair(
        '<label class="md-search__icon md-icon" for="__search">',
        '<label class="md-search__icon md-icon" for="__search" title="{search_close}">',
    ),
    _Repair('<div class="md-search-result__meta">', '<div class="md-search-result__meta" role="status">'),
    _Repair(
        '<div class="md-search__scrollwrap" tabindex="0"',
        '<div class="md-search__scrollwrap" tabindex="0" role="region" aria-label="{search_results}"',
    ),
)
_SKIP = re.compile(r'<div data-md-component="skip">.*?</div>', re.DOTALL)


def _skip_link(html: str, word: str) -> str:
    """The theme's link leads to the first subheading, past the title, and is missing where there is none."""
    return _once_matched(
        html, _SKIP, f'<div data-md-component="skip"><a href="#__content" class="md-skip">{word}</a></div>'
    )


def _button(html: str, switch: str, name: str, word: str) -> str:
    """Put a button before a label that no key reaches.

    The label stays: without JavaScript it is the only switch, and the theme's script looks for it.
    """
    label = re.compile(rf'(<label class="md-header__button md-icon)(" for="{switch}">\s*)(<svg.*?</svg>)', re.DOTALL)
    button = (
        f'<button type="button" class="md-header__button md-icon pr-open pr-open-{name}" data-pr-toggle="{switch}" '
        f'aria-expanded="false" aria-label="{word}">'
    )
    return _once_matched(html, label, rf"{button}\3</button>\1 pr-nojs\2\3")


def _once_matched(html: str, pattern: re.Pattern[str], new: str) -> str:
    html, count = pattern.subn(new, html)
    if count != 1:
        raise FrameError(pattern.pattern, count)
    return html


def _once(html: str, old: str, new: str) -> str:
    count = html.count(old)
    if count != 1:
        raise FrameError(old, count)
    return html.replace(old, new)
