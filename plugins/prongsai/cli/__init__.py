"""The command `prongsai`: arguments, output formats and exit codes; the work is done elsewhere."""

from __future__ import annotations

import click

from prongsai import __version__
from prongsai.cli.changes import changes
from prongsai.cli.check import check, rules
from prongsai.cli.filing import filing_sheet
from prongsai.cli.fleet import fleet
from prongsai.cli.import_ import import_
from prongsai.cli.new import new
from prongsai.cli.next_year import next_year
from prongsai.cli.prepare import links, ready
from prongsai.cli.promises import addresses, verify
from prongsai.cli.publish import publish, rollback
from prongsai.cli.report import report
from prongsai.cli.server import server
from prongsai.cli.upgrade import upgrade
from prongsai.cli.workbook import xlsx
from prongsai.cli.write import pages, schema


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="prongsai", message="%(prog)s %(version)s")
def main() -> None:
    """โปร่งใส: ตรวจข้อมูลและสร้างหน้าเว็บความโปร่งใส (ITA) จากไฟล์ YAML

    \b
    เริ่มต้น:
      prongsai new DIR          สร้างโฟลเดอร์เว็บของหน่วยงานใหม่
      prongsai check            ตรวจข้อมูลในโฟลเดอร์ data/
      mkdocs build --strict     สร้างเว็บลงโฟลเดอร์ site/
      mkdocs serve              ดูเว็บบนเครื่องตนเองขณะแก้ข้อมูล
      prongsai publish --to …   ส่งเว็บขึ้นเครื่องแม่ข่าย

    Checks the records of a data folder and makes transparency pages of them.
    """


_COMMANDS = (
    new,
    upgrade,
    next_year,
    import_,
    xlsx,
    check,
    rules,
    ready,
    links,
    pages,
    schema,
    addresses,
    verify,
    changes,
    server,
    publish,
    rollback,
    fleet,
    filing_sheet,
    report,
)

for command in _COMMANDS:
    main.add_command(command)
