"""What follows from the package's own files: made once, and again when one of them or the code is another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prongsai.kept import derived, folder


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


class Maker:
    """Counts how often it is asked."""

    def __init__(self, value: object = None) -> None:
        self.asked, self.value = 0, {"ก": ["ข", 1, None]} if value is None else value

    def __call__(self) -> object:
        self.asked += 1
        return self.value


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "words.yml"
    path.write_text("ก: ข", encoding="utf-8")
    return path


def kept_file(package: Path) -> Path:
    place = folder(package, "derived")
    assert place is not None
    (file,) = place.iterdir()
    return file


def test_it_is_made_once(tmp_path: Path, source: Path) -> None:
    make = Maker()
    assert [derived(tmp_path, "words", [source], make) for _ in range(3)] == [make.value] * 3
    assert make.asked == 1
    assert kept_file(tmp_path).parent == tmp_path / "__pycache__" / "derived"


def of_another_text(source: Path) -> None:
    source.write_text("ก: ค", encoding="utf-8")


def damaged(source: Path) -> None:
    file = kept_file(source.parent)
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.write_bytes(raw)


def cut_short(source: Path) -> None:
    file = kept_file(source.parent)
    file.write_bytes(file.read_bytes()[:50])


def gone(source: Path) -> None:
    kept_file(source.parent).unlink()


@pytest.mark.parametrize("change", [of_another_text, damaged, cut_short, gone])
def test_what_is_not_as_it_was_is_made_again(tmp_path: Path, source: Path, change: Callable[[Path], None]) -> None:
    make = Maker()
    derived(tmp_path, "words", [source], make)
    change(source)
    assert derived(tmp_path, "words", [source], make) == make.value
    assert derived(tmp_path, "words", [source], make) == make.value
    assert make.asked == 2


def test_another_python_makes_its_own(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    derived(tmp_path, "words", [source], make)
    monkeypatch.setattr(sys, "version", "another")
    derived(tmp_path, "words", [source], make)
    assert make.asked == 2


def test_where_python_keeps_nothing_neither_do_we(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    make = Maker()
    assert derived(tmp_path, "words", [source], make) == derived(tmp_path, "words", [source], make)
    assert make.asked == 2
    assert not (tmp_path / "__pycache__").exists()


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, source: Path) -> None:
    (tmp_path / "__pycache__").write_text("a file", encoding="utf-8")
    make = Maker()
    assert derived(tmp_path, "words", [source], make) == make.value


def test_what_is_no_plain_data_is_refused(tmp_path: Path, source: Path) -> None:
    with pytest.raises(ValueError, match="unmarshallable object"):
        derived(tmp_path, "words", [source], Maker(Path()))
