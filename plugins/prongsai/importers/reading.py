"""Any file of an agency into one `Document`: by what the file is, not only by what it is called."""

from __future__ import annotations

from pathlib import Path
from zipfile import is_zipfile

from prongsai.importers.document import MAX_BYTES, Document, ReadingError
from prongsai.importers.docx import read_docx
from prongsai.importers.pasted import read_pasted
from prongsai.importers.pdf import read_pdf
from prongsai.importers.sheets import read_sheets
from prongsai.importers.web import read_web
from prongsai.problems import Message

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD, _SHEETS = {".docx", ".docm", ".dotx"}, {".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"}
_TEXT = {".txt", ".md", ".tsv", ".csv"}

READABLE = (".docx", ".xlsx", ".xls", ".ods", ".html", ".htm", ".txt", ".md", ".tsv", ".csv", ".pdf")


def read_document(path: Path) -> Document:
    """Read a file. Raises ReadingError, whose message says what to do, or MissingExtra; OSError if it is not there."""
    kind = path.suffix.lower()
    if path.stat().st_size > MAX_BYTES:
        raise ReadingError(
            Message(
                f"{path.name}: ไฟล์ใหญ่เกิน {MAX_BYTES // 1_000_000} MB ลบรูปออกแล้วบันทึกใหม่",
                f"{path.name}: larger than {MAX_BYTES // 1_000_000} MB; save it without its pictures",
            )
        )
    with path.open("rb") as file:
        start = file.read(1024)
    if not start:
        raise ReadingError(_refusal(path, kind, start))
    if start.startswith(b"%PDF"):
        return read_pdf(path)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and kind not in _TEXT:
        return read_web(path)
    if kind in _SHEETS and (start.startswith(_OLD_OFFICE) or is_zipfile(path)):
        return read_sheets(path)
    if kind in _WORD and is_zipfile(path):
        return read_docx(path)
    if kind in _TEXT or (kind in {".html", ".htm"} | _SHEETS and b"\0" not in start):
        return read_web(path) if kind in {".html", ".htm"} else read_pasted(path)
    raise ReadingError(_refusal(path, kind, start))


def _refusal(path: Path, kind: str, start: bytes) -> Message:
    if not start:
        return Message(
            f"{path.name}: ไฟล์ว่าง (0 ไบต์) คัดลอกหรือดาวน์โหลดใหม่แล้วลองอีกครั้ง",
            f"{path.name}: the file is empty (0 bytes); copy or download it anew",
        )
    if start.startswith(_OLD_OFFICE) and kind in _WORD:
        return Message(
            f"{path.name}: ใส่รหัสผ่านไว้ หรือเป็นไฟล์ Word แบบเดิมที่เปลี่ยนนามสกุล เปิดใน Word เอารหัสผ่านออก "
            "แล้วเลือก แฟ้ม > บันทึกเป็น > Word Document (.docx)",
            f"{path.name}: protected by a password, or an old Word file under a new name; open it in Word, remove the "
            "password and choose File > Save As > Word Document (.docx)",
        )
    if start.startswith(_OLD_OFFICE) or kind in {".doc", ".dot", ".rtf", ".odt"}:
        return Message(
            f"{path.name}: เป็นไฟล์ Word แบบเดิม เปิดใน Word แล้วเลือก แฟ้ม > บันทึกเป็น > Word Document (.docx) "
            "หรือใช้ LibreOffice: soffice --headless --convert-to docx แล้วนำเข้าไฟล์ .docx",
            f"{path.name}: an old Word file; open it in Word and choose File > Save As > Word Document (.docx), "
            "or run soffice --headless --convert-to docx, then import the .docx",
        )
    if kind in READABLE:
        return Message(
            f"{path.name}: ไฟล์เสีย หรือไม่ใช่ {kind} ตามชื่อ เปิดในโปรแกรมเดิมแล้วบันทึกใหม่",
            f"{path.name}: damaged, or no {kind} as its name says; open and save it anew",
        )
    return Message(
        f"{path.name}: อ่านไฟล์ชนิดนี้ไม่ได้ ใช้ได้กับ {' '.join(READABLE)}",
        f"{path.name}: files of this kind cannot be read; {' '.join(READABLE)} can",
    )
