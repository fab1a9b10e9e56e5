"""A raw record into a draft: what kind it is, its number, group and code, and everything a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from prongsai import thai
from prongsai.importers import sections, values
from prongsai.importers.draft import Doubt, DraftMeasure, Field, Item, Kind, Pair, Suggestion
from prongsai.importers.headers import key_of
from prongsai.importers.rows import Raw
from prongsai.importers.sections import Names
from prongsai.importers.texts import Texts, read_texts
from prongsai.model import DisclosureFields, Framework
from prongsai.problems import Message
from prongsai.thai.spacing import broken, spaced_out

_OF_ITEMS = frozenset(key for key in Field if key.value in DisclosureFields.model_fields) | {Field.FILED_CODE}
_LONGEST_LINE = 1_000
_UNLIKE = 0.5
_LINES = (Field.TITLE, Field.FILED_NAME, Field.BUDGET, Field.NUMBER, Field.RESPONSIBLE, Field.PERIOD)


def draft(raw: Raw, names: Names, framework: Framework | None, fiscal_year: int, *, wrapped: bool) -> DraftMeasure:
    """The draft of one record."""
    texts = read_texts(raw, fiscal_year, wrapped=wrapped)
    kind = _kind(raw)
    if kind == "ข้อ OIT":
        _shape_item(texts)
    else:
        _shape_measure(texts)
    indicator, issue = _group(raw, texts, names)
    code = _code(texts, framework) if Field.FILED_CODE in texts.fields else ""
    pairs = _pairs(texts)
    texts.doubts += [*_missing(texts, kind), *_periods(texts, fiscal_year), *_people(texts), *_lengths(texts)]
    return DraftMeasure(
        kind=kind,
        fields=texts.fields,
        cells=texts.cells,
        heading=raw.heading,
        indicator=indicator,
        issue=issue,
        code=code,
        status=texts.status,
        pairs=pairs,
        unmapped=tuple(texts.unmapped),
        doubts=tuple(texts.doubts),
        suggestions=tuple(_suggestions(texts)),
    )


def _kind(raw: Raw) -> Kind:
    fields = raw.header.fields
    if fields & {Field.PARTS, Field.FILED_NAME} or (Field.FILED_CODE in fields and Field.TITLE not in fields):
        return "ข้อ OIT"
    lifts = any("ยกระดับ" in key_of(column.header) for column in raw.header.columns if column.field is Field.STEPS)
    return "แนวทางยกระดับ" if lifts and Field.TITLE not in fields else "มาตรการ"


def _shape_item(texts: Texts) -> None:
    for old, new in ((Field.RESULTS, Field.PROGRESS), (Field.STEPS, Field.PROGRESS), (Field.TITLE, Field.FILED_NAME)):
        texts.move(old, new)
    for key in [key for key in texts.fields if key not in _OF_ITEMS]:
        cells = texts.cells.pop(key)
        if not all(item.derived for item in texts.fields.pop(key)):
            texts.unmapped += cells
        if key is not Field.NUMBER:
            message = Message("ข้อ OIT ไม่มีช่องสำหรับข้อความนี้", "an OIT item has no field for this text")
            texts.doubts += [Doubt(key, message, cell) for cell in cells]


def _shape_measure(texts: Texts) -> None:
    texts.move(Field.PROGRESS, Field.RESULTS)
    if Field.TITLE not in texts.fields:
        texts.move(Field.INDICATOR, Field.TITLE)
    title = texts.fields.get(Field.TITLE, ())
    if not title or Field.NUMBER in texts.fields:
        return
    first = title[0]
    if len(title) > 1 and not first.label and first.text.strip(".)( ").isdigit():
        _take_number(texts, replace(first, text=first.text.strip(".)( ")), title[1:])
    elif len(title) == 1 and any(char.isdigit() for char in first.label):
        number = Item(first.label.strip("(). "), place=first.place, derived=first.derived)
        _take_number(texts, number, (replace(first, label=""),))


def _take_number(texts: Texts, number: Item, title: tuple[Item, ...]) -> None:
    texts.fields[Field.NUMBER], texts.fields[Field.TITLE] = (number,), title
    texts.cells[Field.NUMBER] = texts.cells[Field.TITLE][:1]


def _group(raw: Raw, texts: Texts, names: Names) -> tuple[int | None, int | None]:
    """The indicator or issue: from a column, from a title that is the name of one, from the heading above."""
    if raw.indicator is not None or raw.issue is not None:
        return (raw.indicator, None) if raw.indicator is not None else (None, raw.issue)
    title = " ".join(item.text for item in texts.fields.get(Field.TITLE, ()))
    indicator, issue = sections.group_of(title, names)
    if indicator is not None:
        return indicator, None
    if issue is not None:
        return None, issue
    return (raw.heading.indicator, raw.heading.issue) if raw.heading else (None, None)


def _code(texts: Texts, framework: Framework | None) -> str:
    cell = texts.cells[Field.FILED_CODE][0]
    printed = texts.fields[Field.FILED_CODE][0].text
    code = values.item_code(printed)
    item = framework.item(code) if framework and code else None
    if not code or (framework and item is None):
        message = Message(f"รหัสข้อ “{printed}” ไม่ใช่ข้อของปีนี้", f"“{printed}” is no item of this year")
        texts.doubts.append(Doubt(Field.FILED_CODE, message, cell))
        return ""
    name = "".join(one.text for one in texts.fields.get(Field.FILED_NAME, ()))
    if item and name and max(_alike(name, official) for official in (item.name, *item.aliases)) < _UNLIKE:
        message = Message(
            f"ชื่อ “{name[:60]}” ไม่เหมือนชื่อของ {code} ({item.name[:60]}) อาจเป็นรหัสของปีอื่น",
            f"the name “{name[:60]}” is not that of {code} ({item.name[:60]}); another year's code?",
        )
        texts.doubts.append(Doubt(Field.FILED_CODE, message, cell))
    return code


def _alike(one: str, other: str) -> float:
    one, other = key_of(one), key_of(other)
    return 1.0 if one in other or other in one else SequenceMatcher(None, one, other).ratio()


def _pairs(texts: Texts) -> tuple[Pair, ...]:
    """Steps with their own unit and period, where there are as many of each; else the lists stay lists."""
    steps, units, periods = (texts.fields.get(key, ()) for key in (Field.STEPS, Field.RESPONSIBLE, Field.PERIOD))
    count = len(steps)
    if count < 2 or (len(units) < 2 and len(periods) < 2):
        return ()
    if len(units) == count and len(periods) in (0, count):
        return tuple(Pair(step, units[at], periods[at] if periods else None) for at, step in enumerate(steps))
    if len(periods) > 1:
        message = Message(
            f"มี {count} ขั้นตอน {len(units)} ผู้รับผิดชอบ {len(periods)} ช่วงเวลา จึงไม่ได้จับคู่",
            f"{count} steps, {len(units)} units and {len(periods)} periods: not paired",
        )
        texts.doubts.append(Doubt(Field.PERIOD, message, texts.cells[Field.PERIOD][0]))
    return ()


def _missing(texts: Texts, kind: Kind) -> Iterator[Doubt]:
    key = Field.FILED_CODE if kind == "ข้อ OIT" else Field.TITLE
    if key not in texts.fields:
        th, en = ("รหัสข้อ", "code") if kind == "ข้อ OIT" else ("ชื่อมาตรการ", "title")
        yield Doubt(key, Message(f"แถวนี้ไม่มี{th}", f"this row has no {en}"))
    elif key is Field.TITLE and sum(any(map(str.isdigit, item.label)) for item in texts.fields[key]) > 1:
        message = Message(
            f"ช่องชื่อมีหลายมาตรการ ({len(texts.fields[key])}) ในแถวเดียว แยกเป็นหลายไฟล์ถ้าต้องการ",
            f"the title holds several measures ({len(texts.fields[key])}) in one row; part them if you wish",
        )
        yield Doubt(key, message, texts.cells[key][0])


def _periods(texts: Texts, fiscal_year: int) -> Iterator[Doubt]:
    for item in texts.fields.get(Field.PERIOD, ()):
        read = thai.parse_period(item.text, fiscal_year)
        cell = next((one for one in texts.cells[Field.PERIOD] if one.place == item.place), None)
        if read.problems or not (read.spans or read.recurrence):
            said = read.problems[0].text if read.problems else item.text
            message = Message(f"อ่านช่วงเวลา “{said[:60]}” ไม่ออก", f"the period “{said[:60]}” cannot be read")
            yield Doubt(Field.PERIOD, message, cell)


def _people(texts: Texts) -> Iterator[Doubt]:
    for item in texts.fields.get(Field.RESPONSIBLE, ()):
        if values.names_person(item.text):
            message = Message("ดูเหมือนมีชื่อบุคคล ใส่เฉพาะหน่วยงานหรือตำแหน่ง", "this seems to name a person")
            yield Doubt(Field.RESPONSIBLE, message)


def _lengths(texts: Texts) -> Iterator[Doubt]:
    for key in _LINES:
        for item in texts.fields.get(key, ()):
            if len(item.filed) > _LONGEST_LINE:
                message = Message(f"ข้อความยาวเกิน {_LONGEST_LINE} ตัวอักษร", f"longer than {_LONGEST_LINE} letters")
                yield Doubt(key, message)


def _suggestions(texts: Texts) -> Iterator[Suggestion]:
    """Stray spaces inside words, offered with the text mended."""
    for key, items in texts.fields.items():
        for line in dict.fromkeys(line for item in items for line in item.flat):
            slips = [*spaced_out(line), *broken(line)]
            after = line
            for slip in sorted(slips, reverse=True):
                after = after[: slip.start] + slip.new + after[slip.end :]
            if after != line:
                yield Suggestion(key, line, after)
