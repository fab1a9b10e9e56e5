"""What the rules of wording share: the texts they read, and a correction that is proposed, never made."""

from __future__ import annotations

from prongsai.checks.quotes import change
from prongsai.checks.rule import Finding
from prongsai.checks.spots import Spot, spots
from prongsai.model import Site
from prongsai.problems import Message
from prongsai.thai.spacing import Slip

_NO_SENTENCE = frozenset({"link", "file", "website", "email", "phone", "fax", "code"})
"""Fields that hold an address or a name of a file."""

_last: list[tuple[Site, list[Spot]]] = []
"""The site asked for last, with its texts: the rules of wording go through the same texts one after another."""


def sentences(site: Site) -> list[Spot]:
    """The texts that people read as sentences or names."""
    if not _last or _last[0][0] is not site:
        _last[:] = [(site, [spot for spot in spots(site) if spot.place[-1] not in _NO_SENTENCE])]
    return _last[0][1]


def proposal(spot: Spot, slips: list[Slip], th: str, en: str) -> Finding:
    """One finding for all slips of a kind in one text: the first is shown, the others counted."""
    first = slips[0]
    diff = change(spot.text, first.start, first.end, first.new)
    more, more_en = (f" (อีก {len(slips) - 1} แห่ง)", f" (and {len(slips) - 1} more)") if len(slips) > 1 else ("", "")
    return Finding(spot.source, spot.place, Message(f"{th} แก้เป็น {diff}{more}", f"{en}: {diff}{more_en}"))
