"""Web pages saved as a file, and the HTML that some systems hand out under the name of .xls or .doc."""

from __future__ import annotations

import re
from pathlib import Path

from prongsai.importers import html
from prongsai.importers.document import Document, ReadingError
from prongsai.problems import Message

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_THAI_CODES = {"tis-620", "tis620", "windows-874", "iso-8859-11", "cp874"}


def read_web(path: Path) -> Document:
    """Read a saved web page. Raises ReadingError if its letters cannot be told."""
    return Document(path.name, tuple(html.blocks_of(html.parse(decode(path)), path.name)))


def decode(path: Path) -> str:
    """The text of a file: UTF-8, UTF-16 by its mark, or the old Thai code page. Raises ReadingError otherwise."""
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(raw[:4000])
        code = named[1].decode().lower() if named else "cp874"
        try:
            return raw.decode("cp874" if code in _THAI_CODES else code)
        except (UnicodeDecodeError, LookupError) as error:
            raise ReadingError(
                Message(
                    f"{path.name}: อ่านตัวอักษรไม่ได้ เปิดไฟล์แล้วบันทึกใหม่โดยเลือก UTF-8",
                    f"{path.name}: the letters cannot be read; save the file again as UTF-8",
                )
            ) from error
