"""libyaml and PyYAML's own parser: what the fast one accepts, the careful one reads the same, to the last position."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_load_fuzz import spoilt

from case_files import file_bytes, read_cases
from prongsai.load import strict_yaml, yaml_events

_PIECES = (
    *"-?:,[]{}#&*!|>'\"%@`\\~กa\t\n\r \u00a0\ufeff\u0e4d😀",
    *(
        "- ",
        ": ",
        "\n  ",
        "\n    ",
        "\n\n",
        "a: ",
        "- - ",
        "? ",
        "|\n  x\n",
        "|2-\n",
        ">-\n",
        "|+\n",
        "|#c\n",
        " # c\n",
    ),
    *("''", "'a\n  b'", '"a\\\n b"', '"\\u0e01"', '"\\ud83d"', "{a: b}", "[a, b]", "[a: b]", "{'a':b}", "[a?b]", "[,]"),
    *(
        "http://a/b?c=d",
        "12:30",
        "a:b",
        "---\n",
        "...\n",
        "\r\n",
        "[]",
        "-x",
        "?x",
        "::",
        "t" * 1030,
        "<<: ",
        "&a ",
        "! x",
    ),
    *(
        "k1: v1\nk2: v2\n",
        "k:\n- a\n- b\n",
        "k:\n    x: y\n    z: ข้อความ ยาว\n",
        "plain\n  more\n",
        "k: |\n    text\n   x\n",
    ),
)
_LETTERS = "a: \n-[],'\"#?|{}>\\"

pytestmark = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML without libyaml has one parser only")


def read_with(parser: str, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ...]:
    """Everything that reading gives, by both parsers as they are used (`fast`) or by the careful one alone."""
    with monkeypatch.context() as patch:
        if parser == "careful":
            patch.setattr(yaml_events, "is_usual", lambda _: False)
        document = strict_yaml.read(raw, "f.yml")
    lines = [problem.line(language) for problem in document.problems for language in ("th", "en")]
    return repr(document.value), document.source.values, document.source.keys, lines


def assert_same(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    fast, careful = (read_with(parser, raw, monkeypatch) for parser in ("fast", "careful"))
    assert fast == careful, raw


def is_read_fast(raw: bytes) -> bool:
    text = raw.decode()
    try:
        return yaml_events.is_usual(text) and bool(list(yaml_events.fast(text)))
    except (yaml.YAMLError, yaml_events.UnusualError):
        return False


def test_every_real_file_is_read_fast_and_alike(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [*(root / "data").rglob("*.yml"), *(root / "plugins/prongsai/frameworks").glob("*.yml")]
    assert paths
    for path in paths:
        assert is_read_fast(path.read_bytes()), path
        assert_same(path.read_bytes(), monkeypatch)


def test_every_case_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    for case in (*read_cases(__file__, "yaml"), *read_cases(__file__, "positions")):
        if len(file_bytes(case)) < 20_000:  # the careful parser needs seconds for the largest
            assert_same(file_bytes(case), monkeypatch)


def test_heaps_of_signs_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(2568)
    for _ in range(3000):
        heap = "".join(rng.choice(_PIECES) for _ in range(rng.choice((2, 3, 4, 6, 10, 20))))
        assert_same(heap.encode(), monkeypatch)
        assert_same("".join(rng.choice(_LETTERS) for _ in range(rng.randint(3, 9))).encode(), monkeypatch)


def test_spoilt_real_files_are_read_alike(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(2569)
    for path in sorted((root / "data").rglob("*.yml")):
        lines = path.read_bytes().splitlines(keepends=True)
        for _ in range(20):
            at = rng.randrange(len(lines))
            assert_same(spoilt(b"".join(lines[at : at + rng.randint(1, 12)]), rng), monkeypatch)


@pytest.mark.parametrize(
    "text",
    ["a: !  b", "a:\t b", "a: \ufeffb", "? a\n: b", "a: |#c\n  b", "%YAML 1.2\n---\na", "--- a", "a\n...\n", "a\rb"],
)
def test_what_the_two_read_differently_is_left_to_the_careful_one(text: str) -> None:
    assert not yaml_events.is_usual(text)


def test_a_question_mark_beside_a_flow_list_is_left_to_the_careful_one() -> None:
    assert yaml_events.is_usual("[http://a?b]")
    with pytest.raises(yaml_events.UnusualError):
        list(yaml_events.fast("[http://a?b]"))
    assert is_read_fast(b"- http://a?b")


@pytest.mark.parametrize("opener", ["[", "{", "- ", "? ", "[\n", "{a: ", "- [", "[{", "'a': [b, ", "- - "])
def test_no_depth_kills_the_process_or_takes_long(opener: str) -> None:
    program = (
        "import sys, time\n"
        "from prongsai.load import strict_yaml\n"
        "began, text = time.process_time(), sys.argv[1] * (900_000 // len(sys.argv[1]))\n"
        "document = strict_yaml.read(text.encode(), 'f.yml')\n"
        "print(document.value, len(document.problems), time.process_time() - began < 3)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, opener], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "None 1 True\n", "")
