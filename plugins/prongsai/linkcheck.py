"""Outside addresses, asked politely: one at a time for each host, remembered in a ledger, never in the way of a build.

Three outcomes: it works, it is broken, or this machine could not tell (a login, a firewall, a silent server).
"""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from prongsai.checks.addresses import channels, cited, web_parts
from prongsai.model import Site
from prongsai.outside import PRIVATE, Entry, Manners, Outcome, ask_once, make_opener, stamp
from prongsai.problems import Place, Source

_TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_WORKERS = 8
_SILENT_ENOUGH = 2
"""After so many addresses without any answer the rest of a host is not asked."""

Ledger = dict[str, Entry]
Cite = tuple[Source, Place]
Told = Callable[[str, Entry], None]


def addresses(site: Site) -> dict[str, list[Cite]]:
    """Every web address of the records, without its fragment, and where each is written."""
    found: dict[str, list[Cite]] = {}

    def note(address: str | None, source: Source, place: Place) -> None:
        if address and web_parts(address):
            found.setdefault(address.partition("#")[0], []).append((source, place))

    for agency in site.agencies:
        note(agency.website, agency.origin, ("website",))
        note(agency.survey.address if agency.survey else None, agency.origin, ("survey", "code"))
        for year in agency.years:
            note(year.source.link, year.origin, ("source", "link"))
    for agency, _, channel, place in channels(site):
        note(channel.link, agency.origin, (*place, "link"))
    for one in cited(site):
        note(one.evidence.link, one.source, one.where)
    return found


def check_links(
    wanted: Iterable[str],
    ledger: Mapping[str, Entry],
    manners: Manners,
    *,
    now: datetime,
    told: Told = lambda _address, _entry: None,
) -> Ledger:
    """Ask every address that the ledger does not know freshly; hosts side by side, each host one question at a time."""
    hosts: dict[str, list[str]] = {}
    for address in dict.fromkeys(wanted):
        known = ledger.get(address)
        if known and known.outcome is not Outcome.UNKNOWN and _age(known, now) < manners.keep:
            continue
        hosts.setdefault((urlsplit(address).hostname or "").lower(), []).append(address)
    found: Ledger = {}
    with ThreadPoolExecutor(max_workers=_WORKERS) as workers:
        for entries in workers.map(
            partial(_ask_host, ledger=ledger, manners=manners, now=now, told=told), hosts.values()
        ):
            found |= entries
    return {**ledger, **found}


def _ask_host(
    queue: list[str],
    *,
    ledger: Mapping[str, Entry],
    manners: Manners,
    now: datetime,
    told: Callable[[str, Entry], None],
) -> Ledger:
    entries: Ledger = {}
    opener, silent = make_opener(manners), 0
    for address in queue:
        known = ledger.get(address)
        if silent >= _SILENT_ENOUGH:
            entry = _remember(Entry(Outcome.UNKNOWN, stamp(now), reason="the host does not answer"), known)
        else:
            if entries:
                time.sleep(manners.delay)
            entry = _ask(opener, address, known, manners, now)
            silent = silent + 1 if entry.status is None else 0
        entries[address] = entry
        told(address, entry)
    return entries


def _ask(
    opener: urllib.request.OpenerDirector, address: str, known: Entry | None, manners: Manners, now: datetime
) -> Entry:
    """One address until it answers, or patience ends."""
    entry = Entry(Outcome.UNKNOWN, stamp(now))
    for attempt in range(manners.retries + 1):
        if attempt:
            time.sleep(manners.delay * 2**attempt)
        entry = ask_once(opener, address, known, manners, now)
        passing = entry.outcome is Outcome.UNKNOWN and (entry.status is None or entry.status in _TRY_AGAIN)
        if not passing or entry.reason == PRIVATE:
            break
    return _remember(entry, known)


def _remember(entry: Entry, known: Entry | None) -> Entry:
    """An address that fails now may have worked before: that stays in the ledger."""
    if entry.last_seen or known is None:
        return entry
    return replace(entry, last_seen=known.last_seen, sha256=known.sha256, mark=known.mark)


def _age(entry: Entry, now: datetime) -> timedelta:
    return now - datetime.strptime(entry.checked, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def read_ledger(path: Path) -> Ledger:
    """The ledger of earlier runs; one that cannot be read counts as empty, since it is only a memory."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {address: Entry(**{**row, "outcome": Outcome(row["outcome"])}) for address, row in rows.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Write it whole or not at all, in the order of addresses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = {address: asdict(ledger[address]) for address in sorted(ledger)}
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    beside.replace(path)


def by_outcome(ledger: Mapping[str, Entry], wanted: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    """The wanted addresses with what is known of them: broken first, then the doubtful, then those that work."""
    order = {Outcome.BROKEN: 0, Outcome.UNKNOWN: 1, Outcome.WORKS: 2}
    known = [(address, ledger[address]) for address in wanted if address in ledger]
    yield from sorted(known, key=lambda pair: (order[pair[1].outcome], pair[0]))
