"""One agency's site as anyone may read it: its index of open data, the files that this names, its catalogue.

A site is read whole or not at all, so that no half of an agency stands among the others.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from prongsai import manifest
from prongsai.data_names import CATALOGUE, INDEX
from prongsai.model import Progress
from prongsai.pages.address import web_address
from prongsai.portal.rows import AgencyRow, Item, Scores, YearRow, counted

TABLES = ("measures", "items")
_NEEDED = {"agency", "fiscal_year", "progress_state", "evidence_addresses", "address"}
_LONGEST_CELL = 1 << 24
_GUIDELINE = "แนวทางยกระดับ"

Rows = list[dict[str, str]]


class UnreadableError(Exception):
    """A site that is there, and whose open data is not what our sites publish; the reason is its text."""


class Table(NamedTuple):
    """A published table: where it is, seen from the folder of all sites, and its cells as they stand there."""

    agency: AgencyRow
    address: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Published:
    """What a site says: its agencies, their tables, and the nodes of its DCAT catalogue."""

    agencies: tuple[AgencyRow, ...]
    tables: Mapping[str, list[Table]]
    nodes: list[dict[str, Any]]


def read_site(site: Path, known: dict[tuple[Item, ...], tuple[Item, ...]]) -> Published | None:
    """What a site publishes; None where there is no site. Raises UnreadableError.

    `known` are the lists of items met so far: an agency with the same list gets the same tuple.
    """
    if not (site / INDEX).is_file():
        return None
    before = csv.field_size_limit(_LONGEST_CELL)
    reader = _Reader(site, known)
    try:
        agencies = tuple(reader.agencies())
        return Published(agencies, reader.tables, reader.nodes())
    except (OSError, ValueError, TypeError, KeyError, AttributeError, csv.Error, RecursionError) as error:
        raise UnreadableError(f"{reader.at}: {error or type(error).__name__}") from error
    finally:
        csv.field_size_limit(before)


class _Reader:
    def __init__(self, site: Path, known: dict[tuple[Item, ...], tuple[Item, ...]]) -> None:
        self._site, self._known, self._url = site, known, ""
        self.at = manifest.MANIFEST
        """The file that is being read."""
        self.tables: dict[str, list[Table]] = {name: [] for name in TABLES}

    def agencies(self) -> Iterator[AgencyRow]:
        own = manifest.read(self._read(manifest.MANIFEST)).site_url
        self._url = f"{web_address(own).rstrip('/')}/" if own else ""
        for row in self._json(INDEX)["agencies"]:
            files = {(file["part"], file["fiscal_year"]): self._path(file["address"]) for file in row["files"]}
            years = sorted(map(int, row["years"]), reverse=True)
            records = {year: self._json(files["record", year]) for year in years}
            about = records[years[0]]["agency"] if years else {}
            tables = {(name, year): self._csv(files[name, year]) for year in years for name in TABLES}
            data = self._path(row["page"])
            agency = AgencyRow(
                site=self._site.name,
                slug=str(row["slug"]),
                name=str(row["name"]),
                short_name=about.get("short_name"),
                district=about.get("district"),
                province=str(row["province"]),
                example=bool(row["example"]),
                home=self._outside(_home(data)),
                data=self._outside(data),
                licence=row["licence"],
                licence_address=_web(row["licence_address"]),
                licence_note=row["licence_note"],
                years=tuple(
                    self._year(year, records[year], tables["measures", year], tables["items", year]) for year in years
                ),
            )
            for name, year in tables:
                address = f"{quote(self._site.name)}/{files[name, year]}"
                self.tables[name].append(Table(agency, address, tables[name, year]))
            yield agency

    def nodes(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._json(CATALOGUE)["@graph"]
        if not all(isinstance(node["@id"], str) and node["@type"] for node in found):
            raise ValueError("no catalogue of prongsai")
        return found

    def _year(self, number: int, record: Mapping[str, Any], measures: Rows, items: Rows) -> YearRow:
        groups: dict[int | None, list[Progress]] = {}
        for row in measures:
            of = int(row["indicator"]) if row["indicator"] else None
            groups.setdefault(of, []).append(Progress(row["progress_state"]))
        listed = tuple(Item(row["code"], row["name"], row["name_confirmed"] == "true") for row in items)
        report = record["report"]
        scores = report.get("scores")
        return YearRow(
            number=number,
            framework=int(record["framework"]),
            title=str(report["title"]),
            by_indicator={of: counted(states) for of, states in groups.items()},
            guidelines=sum(row["kind"] == _GUIDELINE for row in measures),
            items=self._known.setdefault(listed, listed),
            answered=frozenset(row["code"] for row in items if row["answered"] == "true"),
            scores=Scores(int(scores["fiscal_year"]), scores.get("total"), scores.get("level")) if scores else None,
        )

    def _path(self, address: str) -> str:
        """The file or page that an address of the index means, from the site's root. Raises ValueError for others."""
        if self._url and address.startswith(self._url):
            path = address.removeprefix(self._url)
        elif any(urlsplit(address)[:2]) or address.startswith("/"):
            raise ValueError(address)
        else:
            path = posixpath.join(posixpath.dirname(INDEX), address)
        folder = path.endswith("/") or posixpath.basename(path) in ("", ".", "..")
        path = posixpath.normpath(path)
        if path.split("/")[0] == "..":
            raise ValueError(address)
        return "" if path == "." else f"{path}/" if folder else path

    def _outside(self, path: str) -> str:
        """The address of one of the site's pages for others: where the site knows its own, that one."""
        return f"{self._url}{path}" if self._url else f"../{quote(self._site.name)}/{path}"

    def _read(self, path: str) -> bytes:
        self.at = path
        return (self._site / unquote(path)).read_bytes()

    def _json(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._read(path))
        return found

    def _csv(self, path: str) -> Rows:
        text = self._read(path).decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows = list(reader)
        if _NEEDED - set(reader.fieldnames or ()) or any(None in (*row, *row.values()) for row in rows):
            raise ValueError("no table of prongsai")
        return rows


def _home(data: str) -> str:
    """The agency's home, from the page of its data, with or without the name of a file at the end.

    >>> _home("sing/data/"), _home("data/"), _home("data/index.html")
    ('sing/', '', 'index.html')
    """
    folder, _, name = data.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), name)


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(("https://", "http://")) else None
