"""The ledger of published addresses: an address once filed with the ITA system must answer for years.

`addresses.txt` lies beside the records and is committed with them. One line an address, in order; a line
`old -> new` says where a page went. A build that would drop an address without such a line fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from prongsai.problems import Message

FILE = "addresses.txt"
HEADER = (
    "# ที่อยู่ที่เผยแพร่แล้ว ห้ามลบ ย้ายหน้าให้เขียน: ที่อยู่เดิม -> ที่อยู่ใหม่ (prongsai addresses --update เพิ่มของใหม่ให้)\n"
    "# Published addresses. Never delete one; for a page that moved write: old -> new\n"
)
_LINE = re.compile(r"^(?P<old>[a-z0-9./_#-]*)(?:\s*->\s*(?P<new>[a-z0-9./_#-]*))?$")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was published: addresses below the site's root ("" is the front page), and where moved ones went."""

    addresses: frozenset[str] = frozenset()
    moved: dict[str, str] = field(default_factory=dict)
    faults: tuple[tuple[int, str], ...] = ()
    """Lines that cannot be read: number from 1, and text."""

    def dropped(self, now: Iterable[str]) -> list[str]:
        """The published addresses that a site with the addresses `now` would no longer answer."""
        present = set(now)
        return sorted(
            a for a in self.addresses if a not in present and not (_can_move(a) and self.moved.get(a) in present)
        )

    def redirects(self, now: Iterable[str]) -> dict[str, str]:
        """Old addresses of pages and where they went, for those that lead to a page that exists."""
        present = set(now)
        return {old: new for old, new in self.moved.items() if "#" not in old and old not in present and new in present}


def _can_move(address: str) -> bool:
    """A page, or a place on one, can lead on; a file cannot: who opens it gets the file or nothing."""
    return "#" in address or address == "" or address.endswith("/")


def ledger_faults(ledger: Ledger, now: Iterable[str], shown: str) -> list[Message]:
    """What is wrong with a ledger, or with a site whose addresses are `now`, one sentence for each."""
    found = [
        Message(
            f"{shown}:{number}: อ่านที่อยู่ไม่ได้ “{line}” [address-form]",
            f"{shown}:{number}: no address: “{line}” [address-form]",
        )
        for number, line in ledger.faults
    ]
    gone = ledger.dropped(now)
    if gone and not (ledger.addresses - {""} - set(gone)):
        return [
            *found,
            Message(
                f"{shown}: บัญชีนี้เป็นของเว็บอื่น (เช่น เว็บรวมหลายหน่วยงาน) ไม่มีที่อยู่ใดตรงกันเลย ถ้าเริ่มเว็บใหม่ "
                "ให้ลบไฟล์นี้แล้วสั่ง prongsai addresses --update [address-ledger]",
                f"{shown}: this ledger is another site's (of many agencies, say): no address of it is here; to start "
                "a new one, delete the file and run prongsai addresses --update [address-ledger]",
            ),
        ]
    found += [
        Message(
            f"{shown}: ที่อยู่ /{address} เผยแพร่แล้วแต่เว็บนี้ไม่มีแล้ว คืนหน้านั้น หรือเขียนว่าย้ายไปที่ใด: "
            f"/{address} -> /ที่อยู่ใหม่ [address-dropped]",
            f"{shown}: /{address} was published and is gone; bring it back, or write where it went: "
            f"/{address} -> /new/ [address-dropped]",
        )
        for address in gone
    ]
    return found


def read(text: str) -> Ledger:
    """Read a ledger; never raises: lines that are no addresses are in `faults`."""
    addresses: set[str] = set()
    moved: dict[str, str] = {}
    faults: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.match(line.strip().removeprefix("/"))
        if not found or ".." in line:
            faults.append((number, line[:80]))
            continue
        addresses.add(found["old"])
        if found["new"] is not None:
            moved[found["old"]] = found["new"].removeprefix("/")
    return Ledger(frozenset(addresses), moved, tuple(faults))


def write(ledger: Ledger, now: Iterable[str]) -> str:
    """The ledger's text with the addresses of `now` added; nothing is ever taken out."""
    lines = (
        f"/{address} -> /{ledger.moved[address]}" if address in ledger.moved else f"/{address}"
        for address in sorted(ledger.addresses | set(now))
    )
    return HEADER + "".join(line + "\n" for line in lines)
