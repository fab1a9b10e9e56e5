"""Processes that share the agencies: what they foresaw is not taken for what was asked, and all carry alike."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from prongsai.engine import ahead
from prongsai.engine.crew import Alone
from prongsai.engine.several import Several, hire, shares
from prongsai.load.files import Folder
from prongsai.pages import Options

SLUGS = ("hin-dat", "khok-yai", "sing")


@pytest.fixture
def folders(root: Path) -> list[Folder]:
    return [Folder(root / "data" / slug, f"data/{slug}") for slug in SLUGS]


@pytest.fixture
def crew(root: Path, folders: list[Folder]) -> Iterator[Several]:
    hired = hire(folders, root / "data", 2)
    yield hired
    hired.close()


@pytest.mark.parametrize(
    "foreseen",
    [Options(digits="thai"), Options(), Options(digits="thai", assets={"a.css": "b.css"}), Options(drafts=True)],
    ids=["the same", "others", "the same but for published names", "drafts"],
)
def test_a_plan_is_the_one_that_was_asked_for(
    root: Path, folders: list[Folder], crew: Several, foreseen: Options
) -> None:
    wanted = Options(digits="thai")
    crew.foresee(foreseen, pictures=False)
    alone = Alone(folders, root / "data")
    assert [one.as_json() for one in crew.read()] == [one.as_json() for one in alone.read()]
    ours, theirs = (one.plan(wanted, pictures=False) for one in (crew, alone))
    assert [part.as_json() for part in ours] == [part.as_json() for part in theirs]
    assert [part.slug for part in ours] == [*SLUGS]


def test_who_foresaw_a_plan_that_nobody_takes_goes_without_being_killed(
    root: Path, folders: list[Folder], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[BaseProcess] = []
    monkeypatch.setattr(BaseProcess, "kill", killed.append)
    crew = hire(folders, root / "data", 2)
    crew.foresee(Options(), pictures=True)
    crew.read()
    crew.close()
    assert killed == []
    assert active_children() == []


def heap_of(root: Path, jobs: int) -> list[list[str]]:
    agencies = [
        Folder(path, path.name) for path in sorted((root / "data").iterdir()) if (path / "agency.yml").is_file()
    ]
    return [[folder.path.name for folder in heap] for heap in shares(agencies, jobs)]


def test_every_agency_is_in_one_heap_and_none_is_empty(root: Path) -> None:
    slugs = heap_of(root, 1)[0]
    assert len(slugs) >= 6
    for jobs in (2, 3, len(slugs), 64):
        heaps = heap_of(root, jobs)
        assert len(heaps) == min(jobs, len(slugs))
        assert all(heap == sorted(heap) for heap in heaps)
        assert sorted(slug for heap in heaps for slug in heap) == slugs


def test_both_steps_take_two_processes_about_as_long(root: Path) -> None:
    one, other = heap_of(root, 2)
    # ban-laem has the most to read, tua-yang the most pages: not both to the same process
    assert ("ban-laem" in one) != ("tua-yang" in one)
    assert ("ban-laem" in other) != ("tua-yang" in other)


def test_a_folder_that_came_meanwhile_makes_those_begun_ahead_of_no_use(root: Path) -> None:
    data = root / "data"
    begun = ahead.Ahead(data, "data", ("sing", "khok-yai"), {}, (), 0)
    assert not begun.is_for(data, "data", ("sing", "khok-yai"), ["khok-yai", "sing"])
    begun = begun._replace(only=(), members={None: ["sing"]})  # type: ignore[dict-item]  # no process is needed for it
    assert begun.is_for(data, "data", (), ["sing"])
    assert not begun.is_for(data, "data", (), ["sing", "khok-yai"])
    assert not begun.is_for(data, "data", ("sing",), ["sing"])
    assert not begun.is_for(data / "x", "data", (), ["sing"])
