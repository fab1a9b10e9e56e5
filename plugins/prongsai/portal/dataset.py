"""The combined dataset, written while the agencies go by: their tables in one, a list of them, a catalogue.

A cell is what the agency's own table says; only addresses are written as seen from the new place.
"""

from __future__ import annotations

import csv
import json
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from prongsai.data_names import Column, columns
from prongsai.exporters.cells import plain_cell, safe_lines
from prongsai.exporters.tables import BOM
from prongsai.portal.catalogue import Catalogue
from prongsai.portal.published import TABLES, Published, Table
from prongsai.portal.rows import STATES, AgencyRow, YearRow
from prongsai.words import load_words

VERSION = 1
"""Of agencies.json. Raised when a key goes away or changes its meaning."""
AGENCIES = (
    *("site", "agency", "agency_name", "short_name", "district", "province", "example"),
    *("fiscal_year", "framework", "measures", "guidelines", *map(str, STATES), "items_listed", "items_answered"),
    *("score_year", "score_total", "score_level", "licence", "licence_note", "address"),
)
"""The columns of agencies.csv: one row for every agency and report."""
MORE = ("site", "district", "province", "licence", "licence_note")
"""What a combined table says of every row beside its agency's own columns."""
_ADDRESSES = ("address", "evidence_addresses")


def table_columns(table: str) -> tuple[Column, ...]:
    """The columns of a combined table, or of `agencies`."""
    words = load_words()["portal"]["columns"]
    if table == "agencies":
        return tuple(Column(name, **words[name]) for name in AGENCIES)
    return (*columns(table), *(Column(name, **words[name]) for name in MORE))


class Dataset:
    """The files of data/, open until the last agency has been added."""

    def __init__(self, folder: Path) -> None:
        """`folder` is there and empty. Raises OSError."""
        self._stack, self._columns = ExitStack(), {name: table_columns(name) for name in (*TABLES, "agencies")}
        self._csv = {name: self._table(folder / f"{name}.csv", of) for name, of in self._columns.items()}
        self._list = self._stack.enter_context((folder / "agencies.json").open("w", encoding="utf-8", newline="\n"))
        self._list.write(f'{{"portal_version": {VERSION}, "agencies": [')
        self._catalogue = self._stack.enter_context(Catalogue(folder / "catalog.jsonld"))
        self._first = True

    def add(self, site: str, published: Published) -> None:
        """Add what a site publishes. Invented agencies stand in the lists as that, and in no table."""
        for agency in published.agencies:
            self._list.write("\n" if self._first else ",\n")
            self._list.write(json.dumps(_listed(agency), ensure_ascii=False))
            self._first = False
            self._csv["agencies"].writerows(_cells("agencies", row) for row in _agency_rows(agency))
        for name, tables in published.tables.items():
            for table in tables:
                if not table.agency.example:
                    self._csv[name].writerows(_moved(name, table))
        self._catalogue.add(site, published.nodes)

    def end(self, missing: list[str]) -> None:
        """Say whose data is missing, and close the files."""
        self._list.write(f'\n], "missing": {json.dumps(missing, ensure_ascii=False)}}}\n')

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def _table(self, path: Path, of: tuple[Column, ...]) -> Any:
        file = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        file.write(BOM)
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([column.name for column in of])
        return writer


def _moved(name: str, table: Table) -> Iterator[list[str]]:
    """The rows of an agency's table. Their cells are guarded already."""
    agency, folder = table.agency, posixpath.dirname(table.address)
    more = [safe_lines(getattr(agency, key) or "") for key in MORE]
    for row in table.rows:
        for key in _ADDRESSES:
            row[key] = "\n".join(_from_here(line, folder) for line in row[key].split("\n"))
        yield [*(row.get(column.name) or "" for column in columns(name)), *more]


def _from_here(line: str, folder: str) -> str:
    """An address as seen from the portal's data/; it was written in `folder`, seen from the folder of all sites."""
    address = plain_cell(line)
    if not address or any(urlsplit(address)[:2]):
        return line
    path, mark, anchor = address.partition("#")
    moved = posixpath.normpath(posixpath.join("../..", folder, path))
    return safe_lines(f"{moved}{'/' if path.endswith('/') else ''}{mark}{anchor}")


def _cells(table: str, row: Mapping[str, object]) -> list[str]:
    return [safe_lines(_text(row.get(column.name))) for column in table_columns(table)]


def _text(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _agency_rows(agency: AgencyRow) -> Iterator[dict[str, object]]:
    """A row a report; an agency without one has a row all the same."""
    about = {
        **{key: getattr(agency, key) for key in ("site", "short_name", "district", "province", "example")},
        **{key: getattr(agency, key) for key in ("licence", "licence_note")},
        "agency": agency.slug,
        "agency_name": agency.name,
        "address": from_data(agency.home),
    }
    if not agency.years:
        yield about
    for year in agency.years:
        scores = year.scores
        yield {
            **about,
            "fiscal_year": year.number,
            "framework": year.framework,
            "measures": year.measures,
            "guidelines": year.guidelines,
            **{str(state): count for state, count in year.states.items()},
            "items_listed": len(year.items),
            "items_answered": len(year.answered) if year.answered else None,
            **({"score_year": scores.fiscal_year, "score_total": scores.total} if scores else {}),
            **({"score_level": scores.level} if scores else {}),
        }


def _listed(agency: AgencyRow) -> dict[str, object]:
    """An agency of agencies.json. What nobody stated is null."""
    about: dict[str, object] = {
        name: getattr(agency, name) for name in ("site", "slug", "name", "short_name", "district", "province")
    }
    return {
        **about,
        "example": agency.example,
        "address": from_data(agency.home),
        "data_page": from_data(agency.data),
        "licence": agency.licence,
        "licence_address": agency.licence_address,
        "licence_note": agency.licence_note,
        "years": [_report(year) for year in agency.years],
    }


def _report(year: YearRow) -> dict[str, object]:
    answered = [item.code for item in year.items if item.code in year.answered]
    states: dict[str, int] = {str(state): count for state, count in year.states.items()}
    return {
        "fiscal_year": year.number,
        "framework": year.framework,
        "title": year.title,
        "measures": {"all": year.measures, "guidelines": year.guidelines, **states},
        "items": {"listed": len(year.items), "answered": answered} if answered else None,
        "scores": year.scores._asdict() if year.scores else None,
    }


def from_data(address: str) -> str:
    """An address that holds from the portal's root, as its data/ writes it."""
    return f"../{address}" if address.startswith("../") else address
