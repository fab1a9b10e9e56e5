"""Word's automatic numbers written into the text, as Word shows them: in a .docx they are only formats.

A number may run on over cells and tables (an automatic ลำดับ column), so it is counted over the whole document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from prongsai.thai import to_thai_digits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONSONANTS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _letters(alphabet: str) -> Callable[[int], str]:
    return lambda n: alphabet[(n - 1) % len(alphabet)] * ((n - 1) // len(alphabet) + 1) if n > 0 else ""


def _roman(n: int) -> str:
    signs = zip((10, 9, 5, 4, 1), ("x", "ix", "v", "iv", "i"), strict=True)
    text = ""
    for value, sign in signs:
        text += sign * (n // value)
        n %= value
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "thaiNumbers": lambda n: to_thai_digits(str(n)),
    "thaiLetters": _letters(_CONSONANTS),
    "lowerLetter": _letters("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "decimalZero": lambda n: f"{n:02}",
    "none": lambda _: "",
}


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def mark(self, level: int) -> str:
        """Count one paragraph of this level and give its mark."""
        here = self.levels.get(level) or _Level()
        self.counts[level] = self.counts.get(level, here.start - 1) + 1
        for deeper in [at for at in self.counts if at > level]:
            del self.counts[deeper]
        if here.form == "bullet":
            return "-"
        text = here.text
        for at in range(level + 1):
            shown = self.levels.get(at) or _Level()
            number = self.counts.get(at, shown.start)
            text = text.replace(f"%{at + 1}", _FORMATS.get(shown.form, str)(number))
        return text.strip()


def write_numbers(document: ET.Element, numbering: ET.Element | None, styles: ET.Element | None) -> None:
    """Put the mark of every automatically numbered paragraph into its text and take the format away, in place."""
    lists = _lists(numbering) if numbering is not None else {}
    by_style = dict(_style_numbers(styles)) if styles is not None else {}
    for parent in document.iter():
        for gone in [child for child in parent if child.tag == f"{W}moveFrom"]:
            parent.remove(gone)
    for paragraph in document.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            continue
        own, style = properties.find(f"{W}numPr"), properties.find(f"{W}pStyle")
        inherited = by_style.get(_value(style), ("", 0))
        number, level = _number(own, inherited)
        if own is not None:
            properties.remove(own)
        if inherited[0]:
            off = ET.SubElement(properties, f"{W}numPr")
            ET.SubElement(off, f"{W}numId", {f"{W}val": "0"})
        counted = lists.get(number)
        if counted is None or number == "0":
            continue
        mark = counted.mark(level)
        if mark:
            run = ET.Element(f"{W}r")
            ET.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = f"{mark} "
            paragraph.insert(list(paragraph).index(properties) + 1, run)


def _value(element: ET.Element | None, default: str = "") -> str:
    return element.get(f"{W}val", default) if element is not None else default


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else default


def _number(own: ET.Element | None, inherited: tuple[str, int]) -> tuple[str, int]:
    if own is None:
        return inherited
    number = _value(own.find(f"{W}numId")) or inherited[0]
    return number, _whole(_value(own.find(f"{W}ilvl")), inherited[1])


def _levels(owner: ET.Element) -> Iterator[tuple[int, _Level]]:
    for level in owner.findall(f"{W}lvl"):
        yield (
            _whole(level.get(f"{W}ilvl", "0"), 0),
            _Level(
                _value(level.find(f"{W}numFmt"), "decimal"),
                _value(level.find(f"{W}lvlText"), "%1."),
                _whole(_value(level.find(f"{W}start"), "1"), 1),
            ),
        )


def _lists(numbering: ET.Element) -> dict[str, _List]:
    """Lists by their number; those of one abstract list count together unless one starts anew."""
    abstract = {one.get(f"{W}abstractNumId", ""): one for one in numbering.findall(f"{W}abstractNum")}
    shared: dict[str, _List] = {}
    found = {}
    for num in numbering.findall(f"{W}num"):
        base = _value(num.find(f"{W}abstractNumId"))
        if base not in abstract:
            continue
        levels = dict(_levels(abstract[base]))
        overrides = num.findall(f"{W}lvlOverride")
        for override in overrides:
            at = _whole(override.get(f"{W}ilvl", "0"), 0)
            levels.update(_levels(override))
            if override.find(f"{W}startOverride") is not None:
                old = levels.get(at) or _Level()
                levels[at] = _Level(old.form, old.text, _whole(_value(override.find(f"{W}startOverride")), old.start))
        found[num.get(f"{W}numId", "")] = _List(levels) if overrides else shared.setdefault(base, _List(levels))
    return found


def _style_numbers(styles: ET.Element) -> Iterator[tuple[str, tuple[str, int]]]:
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.findall(f"{W}style")}
    for name in by_id:
        at, seen = name, set[str]()
        while at in by_id and at not in seen:
            seen.add(at)
            numbers = by_id[at].find(f"{W}pPr/{W}numPr")
            if numbers is not None:
                yield name, _number(numbers, ("", 0))
                break
            at = _value(by_id[at].find(f"{W}basedOn"))
