"""Plain data into frozen records: every refusal of pydantic becomes a located problem with a sentence of our own."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from prongsai.load import messages
from prongsai.load.strict_yaml import Document
from prongsai.problems import Level, Place, Problem

R = TypeVar("R", bound=BaseModel)


def validate(
    cls: type[R], document: Document, identity: Mapping[str, Any], *, at: Place = ()
) -> tuple[R | None, list[Problem]]:
    """Make a record of class `cls` from the mapping at `at` in a document, with what the path adds (`identity`).

    Returns the record, or None with every problem of it. `document.value` must have been read without problems.
    """
    data = document.value
    for part in at:
        data = data[part]
    if not isinstance(data, dict):
        return None, [_problem(document, "not-a-mapping", at, messages.shape(data))]
    claimed = [
        _unknown_key(document, cls, (*at, key), identity) for key in data if key in identity
    ]  # an identity typed into the file: the path is the identity, so to the file the key is unknown
    try:
        record = cls.model_validate({**data, **identity})
    except ValidationError as error:
        found = [_translate(document, cls, detail, at, identity) for detail in error.errors(include_url=False)]
        return None, claimed + found
    return (None, claimed) if claimed else (record, [])


def _problem(
    document: Document, rule: str, place: Place, words: Mapping[str, object], *, of_key: bool = False
) -> Problem:
    message = messages.message(rule, **words)
    return Problem(Level.ERROR, rule, document.source, message, place=place, of_key=of_key)


def _translate(
    document: Document, cls: type[BaseModel], detail: ErrorDetails, at: Place, identity: Mapping[str, Any]
) -> Problem:
    place = at + tuple(part for part in detail["loc"])
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    rule = messages.RULE_OF_TYPE.get(kind, "invalid")
    if kind == "literal_error" and not isinstance(given, str):
        rule = "not-text"  # a list or mapping where one word is wanted
    if rule == "unknown-key":
        return _unknown_key(document, cls, place, identity)
    if rule == "missing-key":
        key = str(place[-1])
        title = _titles(cls, place[len(at) : -1]).get(key, key)
        return _problem(document, rule, place, {"key": key, "title": title}, of_key=True)
    if rule == "oit-code":
        return Problem(Level.ERROR, rule, document.source, messages.oit_code(str(given)), place=place)
    words: dict[str, Any] = {
        "text": str(given)[:80],
        "detail": detail["msg"],
        **messages.shape(given),
        **context,
    }
    words["limit"] = context.get("max_length", 0)
    words["choices"] = context.get("expected", "").replace(" or ", ", ")
    return _problem(document, rule, place, words)


_SAID_BY_THE_PATH = {"id", "slug", "number", "code"}


def _unknown_key(document: Document, cls: type[BaseModel], place: Place, identity: Mapping[str, Any]) -> Problem:
    key = str(place[-1])
    known = [name for name in _titles(cls, place[:-1]) if name not in identity]
    as_compared = {name.lower(): name for name in known}
    near = difflib.get_close_matches(key.lower().replace("-", "_"), as_compared, n=1, cutoff=0.6)
    if len(place) == 1 + len(identity.get("place", ())) and key in _SAID_BY_THE_PATH & identity.keys():
        hints = {
            "hint": "ลบออก เพราะชื่อไฟล์หรือโฟลเดอร์บอกไว้แล้ว",
            "hint_en": "remove it: the name of the file or folder says it",
        }
        return _problem(document, "unknown-key", place, {"key": key, **hints}, of_key=True)
    hints = (
        {"hint": f"หมายถึง “{as_compared[near[0]]}” หรือไม่", "hint_en": f"did you mean “{as_compared[near[0]]}”?"}
        if near
        else {"hint": f"คีย์ที่ใช้ได้คือ {', '.join(known)}", "hint_en": f"known keys: {', '.join(known)}"}
    )
    return _problem(document, "unknown-key", place, {"key": key[:60], **hints}, of_key=True)


def _titles(cls: type[BaseModel], place: Place) -> dict[str, str]:
    """The keys that may stand at a place of a record, with their Thai titles."""
    for part in place:
        if isinstance(part, str) and part in cls.model_fields:
            inner = _record_in(cls.model_fields[part].annotation)
            if inner is None:
                break
            cls = inner
    return {name: info.title or name for name, info in cls.model_fields.items()}


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """The record class inside `X`, `X | None` or `tuple[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _record_in(inner)
        if found:
            return found
    return None
