"""A correction that is proposed, never made."""

from __future__ import annotations

from prongsai.checks.quotes import change
from prongsai.checks.rule import Finding
from prongsai.checks.spots import Spot
from prongsai.problems import Message
from prongsai.thai.spacing import Slip


def proposal(spot: Spot, slips: list[Slip], th: str, en: str) -> Finding:
    """One finding for all slips of a kind in one text: the first is shown, the others counted."""
    first = slips[0]
    diff = change(spot.text, first.start, first.end, first.new)
    more, more_en = (f" (อีก {len(slips) - 1} แห่ง)", f" (and {len(slips) - 1} more)") if len(slips) > 1 else ("", "")
    return Finding(spot.source, spot.place, Message(f"{th} แก้เป็น {diff}{more}", f"{en}: {diff}{more_en}"))
