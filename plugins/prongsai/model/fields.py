"""The types of single fields: what one scalar of a record may hold.

Every scalar arrives as text, already normalised by the reader. Each type says what it accepts; a refusal carries a
code (`PydanticCustomError`) whose Thai and English sentences stand in `prongsai.load.messages`.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from prongsai import thai

EARLIEST_YEAR, LATEST_YEAR = 2540, 2699
"""Fiscal years in พ.ศ. that a record may name: the Official Information Act is of 2540; a later one is a slip."""

SURVEY_HOST = "itas.nacc.go.th"
"""The national survey site. `/go/eit/<code>` is for the public, `/go/iit/<code>` for staff only."""


_WHOLE = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


def _arabic(value: object) -> object:
    """A whole number as officers write it, nothing that only Python takes for one (`1_000`, `+5`, `2.0`)."""
    if not isinstance(value, str):
        return value
    digits = thai.to_arabic_digits(value).strip()
    if not _WHOLE.fullmatch(digits):
        raise PydanticCustomError("number_text", "", {"text": value[:80]})
    return digits


def _single_line(value: str) -> str:
    return " ".join(value.split())


def _year(value: int) -> int:
    if 1900 <= value <= 2156:
        raise PydanticCustomError("gregorian_year", "", {"year": value, "be": value + 543})
    if not EARLIEST_YEAR <= value <= LATEST_YEAR:
        raise PydanticCustomError("year_range", "", {"year": value, "first": EARLIEST_YEAR, "last": LATEST_YEAR})
    return value


def _score(value: object) -> object:
    if isinstance(value, str):
        digits = thai.to_arabic_digits(value).strip()
        if not _DECIMAL.fullmatch(digits):
            raise PydanticCustomError("score_text", "", {"text": value[:80]})
        return Decimal(digits)
    return value


_YES, _NO = frozenset({"ใช่", "true", "yes"}), frozenset({"ไม่", "ไม่ใช่", "false", "no"})


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value.lower() in _YES:
            return True
        if value.lower() in _NO:
            return False
        raise PydanticCustomError("flag_text", "", {"text": value[:80]})
    return value


def _one_or_many(value: object) -> object:
    """A list of one may be written without its dash: officers write `steps: ประชุมชี้แจง`."""
    return [value] if isinstance(value, str) else value


_MAX_URL = 2000
_HOST = re.compile(r"(?=.{1,253}$)[^\s./:@]+(\.[^\s./:@]+)+", re.ASCII | re.IGNORECASE)
_UNSAFE_IN_URL = re.compile(r"[\s<>\"'`\\{}|^\x00-\x1f]")
_PHONE = re.compile(r"\+?[0-9][0-9 ().,#-]{1,40}")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")


def _url(value: str) -> str:
    """An address that may stand in `href`: http, https, mailto or tel, nothing else (never `javascript:`, `data:`)."""
    if len(value) > _MAX_URL or _UNSAFE_IN_URL.search(value):
        raise PydanticCustomError("url_form", "", {"text": value[:80]})
    scheme, _, rest = value.partition(":")
    scheme = scheme.lower()
    if scheme == "mailto" and _MAIL.fullmatch(rest):
        return value
    if scheme == "tel" and _PHONE.fullmatch(rest):
        return value
    if scheme not in {"http", "https", "mailto", "tel"}:
        raise PydanticCustomError("url_scheme", "", {"text": value[:80]})
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not _HOST.fullmatch(host) or "@" in parts.netloc:
        raise PydanticCustomError("url_form", "", {"text": value[:80]})
    if is_staff_survey(value):
        raise PydanticCustomError("staff_survey", "", {"text": value[:80]})
    return value


_AFTER_SURVEY_HOST = re.compile(rf"{re.escape(SURVEY_HOST)}\.?(?::[0-9]*)?(?=(/.*))")


def is_staff_survey(address: str) -> bool:
    """Whether an address leads to the staff survey (IIT), which must never stand on a public page."""
    paths = _AFTER_SURVEY_HOST.findall(_as_browsers_read(address))
    return any(posixpath.normpath("/" + path.lstrip("/")).startswith("/go/iit") for path in paths)


def _as_browsers_read(address: str) -> str:
    """One spelling of all that browsers and servers take for the same: percent signs, case, wide and unseen letters."""
    for _ in range(5):  # some servers decode more than once
        address = unquote(address)
    address = unicodedata.normalize("NFKC", address).lower().replace("\\", "/").replace("。", ".")
    return "".join(char for char in address if unicodedata.category(char) not in {"Cf", "Cc"})


def _date_text(value: str) -> str:
    parsed = thai.parse_date(value)
    if parsed.value is None:
        code = parsed.problems[0].code if parsed.problems else "unreadable"
        raise PydanticCustomError("date_" + code.replace("-", "_"), "", {"text": value[:80]})
    return value


_CODE = re.compile(r"O[1-9][0-9]?")
_MISSPELT_CODE = re.compile(r"(oit|ข้อ|[o0โ])?[\s.-]*0*([1-9][0-9]?)", re.IGNORECASE)


def likely_code(text: str) -> str | None:
    """The item code that a misspelt one most likely means: `018`, `o18`, `๑๘` and `ข้อ 18` are O18."""
    likely = _MISSPELT_CODE.fullmatch(thai.to_arabic_digits(text))
    return f"O{likely[2]}" if likely else None


def is_code(text: str) -> bool:
    """Whether a text has the form of an item code."""
    return bool(_CODE.fullmatch(text))


def _oit_code(value: str) -> str:
    if not is_code(value):
        raise PydanticCustomError("oit_code", "", {"text": value})
    return value


_FILE = re.compile(r"(?!\.)[A-Za-z0-9ก-๙][A-Za-z0-9ก-๙._ ()-]{0,150}")


def is_file_name(name: str) -> bool:
    """Whether a file of this name may be cited and published: Thai, Latin, digits, no folder, not hidden."""
    return bool(_FILE.fullmatch(name)) and ".." not in name


def _file_name(value: str) -> str:
    if not is_file_name(value):
        raise PydanticCustomError("file_name", "", {"text": value[:80]})
    return value


def _schema(**keywords: Any) -> WithJsonSchema:
    """What may be typed. What the open data holds is said by the type itself, and stricter: numbers are numbers."""
    return WithJsonSchema(keywords, mode="validation")


Line = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_single_line)]
"""Text of one line, at most 1,000 characters."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""Text that may have several lines, at most 20,000 characters."""
_ONE_OR_MANY = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "string", "minLength": 1}},
        {"type": "null"},
    ]
}
Items = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many), Field(max_length=200), _schema(**_ONE_OR_MANY)]
"""A list of sentences as filed, each with the mark it was filed with ("๑. …", "- …"), at most 200."""
Names = Annotated[tuple[Line, ...], BeforeValidator(_one_or_many), Field(max_length=100), _schema(**_ONE_OR_MANY)]
"""A list of names, at most 100."""
Waivers = Annotated[dict[Line, Line], Field(max_length=20)]
"""Names of rules that do not apply to a record, each with the officer's reason; never shown on a page."""
Number = Annotated[int, BeforeValidator(_arabic), _schema(type=["integer", "string"], pattern="^[0-9๐-๙]+$")]
"""A whole number in Arabic or Thai digits."""
Numbers = Annotated[tuple[Number, ...], Field(max_length=50)]
FiscalYear = Annotated[
    int,
    BeforeValidator(_arabic),
    AfterValidator(_year),
    _schema(
        type=["integer", "string"],
        pattern="^(25|26|๒๕|๒๖)[0-9๐-๙]{2}$",
        minimum=EARLIEST_YEAR,
        patternErrorMessage="ใส่ปี พ.ศ. สี่หลัก เช่น 2568",
    ),
]
"""A fiscal year in the Buddhist era: 2568 runs from 1 October 2567 to 30 September 2568."""
Score = Annotated[
    Decimal,
    BeforeValidator(_score),
    Field(ge=0, le=100, allow_inf_nan=False),
    _schema(type=["number", "string"], minimum=0, maximum=100),
]
"""A score from 0 to 100, kept with the digits it was filed with."""
Flag = Annotated[bool, BeforeValidator(_flag), _schema(enum=["ใช่", "ไม่ใช่"])]
Url = Annotated[
    str,
    AfterValidator(_url),
    _schema(
        type="string",
        pattern="^(https?://|mailto:|tel:)",
        patternErrorMessage="ต้องขึ้นต้นด้วย https:// http:// mailto: หรือ tel:",
    ),
]
"""A web address (http, https), a mail address (`mailto:`) or a telephone number (`tel:`)."""
DateText = Annotated[str, AfterValidator(_date_text), _schema(type="string", examples=["31 มีนาคม 2567"])]
"""One day as people write it ("31 มีนาคม 2567", "31/3/2567"); kept as filed."""
OitCode = Annotated[
    str,
    AfterValidator(_oit_code),
    _schema(
        type="string",
        pattern="^O[1-9][0-9]?$",
        patternErrorMessage="เขียนเป็นตัวอักษร O ตามด้วยเลขข้อ เช่น O18",
    ),
]
"""The code of a disclosure item: the letter O and its number."""
FileName = Annotated[str, AfterValidator(_file_name), _schema(type="string")]
"""The name of a file in the year's `evidence/` folder; no folders in it."""
