"""What may lie in an evidence folder, and under which name it is published.

A file is known by its first bytes, not by its name; both must agree. Pure functions over bytes; nothing here reads a
disk, and what is said of a refused file stands with all other sentences in `prongsai.load.messages`.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from prongsai.photos import cleaned, has_position

MAX_BYTES = 50_000_000
"""A scanned report of 200 pages is about 20 MB; larger ones are for a file server, not for a web page."""
_MAX_PARTS = 5_000
"""Entries of an office file, which is an archive of some dozens; a list of a million would take seconds to read."""


class Refusal(NamedTuple):
    """Which rule a file breaks, and the words that its sentence needs."""

    rule: str
    words: dict[str, Any]


_EXECUTABLE = re.compile(
    r"\.(php\d?|phtml|phar|cgi|pl|py|sh|exe|bat|cmd|jse?|vbs|aspx?|jsp|htaccess|s?html?|svgz?)\.", re.IGNORECASE
)
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|iframe|\?php)", re.IGNORECASE)


def _is_zip_of(part: str) -> Callable[[bytes], bool]:
    def test(raw: bytes) -> bool:
        if raw.count(b"PK\x01\x02") > _MAX_PARTS:
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            return False
        return part in names and not any(name.lower().endswith("vbaproject.bin") for name in names)

    return test


def _is_text(raw: bytes) -> bool:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and not _MARKUP.search(raw[:4096])


_KINDS: dict[str, Callable[[bytes], bool]] = {
    ".pdf": lambda raw: raw[:1024].lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"%PDF-"),
    ".png": lambda raw: raw.startswith(b"\x89PNG\r\n\x1a\n"),
    ".jpg": lambda raw: raw.startswith(b"\xff\xd8\xff"),
    ".jpeg": lambda raw: raw.startswith(b"\xff\xd8\xff"),
    ".webp": lambda raw: raw.startswith(b"RIFF") and raw[8:12] == b"WEBP",
    ".docx": _is_zip_of("word/document.xml"),
    ".xlsx": _is_zip_of("xl/workbook.xml"),
    ".pptx": _is_zip_of("ppt/presentation.xml"),
    ".odt": _is_zip_of("content.xml"),
    ".ods": _is_zip_of("content.xml"),
    ".csv": _is_text,
    ".txt": _is_text,
}
ALLOWED = tuple(_KINDS)
"""Extensions that may be published. No HTML and no SVG (they run scripts), no macros, no archives."""

PUBLISHED_NAME = rf"[a-z0-9-]+\.(?:{'|'.join(suffix[1:] for suffix in ALLOWED)})"
"""The names that `safe_name` gives, as a regular expression that web servers understand too."""
HTACCESS = rf"""# Documents of officers: a web server sends them as they are, whatever they are called or hold.
SetHandler default-handler
<FilesMatch ".">
  SetHandler default-handler
</FilesMatch>
<IfModule mod_alias.c>
  RedirectMatch 404 "^(?!.*/{PUBLISHED_NAME}$)"
</IfModule>
<IfModule mod_headers.c>
  Header always set X-Content-Type-Options nosniff
</IfModule>
""".encode()
"""Lies beside published documents: the second wall on shared hosting, should anything ever pass the first.

Hosts name their script handler for `*.php` in a section that wins over a plain SetHandler, but not over one in a
section of ours. What no published document is called is not there at all, the list of the folder included.
"""


def refusal(name: str, raw: bytes) -> Refusal | None:
    """Why a file may not be published, or None if it may."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _KINDS:
        return Refusal("attachment-kind", {"suffix": suffix or name, "kinds": " ".join(ALLOWED)})
    if _EXECUTABLE.search(name):
        return Refusal("attachment-name", {"name": name})
    if len(raw) > MAX_BYTES:
        return Refusal("attachment-too-large", {"limit": MAX_BYTES})
    if not _KINDS[suffix](raw) or not _can_be_cleaned(suffix, raw):
        return Refusal("attachment-content", {"suffix": suffix})
    return None


def safe_name(name: str) -> str:
    """A file name fit for an address: ASCII letters, digits and dashes; the same name gives the same result.

    >>> safe_name("No Gift (2568).PDF")
    'no-gift-2568.pdf'
    """
    path = PurePosixPath(name.lower())
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem).strip("-")
    if not path.stem.isascii():  # Thai names grow ninefold when encoded, and break when copied into a form
        stem = "-".join(filter(None, [stem, hashlib.sha256(name.encode()).hexdigest()[:8]]))
    return (stem or "file") + path.suffix


def _can_be_cleaned(suffix: str, raw: bytes) -> bool:
    try:
        return not has_position(f"f{suffix}", cleaned(f"f{suffix}", raw))
    except ValueError:
        return False
