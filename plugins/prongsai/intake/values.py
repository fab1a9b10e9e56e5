"""One draft as the values of a record, and what of it cannot stand in the record: that becomes remarks beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from prongsai.importers.draft import Cell, DraftMeasure, Field
from prongsai.load.strict_yaml import MAX_SCALAR, MAX_WORD
from prongsai.model import DisclosureFields, Framework, MeasureFields
from prongsai.model.fields import Url
from prongsai.rewrite.order import DISCLOSURE, MEASURE, ordered
from prongsai.words import load_words

_URL: TypeAdapter[str] = TypeAdapter(Url)
_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]“”]+")
_TITLE = 1_000
_ONE_LINE = {Field.BUDGET, Field.NUMBER, Field.FILED_CODE, Field.FILED_NAME, Field.TITLE}
_TEXT = {Field.REASON, Field.NOTE}
_NEVER = {Field.STATUS, Field.SKIP, Field.INDICATOR, Field.ISSUE, Field.TITLE, Field.EVIDENCE}


@dataclass(frozen=True, slots=True)
class Values:
    """The record in the order of its file, and remarks by key; those of the whole record are under the empty key."""

    draft: DraftMeasure
    record: dict[str, Any]
    remarks: dict[str, list[str]] = field(default_factory=dict)

    def remark(self, key: str, text: str) -> None:
        """Note what a person should look at."""
        said = self.remarks.setdefault(key if key in self.record else "", [])
        if text not in said:
            said.append(text)


def values_of(draft: DraftMeasure, framework: Framework) -> Values:
    """The values of one draft, all of a form that the model accepts."""
    is_item = draft.kind == "ข้อ OIT"
    record = _filled(draft, is_item=is_item)
    values = Values(draft, record)
    said = load_words()["import"]["remarks"]
    if not is_item:
        _group(values, framework)
        record["kind"] = draft.kind
        if not record.get("title"):
            record["title"] = said["no_title"].format(place=draft.place.th)
            values.remark("title", said["title_missing"])
        elif len(record["title"]) > _TITLE:
            values.remark("", said["too_long"].format(key="title", text=record["title"]))
            record["title"] = record["title"][: _TITLE - 1] + "…"
    _take_out_what_fails(values, is_item=is_item)
    _doubts(values)
    return Values(draft, ordered(record, DISCLOSURE if is_item else MEASURE), values.remarks)


def _filled(draft: DraftMeasure, *, is_item: bool) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key in draft.fields:
        lines = draft.lines(key)
        if key in _NEVER or not lines:
            continue
        joined = "\n".join(lines) if key in _TEXT else " ".join(lines)
        record[key.value] = joined if key in _ONE_LINE | _TEXT else list(lines)
    titled = " ".join(draft.lines(Field.TITLE))
    kept = "filed_name" if is_item and "filed_name" not in record else "title"
    if titled:
        record[kept] = titled
    elif not is_item and "filed_name" in record:
        record["title"] = record.pop("filed_name")
    if draft.status:
        record["status"] = draft.status
    if draft.fields.get(Field.EVIDENCE):
        record["evidence"] = [_evidence(line) for line in draft.lines(Field.EVIDENCE)]
    return record


def _evidence(line: str) -> dict[str, str]:
    """A document by its name; an address in the line becomes its link if it is one that may be opened."""
    found = _ADDRESS.findall(line)
    if len(found) != 1:
        return {"title": line}
    try:
        link = _URL.validate_python(found[0])
    except ValidationError:
        return {"title": line}
    title = " ".join(line.replace(found[0], " ").split()).strip(" :()-–")
    return {"title": title or line, "link": link}


def _group(values: Values, framework: Framework) -> None:
    """The group that the framework knows; a record stands in one, so the other is only remarked."""
    draft, said = values.draft, load_words()["import"]["remarks"]
    by_issue = draft.issue is not None and framework.issue(draft.issue) is not None
    by_indicator = draft.indicator is not None and framework.indicator(draft.indicator) is not None
    if by_issue:
        values.record["issue"] = draft.issue
    elif by_indicator:
        values.record["indicator"] = draft.indicator
    if draft.issue is not None and not by_issue:
        values.remark("", said["unknown_issue"].format(number=draft.issue))
    if draft.indicator is not None and (by_issue or not by_indicator):
        values.remark("issue" if by_issue else "", said["other_indicator"].format(number=draft.indicator))
    for key in (Field.INDICATOR, Field.ISSUE):
        for text in draft.lines(key):
            values.remark(key.value, said["group_as_filed"].format(text=_line(text)))


def _take_out_what_fails(values: Values, *, is_item: bool) -> None:
    """Fields that the model or the reader would refuse become remarks, with all their letters."""
    model = DisclosureFields if is_item else MeasureFields
    record = values.record
    bad = {key for key in record if key not in model.model_fields}
    bad |= {key for key, value in record.items() if any(_unreadable(text) for text in _texts(value))}
    try:
        model.model_validate({key: value for key, value in record.items() if key not in bad})
    except ValidationError as error:
        bad |= {str(one["loc"][0]) for one in error.errors() if one["loc"]}
    said = load_words()["import"]["remarks"]
    for key in sorted(bad - {"title"}):
        text = " / ".join(_texts(record.pop(key)))
        values.remark("", said["too_long" if key in model.model_fields else "no_key"].format(key=key, text=_line(text)))
    if "title" in bad:
        values.remark("", said["too_long"].format(key="title", text=_line(record["title"])))
        record["title"] = said["no_title"].format(place=values.draft.place.th)


def _unreadable(text: str) -> bool:
    return len(text) > MAX_SCALAR or any(len(word) > MAX_WORD for word in text.split())


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str | int):
        return [str(value)]
    if isinstance(value, dict):
        return [str(one) for one in value.values()]
    return [text for one in value for text in _texts(one)]


def _doubts(values: Values) -> None:
    draft, said = values.draft, load_words()["import"]["remarks"]
    words = (line for line in draft.lines(Field.STATUS) if not line.startswith("☐"))
    unsaid = [line for line in words if "".join(line.strip("☑✓ ").split()) != draft.status]
    if unsaid:
        values.remark("status", said["status_as_filed"].format(text=_line(" ".join(unsaid))))
    for doubt in draft.doubts:
        cells = [doubt.cell] if doubt.cell else list(draft.cells.get(doubt.field, ()) if doubt.field else ())
        values.remark(doubt.field or "", f"{doubt.message.th} ({_places(cells) or draft.place.th})")
    for cell in draft.unmapped:
        if cell.text:
            values.remark("", said["unmapped"].format(place=cell.place.th, text=_line(cell.text)))
    for one in draft.suggestions:
        place = _places(draft.cells.get(one.field, ())) or draft.place.th
        values.remark(one.field, said["spaces"].format(place=place, text=_line(one.after)))


def _places(cells: Iterable[Cell]) -> str:
    return ", ".join(dict.fromkeys(cell.place.th for cell in cells))


def _line(text: str) -> str:
    return " ".join(text.split())
