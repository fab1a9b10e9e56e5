"""How alike two texts are, and finding the copies among thousands."""

import random
import time

from prongsai.checks.likeness import find_copies, letters, likeness

_SYLLABLES = ["จัด", "ทำ", "แผน", "งาน", "ประ", "กาศ", "เวที", "ชุม", "กอง", "คลัง", "เผย", "แพร่", "เว็บ", "ข่าว", "รับ", "ฟัง"]


def _by_table(one: str, other: str) -> float:
    """The textbook's table, slow and plain."""
    row = [0] * (len(other) + 1)
    for a in one:
        last = 0
        for at, b in enumerate(other, 1):
            last, row[at] = row[at], last + 1 if a == b else max(row[at], row[at - 1])
    return 2 * row[-1] / (len(one) + len(other)) if one or other else 1.0


def _texts(count: int, chosen: random.Random) -> list[str]:
    return ["".join(chosen.choices(_SYLLABLES, k=chosen.randint(40, 150))) for _ in range(count)]


def test_is_what_the_textbook_gives() -> None:
    chosen = random.Random(2568)
    for _ in range(2_000):
        one, other = ("".join(chosen.choices("กขคง", k=chosen.randint(0, 14))) for _ in range(2))
        assert abs(likeness(one, other) - _by_table(one, other)) < 1e-9


def test_spaces_digits_marks_and_addresses_do_not_count() -> None:
    assert letters("๑. จัดทำ  แผน (No Gift) ๒๕๖๘ https://www.example.com/ก ครบ") == "จัดทำแผนnogiftครบ"


def test_finds_each_copy_once_and_the_earlier_text_as_its_original() -> None:
    chosen = random.Random(2568)
    texts = _texts(60, chosen)
    changed = texts[3][:20] + "เปลี่ยน" + texts[3][20:]
    found = find_copies([*texts, texts[7], changed, texts[7]], 0.86)
    assert [(copy.of, copy.original) for copy in found] == [(60, 7), (61, 3), (62, 7)]
    assert found[0].likeness == found[2].likeness == 1.0
    assert 0.86 < found[1].likeness < 1.0


def test_reads_eight_thousand_texts_in_seconds() -> None:
    chosen = random.Random(2568)
    began = time.process_time()
    for _ in range(4):  # the whole, and three parts, of 2,000 measures
        originals = _texts(1_000, chosen)
        copies = [text[:50] + "ใหม่" + text[50:] for text in originals]
        assert len(find_copies(originals + copies, 0.86)) >= 990
    assert time.process_time() - began < 10


def test_ends_on_any_text() -> None:
    began = time.process_time()
    assert likeness("ก" * 4_000 + "ข", "ค" + "ก" * 4_000) > 0.99
    assert find_copies(["", "ก", "", "กข" * 2_000, "ขก" * 2_000], 0.86)[0].original == 0
    assert time.process_time() - began < 2
