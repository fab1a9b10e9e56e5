"""What was read before is read again without parsing, and never otherwise than the file says."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prongsai.load import load_site, memory, strict_yaml
from prongsai.model import Site
from prongsai.problems import Problem

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed."""
    seen: list[str] = []
    read = strict_yaml.read

    def noted(raw: bytes, path: str) -> strict_yaml.Document:
        seen.append(path)
        return read(raw, path)

    monkeypatch.setattr(strict_yaml, "read", noted)
    return seen


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for slug in ("sing", "ban-laem"):
        shutil.copytree(DATA / slug, tmp_path / "data" / slug)
    return tmp_path / "data"


def told(loaded: tuple[Site, list[Problem]]) -> str:
    """Everything in a site, and where each part stands."""
    site, problems = loaded
    measures = [m for agency in site.agencies for year in agency.years for m in (year, *year.measures)]
    places = [(m.origin.path, m.origin.values, m.origin.keys) for m in measures]
    return f"{site.agencies} {places} {[problem.line() for problem in problems]}"


def test_the_second_time_nothing_is_parsed_and_all_is_the_same(data: Path, tmp_path: Path, parsed: list[str]) -> None:
    kept = tmp_path / "kept" / "records"
    plain = told(load_site(data))
    parsed.clear()
    assert told(load_site(data, memory=kept)) == plain
    assert parsed
    parsed.clear()
    before = kept.stat().st_mtime_ns
    assert told(load_site(data, memory=kept)) == plain
    assert parsed == []
    assert kept.stat().st_mtime_ns == before


def test_an_edited_file_alone_is_parsed_and_what_is_gone_is_forgotten(
    data: Path, tmp_path: Path, parsed: list[str]
) -> None:
    kept = tmp_path / "records"
    load_site(data, memory=kept)
    agency = data / "sing" / "agency.yml"
    agency.write_text(agency.read_text(encoding="utf-8") + "\n# seen\n", encoding="utf-8")
    shutil.rmtree(data / "ban-laem")
    parsed.clear()
    load_site(data, memory=kept)
    assert [Path(name).name for name in parsed] == ["agency.yml"]
    files = sum(1 for path in data.rglob("*.yml"))
    assert len(kept.read_bytes().splitlines()) == files


def test_a_build_of_one_agency_keeps_the_others(data: Path, tmp_path: Path, parsed: list[str]) -> None:
    kept = tmp_path / "records"
    load_site(data, memory=kept)
    load_site(data, memory=kept, only=["sing"])
    parsed.clear()
    load_site(data, memory=kept)
    assert parsed == []


def test_a_faulty_file_is_never_kept(data: Path, tmp_path: Path, parsed: list[str]) -> None:
    kept = tmp_path / "records"
    (data / "sing" / "agency.yml").write_text("name: ก\nname: ข\n", encoding="utf-8")
    first = told(load_site(data, memory=kept))
    parsed.clear()
    assert told(load_site(data, memory=kept)) == first
    assert [Path(name).name for name in parsed] == ["agency.yml"]


def changed_value(line: bytes) -> bytes:
    key, checksum, text = line.split(b" ", 2)
    value, *places = json.loads(text)
    value = dict.fromkeys(value, "สิ่งที่ไม่มีในไฟล์")
    return b" ".join([key, checksum, json.dumps([value, *places]).encode()])


def signed(text: bytes) -> Callable[[bytes], bytes]:
    return lambda line: b" ".join([line[:64], hashlib.sha256(text).hexdigest().encode(), text])


@pytest.mark.parametrize(
    "damage",
    [
        changed_value,
        lambda line: line[: len(line) // 2],
        lambda line: b"\x00\xff" * 200,
        lambda line: b"",
        lambda line: line[64:],
        signed(b"[]"),
        signed(b"{}"),
        signed(b"[1, [[]], []]"),
        signed(b"[1, 2, 3]"),
        signed(b'{"value": 1'),
    ],
    ids=["changed", "cut", "binary", "empty", "shifted", "no parts", "mapping", "no place", "numbers", "no JSON"],
)
def test_damage_is_read_anew(data: Path, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    kept = tmp_path / "records"
    plain = told(load_site(data, memory=kept))
    whole = kept.read_bytes()
    kept.write_bytes(b"\n".join(damage(line) for line in whole.splitlines()))
    assert told(load_site(data, memory=kept)) == plain
    assert kept.read_bytes() == whole


def test_what_another_version_read_is_not_used(
    data: Path, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "records"
    monkeypatch.setattr(memory, "_reader", lambda: b"another")
    load_site(data, memory=kept)
    monkeypatch.undo()
    lines = kept.read_bytes()
    load_site(data, memory=kept)
    assert not set(lines.splitlines()) & set(kept.read_bytes().splitlines())


def test_a_place_that_cannot_be_written_is_no_fault(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert told(load_site(data, memory=tmp_path / "file" / "records")) == told(load_site(data))
    (tmp_path / "folder").mkdir()
    assert told(load_site(data, memory=tmp_path / "folder")) == told(load_site(data))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", "data", "file", "folder"]
