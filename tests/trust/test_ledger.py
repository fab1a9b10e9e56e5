"""The ledger: an address that was published is never dropped without a word of where it went."""

from __future__ import annotations

from prongsai.ledger import HEADER, Ledger, ledger_faults, read, write

TEXT = HEADER + "/\n/sing/\n/sing/2568/issues/1/#i1-1\n/sing/2568/old/ -> /sing/2568/new/\n"


def test_a_ledger_reads_back_what_was_written() -> None:
    ledger = read(TEXT)
    assert ledger.faults == ()
    assert write(ledger, []) == TEXT


def test_a_dropped_address_is_named() -> None:
    assert read(TEXT).dropped(["", "sing/", "sing/2568/new/"]) == ["sing/2568/issues/1/#i1-1"]


def test_a_moved_address_must_lead_to_a_page_that_exists() -> None:
    now = ["", "sing/", "sing/2568/issues/1/#i1-1"]
    assert read(TEXT).dropped(now) == ["sing/2568/old/"]
    assert read(TEXT).dropped([*now, "sing/2568/new/"]) == []
    assert read(TEXT).redirects([*now, "sing/2568/new/"]) == {"sing/2568/old/": "sing/2568/new/"}


def test_new_addresses_are_added_and_none_is_taken_out() -> None:
    text = write(read("/sing/\n"), ["khok-yai/"])
    assert text == HEADER + "/khok-yai/\n/sing/\n"


def test_lines_that_are_no_addresses_are_named_not_guessed() -> None:
    ledger = read("/sing/\nhttps://example.com/\n/../etc\n/Sing Buri/\n")
    assert ledger.addresses == frozenset({"sing/"})
    assert [number for number, _ in ledger.faults] == [2, 3, 4]


def test_an_empty_ledger_asks_nothing() -> None:
    assert Ledger().dropped([]) == []


def test_a_file_that_was_published_cannot_move() -> None:
    ledger = read("/sing/2568/evidence/a.pdf -> /sing/2568/evidence/b.pdf\n/sing/\n")
    assert ledger.dropped(["sing/", "sing/2568/evidence/b.pdf"]) == ["sing/2568/evidence/a.pdf"]


def test_the_ledger_of_another_site_is_named_as_such() -> None:
    (fault,) = ledger_faults(read(TEXT), ["", "2568/"], "data/addresses.txt")
    assert fault.th == (
        "data/addresses.txt: บัญชีนี้เป็นของเว็บอื่น (เช่น เว็บรวมหลายหน่วยงาน) ไม่มีที่อยู่ใดตรงกันเลย ถ้าเริ่มเว็บใหม่ "
        "ให้ลบไฟล์นี้แล้วสั่ง prongsai addresses --update [address-ledger]"
    )
