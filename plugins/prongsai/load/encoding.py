"""Bytes into text: UTF-8 only, no character that hides or that makes text lie; what else it may be is said."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from prongsai.load import messages
from prongsai.problems import Level, Position, Problem, Source

MAX_BYTES = 1_000_000

REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)
"""Control characters, line separators, bidirectional marks that make text lie, lone surrogates."""
_LINE_END = r"\r\n|\r|\n"
"""What PyYAML counts as the end of a line, of the characters that are allowed."""


def decode(raw: bytes, source: Source) -> tuple[str, list[Problem]]:
    """The text of a file; with problems it must not be used."""

    def refused(rule: str, at: Position, **words: object) -> tuple[str, list[Problem]]:
        return "", [Problem(Level.ERROR, rule, source, messages.message(rule, **words), at=at)]

    if len(raw) > MAX_BYTES:
        return refused("file-too-large", Position(1, 1), limit=MAX_BYTES)
    wide = _wide_encoding(raw)
    if wide:
        start = raw[:400].decode(wide, errors="replace").partition("\n")[0]
        return refused("encoding", Position(1, 1), encoding=wide[:6].upper(), start=_excerpt(start))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = re.split(_LINE_END, error.object[: error.start].decode())
        at = Position(len(before), len(before[-1]) + 1)
        if _is_damaged_utf8(raw):
            return refused("bad-character", at, code=f"0x{error.object[error.start]:02X}")
        line = re.split(_LINE_END.encode(), before[-1].encode() + error.object[error.start : error.start + 200])[0]
        words = {"encoding": "TIS-620/Windows-874", "start": _excerpt(line.decode("cp874", errors="replace"))}
        return refused("encoding", at, **words)
    return text, list(_refused_characters(text, source))


def _wide_encoding(raw: bytes) -> str | None:
    """Name UTF-32 or UTF-16, by its mark or by the zero bytes beside its Latin letters."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    match [byte == 0 for byte in raw[:4]]:
        case [False, True, False, True]:
            return "utf-16-le"
        case [True, False, True, False]:
            return "utf-16-be"
    return None


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether most letters beyond ASCII are UTF-8: in a cp874 file hardly any two bytes happen to look like it."""
    foreign = sum(byte >= 0x80 for byte in raw)
    return 2 * sum(len(char.encode()) for char in raw.decode(errors="ignore") if char >= "\x80") > foreign


def _excerpt(text: str) -> str:
    return REFUSED.sub("\ufffd", text.replace("\ufeff", "")).strip()[:60]


def _refused_characters(text: str, source: Source) -> Iterator[Problem]:
    """Every character that may not stand in a file, at most ten: a binary file would give thousands."""
    for count, found in enumerate(REFUSED.finditer(text)):
        if count == 10:
            return
        before = re.split(_LINE_END, text[: found.start()])
        at = Position(len(before), len(before[-1]) + 1)
        message = messages.message("bad-character", code=f"U+{ord(found[0]):04X}")
        yield Problem(Level.ERROR, "bad-character", source, message, at=at)
