"""Reports that the importer was not written on: other headers, orders, dates, merges. Each cell knows its field.

The synonyms were written before these, and none was added because of them.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import xlwt
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from made_reports import number_format, numbered

F = dict[str, str]
RECORDS: tuple[F, ...] = (
    {
        "indicator": "ตัวชี้วัดที่ 2 การใช้งบประมาณ",
        "title": "จัดทำแผนการใช้จ่ายงบประมาณที่เปิดเผยได้",
        "reason": "บุคลากรไม่ทราบแผนการใช้จ่ายงบประมาณ",
        "goals": "เพื่อให้บุคลากรรับรู้แผนการใช้จ่าย",
        "steps": "๑. จัดทำแผนการใช้จ่ายงบประมาณประจำปี ๒. เผยแพร่แผนทางเว็บไซต์และแผ่นพับ",
        "responsible": "กองคลัง",
        "period": "1/10/2567 - 30/9/2568",
        "budget": "15,000",
        "results": "๑. มีแผนการใช้จ่ายงบประมาณ ๒. เผยแพร่แล้วสองช่องทาง",
        "outcomes": "บุคลากรร้อยละ 95 ทราบแผน และไม่มีข้อทักท้วง",
        "obstacles": "เว็บไซต์ปิดปรับปรุงสองสัปดาห์",
        "suggestions": "ควรเผยแพร่เป็นภาพให้เข้าใจง่าย",
    },
    {
        "indicator": "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของทางราชการ",
        "title": "กำหนดขั้นตอนการยืมพัสดุของทางราชการ",
        "reason": "ไม่มีขั้นตอนการยืมที่ชัดเจน",
        "goals": "เพื่อให้การยืมตรวจสอบได้",
        "steps": "1) จัดทำแบบฟอร์มการยืม\n2) แต่งตั้งผู้ควบคุมทะเบียน\n3) ตรวจนับทุกไตรมาส",
        "responsible": "กองคลัง, กองช่าง",
        "period": "ไตรมาส 1 - 4 ปีงบประมาณ 2568",
        "budget": "ไม่ใช้งบประมาณ",
        "results": "- มีแบบฟอร์มการยืม\n- มีทะเบียนคุมพัสดุ",
        "outcomes": "ไม่พบพัสดุสูญหาย",
        "obstacles": "เจ้าหน้าที่ไม่คุ้นกับแบบฟอร์มใหม่",
        "suggestions": "จัดอบรมการใช้แบบฟอร์ม",
    },
    {
        "indicator": "ตัวชี้วัดที่ 5 การแก้ไขปัญหาการทุจริต",
        "title": "เพิ่มช่องทางร้องเรียนที่ปกปิดชื่อผู้แจ้ง",
        "reason": "ผู้แจ้งเบาะแสกังวลว่าจะถูกเปิดเผยชื่อ",
        "goals": "เพื่อคุ้มครองผู้แจ้งเบาะแส",
        "steps": "(1) ออกประกาศมาตรการคุ้มครอง\n(2) เปิดช่องทางออนไลน์",
        "responsible": "สำนักปลัด (งานนิติการ)",
        "period": "ม.ค. - มิ.ย. 68",
        "budget": "ไม่ใช้งบประมาณ",
        "results": "เปิดช่องทางร้องเรียนออนไลน์แล้วหนึ่งช่องทาง",
        "outcomes": "มีผู้แจ้งเบาะแสสามราย ดำเนินการครบทุกราย",
        "obstacles": "ประชาชนบางส่วนไม่มีอินเทอร์เน็ต",
        "suggestions": "ติดตั้งตู้รับเรื่องในหมู่บ้าน",
    },
    {
        "indicator": "ตัวชี้วัดที่ 5 การแก้ไขปัญหาการทุจริต",
        "title": "อบรมเจ้าหน้าที่เรื่องผลประโยชน์ทับซ้อน",
        "reason": "เจ้าหน้าที่ใหม่ยังไม่ผ่านการอบรม",
        "goals": "เพื่อลดความเสี่ยงการทุจริต",
        "steps": "ก. ขออนุมัติโครงการ\nข. จัดอบรมหนึ่งวัน\nค. ประเมินผลการอบรม",
        "responsible": "สำนักปลัด (งานนิติการ)",
        "period": "วันที่ 14 กุมภาพันธ์ พ.ศ. 2568",
        "budget": "30,000",
        "results": "อบรมเจ้าหน้าที่ 42 คน",
        "outcomes": "คะแนนหลังอบรมเฉลี่ยร้อยละ 88",
        "obstacles": "ห้องประชุมคับแคบ",
        "suggestions": "จัดเป็นสองรุ่น",
    },
)
Made = tuple[Path, list[F]]
"""A file, and for each record what must stand in which field."""


def only(*fields: str) -> list[F]:
    return [{field: record[field] for field in fields} for record in RECORDS]


def _word(headers: Sequence[str]) -> tuple[docx.document.Document, docx.table.Table]:
    made = docx.Document()
    made.add_paragraph("รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2568")
    table = made.add_table(1, len(headers))
    for cell, header in zip(table.rows[0].cells, headers, strict=True):
        cell.text = header
    return made, table


def _fill(row: docx.table._Row, texts: Sequence[str]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        first, *rest = text.split("\n")
        cell.paragraphs[0].text = first
        for line in rest:
            cell.add_paragraph(line)


def word_other_order(folder: Path) -> Made:
    """Units first, an automatic Thai number column, one unit merged over two measures."""
    fields = ("responsible", "title", "goals", "steps", "budget", "period", "results", "obstacles")
    headers = ("ที่", "ส่วนงานที่รับผิดชอบ", "แผนงาน/โครงการ", "วัตถุประสงค์", "วิธีดำเนินงาน", "งบประมาณ (บาท)",
               "กำหนดการ", "ผลการปฏิบัติงาน", "ปัญหา / อุปสรรค")  # fmt: skip
    made, table = _word(headers)
    number = number_format(made, "thaiNumbers")
    for record in RECORDS:
        row = table.add_row()
        numbered(row.cells[0].paragraphs[0], number)
        _fill(row, ["", *(record[field] for field in fields)])
    for row in (table.rows[3], table.rows[4]):
        row.cells[1].text = ""
    table.cell(3, 1).merge(table.cell(4, 1)).text = RECORDS[2]["responsible"]
    path = folder / "other-order.docx"
    made.save(str(path))
    expected = only(*fields)
    for at, record in enumerate(expected):
        record["number"] = "๑๒๓๔"[at]
    return path, expected


def sheet_two_row_header(folder: Path) -> Made:
    """Title rows, parts of columns in a second header row, real dates, a merged indicator, a total, a signature."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B1"] = "แบบรายงานผลการดำเนินงานตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
    sheet.merge_cells("B1:J1")
    sheet["B2"] = "องค์การบริหารส่วนตำบลตัวอย่าง ปีงบประมาณ 2568"
    top = ["ลำดับที่", "ตัวชี้วัด ITA", "มาตรการ / กิจกรรม", "ขั้นตอนการดำเนินงาน", "ระยะเวลาดำเนินงาน", None,
           "ผลการดำเนินงาน", None, "หน่วยงานที่รับผิดชอบ"]  # fmt: skip
    below = [None, None, None, None, "วันเริ่มต้น", "วันสิ้นสุด", "ผลผลิต (Output)", "ผลลัพธ์ (Outcome)", None]
    for at, (upper, lower) in enumerate(zip(top, below, strict=True), 2):
        sheet.cell(4, at, upper)
        sheet.cell(5, at, lower)
    for at in (2, 3, 4, 5, 10):
        sheet.merge_cells(start_row=4, end_row=5, start_column=at, end_column=at)
    sheet.merge_cells("F4:G4")
    sheet.merge_cells("H4:I4")
    expected = only("title", "steps", "results", "outcomes", "responsible", "indicator")
    begin, end = dt.date(2024, 10, 1), dt.date(2025, 9, 30)
    for at, record in enumerate(RECORDS):
        row = [at + 1, record["indicator"], record["title"], record["steps"], begin, end, record["results"],
               record["outcomes"], record["responsible"]]  # fmt: skip
        for column, value in enumerate(row, 2):
            sheet.cell(6 + at, column, value)
        expected[at]["number"] = str(at + 1)
        expected[at]["period"] = "1 ตุลาคม 2567 - 30 กันยายน 2568"
    sheet["C9"] = None
    sheet.merge_cells("C8:C9")
    sheet["B10"] = "รวมทั้งสิ้น 4 มาตรการ"
    sheet["I12"] = "ลงชื่อ ................................ ผู้รายงาน"
    sheet["I13"] = "ตำแหน่ง นักวิเคราะห์นโยบายและแผน"
    path = folder / "two-row-header.xlsx"
    book.save(path)
    return path, expected


def page_of_the_web(folder: Path) -> Made:
    """A page with its menu, a table that lays it out, th cells, an indicator over several rows."""
    headers = ("ตัวชี้วัด", "ประเด็นที่ต้องพัฒนา", "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายใน&nbsp;หน่วยงาน", "แนวทางการปฏิบัติ",
               "ผู้รับผิดชอบหลัก", "ห้วงเวลา", "ความคืบหน้า")  # fmt: skip
    fields = ("reason", "title", "steps", "responsible", "period", "results")
    rows = ["<tr>" + "".join(f"<th>{header}</th>" for header in headers) + "</tr>"]
    for indicator, group in itertools.groupby(RECORDS, key=lambda record: record["indicator"]):
        listed = list(group)
        for at, record in enumerate(listed):
            first = f"<td rowspan={len(listed)}>{indicator}</td>" if at == 0 else ""
            cells = "".join(f"<td><p>{record[field].replace(chr(10), '<br>')}</p></td>" for field in fields)
            rows.append(f"<tr>{first}{cells}</tr>")
    page = (
        "<html><head><style>td{}</style></head><body><table><tr><td><ul><li><a href='/'>หน้าหลัก</a></ul></td><td>"
        f"<h2>มาตรการ</h2><table>{''.join(rows)}</table></td></tr></table><script>x()</script></body></html>"
    )
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    return path, only(*fields, "indicator")


def word_months(folder: Path) -> Made:
    """A column a month with ticks below a merged header."""
    months = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.")
    made, table = _word(("ลำดับ", "โครงการ/กิจกรรม", "ปีงบประมาณ 2568", *[""] * 3, "ผู้รับผิดชอบ", "ผลสัมฤทธิ์"))
    table.cell(0, 2).merge(table.cell(0, 5))
    second = table.add_row()
    for at, month in enumerate(months, 2):
        second.cells[at].text = month
    for at in (0, 1, 6, 7):
        table.cell(0, at).merge(second.cells[at])
    expected = only("title", "responsible", "outcomes")
    for at, record in enumerate(RECORDS):
        row = table.add_row()
        _fill(row, [f"{at + 1}.", record["title"], *("✓" if at == column else "" for column in range(4)),
                    record["responsible"], record["outcomes"]])  # fmt: skip
        expected[at] |= {"number": f"{at + 1}", "period": f"{months[at]} ปีงบประมาณ 2568"}
    path = folder / "months.docx"
    made.save(str(path))
    return path, expected


def pasted_bars(folder: Path) -> Made:
    """Markdown with bars, headings between, digits and words of another style."""
    fields = ("title", "steps", "period", "responsible", "results", "suggestions")
    lines = ["# รายงานผล", ""]
    for record in RECORDS:
        lines += [f"## {record['indicator']}", "",
                  "| มาตรการ/แนวทางการดำเนินการ | วิธีการ/ขั้นตอน | ช่วงเวลาในการดำเนินการ | ผู้รับผิดชอบโครงการ "
                  "| รายงานผลการดำเนินงาน | ข้อเสนอแนะเพิ่มเติม |",
                  "|---|:---|:---:|---|---|---|",
                  "| " + " | ".join(record[field].replace("\n", "<br>") for field in fields) + " |", ""]  # fmt: skip
    path = folder / "bars.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, only(*fields)


def word_cut_by_pages(folder: Path) -> Made:
    """Headings across the table, the table cut in mid-sentence, tracked insertions, automatic numbers, a link."""
    fields = ("title", "steps", "responsible", "period", "results", "outcomes")
    headers = ("มาตรการ โครงการ หรือกิจกรรม", "ขั้นตอน / วิธีการปฏิบัติ", "หน่วยงาน\nรับผิดชอบ", "ช่วงระยะเวลา\nดำเนินการ",
               "ผลการดำเนินการ\n(Output)", "ผลลัพธ์ หรือ ผลสัมฤทธิ์\n(Outcome / Result)")  # fmt: skip
    made, table = _word(headers)
    number = number_format(made, "thaiNumbers", "%1)")
    expected = only(*fields)
    for at, record in enumerate(RECORDS):
        if at == 2:
            made.add_paragraph()
            table = made.add_table(0, len(headers))
            cut = table.add_row()
            _fill(cut, ["", "และติดตามผลทุกเดือน", "", "", "", ""])
            expected[1]["steps"] += " และติดตามผลทุกเดือน"
        heading = table.add_row()
        heading.cells[0].merge(heading.cells[-1]).text = f"ประเด็นที่ {at + 1} เรื่องที่ {at + 1}"
        row = table.add_row()
        _fill(row, [record[field] for field in fields])
        if at == 0:
            cell = row.cells[4]
            cell.paragraphs[0].text = "มีแผนการใช้จ่าย"
            numbered(cell.paragraphs[0], number)
            numbered(cell.add_paragraph("มีแผ่นพับ"), number)
            expected[0]["results"] = "๑) มีแผนการใช้จ่าย ๒) มีแผ่นพับ"
        if at == 1:
            paragraph = row.cells[5].paragraphs[0]
            inserted = OxmlElement("w:ins")
            inserted.set(qn("w:author"), "ก")
            run = paragraph.add_run(" ตลอดปี")
            inserted.append(run._r)
            paragraph._p.append(inserted)
            expected[1]["outcomes"] += " ตลอดปี"
    path = folder / "cut.docx"
    made.save(str(path))
    return path, expected


def sheet_of_items(folder: Path) -> Made:
    """Disclosure items with codes typed in every way."""
    items = (("o1", "โครงสร้าง", "https://example.go.th/o1", "ดำเนินการแล้ว"),
             ("O-2", "ข้อมูลผู้บริหาร", "https://example.go.th/o2", "ดำเนินการแล้ว"),
             ("0๓", "อำนาจหน้าที่", "https://example.go.th/o3", "อยู่ระหว่างดำเนินการ"),
             ("ข้อ 4", "แผนพัฒนาท้องถิ่น", "", "ยังไม่ดำเนินการ"))  # fmt: skip
    book = xlwt.Workbook()
    sheet = book.add_sheet("OIT")
    sheet.write_merge(0, 0, 0, 4, "แบบสำรวจการเปิดเผยข้อมูลสาธารณะ")
    for column, header in enumerate(("ข้อ OIT", "ข้อมูล", "URL", "สถานะการดำเนินการ", "ผู้รับผิดชอบ")):
        sheet.write(1, column, header)
    for at, item in enumerate(items, 2):
        for column, text in enumerate((*item, "สำนักปลัด")):
            sheet.write(at, column, text)
    path = folder / "items.xls"
    book.save(str(path))
    keys = ("filed_code", "filed_name", "evidence", "status")
    return path, [dict(zip(keys, item, strict=True)) | {"responsible": "สำนักปลัด"} for item in items]


def word_ticked_columns(folder: Path) -> Made:
    """A column for each status, damaged headers, marks of letters, a table of scores before it."""
    made = docx.Document()
    scores = made.add_table(2, 3)
    _fill(scores.rows[0], ("ตัวชี้วัด", "คะแนน", "ระดับ"))
    _fill(scores.rows[1], ("การปฏิบัติหน้าที่", "88.50", "ผ่าน"))
    made.add_paragraph()
    headers = ("ชื่อ โครง การ/กิจ กรรม", "ขั้นตอนการดําเนินการ", "ผุ้รับผิดชอบ", "ระยะเวลาในการดำเนินกร", "ดำเนินการแล้ว",
               "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ", "ผลลัพธ์ที่เกิดขึ้น")  # fmt: skip
    table = made.add_table(1, len(headers))
    _fill(table.rows[0], headers)
    fields = ("title", "steps", "responsible", "period", "outcomes")
    expected = only(*fields)
    for at, record in enumerate(RECORDS):
        ticks = ["/" if column == at % 3 else "" for column in range(3)]
        _fill(table.add_row(), [*(record[field] for field in fields[:4]), *ticks, record["outcomes"]])
        expected[at]["status"] = ("ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ")[at % 3]
    path = folder / "ticked.docx"
    made.save(str(path))
    return path, expected


def sheet_of_part_rows(folder: Path) -> Made:
    """Every step in a row of its own, with its unit and period; the title only in the first."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ข้อ", "โครงการ/มาตรการ", "ขั้นตอนและวิธีดำเนินการ", "เจ้าภาพหลัก", "วัน/เดือน/ปี ที่ดำเนินการ", "ผลการดำเนินงาน"])
    expected = []
    for at, record in enumerate(RECORDS, 1):
        steps = [f"{number}. ขั้นที่{word}ของโครงการ" for number, word in enumerate(("หนึ่ง", "สอง", "สาม"), 1)]
        units = ["กองคลัง", "กองช่าง", "สำนักปลัด"]
        times = ["ต.ค. 67", "ม.ค. 68", "เม.ย. - ก.ย. 68"]
        for number in range(3):
            first = number == 0
            named = [at, record["title"]] if first else [None, None]
            sheet.append([*named, steps[number], units[number], times[number], record["results"] if first else None])
        expected.append(
            {
                "number": str(at), "title": record["title"], "steps": " ".join(steps), "responsible": " ".join(units),
                "period": " ".join(times), "results": record["results"],
            }
        )  # fmt: skip
    path = folder / "part-rows.xlsx"
    book.save(path)
    return path, expected


ALL: tuple[Callable[[Path], Made], ...] = (
    word_other_order, sheet_two_row_header, page_of_the_web, word_months, pasted_bars, word_cut_by_pages,
    sheet_of_items, word_ticked_columns, sheet_of_part_rows,
)  # fmt: skip


def shifted(folder: Path) -> Made:
    """Headers that stand a column beside their cells: nothing may be believed."""
    made, table = _word(("ลำดับ", "มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ"))
    for record in RECORDS:
        _fill(table.add_row(), [record["title"], record["steps"], record["responsible"], record["period"],
                                record["results"], ""])  # fmt: skip
    path = folder / "shifted.docx"
    made.save(str(path))
    return path, only("title", "steps", "responsible", "period", "results")


def unknown_words(folder: Path) -> Made:
    """Headers that nobody has listed."""
    made, table = _word(("สิ่งที่จะทำ", "ทำอย่างไร", "ใครทำ", "ทำเมื่อไร", "ทำแล้วได้อะไร"))
    fields = ("title", "steps", "responsible", "period", "results")
    for record in RECORDS:
        _fill(table.add_row(), [record[field] for field in fields])
    path = folder / "unknown.docx"
    made.save(str(path))
    return path, only(*fields)
