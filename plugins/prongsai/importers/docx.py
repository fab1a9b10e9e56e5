"""Word documents (.docx): automatic numbers written out, then mammoth's HTML, which keeps merges, links, insertions."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from prongsai.extras import require
from prongsai.importers import html
from prongsai.importers.document import MAX_BYTES, Document, ReadingError
from prongsai.importers.numbering import write_numbers
from prongsai.problems import Message

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_KEPT = ("word/", "_rels/", "[Content_Types].xml")


def read_docx(path: Path) -> Document:
    """Read a Word document. Raises ReadingError if it is damaged, MissingExtra without mammoth."""
    mammoth = require("mammoth", "import")
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(_with_numbers(path)), convert_image=mammoth.images.img_element(lambda _: {})
        )
    except (BadZipFile, ET.ParseError, KeyError, ValueError, OSError) as error:
        raise ReadingError(
            Message(
                f"{path.name}: ไฟล์ Word เสียหรือไม่ใช่ .docx เปิดใน Word แล้วบันทึกใหม่เป็น Word Document (.docx)",
                f"{path.name}: damaged or no .docx; open it in Word and save it as Word Document (.docx)",
            )
        ) from error
    return Document(path.name, tuple(html.blocks_of(html.parse(made.value), path.name)))


def _with_numbers(path: Path) -> bytes:
    """The same document with the automatic numbers as text and without its pictures."""
    out = io.BytesIO()
    with ZipFile(path) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        if sum(entry.file_size for entry in source.infolist() if entry.filename.endswith(".xml")) > 2 * MAX_BYTES:
            raise ValueError("unpacks to too much")
        main = _main(source)
        parts = {name: _xml(source, name) for name in (_NUMBERING, _STYLES) if name in source.namelist()}
        for entry in source.infolist():
            if entry.filename == main:
                document = _xml(source, main)
                write_numbers(document, parts.get(_NUMBERING), parts.get(_STYLES))
                target.writestr(main, ET.tostring(document, encoding="utf-8", xml_declaration=True))
            elif entry.filename.startswith(_KEPT) and entry.file_size <= MAX_BYTES:
                target.writestr(entry.filename, source.read(entry.filename))
    return out.getvalue()


def _main(source: ZipFile) -> str:
    """The part that holds the text: word/document.xml, or document2.xml when Word on the web saved it."""
    for relation in _xml(source, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    raise KeyError("no main part")


def _xml(source: ZipFile, name: str) -> ET.Element:
    raw = source.read(name)
    if b"<!DOCTYPE" in raw[:2000] or b"<!ENTITY" in raw[:5000]:
        raise ValueError("Word writes no document type")
    return ET.fromstring(raw)  # noqa: S314  # no document type, so no entity can grow or reach outside
