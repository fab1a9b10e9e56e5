"""The end of every build: what is about all pages, and last the list of all files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from prongsai.engine.brief import Brief
from prongsai.engine.output import Output
from prongsai.engine.part import PageRow, Part
from prongsai.engine.whole import addresses, front_page, page_rows, places
from prongsai.exporters.crawlers import Place, robots, sitemap
from prongsai.exporters.search_files import search_files
from prongsai.exporters.search_index import agency_share
from prongsai.exporters.search_shares import assemble, share
from prongsai.ledger import FILE, ledger_faults
from prongsai.ledger import read as read_ledger
from prongsai.manifest import MANIFEST, Entry, Manifest
from prongsai.pages import Asset, Options, redirect, web_address
from prongsai.problems import Language
from prongsai.words import load_words


class LedgerError(Exception):
    """A published address would be gone; the sentences say which."""


def kept_addresses(
    parts: Sequence[Part], options: Options, data_dir: Path, shown: str, language: Language, *, trial: bool
) -> list[Asset]:
    """Hold the site to its ledger: no published address may be gone; moved ones get a page that leads on.

    A site of some agencies picked out by the environment is a `trial`, not the published one. Raises LedgerError.
    """
    path = data_dir / FILE
    if trial or not path.is_file():
        return []
    now = addresses(parts, options)
    ledger = read_ledger(path.read_text(encoding="utf-8"))
    faults = ledger_faults(ledger, now, f"{shown}/{FILE}")
    if faults:
        from prongsai.exporters.report import promised_papers  # which most builds do not need

        lines = [fault.in_language(language) for fault in faults]
        raise LedgerError("\n".join([*lines, *promised_papers(options.papers, ledger.dropped(now))]))
    urls, base = options.directory_urls, web_address(options.site_url)
    return [redirect(old, new, directory_urls=urls, site_url=base) for old, new in ledger.redirects(now).items()]


class PagesMissingError(Exception):
    """An engine that forgot pages must not pass for a finished site."""


def finish(
    brief: Brief,
    parts: Sequence[Part],
    synonyms: Sequence[Sequence[str]],
    output: Output,
    *,
    serving: bool,
    index: bytes | None = None,
) -> None:
    """Write what is about all pages. Raises PagesMissingError, and PlaceError for an address no server can have.

    `index` is the search index, if it was put together before.
    """
    rows, options, site_url = page_rows(parts, brief.options), brief.options, brief.around.site.url
    written = {address: text.encode() for address, text in brief.scripts.items()}
    if brief.search:
        written |= search_files(index or search_index(brief, parts, synonyms), as_scripts=not options.directory_urls)
    if not serving:
        written |= _crawler_files(brief, rows)
    for address, content in written.items():
        output.write(address, content)
    if brief.server_files:
        from prongsai.server_files import server_files  # as above

        for address, content in server_files(site_url, sorted(output.rows)).items():
            output.write(address, content)
    missing = [row.address for row in rows if f"{row.address}index.html" not in output.rows]
    if missing:
        words = load_words()["messages"]["pages_missing"]
        raise PagesMissingError(words.format(count=len(missing), first=f"{missing[0]}index.html"))
    if not serving:
        files = {address: Entry(row.sha256, row.size) for address, row in output.rows.items() if address != MANIFEST}
        output.write(MANIFEST, Manifest(files=files, site_url=site_url).write())


def search_index(brief: Brief, parts: Sequence[Part], synonyms: Sequence[Sequence[str]]) -> bytes:
    """The search index; a page that is written by hand stands in it as that."""
    options, taken = brief.options, brief.around.taken
    home = front_page(parts, options)
    shares = [agency_share(None, [home] if home else [], options.at.group), *(part.search for part in parts)]
    ours = (of._replace(rows=tuple(row for row in of.rows if row.location not in taken)) for of in shares)
    written = share(page.entry() for page in brief.written)
    return assemble([*ours, written], synonyms=synonyms, link=str if options.directory_urls else _with_index)


def _with_index(address: str) -> str:
    """An address as a file on disk: sing/2568/#m1 is sing/2568/index.html#m1."""
    path, mark, anchor = address.partition("#")
    return f"{path}index.html{mark}{anchor}" if path == "" or path.endswith("/") else address


def _crawler_files(brief: Brief, rows: Sequence[PageRow]) -> dict[str, bytes]:
    """`robots.txt` and, on a site that knows its address and wants to be found, the sitemap.

    A file of the same name among the hand-written pages wins.
    """
    site_url, known = brief.around.site.url, brief.known
    found = {"robots.txt": robots(site_url, closed=brief.closed)}
    if site_url and not brief.closed:
        days = {name: date.fromisoformat(day) for name, day in known.days.items()}
        written = {name: date.fromisoformat(day) for name, day in known.written.items()}
        docs = (Place(address, written.get(path) if path else None) for address, path in brief.docs)
        found |= sitemap(site_url, [*places(rows, brief.around, days), *docs])
    return {address: content for address, content in found.items() if address not in brief.theirs}
