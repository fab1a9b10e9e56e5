"""Write what the documentation takes from the code: `python tools/docs.py`.

These are docs/data-format.md (from the model), docs/rules.md (from the checks and the reader's sentences),
docs/commands.md (from the command line, the Makefile and the plugin's options), the schemas in .vscode/schemas and
the one that sites publish, which lies in the package since it follows from the package alone.
tests/test_docs.py fails when one of them is not what this program would write.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import click

from prongsai import attachments
from prongsai.checks import RULES
from prongsai.checks.guide import ENGLISH_PARTS, THAI_PARTS, guide
from prongsai.cli import main as cli
from prongsai.described import explanations
from prongsai.exporters import schemas
from prongsai.exporters.opendata import as_json
from prongsai.exporters.published_schema import published_schema
from prongsai.load import encoding, files, messages, strict_yaml
from prongsai.load.project import Wishes
from prongsai.model import AgencyFields, DisclosureFields, MeasureFields, Record, YearFields, agency, fields, records
from prongsai.plugin import options
from prongsai.problems import Level
from prongsai.words import load_words

ROOT = Path(__file__).resolve().parent.parent

FILES: dict[str, tuple[type[Record], str]] = {
    "agency.yml": (AgencyFields, "หน่วยงานละหนึ่งไฟล์ อยู่ที่ `data/<หน่วยงาน>/agency.yml`"),
    "year.yml": (YearFields, "ปีละหนึ่งไฟล์ อยู่ที่ `data/<หน่วยงาน>/<ปี>/year.yml`"),
    "measures/*.yml": (
        MeasureFields,
        "มาตรการละหนึ่งไฟล์ อยู่ที่ `data/<หน่วยงาน>/<ปี>/measures/<รหัส>.yml` ชื่อไฟล์คือรหัสของมาตรการ",
    ),
    "disclosures.yml": (
        DisclosureFields,
        "ปีละหนึ่งไฟล์ มีหรือไม่ก็ได้ อยู่ที่ `data/<หน่วยงาน>/<ปี>/disclosures.yml` ชั้นแรกเป็นรหัสข้อ เช่น `O3:` ใต้แต่ละรหัสมีช่องดังนี้",
    ),
}


def _limit(alias: Any) -> int:
    """The most letters (or entries) that a type allows."""
    return next(int(part.max_length) for part in alias.__metadata__ if getattr(part, "max_length", None))


TYPES: tuple[tuple[Any, str, str], ...] = (
    (fields.Line, "ข้อความบรรทัดเดียว", f"ไม่เกิน {_limit(fields.Line):,} ตัวอักษร"),
    (fields.Text, "ข้อความ", f"หลายบรรทัดได้ ไม่เกิน {_limit(fields.Text):,} ตัวอักษร"),
    (fields.Items, "ข้อความ หรือรายการข้อความ", "มีข้อเดียวเขียนต่อท้ายคีย์ได้ มีหลายข้อขึ้นบรรทัดด้วย `- ` ข้อละบรรทัด"),
    (fields.Names, "ชื่อ หรือรายการชื่อ", "ชื่อเดียวเขียนต่อท้ายคีย์ได้ หลายชื่อเขียน `[สำนักปลัด, กองคลัง]`"),
    (fields.Number, "จำนวนเต็ม", "เลขอารบิกหรือเลขไทย"),
    (fields.Numbers, "รายการจำนวนเต็ม", "เช่น `[1, 2, 3]`"),
    (fields.FiscalYear, "ปี พ.ศ.", "สี่หลัก เช่น `2568` เป็นเลขไทยก็ได้ ใส่ปี ค.ศ. จะได้รับแจ้งปี พ.ศ. ที่ตรงกัน"),
    (fields.Score, "คะแนน", "0–100 ทศนิยมแสดงตามที่พิมพ์ เช่น `91.20`"),
    (fields.Flag, "ใช่ หรือ ไม่ใช่", "พิมพ์ `ใช่` หรือ `ไม่ใช่`"),
    (fields.Url, "ที่อยู่เว็บ", "ขึ้นต้นด้วย `https://` `http://` `mailto:` หรือ `tel:`"),
    (fields.DateText, "วันที่", "เช่น `31 มีนาคม 2567` `31 มี.ค. 67` หรือ `31/3/2567`"),
    (fields.OitCode, "รหัสข้อ OIT", "ตัวอักษร O ตามด้วยเลขข้อ เช่น `O18`"),
    (fields.FileName, "ชื่อไฟล์", "ชื่อไฟล์ใน `evidence/` ของปีเดียวกัน ไม่มีโฟลเดอร์นำหน้า"),
    (fields.Waivers, "ชื่อกฎกับเหตุผล", "กฎละบรรทัด เขียนเป็น `ชื่อกฎ: เหตุผล` ดูชื่อกฎใน [rules.md](rules.md)"),
    (records.Status, "คำบอกสถานะ", "ใช้คำในตาราง [สถานะ](#status)"),
    (agency.SurveyCode, "รหัสแบบวัด", "6–7 ตัว เป็น a–z หรือ 0–9"),
)
"""A type without words here has no documentation, and the program stops."""

LEVELS = {Level.ERROR: "ข้อผิดพลาด", Level.WARNING: "คำเตือน", Level.INFO: "ข้อสังเกต"}
OPTIONS = {
    "data_dir": "โฟลเดอร์ข้อมูล นับจากที่อยู่ของ mkdocs.yml",
    "agencies": "ชื่อโฟลเดอร์ของหน่วยงานที่จะสร้าง ไม่ใส่คือทุกแห่ง ใส่แห่งเดียวจะได้เว็บที่หน้าแรกเป็นหน้าของหน่วยงานนั้น",
    "digits": "เลขที่โปรแกรมพิมพ์เอง `arabic` หรือ `thai` ข้อความในรายงานคงตามที่ยื่น",
    "drafts": "รวมปีที่ยังเป็น `status: draft`",
    "papers": "ทำรายงานแต่ละปีเป็นไฟล์ PDF และ Word ด้วย: `auto` ทำเท่าที่ติดตั้งส่วนเสริมไว้และบอกว่าไม่ได้ทำอะไร, "
    "`true` ต้องได้ครบไม่เช่นนั้นหยุด, `false` ไม่ทำ",
    "git_dates": "แสดงวันที่ข้อมูลของหน้านั้นเปลี่ยนครั้งล่าสุดใน git ไม่มีที่ใดแสดงวันที่สร้างเว็บ",
    "server_files": "เขียน .htaccess (Apache) และ _headers (โฮสต์แบบ Pages): กติกาความปลอดภัย การเก็บสำเนา การบีบอัด หน้า 404",
    "demonstration": "ทุกหน้าบอกว่าเป็นเว็บสาธิต ไม่ใช่เว็บของหน่วยงานเอง",
    "language": "ภาษาของข้อความแจ้งปัญหา `th` หรือ `en`",
    "checks": "การตั้งค่าการตรวจ ใช้คีย์เดียวกับ [.prongsai.yml](#prongsaiyml) และมีผลแทน",
}
"""The plugin's options in Thai; one that is not here is explained by its English docstring."""

MKDOCS = {
    "mkdocs build --strict": "สร้างเว็บลง `site/` พบปัญหาจะหยุดก่อนเขียนไฟล์ เว็บเดิมไม่ถูกแตะต้อง อย่าใส่ `-q` เพราะจะซ่อนคำเตือน",
    "mkdocs serve": "เปิดดูที่ http://127.0.0.1:8000/ แก้ข้อมูลแล้วบันทึก หน้าจะปรับเอง",
}
ENVIRONMENT = {
    options.ONLY: "หน่วยงานที่จะสร้าง คั่นด้วยจุลภาค ใช้แทนตัวเลือก `agencies` เช่น `PRONGSAI_AGENCIES=sing make site`",
    options.JOBS: "สร้างด้วยกี่โปรเซส ปกติหนึ่ง ไฟล์ที่ได้เหมือนกันทุกไบต์ (`prongsai build` ใช้ `--jobs`)",
    options.CLEAN: "ใส่ `1` เพื่อสร้างใหม่ทั้งหมด ไม่ใช้สิ่งที่จำไว้ใน `.cache/prongsai` (`prongsai build` ใช้ `--clean`)",
    "PRONGSAI_CHROMIUM": "เบราว์เซอร์ที่ชุดทดสอบใช้ เมื่อหาเองไม่พบ",
    "SOURCE_DATE_EPOCH": "เวลาที่ใช้แทนเวลาปัจจุบัน `make site` ตั้งตาม commit ล่าสุด ข้อมูลเดียวกันจึงได้ไฟล์เหมือนกันทุกไบต์",
    "NO_MKDOCS_2_WARNING": "ใส่ `1` เพื่อไม่ให้ Material พิมพ์ประกาศเรื่อง MkDocs 2 (make ตั้งให้แล้ว)",
    "PYTHONUTF8": "ใส่ `1` บน Windows เพื่ออ่านภาษาไทยได้ถูกต้อง (make ตั้งให้แล้ว)",
}

GENERATED = "<!-- Made by `python tools/docs.py` from {source}. Do not edit. -->\n"


def documents() -> dict[str, str]:
    """Every generated file: its path below the root, and its text."""
    found = {
        "docs/data-format.md": "".join(_data_format()),
        "docs/rules.md": "".join(_rules()),
        "docs/commands.md": "".join(_commands()),
    }
    found["plugins/prongsai/exporters/published-schema.json"] = as_json(published_schema()).decode()
    return found | {f".vscode/schemas/{name}": text for name, text in schemas().items()}


def _table(*columns: str) -> str:
    return _row(*columns) + _row(*["---"] * len(columns))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def _data_format() -> Iterator[str]:
    yield GENERATED.format(source="plugins/prongsai/model")
    yield "# รูปแบบข้อมูล\n\n"
    yield "ทุกช่องของทุกไฟล์ใน `data/` วิธีเพิ่มหน่วยงาน ปี และมาตรการอยู่ใน [data/README.md](../data/README.md)\n\n"
    yield "*Every key of every data file. Keys are English, values Thai; a key that is not listed is refused.*\n\n"
    for name, (record, place) in FILES.items():
        yield f"## {name}\n\n{place}\n\n" + _fields(record)
    yield "## กลุ่มของช่อง\n\nช่องที่มีช่องย่อย\n\n"
    for part in _parts():
        yield f'<a id="{part.__name__.lower()}"></a>\n\n### {_first_line(part)}\n\n' + _fields(part)
    yield "## ชนิดของค่า\n\n" + _table("ชนิด", "วิธีเขียน")
    for _, words, how in TYPES:
        yield _row(words, how)
    yield '\n<a id="status"></a>\n\n## สถานะ\n\n' + _table("คำในข้อมูล", "เว็บนับเป็น")
    states = load_words()["status"]
    for word, state in records.STATUS_WORDS.items():
        yield _row(f"`{word}`", states[state])
    yield _row("ไม่มีช่อง `status`", states[records.Progress.NOT_STATED])
    yield "\nหน้าเว็บแสดงคำตามที่ยื่น ตารางนี้ใช้เฉพาะการนับ\n\n## ขนาดสูงสุด\n\n" + _table("สิ่งที่จำกัด", "ไม่เกิน")
    yield _row("ไฟล์หนึ่งไฟล์", f"{encoding.MAX_BYTES:,} ไบต์")
    yield _row("ข้อความหนึ่งแห่ง", f"{strict_yaml.MAX_SCALAR:,} ตัวอักษร")
    yield _row("ข้อความที่ไม่มีช่องว่างเลย", f"{strict_yaml.MAX_WORD:,} ตัวอักษร")
    yield _row("รายการในที่เดียว", f"{strict_yaml.MAX_ENTRIES:,} รายการ")
    yield _row("ซ้อนกัน", f"{strict_yaml.MAX_DEPTH} ชั้น")
    yield _row("ข้อมูลทั้งโฟลเดอร์ (ไม่นับ `evidence/`)", f"{files.MAX_FILES:,} ไฟล์ และ {files.MAX_TOTAL:,} ไบต์")
    yield _row("เอกสารหนึ่งไฟล์ใน `evidence/`", f"{attachments.MAX_BYTES:,} ไบต์")
    documents = f"{files.MAX_EVIDENCE_FILES:,} ไฟล์ และ {files.MAX_EVIDENCE:,} ไบต์"
    yield _row("เอกสารของปีหนึ่งรวมกัน", documents)
    yield "\n## เอกสารใน evidence\n\n"
    yield f"ใช้ได้เฉพาะ {' '.join(f'`{kind}`' for kind in attachments.ALLOWED)} และเนื้อไฟล์ต้องเป็นชนิดนั้นจริง "
    yield "ในระเบียนเขียนชื่อไฟล์ตามที่อยู่ในโฟลเดอร์ บนเว็บชื่อเปลี่ยนเป็นอักษรอังกฤษและตัวเลข "
    yield "รูปถ่ายถูกลบพิกัด เจ้าของ และเวลาที่กล้องบันทึกไว้ก่อนเผยแพร่ ไฟล์ PDF และ Office เผยแพร่ตามที่เป็น "
    yield "โปรแกรมไม่ลบชื่อผู้เขียนที่ฝังอยู่ในไฟล์เหล่านั้น\n"


def _fields(record: type[Record]) -> str:
    """The table of a record's keys: its own first, then those it has in common with others."""
    own = [name for name in record.__annotations__ if name in record.model_fields]
    hints = get_type_hints(record, include_extras=True)
    rows = _table("คีย์", "ชื่อ", "ชนิด", "ต้องมี", "คำอธิบาย")
    for name in [*own, *(name for name in record.model_fields if name not in own)]:
        info = record.model_fields[name]
        needed = "ใช่" if info.is_required() else ""
        rows += _row(f"`{name}`", info.title or "", _type(hints[name]), needed, explanations(record).get(name, ""))
    return rows + "\n"


def _type(hint: Any) -> str:
    """A type in Thai words."""
    known = next((words for alias, words, _ in TYPES if alias == hint), None)
    if known:
        return known
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type(inner[0])
    if origin in (Union, UnionType):
        return _type(next(part for part in inner if part is not type(None)))
    if origin is tuple:
        return f"รายการของ{_type(inner[0])}"
    if origin is Literal:
        return " หรือ ".join(f"`{choice}`" for choice in inner)
    if isinstance(hint, type) and issubclass(hint, Record):
        return f"[{_first_line(hint)}](#{hint.__name__.lower()})"
    raise LookupError(f"tools/docs.py has no words for the type {hint}")


def _parts() -> list[type[Record]]:
    """The records inside records, in the order in which a reader meets them."""
    found: list[type[Record]] = []

    def visit(hint: Any) -> None:
        if isinstance(hint, type) and issubclass(hint, Record) and hint not in found:
            found.append(hint)
            look_into(hint)
        for inner in get_args(hint):
            visit(inner)

    def look_into(record: type[Record]) -> None:
        for hint in get_type_hints(record, include_extras=True).values():
            visit(hint)

    for record, _ in FILES.values():
        look_into(record)
    return found


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").split("\n")[0]


def _rules() -> Iterator[str]:
    yield GENERATED.format(source="plugins/prongsai/checks and plugins/prongsai/load/messages.py")
    yield "# กฎการตรวจ\n\n"
    yield "`prongsai check` บอกปัญหาทั้งหมดในครั้งเดียว ชื่อในวงเล็บเหลี่ยมท้ายบรรทัดคือชื่อกฎในหน้านี้\n\n"
    yield "*Every rule that `prongsai check` can name. The first part looks at what records say of each other, "
    yield "the second at single files.*\n\n## ระหว่างระเบียน\n\n"
    for rule in RULES:
        said = guide(rule)
        stops = "หยุดการสร้างเว็บ" if rule.blocking and rule.level is Level.ERROR else "ไม่หยุดการสร้างเว็บ"
        yield f"### {rule.name}\n\n{LEVELS[rule.level]} · {stops}\n\n{_prose(said.thai)}\n\n"
        yield "".join(f"- **{label}**: {_prose(text)}\n" for label, text in said.named(THAI_PARTS[1:]).items())
        english = [said.summary, *(f"{label}: {text}" for label, text in said.named(ENGLISH_PARTS).items())]
        yield f"\n*{_prose(' '.join(english))}*\n\n"
    yield "## การอ่านไฟล์\n\n"
    yield "ทุกกฎในตารางนี้เป็นข้อผิดพลาดและหยุดการสร้างเว็บ ยกเว้น `unknown-file` ซึ่งเป็นคำเตือน และ `photo-position` ซึ่งเป็นข้อสังเกต "
    yield "จุดไข่ปลา (…) คือคำที่โปรแกรมเติมตามไฟล์จริง\n\n" + _table("กฎ", "ข้อความ", "In English")
    for name in messages.rules():
        sentence = messages.sentence(name)
        yield _row(f"`{name}`", _with_dots(sentence.th), _with_dots(sentence.en))


def _prose(text: str) -> str:
    """Plain text that Markdown leaves alone."""
    return re.sub(r"([*_<>\[\]`])", r"\\\1", text)


def _with_dots(sentence: str) -> str:
    """A sentence with its blanks as dots, its brackets safe in Markdown."""
    return re.sub(r"\{[^}]*\}", "…", sentence).replace("<", "&lt;").replace("*", "\\*")


def _commands() -> Iterator[str]:
    yield GENERATED.format(source="the Makefile, plugins/prongsai/cli and plugins/prongsai/plugin")
    yield "# คำสั่ง\n\n*Every command and option.*\n\n## make\n\n" + _table("คำสั่ง", "ทำอะไร", "What it does")
    for name, thai, english in make_targets():
        yield _row(f"`make {name}`", thai, english)
    yield "\nไม่มี make ดูบรรทัดสำหรับ Windows ใน [README](../README.md)\n\n## prongsai\n\n"
    yield "คำสั่งอยู่ใน `.venv/bin/` (Windows: `.venv\\Scripts\\`)\n\n"
    for path, text in command_helps():
        yield f"### {path}\n\n```text\n{text}\n```\n\n"
    yield "## mkdocs\n\n" + _table("คำสั่ง", "ทำอะไร")
    for command, thai in MKDOCS.items():
        yield _row(f"`{command}`", thai)
    yield "\n## ตัวเลือกใน mkdocs.yml\n\nเขียนใต้ `plugins:` → `- prongsai:`\n\n"
    yield _table("ตัวเลือก", "ค่าเริ่มต้น", "ความหมาย")
    docstrings = _option_docstrings()
    for option, kind in options.ProngsaiConfig._schema:
        yield _row(f"`{option}`", f"`{_as_yaml(kind.default)}`", OPTIONS.get(option) or docstrings[option])
    yield "\n## .prongsai.yml\n\nไฟล์ตั้งค่าการตรวจ วางไว้ข้างโฟลเดอร์ `data/` มีหรือไม่ก็ได้ "
    yield "คีย์เดียวกันในตัวเลือก `checks` และในคำสั่งมีผลแทน\n\n"
    yield _table("คีย์", "ชื่อ", "ความหมาย", "ค่าเริ่มต้น")
    for key, info in Wishes.model_fields.items():
        default = info.get_default(call_default_factory=True)
        yield _row(f"`{key}`", info.title or "", explanations(Wishes).get(key, ""), f"`{default}`" if default else "")
    yield "\n## ตัวแปรสภาพแวดล้อม\n\n" + _table("ตัวแปร", "ความหมาย")
    for variable, thai in ENVIRONMENT.items():
        yield _row(f"`{variable}`", thai)


def make_targets() -> list[tuple[str, str, str]]:
    """Each target of the Makefile that has a help text: name, Thai, English."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"^([a-z]+):.*? ## (.+?) \| (.+)$", text, re.MULTILINE)


def command_helps() -> Iterator[tuple[str, str]]:
    """`prongsai` and each of its commands, with what --help prints."""
    top = cli.make_context("prongsai", [], resilient_parsing=True, terminal_width=100)
    waiting: list[tuple[click.Command, click.Context]] = [(cli, top)]
    for command, context in waiting:
        yield context.command_path, command.get_help(context)
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                inner = command.commands[name]
                waiting.append((inner, inner.make_context(name, [], parent=context, resilient_parsing=True)))


def _option_docstrings() -> dict[str, str]:
    """The docstring under each option of the plugin, which Python itself does not keep."""
    (body,) = ast.parse(inspect.getsource(options.ProngsaiConfig)).body
    if not isinstance(body, ast.ClassDef):
        raise TypeError("the source of a class is a class")
    found: dict[str, str] = {}
    for statement, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(statement, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            (target,) = statement.targets
            found[ast.unparse(target)] = " ".join(str(after.value.value).split())
    return found


def _as_yaml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def main() -> int:
    """Write every file that is not as it should be."""
    for name, text in documents().items():
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
