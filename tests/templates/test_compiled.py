"""Compiled templates beside the package: found again when nothing changed, and never otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from prongsai.compiled import PackageBytecode, folder

SETTINGS: dict[str, object] = {"trim_blocks": True}


class Counting(Environment):
    """An environment that counts how often it compiles."""

    compiled = 0

    def _compile(self, source: str, filename: str) -> object:
        type(self).compiled += 1
        return super()._compile(source, filename)


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    yield
    Counting.compiled = 0


def shown(
    package: Path, text: str = "{{ 1 }} {{ x }}", *, depends: bytes = b"1", label: str = "a", **more: object
) -> str:
    cache = PackageBytecode(package, label, depends, known={__name__})
    filters = more.pop("filters", {})
    env = Counting(loader=DictLoader({"it": text}), bytecode_cache=cache, **{**SETTINGS, **more})  # type: ignore[arg-type]
    env.filters.update(filters)  # type: ignore[call-overload]
    return env.get_template("it").render(x="<")


def files(package: Path) -> list[Path]:
    place = folder(package)
    assert place is not None
    return sorted(place.iterdir()) if place.is_dir() else []


def test_a_second_process_compiles_nothing(tmp_path: Path) -> None:
    assert [shown(tmp_path), shown(tmp_path)] == ["1 <", "1 <"]
    assert Counting.compiled == 1
    assert [file.parent for file in files(tmp_path)] == [tmp_path / "__pycache__" / "templates"]


@pytest.mark.parametrize(
    "other",
    [{"text": "{{ 2 }}{{ x }}"}, {"depends": b"2"}, {"label": "b"}, {"autoescape": True}, {"trim_blocks": False}],
    ids=str,
)
def test_other_text_or_settings_are_compiled_anew(tmp_path: Path, other: dict[str, object]) -> None:
    shown(tmp_path)
    kept = shown(tmp_path, **other)  # type: ignore[arg-type]
    assert Counting.compiled == 2
    assert kept == shown(tmp_path / "elsewhere", **other)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", [0, 40, 70, -1])
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, place: int) -> None:
    shown(tmp_path)
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    damaged = bytearray(whole)
    damaged[place] ^= 1
    for bad in (bytes(damaged), whole[: len(whole) // 2], b"", b"x" * 100):
        file.write_bytes(bad)
        assert shown(tmp_path) == "1 <"
        assert file.read_bytes() == whole
    assert Counting.compiled == 5


def test_filters_from_unknown_places_are_not_kept(tmp_path: Path) -> None:
    foreign = eval("lambda value: 'mine'", {"__name__": "elsewhere"})  # noqa: S307  # a function of another module
    text = "{{ 'x'|upper }}"
    assert shown(tmp_path, text, filters={"upper": foreign}) == "mine"
    assert files(tmp_path) == []
    assert shown(tmp_path, text) == "X"


def test_pythons_own_wish_to_write_no_code_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown(tmp_path) == "1 <"
    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("a file where the folder would be", encoding="utf-8")
    assert shown(tmp_path) == "1 <"


def test_code_goes_where_python_is_told_to_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    shown(tmp_path / "package")
    assert not (tmp_path / "package").exists()
    assert len(files(tmp_path / "package")) == 1
