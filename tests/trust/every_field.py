"""Walks the model: a value for every field of every record, so that a new field is tested from its first day."""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from prongsai.model import AgencyFields, DisclosureFields, MeasureFields, Record, YearFields, fields
from prongsai.model.agency import SurveyCode
from prongsai.model.records import Status

TEXTS: dict[str, Any] = {"Line": fields.Line, "Text": fields.Text, "Items": fields.Items, "Names": fields.Names}
"""Types that hold whatever an officer types."""
OTHERS: dict[str, Any] = {
    "Waivers": fields.Waivers,
    "Number": fields.Number,
    "Numbers": fields.Numbers,
    "FiscalYear": fields.FiscalYear,
    "Score": fields.Score,
    "Flag": fields.Flag,
    "Url": fields.Url,
    "DateText": fields.DateText,
    "OitCode": fields.OitCode,
    "FileName": fields.FileName,
    "Status": Status,
    "SurveyCode": SurveyCode,
}
"""Types that hold what they say; a type that is in neither table stops the tests, until it is given its place."""

FILES: dict[str, type[Record]] = {
    "agency.yml": AgencyFields,
    "year.yml": YearFields,
    "measures": MeasureFields,
    "disclosures.yml": DisclosureFields,
}


class Field(NamedTuple):
    """A field of a record: where it is (`evidence.title`), and what it may hold."""

    place: str
    kind: str
    """A name of TEXTS or OTHERS, or "choice"."""
    needed: bool
    choices: tuple[str, ...] = ()


Value = Callable[[Field], Any]
Many = Callable[[str, Callable[[], Any]], list[Any]]


def record(cls: type[Record], value: Value, *, many: Many | None = None, place: str = "") -> dict[str, Any]:
    """A mapping with every field of a record, each made by `value`; one that `value` makes None is left out.

    `many` makes the entries of a list of records (default: one).
    """
    hints = get_type_hints(cls, include_extras=True)
    found = {}
    for name in cls.model_fields:
        here, needed = f"{place}.{name}".lstrip("."), cls.model_fields[name].is_required()
        made = _value(hints[name], here, value, many or (lambda _, make: [make()]), needed=needed)
        if made is not None:
            found[name] = made
    return found


def _value(hint: Any, place: str, value: Value, many: Many, *, needed: bool = False) -> Any:
    known = next((name for name, alias in (TEXTS | OTHERS).items() if alias == hint), None)
    if known:
        return value(Field(place, known, needed))
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _value(inner[0], place, value, many, needed=needed)
    if origin in (Union, UnionType):
        return _value(next(part for part in inner if part is not NoneType), place, value, many, needed=needed)
    if origin is Literal:
        return value(Field(place, "choice", needed, inner))
    if origin is tuple:
        return [one for one in many(place, lambda: _value(inner[0], place, value, many)) if one is not None]
    if isinstance(hint, type) and issubclass(hint, Record):
        return record(hint, value, many=many, place=place)
    raise LookupError(f"{place}: give the type {hint} its place in TEXTS or OTHERS")
