"""The command `prongsai`: arguments, output formats and exit codes; the work is done elsewhere."""

from __future__ import annotations

import click

from prongsai import __version__
from prongsai.cli.lazy import Lazy, LazyGroup

_COMMANDS = {
    "new": Lazy("prongsai.cli.new:new", "สร้างโฟลเดอร์เว็บของหน่วยงานใหม่ พร้อมข้อมูลที่เตรียมช่องไว้"),
    "upgrade": Lazy("prongsai.cli.upgrade:upgrade", "ปรับไฟล์ของคลังที่ prongsai new เขียน ให้เป็นของโปรแกรมรุ่นนี้"),
    "next-year": Lazy(
        "prongsai.cli.next_year:next_year", "ยกมาตรการของปีหนึ่งไปเป็นร่างของปีถัดไป เช่น prongsai next-year sing 2568"
    ),
    "import": Lazy("prongsai.cli.import_:import_", "นำเข้ารายงานที่มีอยู่ (Word Excel เว็บ ข้อความที่คัดลอกมา PDF) เป็นไฟล์ร่าง"),
    "xlsx": Lazy("prongsai.cli.workbook:xlsx", "เขียนข้อมูลของหน่วยงานหนึ่งในปีหนึ่งเป็นสมุดงาน Excel เพื่อแก้คราวละมาก ๆ"),
    "check": Lazy("prongsai.cli.check:check", "ตรวจข้อมูลทุกไฟล์ แล้วบอกปัญหาทั้งหมดในครั้งเดียว"),
    "rules": Lazy("prongsai.cli.check:rules", "แสดงกฎทั้งหมด หรืออธิบายกฎหนึ่งข้อ เช่น prongsai rules period-outside-year"),
    "ready": Lazy("prongsai.cli.prepare:ready", "รายการตรวจก่อนยื่นของหน่วยงานหนึ่งในปีหนึ่ง เช่น prongsai ready sing 2568"),
    "links": Lazy("prongsai.cli.prepare:links", "ถามที่อยู่เว็บภายนอกทุกแห่งในข้อมูลว่ายังเปิดได้หรือไม่ แล้วจำไว้"),
    "build": Lazy("prongsai.cli.build:build", "สร้างเว็บเฉพาะส่วนที่เปลี่ยน ได้ไบต์เดียวกับ mkdocs build"),
    "pages": Lazy("prongsai.cli.write:pages", "เขียนหน้าเว็บทั้งหมดเป็นไฟล์ HTML ที่มีส่วนหัว YAML สำหรับเครื่องมือสร้างเว็บอื่น"),
    "schema": Lazy("prongsai.cli.write:schema", "เขียน JSON Schema ของไฟล์ข้อมูล สำหรับโปรแกรมแก้ไข เช่น VS Code"),
    "addresses": Lazy("prongsai.cli.promises:addresses", "บัญชีที่อยู่ที่เผยแพร่แล้ว (data/addresses.txt)"),
    "verify": Lazy("prongsai.cli.promises:verify", "ตรวจเว็บที่สร้างแล้วอย่างคนนอก"),
    "changes": Lazy("prongsai.cli.changes:changes", "เทียบเว็บสองรุ่น แล้วบอกว่าหน้าใดเพิ่ม เปลี่ยน หรือหาย"),
    "server": Lazy(
        "prongsai.cli.server:server", "พิมพ์การตั้งค่าเซิร์ฟเวอร์ nginx หรือ Apache สำหรับผู้ที่แก้การตั้งค่าของเซิร์ฟเวอร์เองได้"
    ),
    "publish": Lazy("prongsai.cli.publish:publish", "ส่งเว็บที่สร้างแล้วขึ้นเครื่องแม่ข่าย เฉพาะไฟล์ที่เปลี่ยน"),
    "rollback": Lazy("prongsai.cli.publish:rollback", "ให้ผู้อ่านเห็นรุ่นก่อน ในปลายทางที่เผยแพร่ด้วย --releases"),
    "fleet": Lazy("prongsai.cli.fleet:fleet", "เว็บของหลายหน่วยงานในคำสั่งเดียว"),
    "filing-sheet": Lazy(
        "prongsai.cli.filing:filing_sheet",
        "ใบกรอกสำหรับยื่นระบบ ITAS ทีละข้อ เช่น prongsai filing-sheet sing 2568 --csv ใบกรอก.csv",
    ),
    "report": Lazy(
        "prongsai.cli.report:report",
        "รายงานทางการของหน่วยงานหนึ่งในปีหนึ่ง สำหรับพิมพ์และลงนาม เช่น prongsai report sing 2568 --pdf sing.pdf",
    ),
}


@click.group(
    cls=LazyGroup, table=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="prongsai", message="%(prog)s %(version)s")
def main() -> None:
    """โปร่งใส: ตรวจข้อมูลและสร้างหน้าเว็บความโปร่งใส (ITA) จากไฟล์ YAML

    \b
    เริ่มต้น:
      prongsai new DIR          สร้างโฟลเดอร์เว็บของหน่วยงานใหม่
      prongsai check            ตรวจข้อมูลในโฟลเดอร์ data/
      prongsai build --strict   สร้างเว็บลงโฟลเดอร์ site/ เฉพาะส่วนที่เปลี่ยน
      mkdocs serve              ดูเว็บบนเครื่องตนเองขณะแก้ข้อมูล
      prongsai publish --to …   ส่งเว็บขึ้นเครื่องแม่ข่าย

    Checks the records of a data folder and makes transparency pages of them.
    """
