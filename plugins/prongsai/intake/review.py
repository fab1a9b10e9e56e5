"""The review page: source beside result, one self-contained file that asks nobody for anything."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from prongsai.importers.draft import Cell, Field
from prongsai.intake.files import Entry, Intake, texts
from prongsai.model import Agency, DisclosureFields, MeasureFields
from prongsai.render import render
from prongsai.rewrite.order import DISCLOSURE, MEASURE


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a record on the page."""

    title: str
    cells: tuple[Cell, ...]
    result: tuple[str, ...]
    remarks: tuple[str, ...]
    changes: tuple[Markup, ...]
    """Suggested repairs, what goes marked as deleted."""


def review_html(intake: Intake, agency: Agency, year: int) -> str:
    """The page. It is for the officer's eyes and must not be written where it would be published."""
    return render(
        "import-review.html",
        "arabic",
        intake=intake,
        agency=agency,
        year=year,
        lines_of=_lines,
        files=_files(intake),
        measures=sum(entry.draft.kind != "ข้อ OIT" for entry in intake.entries),
    )


def _files(intake: Intake) -> list[str]:
    places = [draft.place for one in intake.imports for draft in one.measures]
    places += [outside.place for one in intake.imports for outside in one.outside]
    return list(dict.fromkeys(place.file for place in places))


def _lines(entry: Entry) -> list[Line]:
    """The fields of a record in the order of its file, then those whose texts found no place in it."""
    model = DisclosureFields if entry.draft.kind == "ข้อ OIT" else MeasureFields
    record, draft = entry.values.record, entry.draft
    order = DISCLOSURE if entry.draft.kind == "ข้อ OIT" else MEASURE
    keys = [*(key for key in order if key in record or _cells(entry, key))]
    keys += [key.value for key in draft.cells if key.value not in keys and key is not Field.SKIP]
    if "filed_name" in keys and "title" in keys and model is DisclosureFields:
        keys.remove("title")
    lines = []
    for key in keys:
        info = model.model_fields.get(key)
        remarks = tuple(entry.values.remarks.get(key, ()))
        lines.append(
            Line(
                info.title or key if info else key,
                _cells(entry, key),
                tuple(texts(record.get(key))),
                remarks,
                _changes(entry, key),
            )
        )
    return lines


def _cells(entry: Entry, key: str) -> tuple[Cell, ...]:
    cells = entry.draft.cells
    named = {one.value: one for one in Field}
    found = cells.get(named[key], ()) if key in named else ()
    if key == "filed_name" and not found:
        found = cells.get(Field.TITLE, ())
    heading = entry.draft.heading
    if key in ("indicator", "issue") and not found and heading and getattr(heading, key) is not None:
        found = (Cell(heading.text, heading.place),)
    return tuple(dict.fromkeys(found))


def _changes(entry: Entry, key: str) -> tuple[Markup, ...]:
    return tuple(_marked(one.before, one.after) for one in entry.draft.suggestions if one.field == key)


def _marked(before: str, after: str) -> Markup:
    """A text with what goes and what comes; a space that goes is drawn, or nobody would see it."""
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(escape(before[a:b]))
            continue
        if b > a:
            parts.append(Markup("<del>{}</del>").format(before[a:b].replace(" ", "␣")))
        if d > c:
            parts.append(Markup("<ins>{}</ins>").format(after[c:d].replace(" ", "␣")))
    return Markup("").join(parts)
