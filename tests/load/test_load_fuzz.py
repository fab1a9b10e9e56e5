"""Real files spoilt at random, 2,000 times and always in the same way: reading them never raises."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from prongsai.checks import check
from prongsai.load import load_site
from prongsai.load.encoding import REFUSED

MUTATIONS = 2000
_PIECES = (
    *("\t", "\r", "\0", "\x1b", "\u202e", "\u2028", "\ufeff", "\u200b", "\ud800", "😀", "\U0001fffe", "\u0e4d"),
    *(": ", "- ", "? ", "& ", "&a ", "*a ", "!!", "!x ", "<<: ", "#", "|", ">", "|9", "%", "@", "`", "'", '"', "\\"),
    *("[", "]", "{", "}", ",", "---\n", "...\n", "%YAML 9.9\n---\n", "\n", "\n\n  ", "~", "null", "NaN", "1e999"),
    *('"\\x00"', '"\\ud800"', '"\\UFFFFFFFF"', "2568-02-29", "0x1F", "๑" * 500, "[" * 300, "{a: " * 300, "9" * 5000),
    *("O18: ", "O1: ", "id: x\n", "title: ", "evidence:\n  - ", "status: ", "framework: ", "scores: ", "javascript:"),
)


def spoilt(raw: bytes, rng: random.Random) -> bytes:
    """One to four changes: bytes flipped, cut, doubled or swapped, lines moved, and pieces that YAML cares about."""
    for _ in range(rng.randint(1, 4)):
        at, end = sorted((rng.randint(0, len(raw)), rng.randint(0, len(raw))))
        match rng.randrange(8):
            case 0 if raw:
                at = min(at, len(raw) - 1)
                raw = raw[:at] + bytes([rng.randrange(256)]) + raw[at + 1 :]
            case 1:
                raw = raw[:at] + raw[end:]
            case 2:
                raw = raw[:end] + raw[at:end] * rng.randint(1, 3) + raw[end:]
            case 3:
                lines = raw.splitlines(keepends=True)
                rng.shuffle(lines)
                raw = b"".join(lines)
            case 4:
                lines = raw.splitlines(keepends=True)
                if lines:
                    number = rng.randrange(len(lines))
                    lines[number] = b" " * rng.randint(1, 4) + lines[number].lstrip()
                raw = b"".join(lines)
            case 5:
                raw = raw.decode(errors="ignore").encode(
                    rng.choice(("cp874", "utf-16", "utf-8-sig", "utf-32")), "replace"
                )
            case _:
                piece = rng.choice(_PIECES).encode(errors="surrogatepass")
                raw = raw[:at] + piece + raw[at:]
    return raw


def test_two_thousand_spoilt_files_never_raise(root: Path, tmp_path: Path) -> None:
    rng = random.Random(2568)
    data = tmp_path / "data"
    shutil.copytree(root / "data", data, ignore=shutil.ignore_patterns("*.pdf", "*.xlsx", "*.png", "*.csv", "*.md"))
    originals = {path: path.read_bytes()[:4000] for path in sorted(data.rglob("*.yml"))}
    done = said = 0
    while done < MUTATIONS:
        for path, raw in originals.items():
            path.write_bytes(spoilt(raw, rng))
        site, problems = load_site(data, shown="data")
        found = check(site)
        for problem in [*problems, *getattr(found, "problems", found)]:
            for language in ("th", "en"):
                line = problem.line(language)
                assert not REFUSED.search(line), ascii(line)
                assert "\n" not in line
                line.encode()
        done += len(originals)
        said += len(problems)
    assert said > MUTATIONS / 2, "most of these files were really broken"
