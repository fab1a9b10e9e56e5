"""Every sentence that reading can say, in Thai and English: what is wrong and how to mend it.

Keys are the rule shown in brackets after a message. Pydantic's own error types are mapped to them in `RULE_OF_TYPE`.
"""

from __future__ import annotations

from typing import Any

from prongsai.model.fields import likely_code
from prongsai.problems import Message

_SENTENCES: dict[str, Message] = {
    # the file
    "file-too-large": Message(
        "ไฟล์ใหญ่เกิน {limit:,} ไบต์ แบ่งเป็นหลายไฟล์ หรือย้ายเอกสารไปไว้ใน evidence/",
        "the file has more than {limit:,} bytes; split it, or move documents to evidence/",
    ),
    "encoding": Message(
        "ไฟล์นี้ไม่ใช่ UTF-8 (น่าจะเป็น {encoding} เริ่มด้วย “{start}”) เปิดในโปรแกรมแก้ไขแล้วบันทึกเป็น UTF-8",
        "the file is not UTF-8 (probably {encoding}, beginning “{start}”); save as UTF-8 (บันทึกเป็น UTF-8)",
    ),
    "bad-character": Message(
        "มีอักขระที่มองไม่เห็นและไม่อนุญาต ({code}) ลบแล้วพิมพ์ใหม่",
        "an invisible character that is not allowed ({code}); delete it and type anew",
    ),
    "unreadable-file": Message("เปิดไฟล์ไม่ได้: {reason}", "the file cannot be opened: {reason}"),
    "symlink": Message(
        "เป็นลิงก์ของระบบไฟล์ (symlink) ซึ่งไม่อนุญาตในโฟลเดอร์ข้อมูล ให้วางไฟล์จริงแทน",
        "a symbolic link, which the data folder may not hold; put the real file there",
    ),
    "unknown-file": Message(
        "ไม่รู้จักไฟล์หรือโฟลเดอร์นี้ คาดว่าเป็น {expected}",
        "an unknown file or folder; expected {expected}",
    ),
    "wrong-kind": Message("ต้องเป็น{wanted} แต่เป็น{found}", "must be a {wanted_en}, but is a {found_en}"),
    "missing-file": Message("ไม่พบไฟล์ {name} ทุก{what}ต้องมีไฟล์นี้", "the file {name} is missing; every {what_en} needs it"),
    "bad-name": Message(
        "ชื่อ “{name}” ใช้เป็นที่อยู่เว็บไม่ได้ ใช้ได้เฉพาะ {allowed}",
        "the name “{name}” cannot be part of a web address; use {allowed}",
    ),
    "no-data": Message("ไม่พบข้อมูลหน่วยงานในโฟลเดอร์นี้ แต่ละหน่วยงานต้องมี <รหัส>/agency.yml", "no agency in this folder"),
    "unknown-agency": Message(
        "ไม่มีหน่วยงาน “{name}” ในโฟลเดอร์ข้อมูล ที่มีคือ {known}",
        "there is no agency “{name}” in the data; known: {known}",
    ),
    "data-too-large": Message(
        "ข้อมูลทั้งโฟลเดอร์เกิน {files:,} ไฟล์ หรือ {limit:,} ไบต์ (ไม่นับเอกสารใน evidence/) หยุดอ่านที่นี่ แบ่งเป็นหลายเว็บ",
        "the data has more than {files:,} files or {limit:,} bytes (not counting evidence/); reading stopped here",
    ),
    # documents
    "attachment-kind": Message(
        "ไฟล์ชนิด “{suffix}” เผยแพร่ไม่ได้ ใช้ได้เฉพาะ {kinds}", "files of kind “{suffix}” are not allowed; use {kinds}"
    ),
    "attachment-name": Message(
        "ชื่อ “{name}” มีนามสกุลของโปรแกรมซ่อนอยู่ เปลี่ยนชื่อไฟล์", "“{name}” hides a program's extension; rename it"
    ),
    "attachment-too-large": Message(
        "เอกสารใหญ่เกิน {limit:,} ไบต์ ลดขนาดหรือแบ่งเป็นหลายไฟล์",
        "the file has more than {limit:,} bytes; shrink or split it",
    ),
    "attachment-content": Message(
        "เนื้อไฟล์ไม่ใช่ {suffix} จริง หรือเสียหาย หรือมีมาโคร เปิดในโปรแกรมแล้วบันทึกใหม่เป็น {suffix}",
        "the content is not {suffix}, is damaged or has macros; open it and save it as {suffix} again",
    ),
    "attachment-same-address": Message(
        "จะได้ที่อยู่เว็บ “{address}” ซ้ำกับไฟล์ “{other}” เปลี่ยนชื่อไฟล์ใดไฟล์หนึ่ง",
        "would be published as “{address}”, as “{other}” already is; rename one of them",
    ),
    "attachments-too-large": Message(
        "เอกสารใน evidence/ ของปีนี้รวมกันเกิน {limit:,} ไบต์ หรือ {files:,} ไฟล์ ลดขนาดหรือย้ายบางส่วนออก",
        "the year's evidence/ has more than {limit:,} bytes or {files:,} files; shrink or move some",
    ),
    "photo-position": Message(
        "พบพิกัด GPS ในรูป ลบออกให้แล้วก่อนเผยแพร่",
        "the photo tells where it was taken; that is removed before it is published",
    ),
    # YAML
    "yaml-syntax": Message("รูปแบบ YAML ผิด: {detail}", "not valid YAML: {detail}"),
    "second-document": Message("มี “---” คั่นเอกสารที่สอง ไฟล์หนึ่งมีได้เอกสารเดียว", "a second document; a file holds one"),
    "anchor": Message(
        'ใช้ & * หรือ << ({text}) ไม่ได้ ให้เขียนข้อความซ้ำเต็ม ๆ หรือครอบด้วย "…" ถ้าเป็นข้อความ',
        "anchors, aliases and merge keys ({text}) are not allowed; write the text out, or quote it",
    ),
    "tag": Message(
        'ใช้ป้ายชนิดข้อมูล ({text}) ไม่ได้ ให้ลบออก หรือครอบด้วย "…" ถ้าเป็นข้อความ',
        "tags ({text}) are not allowed; remove it, or quote the text",
    ),
    "too-deep": Message("ซ้อนกันลึกเกิน {limit} ชั้น", "nested more than {limit} levels deep"),
    "too-many": Message("มีรายการเกิน {limit:,} รายการ", "more than {limit:,} entries"),
    "scalar-too-long": Message(
        "ข้อความยาว {length:,} ตัวอักษร เกิน {limit:,} ตัวอักษร",
        "a text of {length:,} characters, more than {limit:,}",
    ),
    "word-too-long": Message(
        "มีข้อความติดกันเกิน {limit:,} ตัวอักษรโดยไม่มีช่องว่าง เว้นวรรคระหว่างประโยค",
        "more than {limit:,} letters without a space; put spaces between the sentences",
    ),
    "duplicate-key": Message(
        "คีย์ “{key}” ซ้ำกับบรรทัด {first} ลบออกหนึ่งแห่ง หรือรวมเป็นรายการเดียว",
        "the key “{key}” stands on line {first} already; delete one, or join them in one list",
    ),
    "key-not-text": Message("ชื่อคีย์ต้องเป็นข้อความ", "a key must be text"),
    # the record
    "not-a-mapping": Message("ตรงนี้ต้องเป็นคู่ “คีย์: ค่า” แต่พบ{found}", "expected “key: value” pairs here, found {found_en}"),
    "not-a-list": Message(
        "ตรงนี้ต้องเป็นรายการ (ขึ้นบรรทัดด้วย “- ”) แต่พบ{found}",
        "expected a list (lines beginning “- ”), found {found_en}",
    ),
    "not-text": Message("ตรงนี้ต้องเป็นข้อความ แต่พบ{found}", "expected text here, found {found_en}"),
    "empty-file": Message("ไฟล์ว่าง ต้องมีอย่างน้อย {needed}", "the file is empty; it needs at least {needed}"),
    "unknown-key": Message("ไม่รู้จักคีย์ “{key}” {hint}", "unknown key “{key}”; {hint_en}"),
    "missing-key": Message("ขาดคีย์ “{key}” ({title})", "the key “{key}” is missing"),
    "empty-text": Message(
        "ข้อความว่าง ถ้าไม่มีข้อมูลให้ลบคีย์ออก", "an empty text; leave the key out if there is nothing to say"
    ),
    "text-too-long": Message("ข้อความยาวเกิน {limit:,} ตัวอักษร", "a text of more than {limit:,} characters"),
    "list-too-long": Message("มีรายการเกิน {limit:,} รายการ", "more than {limit:,} entries"),
    "not-a-number": Message("“{text}” ไม่ใช่จำนวนเต็ม", "“{text}” is not a whole number"),
    "not-a-score": Message(
        "“{text}” ไม่ใช่คะแนน เขียนเป็นตัวเลข เช่น 91.20", "“{text}” is not a score; write a number such as 91.20"
    ),
    "score-range": Message("คะแนน “{text}” อยู่นอกช่วง 0–100", "the score “{text}” is not between 0 and 100"),
    "not-a-flag": Message("“{text}” ต้องเป็น ใช่ หรือ ไม่ใช่", "“{text}” must be ใช่ (yes) or ไม่ใช่ (no)"),
    "choice": Message("“{text}” ไม่อยู่ในตัวเลือก: {choices}", "“{text}” is not one of: {choices}"),
    "status-word": Message("ไม่รู้จักสถานะ “{text}” ใช้คำใดคำหนึ่ง: {words}", "unknown status “{text}”; use one of: {words}"),
    "gregorian-year": Message(
        "{year} เป็นปี ค.ศ. ปีงบประมาณใช้ พ.ศ. คือ {be}", "{year} is a Gregorian year; in พ.ศ. it is {be}"
    ),
    "year-range": Message(
        "ปี พ.ศ. {year} อยู่นอกช่วง {first}–{last}", "the year พ.ศ. {year} is not between {first} and {last}"
    ),
    "bad-link": Message(
        "“{text}” ไม่ใช่ที่อยู่เว็บที่ใช้ได้ เขียนเต็ม เช่น https://www.example.go.th/file.pdf",
        "“{text}” is not a usable address; write it in full, such as https://www.example.go.th/file.pdf",
    ),
    "link-scheme": Message(
        "“{text}” ต้องขึ้นต้นด้วย https:// http:// mailto: หรือ tel:",
        "“{text}” must begin with https://, http://, mailto: or tel:",
    ),
    "staff-survey": Message(
        "ลิงก์ /go/iit/ เป็นแบบวัดของเจ้าหน้าที่ ห้ามเผยแพร่ ใช้ /go/eit/ แทน",
        "a /go/iit/ link is the staff survey and must never be published; use /go/eit/",
    ),
    "bad-date": Message(
        "อ่านวันที่ “{text}” ไม่ได้ เขียนแบบ 31 มีนาคม 2567", "the date “{text}” cannot be read; write 31 มีนาคม 2567"
    ),
    "impossible-date": Message("ไม่มีวันที่ “{text}” ในปฏิทิน", "the date “{text}” does not exist"),
    "date-gregorian-year": Message(
        "วันที่ “{text}” ใช้ปี ค.ศ. กับเดือนไทย เขียนเป็น พ.ศ.", "the date “{text}” has a Gregorian year; write พ.ศ."
    ),
    "date-doubled-year": Message(
        "ปีใน “{text}” มากเกินไป น่าจะบวก 543 สองครั้ง", "the year in “{text}” is too large: 543 was added twice"
    ),
    "date-small-year": Message("ปี พ.ศ. ใน “{text}” น้อยเกินไป", "the พ.ศ. year in “{text}” is too small"),
    "date-era-unclear": Message(
        "“{text}” ไม่ชัดว่าเป็น พ.ศ. หรือ ค.ศ. เขียนแบบ 31 มีนาคม 2567",
        "“{text}” is unclear about its era; write 31 มีนาคม 2567",
    ),
    "oit-code": Message(
        "“{text}” ไม่ใช่รหัสข้อ OIT {hint} (ใช้ตัวอักษร O ไม่ใช่เลขศูนย์)",
        "“{text}” is not an OIT code; {hint_en} (the letter O, not zero)",
    ),
    "file-name": Message(
        "“{text}” ใช้เป็นชื่อไฟล์ไม่ได้ ใส่ชื่อไฟล์อย่างเดียวไม่มีโฟลเดอร์ และวางไฟล์ไว้ใน evidence/",
        "“{text}” cannot be a file name; give the bare name of a file in evidence/",
    ),
    "survey-code": Message(
        "“{text}” ไม่ใช่รหัสแบบวัด รหัสมี 6–7 ตัว เป็น a–z หรือ 0–9",
        "“{text}” is not a survey code: 6 or 7 of a–z and 0–9",
    ),
    "two-groups": Message("มีทั้ง indicator และ issue ใส่ได้อย่างเดียว", "both indicator and issue are given; keep one"),
    "no-framework": Message(
        "ไม่มีกรอบการประเมินของปี {year} ที่มีคือ {known} ใส่ framework: เป็นปีที่มี",
        "there is no framework for {year}; known: {known}; set framework: to one of them",
    ),
    "unknown-rule": Message("ไม่มีกฎชื่อ “{name}” {hint}", "there is no rule “{name}”; {hint_en}"),
    "invalid": Message("ข้อมูลไม่ถูกต้อง: {detail}", "not valid: {detail}"),
}

RULE_OF_TYPE = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "string_too_short": "empty-text",
    "string_too_long": "text-too-long",
    "too_long": "list-too-long",
    "number_text": "not-a-number",
    "int_parsing": "not-a-number",
    "int_from_float": "not-a-number",
    "int_parsing_size": "not-a-number",
    "score_text": "not-a-score",
    "decimal_parsing": "not-a-score",
    "finite_number": "not-a-score",
    "greater_than_equal": "score-range",
    "less_than_equal": "score-range",
    "flag_text": "not-a-flag",
    "literal_error": "choice",
    "status_word": "status-word",
    "gregorian_year": "gregorian-year",
    "year_range": "year-range",
    "url_form": "bad-link",
    "url_scheme": "link-scheme",
    "staff_survey": "staff-survey",
    "date_unreadable": "bad-date",
    "date_impossible_date": "impossible-date",
    "date_gregorian_year": "date-gregorian-year",
    "date_doubled_year": "date-doubled-year",
    "date_small_year": "date-small-year",
    "date_era_unclear": "date-era-unclear",
    "oit_code": "oit-code",
    "file_name": "file-name",
    "string_pattern_mismatch": "survey-code",
    "two_groups": "two-groups",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
    "dict_type": "not-a-mapping",
    "tuple_type": "not-a-list",
    "list_type": "not-a-list",
    "string_type": "not-text",
    "int_type": "not-text",
    "bool_type": "not-text",
    "bool_parsing": "not-a-flag",
    "decimal_type": "not-text",
}
"""Pydantic's error types that reading can meet, and the rule that speaks for each."""

_SYNTAX = (
    ("cannot start any token", 'มีอักขระที่ขึ้นต้นค่าไม่ได้ ถ้าเป็นแท็บ (Tab) ให้ใช้ช่องว่างแทน ถ้าเป็นข้อความให้ครอบด้วย "…"'),
    ("mapping values are not allowed", 'มีเครื่องหมาย “: ” เกินมา หรือย่อหน้าไม่ตรง ถ้าเป็นข้อความให้ครอบด้วย "…"'),
    ("could not find expected ':'", "ขาดเครื่องหมาย “:” หลังชื่อคีย์"),
    ("found unexpected end of stream", "เปิดเครื่องหมายคำพูดหรือวงเล็บแล้วไม่ได้ปิด"),
    ("expected <block end>", "ย่อหน้าไม่ตรงกับบรรทัดก่อนหน้า"),
    ("expected ',' or", "ขาด “,” หรือวงเล็บปิดในรายการ [ ] หรือ { }"),
    ("found unknown escape character", "ใช้ \\ ในเครื่องหมาย \"…\" ไม่ถูก ใช้ '…' แทน"),
    ("expected the node content", "หลัง “:” หรือ “-” ไม่มีค่าที่อ่านได้"),
    ("found undefined tag handle", 'มีเครื่องหมาย ! ที่อ่านไม่ได้ ถ้าเป็นข้อความให้ครอบด้วย "…"'),
    ("expected escape sequence", "ใช้ \\ ในเครื่องหมาย \"…\" ไม่ถูก ใช้ '…' แทน"),
    ("number out of range", "มีรหัสอักขระหรือตัวเลขที่ใหญ่เกินไป"),
    ("unexpected document separator", "เปิดเครื่องหมายคำพูดแล้วไม่ได้ปิดก่อนถึง “---”"),
    ("entries are not allowed here", "เครื่องหมาย “- ” ต้องขึ้นบรรทัดใหม่ใต้ชื่อคีย์"),
    ("keys are not allowed here", 'เครื่องหมาย “? ” อยู่ผิดที่ ถ้าเป็นข้อความให้ครอบด้วย "…"'),
    ("indentation indicator", "หลัง | หรือ > ต้องขึ้นบรรทัดใหม่"),
    ("comment or a line break", "หลัง | หรือ > ต้องขึ้นบรรทัดใหม่"),
    ("document start", "มีข้อความต่อหลังบรรทัด “...” ซึ่งจบเอกสารแล้ว"),
    ("YAML document", "บรรทัดที่ขึ้นต้นด้วย % ใช้ไม่ได้ ให้ลบออก"),
    ("expected URI", 'มีเครื่องหมาย ! ที่อ่านไม่ได้ ถ้าเป็นข้อความให้ครอบด้วย "…"'),
    ("codec can't decode", 'มีเครื่องหมาย ! ที่อ่านไม่ได้ ถ้าเป็นข้อความให้ครอบด้วย "…"'),
    ("expected alphabetic or numeric", 'มีเครื่องหมาย & * หรือ ! ที่อ่านไม่ได้ ถ้าเป็นข้อความให้ครอบด้วย "…"'),
)

_SHAPES = {
    dict: ("คู่คีย์และค่า", "key: value pairs"),
    list: ("รายการ", "a list"),
    str: ("ข้อความ", "text"),
    type(None): ("ค่าว่าง", "nothing"),
}


def message(rule: str, **words: object) -> Message:
    """The sentence of a rule with its words filled in, on one line; raises KeyError for a rule that has none."""
    said = sentence(rule)
    line = {key: " ".join(word.split()) if isinstance(word, str) else word for key, word in words.items()}
    return Message(said.th.format(**line), said.en.format(**line))


def sentence(rule: str) -> Message:
    """The sentence of a rule with its blanks (`{name}`) still open, as docs/rules.md shows it."""
    return _SENTENCES[rule]


def syntax(problem: str, context: str) -> Message:
    """PyYAML's complaint put into words that name the remedy; its own words stay in English."""
    detail = ", ".join(part for part in (context, problem) if part)
    thai = next((said for token, said in _SYNTAX if token in problem), f"อ่านตรงนี้ไม่ได้ ({detail})")
    return Message(_SENTENCES["yaml-syntax"].th.format(detail=thai), _SENTENCES["yaml-syntax"].en.format(detail=detail))


def oit_code(text: str) -> Message:
    """What is said of a text that should be the code of an item."""
    likely = likely_code(text)
    hint = f"หมายถึง {likely} หรือไม่" if likely else "เขียนแบบ O18"
    hint_en = f"did you mean {likely}?" if likely else "write it as O18"
    return message("oit-code", text=text[:40], hint=hint, hint_en=hint_en)


def shape(value: object) -> dict[str, str]:
    """What a value looks like in a YAML file, as words for `found`."""
    th, en = _SHAPES.get(type(value), (str(value), str(value)))
    return {"found": th, "found_en": en}


def kind(*, is_folder: bool) -> dict[str, Any]:
    """What an entry of a folder is and what it should have been, as words for `found` and `wanted`."""
    wanted, found = (("ไฟล์", "file"), ("โฟลเดอร์", "folder"))[:: 1 if is_folder else -1]
    return {"wanted": wanted[0], "wanted_en": wanted[1], "found": found[0], "found_en": found[1]}


def rules() -> tuple[str, ...]:
    """Every rule that reading can name, in the order of this file."""
    return tuple(_SENTENCES)
