"""Throw broken input at everything that reads data: `python tools/fuzz.py --inputs 200000 --seed 1 --jobs 2`.

Records are real files with bytes changed, cut and moved, and heaps of YAML's own signs; periods are heaps of the words
they are written with; attachments are real photos and documents with bytes changed. No input may raise, hang or take
longer than its limit. The same number and seed make the same input anywhere: `--only NUMBER` runs one alone.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import multiprocessing
import random
import re
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PIL import Image

from prongsai import attachments, photos, thai
from prongsai.load import strict_yaml
from prongsai.load.validate import validate
from prongsai.model import AgencyFields, DisclosureFields, MeasureFields, Record, YearFields

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 2.0
"""Seconds that one input may take."""
RECORDS: dict[str, type[Record]] = {"agency.yml": AgencyFields, "year.yml": YearFields, "measures": MeasureFields}
"""What the files of a name, or in a folder of a name, hold."""

YAML_SIGNS = [
    *"-?:,[]{}#&*!|>'\"%@`\\~=.0๙กั\t\n\r \x00\x85\u2028\u202e\ufeff\ud800\U0001f600",
    *("- ", ": ", "\n  ", "\n\n", "---\n", "...\n", "<<: ", "&a ", "*a", "!!python/object:x ", "!<x> "),
    *("%YAML 1.9999999\n", "null", "no", "12:30", "1_000", '"\\UFFFFFFFF"', '"\\x', "|2-", ">+", "? ", "[[[["),
    *("title", "steps", "evidence", "O18:", "ข้อความ", "2568-02-29", "source:", "scores: {total: .nan}"),
    *("'", "''", '""', "{a: [b, {c: d}]}", "a" * 1030, "[" * 30),
]
PERIOD_SIGNS = [
    *(name for names in thai.MONTHS for name in names),
    *("๑", "30", "2567", "๒๕๖๘", "67", "2024", "5110", "/", "-", "–", ".", ",", " ", "(", ")", "\n", "ถึง", "ของ"),
    *("ปี", "พ.ศ. ", "ค.ศ.", "ปีงบประมาณ", "งบประมาณ", "ตลอดปี", "ตลอดทั้งปีงบประมาณ", "ไตรมาส", "ไตรมาสที่ 1-4"),
    *("ทุกเดือน", "ทุกวันที่ 5", "รอบ 6 เดือน", "ครึ่งปีแรก", "เป็นต้นไป", "ภายใน", "วันที่", "สิ้นเดือน", "ปีละ 2 ครั้ง"),
    *("ประจำเดือน", "พ. ศ.", "3 เดือน", "๓๑/๑๒/๖๗", "ก", "\u0e4d", "า"),
]
FILE_SIGNS = [
    *(b"\xff\xe1\xff\xff", b"\xff\xda", b"\xff\xd9", b"\xff\xff", b"Exif\0\0MM\0*"),
    *(b"PK\x01\x02", b"PK\x05\x06", b"IEND", b"VP8X"),
]


class TooSlowError(Exception):
    """An input ran into its limit."""


@dataclass(slots=True)
class Tally:
    """What became of the inputs of one kind."""

    inputs: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, -1)
    failures: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Join the tally of another process."""
        self.inputs += other.inputs
        self.refused += other.refused
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)
        self.failures += other.failures


@cache
def real_records() -> tuple[tuple[bytes, type[Record]], ...]:
    """The bytes of every record of the demonstration's data, with what they hold."""
    paths = sorted((ROOT / "data").glob("*/**/*.yml"))
    kinds = (RECORDS.get(path.name) or RECORDS.get(path.parent.name) or DisclosureFields for path in paths)
    return tuple((path.read_bytes(), kind) for path, kind in zip(paths, kinds, strict=True))


@cache
def real_attachments() -> tuple[bytes, ...]:
    """Small photos and documents of every kind that may be published."""
    found = [path.read_bytes() for path in sorted((ROOT / "data").rglob("evidence/*")) if path.stat().st_size < 60_000]
    image = Image.linear_gradient("L").resize((24, 16)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 45.0, 0.0)})
    for kind in ("JPEG", "PNG", "WEBP", "MPO"):
        out = io.BytesIO()
        image.save(out, kind, exif=exif)
        found.append(out.getvalue())
    for part in ("word/document.xml", "xl/workbook.xml", "content.xml"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(part, "<x/>" * 20)
        found.append(out.getvalue())
    return tuple(found)


def changed(raw: bytes, chance: random.Random, signs: list[bytes]) -> bytes:
    """Some bytes with some of them changed, cut out, doubled, moved, or signs thrown in."""
    heap = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        at, end = sorted((chance.randrange(len(heap) + 1), chance.randrange(len(heap) + 1)))
        match chance.randrange(6):
            case 0 if heap:
                heap[min(at, len(heap) - 1)] = chance.randrange(256)
            case 1:
                del heap[at : min(end, at + 40)]
            case 2:
                heap[at:at] = heap[at : min(end, at + 200)]
            case 3:
                heap[at:at] = chance.choice(signs)
            case 4:
                heap[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(9)))
            case _ if chance.random() < 0.1:
                del heap[at:]
    return bytes(heap)


def a_record(chance: random.Random) -> bool:
    """Read a broken record, and make a record of whatever can be read."""
    signs = [sign.encode("utf-8", errors="surrogatepass") for sign in YAML_SIGNS]
    raw, kind = chance.choice(real_records())
    if chance.random() < 0.3:
        raw = b"".join(chance.choice(signs) for _ in range(chance.choice((3, 10, 30, 100))))
    else:
        if chance.random() < 0.97:  # mostly a piece: the real files are long, and the parser is slow
            start = 0 if chance.random() < 0.7 else raw.rfind(b"\n", 0, chance.randrange(len(raw))) + 1
            raw = raw[start : raw.find(b"\n", start + chance.randrange(700)) + 1]
        raw = changed(raw, chance, signs)
    if chance.random() < 0.03:
        raw = raw.decode("utf-8", errors="ignore").encode(chance.choice(("utf-16", "utf-32", "cp874")), errors="ignore")
    document = strict_yaml.read(raw, "f.yml")
    problems = list(document.problems)
    if document.value is not None and not problems:
        _, problems = validate(kind, document, {})
    for problem in problems:
        told = problem.line("th"), problem.line("en")
        if not all(re.match(r"f\.yml:[1-9]\d*:[1-9]\d*: ", line) and "\n" not in line for line in told):
            raise AssertionError(f"a problem without a place, or of two lines: {told}")
    return bool(problems)


def a_period(chance: random.Random) -> bool:
    """Read a heap of words as a period and as a date."""
    text = "".join(chance.choice(PERIOD_SIGNS) for _ in range(chance.choice((1, 3, 6, 12, 40))))
    if chance.random() < 0.02:
        text = (text * 1000)[:1000]  # no field with a period holds more
    period = thai.parse_period(text, chance.randrange(2540, 2700))
    if any(span.start > span.end for span in period.spans):
        raise AssertionError(f"a span that ends before it starts: {period}")
    day = thai.parse_date(text)
    if day.value is None and text.strip() and not day.problems:
        raise AssertionError(f"no day and no reason: {day}")
    return not period.spans and not period.recurrence


def an_attachment(chance: random.Random) -> bool:
    """Judge, clean and name a broken file."""
    raw = changed(chance.choice(real_attachments()), chance, FILE_SIGNS)
    stem = "".join(chance.choice("aZ9ก่._ ()-\u202e/\\") for _ in range(chance.randrange(12)))
    name = stem + chance.choice((*attachments.ALLOWED, ".PDF", ".svg", ""))
    photos.has_position(name, raw)
    address = attachments.safe_name(name)
    if attachments.refusal(name, raw):
        return True
    if not re.fullmatch(r"[a-z0-9-]+\.[a-z]{3,4}", address):
        raise AssertionError(f"no name for an address: {name!r} gives {address!r}")
    if photos.has_position(name, photos.cleaned(name, raw)):
        raise AssertionError("the place is still in the photo")
    return False


TARGETS: tuple[tuple[str, int, Callable[[random.Random], bool]], ...] = (
    ("record", 40, a_record),
    ("period", 35, a_period),
    ("attachment", 25, an_attachment),
)
"""Each reader with its share of a hundred inputs; it says whether it turned the input away."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what runs longer; where the system has no such alarm (Windows), it is only measured."""

    def stop(*_: object) -> None:
        raise TooSlowError(f"longer than {seconds} seconds")

    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def throw(number: int, seed: int) -> tuple[str, bool, float]:
    """Make the input of this number and let its reader read it: which reader, what it did, how long it took."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311  # chance that can be had again, no secret
    (name, _, target) = chance.choices(TARGETS, weights=[share for _, share, _ in TARGETS])[0]
    began = time.perf_counter()
    with limited(LIMIT):
        refused = target(chance)
    seconds = time.perf_counter() - began
    if seconds > LIMIT:
        raise TooSlowError(f"{seconds:.1f} seconds")
    return name, refused, seconds


def run(first: int, step: int, inputs: int, seed: int) -> dict[str, Tally]:
    """Every `step`th input from `first` on."""
    tallies = {name: Tally() for name, _, _ in TARGETS}
    real_records(), real_attachments()  # read before the clock runs
    for number in range(first, inputs, step):
        faulthandler.dump_traceback_later(30, exit=True)  # for what no alarm stops
        try:
            name, refused, seconds = throw(number, seed)
        except Exception:  # noqa: BLE001  # whatever it is, it is what this program looks for
            tallies[TARGETS[0][0]].failures.append(f"input {number}:\n{traceback.format_exc(limit=-6)}")
            continue
        tally = tallies[name]
        tally.inputs += 1
        tally.refused += refused
        tally.seconds += seconds
        tally.slowest = max(tally.slowest, (seconds, number))
    faulthandler.cancel_dump_traceback_later()
    return tallies


def main(arguments: list[str] | None = None) -> int:
    """Throw the inputs and print what became of them; 1 if any broke a reader."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--inputs", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", type=int, help="this input alone, its traceback whole")
    given = parser.parse_args(arguments)
    if given.only is not None:
        sys.stdout.write(f"{throw(given.only, given.seed)}\n")
        return 0
    began = time.perf_counter()
    shares = [(first, given.jobs, given.inputs, given.seed) for first in range(given.jobs)]
    if given.jobs == 1:
        parts = [run(*shares[0])]
    else:
        with multiprocessing.get_context("spawn").Pool(given.jobs) as pool:
            parts = pool.starmap(run, shares)
    failures = []
    sys.stdout.write(f"{'reader':<11} {'inputs':>8} {'refused':>8} {'CPU s':>7} {'slowest ms':>11}  its number\n")
    for name, _, _ in TARGETS:
        total = Tally()
        for part in parts:
            total.add(part[name])
        failures += total.failures
        worst, number = total.slowest
        sys.stdout.write(
            f"{name:<11} {total.inputs:>8,} {total.refused:>8,} {total.seconds:>7.1f} {worst * 1000:>11.1f}  {number}\n"
        )
    sys.stdout.write("".join(failures[:5]))
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{given.inputs:,} inputs, seed {given.seed}, {len(failures)} failures, {seconds:.0f} seconds\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
