"""What importing compiles is compiled once for an installation, and is then the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from prongsai.precompiled import Memory, Patterns, Sources

SCRIPT = """
import json, re, sys
from prongsai import precompiled
precompiled.remember()
precompiled.remember_dataclasses()
import prongsai.checks, prongsai.load, prongsai.pages, yaml, markdown
from prongsai.thai.tokens import _scanner
from prongsai.checks import wording, person_names
asked = [wording, person_names, yaml.reader.Reader, yaml.resolver.Resolver]
found = [one for place in asked for one in vars(place).values() if isinstance(one, re.Pattern)] + [_scanner()]
memory = re._compiler.compile.__self__._memory
from prongsai.pages import Draft, Options
from prongsai.engine.part import PageRow
made = Options(digits="thai"), PageRow("a/", "year", "ก", None, (), True, 2568)
told = [repr(made), repr(made[0] == Options(digits="thai")), repr(PageRow.__annotations__), PageRow.__new__.__doc__]
told += [[one.pattern, one.flags, one.groups, one.groupindex.__repr__(), one.findall(TEXT)] for one in found]
print(json.dumps([sorted(map(repr, {type(key[1]) for key in memory.new})), len(memory.new), told]))
""".replace("TEXT", repr("นายสมชาย  ใจดี 12 ต.ค. 2567 - 2025-01-31 <b>x</b> \x07 ทุก ๕ เดือน 1:30 yes 0x1F"))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for what is compiled, apart from the real one."""
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "cache"))
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    return tmp_path


def told() -> tuple[int, Any]:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    kinds, new, found = json.loads(done.stdout)
    assert kinds == (["<class 'int'>", "<class 'str'>"] if new else [])
    return new, found


def file_of(package: Path) -> Path:
    (file,) = package.glob("cache/**/derived/precompiled.*.bin")
    return file


def test_a_second_process_compiles_none_and_finds_the_same(package: Path) -> None:
    new, first = told()
    assert new > 500
    assert len(first) > 9
    assert any(row[4] for row in first[4:])
    size = file_of(package).stat().st_size
    assert 100_000 < size < 1_000_000
    assert told() == (0, first)


@pytest.mark.parametrize("damage", ["cut", "other", "empty", "gone"])
def test_a_damaged_file_is_none(package: Path, damage: str) -> None:
    new, first = told()
    file = file_of(package)
    raw = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes({"cut": raw[:-9], "other": raw[:200] + b"x" + raw[201:], "empty": b""}[damage])
    assert told() == (new, first)
    assert file_of(package).read_bytes() == raw


def test_where_python_keeps_no_code_there_is_nothing(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    first, second = told(), told()
    assert first == second
    assert first[0] > 500
    assert not list(package.glob("cache/**/*.bin"))


def in_module(source: str, name: str = "somewhere") -> dict[str, Any]:
    scope: dict[str, Any] = {"__name__": name, "re": re}
    exec(compile(source, f"<{name}>", "exec"), scope)  # noqa: S102  # a module of the test's own
    return scope


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Memory:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    found = Memory(tmp_path / "precompiled.bin")
    compiler: Any = re._compiler  # type: ignore[attr-defined]  # inside of `re`
    monkeypatch.setattr(compiler, "compile", Patterns(compiler, found).compile)
    return found


def again(memory: Memory) -> Memory:
    """What the next process knows."""
    memory.save()
    return Memory(memory._file)


def test_only_patterns_that_follow_from_code_are_kept(memory: Memory) -> None:
    in_module('A = re.compile("in a module 1")\nclass B:\n    C = re.compile("in a class 1", re.I)\n')
    in_module('def f(): return re.compile("in a function 1")\nf()\n')
    in_module('def f(): return re.compile("in ours 1")\nf()\n', "prongsai.checks.x")
    in_module('def f(text): return re.compile(text)\nf("of an agency 1")\n', "prongsai.checks.x")
    in_module('A = re.compile(b"of bytes 1")\n')
    assert {pattern for pattern, _ in memory.new} == {"in a module 1", "in a class 1", "in ours 1", b"of bytes 1"}
    next_one = Patterns(re._compiler, again(memory))  # type: ignore[attr-defined]  # inside of `re`
    assert next_one._memory.known["in a class 1", int(re.I)][0] == int(re.I | re.U)
    assert next_one.compile("in a class 1", re.I).fullmatch("IN A CLASS 1")
    assert type(next_one.compile(b"of bytes 1").pattern) is bytes


def test_a_wrong_pattern_is_told_as_ever(memory: Memory) -> None:
    with pytest.raises(re.error, match=r"missing \), unterminated subpattern at position 0"):
        in_module('A = re.compile("(wrong 2")\n')
    assert not memory.new
    assert type(re._compiler._sre).__name__ == "module"  # type: ignore[attr-defined]  # inside of `re`


def test_a_pattern_of_another_thread_is_not_taken_for_it(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = re._compiler.compile.__self__  # type: ignore[attr-defined]  # inside of `re`
    usual = patterns._usual

    def slow(pattern: Any, flags: int) -> Any:
        if pattern == "mine 3":
            other = threading.Thread(target=usual, args=("theirs 3", 0))
            other.start()
            other.join()
        return usual(pattern, flags)

    monkeypatch.setattr(patterns, "_usual", slow)
    in_module('A = re.compile("mine 3")\n')
    ((key, made),) = memory.new.items()
    assert key == ("mine 3", 0)
    assert patterns._engine.compile("mine 3", *made).fullmatch("mine 3")


def test_what_modules_write_as_text_runs_as_ever(memory: Memory) -> None:
    for _ in ("compiled", "remembered"):
        sources = Sources(memory)
        scope: dict[str, Any] = {}
        sources.exec("def f(a): return a + b", {"b": 2}, scope)
        assert scope["f"](1) == 3
        assert sources.eval("lambda a: (a, c)", {"c": 3})(1) == (1, 3)
        assert sources.eval(sources.compile("list[int]", "<string>", "eval"), {}) == list[int]
        with pytest.raises(SyntaxError, match="invalid syntax"):
            sources.compile("a b", "<string>", "eval")
        assert sources.compile("x = 1", "elsewhere.py", "exec").co_filename == "elsewhere.py"
        memory = again(memory)
    assert set(memory.known) == {
        ("exec", "def f(a): return a + b"),
        ("eval", "lambda a: (a, c)"),
        ("eval", "list[int]"),
    }


def test_a_table_that_grows_for_ever_is_begun_anew(memory: Memory) -> None:
    memory.new = {(f"{number}", 0): (32, [1], 0, {}, ()) for number in range(6001)}
    full = again(memory)
    assert len(full.known) == 6001
    full.new = {("new", 0): (32, [1], 0, {}, ())}
    assert len(again(full).known) == 1
