"""Walk docs/webmaster/one-afternoon.md in a temporary folder and take its pictures: `python tools/afternoon.py`.

Every command of the page is run for real, in the page's order; what an officer does by hand in between stands here as
a function each. `walk` alone takes no pictures: a test holds the page against it.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
import pypdfium2
from docx.enum.section import WD_ORIENT
from picture import GREY, HEIGHT, IMAGES, PHONE_HEIGHT, PHONE_WIDTH, ROOT, WIDTH, chromium, compose, serving, shot
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from prongsai.importers.document import Paragraph
from prongsai.importers.reading import read_document

MOST_BYTES = 120_000
SEED = ROOT / "tests" / "importers" / "seeds" / "sing-2568.txt"
ODD_HEADER = "สิ่งที่ประชาชนได้รับ"
"""No header of the table of headers: so that the walk meets a question."""
WORD, BOOK, WEB = "รายงาน 2568.docx", "sing-2568.xlsx", "http://www.singsaiyok.go.th"
TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"
ANSWERS = (
    *("องค์การบริหารส่วนตำบลสิงห์", "อบต.สิงห์", "ไทรโยค", "กาญจนบุรี", "sing"),
    *("2568", "https://www.example.go.th/ita/", "issue", "folder", "none"),
)


class Said(NamedTuple):
    """A command as it was typed, all that it printed, and its seconds."""

    typed: str
    text: str
    seconds: float


Walk = dict[str, Said]


def main() -> int:
    """The walk with its pictures and times; 1 when a picture is too large."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        said = walk(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        sizes = list(pictures(browser, Path(folder), said))
        browser.close()
    for one in said.values():
        sys.stdout.write(f"{one.seconds:5.1f} s  {one.typed}\n")
    return int(max(sizes) > MOST_BYTES)


def walk(folder: Path) -> Walk:
    """The whole afternoon in this folder, by step."""
    write_word(folder / WORD)
    said = {"new": typed(folder, "prongsai new ita", *ANSWERS)}
    ita = folder / "ita"
    year = ita / "data" / "sing" / "2568"
    shutil.copy(folder / WORD, ita)
    bring = f'prongsai import "{WORD}" --agency sing --year 2568 --review ../review.html'
    said["import"] = typed(ita, bring, "1")
    said["check"] = typed(ita, "prongsai check")
    mend(ita, year)
    said["check again"] = typed(ita, "prongsai check")
    said["build"] = typed(ita, "mkdocs build --strict")
    said["xlsx"] = typed(ita, "prongsai xlsx sing 2568")
    edit_book(ita / BOOK)
    said["show"] = typed(ita, f"prongsai import {BOOK}")
    said["write"] = typed(ita, f"prongsai import {BOOK} --write")
    said["report"] = typed(ita, "prongsai report sing 2568 --pdf report-2568.pdf --docx report-2568.docx")
    said["next"] = typed(ita, "prongsai next-year sing 2568")
    add_evidence(ita, year.with_name("2569"))
    said["ready"] = typed(ita, "prongsai ready sing 2569")
    said["sheet"] = typed(ita, "prongsai filing-sheet sing 2569 --csv ../filing-2569.csv --html ../filing-2569.html")
    said["build again"] = typed(ita, "mkdocs build --strict")
    said["verify"] = typed(ita, "prongsai verify")
    said["dry"] = typed(ita, "prongsai publish site --to ../www --dry-run")
    said["publish"] = typed(ita, "prongsai publish site --to ../www")
    said["addresses"] = typed(ita, "prongsai addresses --update")
    return said


def typed(folder: Path, line: str, *answers: str) -> Said:
    """Run a line in a terminal of its own and answer what it asks. Raises RuntimeError if the command fails."""
    import pty  # not on Windows, where only this tool does not work

    command = [sys.executable, "-m", *shlex.split(line)]
    begun, screen, asked, waiting = time.monotonic(), b"", 0, list(answers)
    ours, theirs = pty.openpty()
    given = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "plugins")}
    with subprocess.Popen(command, cwd=folder, env=given, stdin=theirs, stdout=theirs, stderr=theirs) as running:  # noqa: S603 - fixed words
        os.close(theirs)
        while read := heard(ours):
            screen += read
            if waiting and screen[asked:].decode(errors="ignore").endswith(": "):
                asked = len(screen)
                os.write(ours, f"{waiting.pop(0)}\n".encode())
    os.close(ours)
    code = running.returncode
    text = screen.decode().replace("\r\n", "\n").replace(str(folder) + os.sep, "")
    if code:
        raise RuntimeError(f"{line}: {code}\n{text}")
    return Said(line, re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text), time.monotonic() - begun)


def heard(terminal: int) -> bytes:
    """What was printed there since; nothing once the other end is closed, which Linux tells as an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def write_word(path: Path) -> None:
    """Last year's Word file: a public report as its agency wrote it, with one header that nobody has met yet."""
    made = docx.Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for block in read_document(SEED).blocks:
        if isinstance(block, Paragraph):
            made.add_paragraph(block.text)
            continue
        table = made.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        for at, row in enumerate(block.rows):
            for column, slot in enumerate(row):
                text = ODD_HEADER if at == 0 and "Outcome" in slot.text else slot.text
                first, *rest = text.split("\n")
                cell = table.cell(at, column)
                cell.paragraphs[0].add_run(first)
                for line in rest:
                    cell.add_paragraph(line)
        made.add_paragraph()
    made.save(str(path))


def change(path: Path, *changes: tuple[str, str]) -> None:
    """Change texts that are there once. Raises ValueError if one is not."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        if text.count(old) != 1:
            raise ValueError(f"{path.name}: {old}")
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")


def mend(ita: Path, year: Path) -> None:
    """What the officer does with the doubts: mends what is one, removes the remark, and lets the year show."""
    change(year / "measures" / "p6-1.yml", ("จ ริ ย ธ ร ร ม ให้ แ ก่", "จริยธรรมให้แก่"))
    for file in (year / "measures").glob("*.yml"):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(("# ตรวจ:", "# นำเข้าจาก"))]
        file.write_text("".join(kept), encoding="utf-8", newline="\n")
    change(ita / "data" / "sing" / "agency.yml", ("# website:\n", f"website: {WEB}\n"))
    change(
        year / "year.yml",
        ("title: ข้อมูลคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568 (ร่างจากการนำเข้า)", f"title: {TITLE}"),
        ("  title: รายงาน 2568\n", f"  title: {TITLE}\n"),
        ("# report_year:\n", "report_year: 2568\n"),
        ('status: "draft"\n', "# status:\n"),
    )


def edit_book(path: Path) -> None:
    """Two slips that `prongsai check` named, and a piece of evidence that the report names, typed into the workbook."""
    book = openpyxl.load_workbook(path)
    sheet = book["มาตรการ"]
    column = [cell.value for cell in sheet[1]].index("ผลลัพธ์หรือผลสัมฤทธิ์") + 1
    slips = {"p1-1": ("สามารถให้บริการ", "สามารถรับบริการ"), "p2-1": ("ประชาชนผู้บริการ", "ประชาชนผู้รับบริการ")}
    for row in range(3, sheet.max_row + 1):
        if (slip := slips.get(str(sheet.cell(row, 1).value))) is not None:
            sheet.cell(row, column).value = str(sheet.cell(row, column).value).replace(*slip)
    for at, value in enumerate(("p1-1", "ระบบ E-Service บนเว็บไซต์หน่วยงาน", WEB), 1):
        book["หลักฐาน"].cell(3, at).value = value
    book.save(path)


def add_evidence(ita: Path, year: Path) -> None:
    """The report of last year is what item O26 of this year asks for."""
    (year / "evidence").mkdir()
    shutil.copy(ita / "report-2568.pdf", year / "evidence" / "report-2568.pdf")
    answers = (year / "disclosures.yml").read_text(encoding="utf-8")
    head, item, rest = answers.partition("\nO26:\n")
    blank = "  # evidence:\n  #   - title:\n  #     link:"
    given = f"  evidence:\n    - title: {TITLE}\n      file: report-2568.pdf"
    if not item or blank not in rest:
        raise ValueError("O26")
    text = head + item + rest.replace(blank, given, 1)
    (year / "disclosures.yml").write_text(text, encoding="utf-8", newline="\n")


def pictures(browser: Browser, folder: Path, said: Walk) -> Iterator[int]:
    """All pictures; gives the bytes of each."""
    ita = folder / "ita"
    yield save(screen(browser, shown(said["new"])), "new")
    yield save(screen(browser, shown(said["import"], skip=range(8, 27))), "import")
    yield save(local(browser, folder / "review.html", "article >> nth=5"), "review")
    yield save(screen(browser, shown(said["check"], skip=range(2, 16))), "check")
    yield save(site(browser, ita / "site"), "site")
    yield save(screen(browser, shown(said["show"])), "xlsx")
    yield save(paper(ita / "report-2568.pdf"), "report")
    draft = (ita / "data" / "sing" / "2569" / "measures" / "p4-1.yml").read_text(encoding="utf-8")
    yield save(screen(browser, f"{shown(said['next'])}\n\ndata/sing/2569/measures/p4-1.yml\n\n{draft}"), "next-year")
    yield save(local(browser, folder / "filing-2569.html", "section >> nth=-2"), "sheet")
    plan = [line for line in shown(said["dry"]).splitlines() if not line.startswith("  ")]  # without the files' names
    yield save(screen(browser, "\n".join([*plan, "", shown(said["publish"])])), "publish")


def shown(said: Said, skip: range = range(0)) -> str:
    """What stands on the terminal at the end, without the lines of its output in `skip`."""
    lines = [line.rpartition("\r")[2] for line in said.text.rstrip().split("\n")]
    kept = [f"> {said.typed}", *lines[: skip.start or None]]
    return "\n".join([*kept, "…", *lines[skip.stop :]] if skip else kept)


def screen(browser: Browser, text: str) -> Image.Image:
    """Text as a terminal shows it."""
    page = browser.new_page(viewport={"width": 940, "height": 100}, color_scheme="light")
    page.set_content(
        "<body style='margin:0'><pre style='margin:0;padding:20px;background:#1b1f23;color:#e6e6e6;"
        f"white-space:pre-wrap;overflow-wrap:anywhere;font:16px/1.6 Sarabun,Loma,Tahoma,monospace'>{escape(text)}</pre>"
    )
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    page.close()
    return picture


def local(browser: Browser, file: Path, at: str) -> Image.Image:
    """A private page in a window, scrolled to one of its parts."""
    page = browser.new_page(viewport={"width": 1100, "height": 720}, color_scheme="light")
    page.goto(file.as_uri())
    page.locator(at).evaluate("part => part.scrollIntoView()")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return picture


def site(browser: Browser, built: Path) -> Image.Image:
    """The year on a desktop, and the first measure's issue on a phone."""
    with serving(built) as address:
        return compose(
            shot(browser, f"{address}2568/", WIDTH, HEIGHT),
            shot(browser, f"{address}2568/issues/1/", PHONE_WIDTH, PHONE_HEIGHT),
        )


def paper(file: Path) -> Image.Image:
    """The first page."""
    document = pypdfium2.PdfDocument(file)
    picture: Image.Image = document[0].render(scale=1.3).to_pil().convert("RGB")
    document.close()
    return picture


def save(picture: Image.Image, name: str) -> int:
    """Write it with a thin frame, and few colours, so few bytes; gives how many."""
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), GREY)
    framed.paste(picture, (1, 1))
    file = IMAGES / f"afternoon-{name}.png"
    framed.quantize(colors=48, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
    sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes\n")
    return file.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
