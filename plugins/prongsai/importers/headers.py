"""A header of a column into the field it names: exactly, or almost letter for letter; else it is asked.

The first letters must agree, for the head of a Thai phrase stands first: แผนการดำเนินการ is no ผลการดำเนินการ,
though all but two letters are the same. A part of a header never decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from prongsai import thai
from prongsai.importers.draft import Field
from prongsai.packaged import read_packaged

SURE = 0.8
"""Least likeness (difflib's ratio) at which a header is taken for a known one; measured in documents.md, B3."""
LIKELY = 0.55
_LONGEST = 150
_HEAD = 3
"""Consonants at the beginning that must agree; a vowel is soon mistyped."""
_NO_CONSONANT = re.compile("[^ก-ฮa-z0-9]")
_AHEAD = 0.04
"""A second field that comes so close makes the header unsure."""
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_PARTS = re.compile(r"[/,()\n+]|และ|หรือ")
"""What stands between two headers in one: ผู้รับผิดชอบ/ระยะเวลา."""
_LATIN = re.compile("[a-z]+")
_NO_LETTER = re.compile(r"[^ก-ฮะ-ฺเ-ๅ็-๎a-z0-9]+")
_NUMBER = re.compile(r"^\s*\(?[0-9๐-๙]{1,2}(?:[.)]+|\s)\s*(?=[^0-9๐-๙\s])")
"""The number that a form or a header row prints before a header: `๓. วิธีดำเนินการ`."""
_HARMLESS = re.compile(
    r"(?:[a-z\s/&.,:+-]*|(?:(?:วัน|เดือน|ปี|ว|ด|ป|พ\.?ศ\.?)[\s/.-]*){2,}|(?:โปรด)?ระบุ.*|ถ้ามี|ต่อ|สำนัก/กอง|กอง/สำนัก"
    r"|(?:รอบ)?\s*(?:6|12)\s*เดือน(?:แรก|หลัง)?)"
)
"""What stands in brackets behind a header and leaves its meaning as it is."""
_OTHER = re.compile(
    "ก่อน|ที่แล้ว(?!เสร็จ)|ผ่านมา|ถัดไป|ต่อไป|ปีหน้า|อนาคต|คาดหวัง|คาดว่า|เดิม|ไม่|ยัง|คงเหลือ|ร้อยละ|คะแนน|ปปช|ผู้รับบริการ|ร้องเรียน"
    "|เบอร์|โทร|แหล่ง|นับ"
)
"""Words that make of a header's matter another: last year's, the expected, the lacking, its measure."""
_NOUNS = re.compile("มาตรการ|ขั้นตอน|ผู้รับผิดชอบ|งบประมาณ|ผลลัพธ์|ผลผลิต|ระยะเวลา|ตัวชี้วัด|ประเด็น|ปัญหา|หลักฐาน|ข้อเสนอ")
"""Words that each name a field: one more of them than in the known header, and it may be of that field."""
_DIGITS = re.compile("[0-9]+")
_PLAIN_HEADS = {
    Field.PERIOD: ("กรอบ", "ห้วง", "ช่วง", "กำหนด"),
    Field.RESULTS: ("สรุป", "รายงาน", "การรายงาน"),
    Field.TITLE: ("ชื่อ",),
    Field.STEPS: ("รายละเอียด",),
}
"""Words before a header of these fields that add nothing to it: กรอบ|ระยะเวลาดำเนินการ."""
_OUTPUT, _OUTCOME = {"output", "outputs"}, {"outcome", "outcomes", "result", "results", "impact"}


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The table of headers: exact keys to their fields; more than one field, or none that is sure, is asked.

    Compared by identity, so that what was looked up in it is remembered.
    """

    sure: Mapping[str, Field]
    asked: Mapping[str, tuple[Field, ...]]


class Hit(NamedTuple):
    """What a header means: a field if it is certain, and the likely ones if not."""

    field: Field | None
    candidates: tuple[Field, ...] = ()
    listed: bool = False
    """Whether the header itself is listed, as one that means different things."""


def key_of(header: str) -> str:
    """A header without number, spaces, marks and harmless brackets; what is compared and what a mapping holds.

    >>> key_of("๖. ผลลัพธ์หรือผลสัมฤทธิ์ ในการ ดำเนินการ (Outcome/result)")
    'ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ'
    >>> key_of("ผลลัพธ์ (ที่คาดหวัง)")
    'ผลลัพธ์ที่คาดหวัง'
    """
    text = _NUMBER.sub("", thai.to_arabic_digits(thai.normalise(header)).lower())
    bare = _NO_LETTER.sub("", _BRACKETS.sub(lambda found: "" if _is_harmless(found) else found[1], text))
    return bare or _NO_LETTER.sub("", text)


def _is_harmless(brackets: re.Match[str]) -> bool:
    text = brackets[1].strip().lower()
    money = text.endswith("บาท") and re.search("งบ|เงิน|ค่าใช้จ่าย", brackets.string[: brackets.start()])
    return bool(money or _HARMLESS.fullmatch(text))


@cache
def known_headers() -> Known:
    """The packaged table."""
    return read_table(read_packaged("importers", "headers.yml"))


def read_table(table: Mapping[str, object]) -> Known:
    """A table of the form of headers.yml."""
    fields, asks = table["fields"], table["ask"]
    assert isinstance(fields, dict)  # noqa: S101  # the file is ours and a test reads it
    assert isinstance(asks, list)  # noqa: S101
    sure = {key_of(header): Field(name) for name, headers in fields.items() for header in headers}
    asked = {key_of(header): tuple(map(Field, one["fields"])) for one in asks for header in one["headers"]}
    return Known(sure, asked)


@lru_cache(maxsize=10_000)
def find_field(header: str, known: Known) -> Hit:
    """The field of a header, sure or asked; nothing at all for an empty one."""
    key = key_of(header)
    if not key or len(key) > _LONGEST:
        return Hit(None)
    says = _latin_of(header)
    hit = _exact(key, known) or _plain(header, key, known)
    named = tuple(dict.fromkeys(known.sure[part] for part in map(key_of, _PARTS.split(header)) if part in known.sure))
    if len(says) > 1 or (len(named) > 1 and (hit is None or "(" in header)):
        return Hit(None, named if len(named) > 1 else says)
    hit = hit or _near(key, known)
    if hit.field and any(not _is_harmless(found) for found in _BRACKETS.finditer(header)) and key not in known.sure:
        return Hit(None, (hit.field,))
    if says and hit.field in (Field.RESULTS, Field.OUTCOMES) and hit.field not in says:
        return Hit(None, (hit.field, *says))
    if hit.field is None and not hit.candidates and says:
        return Hit(None, says)
    return hit


def _latin_of(header: str) -> tuple[Field, ...]:
    """What the English beside a Thai header says; it must not say another thing."""
    words = set(_LATIN.findall(header.lower()))
    said = []
    if words & _OUTPUT:
        said.append(Field.RESULTS)
    if words & (_OUTCOME if words & {"outcome", "outcomes", "impact"} or not said else set()):
        said.append(Field.OUTCOMES)
    return tuple(said)


def _exact(key: str, known: Known) -> Hit | None:
    if key in known.sure:
        return Hit(known.sure[key])
    return Hit(None, known.asked[key], listed=True) if key in known.asked else None


def _plain(header: str, key: str, known: Known) -> Hit | None:
    """A known header below a word that adds nothing, or several of one field in one: ชื่อโครงการ/มาตรการ."""
    for field, heads in _PLAIN_HEADS.items():
        if any(key.startswith(head) and known.sure.get(key.removeprefix(head)) is field for head in heads):
            return Hit(field)
    parts = [known.sure.get(part) for part in map(key_of, _PARTS.split(_BRACKETS.sub("", header))) if part]
    return Hit(parts[0]) if len(parts) > 1 and parts[0] and len(set(parts)) == 1 else None


def _near(key: str, known: Known) -> Hit:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    best: dict[Field | tuple[Field, ...], tuple[float, str]] = {}
    for table in (known.sure, known.asked):
        for synonym, meaning in table.items():
            matcher.set_seq1(synonym)
            if matcher.real_quick_ratio() < LIKELY or matcher.quick_ratio() < LIKELY:
                continue
            ratio = matcher.ratio()
            if ratio >= LIKELY and ratio > best.get(meaning, (0.0, ""))[0]:
                best[meaning] = (ratio, synonym)
    ranked = sorted(best.items(), key=lambda entry: (_head(entry[1][1]) != _head(key), -entry[1][0]))
    candidates: dict[Field, None] = {}
    for meaning, _ in ranked:
        candidates.update(dict.fromkeys((meaning,) if isinstance(meaning, Field) else meaning))
    if ranked:
        meaning, (ratio, synonym) = ranked[0]
        second = max((other[0] for _, other in ranked[1:]), default=0.0)
        alike = _head(key) == _head(synonym) and len(key) > _HEAD and _says_the_same(key, synonym)
        if isinstance(meaning, Field) and ratio >= SURE and ratio - second >= _AHEAD and alike:
            return Hit(meaning)
    offered = tuple(candidates)[:4]
    another = offered and _OTHER.search(key) and Field.SKIP not in offered
    return Hit(None, (*offered, Field.SKIP) if another else offered)


def _says_the_same(key: str, synonym: str) -> bool:
    """Whether the header adds nothing: results of last year are not the results, แนวทาง/มาตรการ no steps."""
    equal = all(set(one.findall(key)) == set(one.findall(synonym)) for one in (_OTHER, _LATIN, _DIGITS))
    return equal and set(_NOUNS.findall(key)) <= set(_NOUNS.findall(synonym))


def _head(key: str) -> str:
    return _NO_CONSONANT.sub("", key)[:_HEAD]


def without(known: Known, headers: Sequence[str]) -> Known:
    """The table as it would be had these headers never been seen; for tests that leave a report out."""
    gone = set(map(key_of, headers))
    return Known(
        {key: field for key, field in known.sure.items() if key not in gone},
        {key: fields for key, fields in known.asked.items() if key not in gone},
    )
