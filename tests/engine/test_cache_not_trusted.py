"""What is remembered and does not fit is as if it were not there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from workshop import Make, Project, differences, faults, tree

from prongsai.engine.state import Store, read, write

pytest_plugins = ["engine_projects"]

pytestmark = pytest.mark.slow

MEASURE = "data/sing/2568/measures/i5-1-procurement-transparency.yml"


def states(project: Project, name: str = "state.json") -> list[Path]:
    found = sorted(project.folder.glob(f".cache/prongsai/*/{name}"))
    assert found
    return found


def rewrite(path: Path, change: Callable[[Any], Any]) -> None:
    """Change what a file of the cache says, with the right checksum before it."""
    version, value = json.loads(path.read_bytes()[65:])
    body = json.dumps([version, change(value)], ensure_ascii=False).encode()
    path.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def without(key: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda value: {name: of for name, of in value.items() if name != key}


def with_other(key: str, of: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda value: {**value, key: of}


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "a byte": lambda path: path.write_bytes(path.read_bytes().replace(b"sing", b"sinh", 1)),
    "no checksum": lambda path: path.write_bytes(path.read_bytes()[65:]),
    "no text": lambda path: path.write_bytes(bytes(range(256))),
    "a loop": lambda path: (path.unlink(), path.symlink_to(path)),
    "deep": lambda path: path.write_bytes(
        hashlib.sha256(b"[" * 99_999).hexdigest().encode() + b"\n" + b"[" * 99_999
    ),
    "other format": lambda path: path.write_bytes(
        hashlib.sha256(b"[99, {}]").hexdigest().encode() + b"\n[99, {}]"
    ),
    "null": lambda path: rewrite(path, lambda _: None),
    "list": lambda path: rewrite(path, lambda _: []),
    "number": lambda path: rewrite(path, lambda _: 7),
    "object": lambda path: rewrite(path, lambda _: {}),
}  # fmt: skip
KEYS = (
    "ground",
    "plain",
    "told",
    "spare",
    "scene",
    "index",
    "heads",
    "agencies",
    "folders_seen",
    "brief",
    "parts",
    "outputs",
    "folders",
)
SHAPES: dict[str, Callable[[Any], Any]] = {
    "scene": with_other("scene", [1, 2]),
    "brief": with_other("brief", {"asked": 1}),
    "index rows": lambda value: {**value, "index": {name: [] for name in value["index"]}},
    "output rows": lambda value: {**value, "outputs": dict.fromkeys(value["outputs"], "x")},
    "agencies": lambda value: {**value, "agencies": dict.fromkeys(value["agencies"], 1)},
    "folders": lambda value: {**value, "folders": dict.fromkeys(value["folders"], "x")},
}


def after_damage(project: Project) -> list[str]:
    """What is wrong with builds after it: of nothing new, and of an edit."""
    wrong = []
    for edit in (False, True):
        if edit:
            project.edit(MEASURE, "title: ", "title: ก")
        said = project.build()
        wrong += [said.err] if said.code or said.err else []
    return [*wrong, *differences(tree(project.site), tree(project.clean()[1]))]


@pytest.fixture(scope="module")
def built(builder: Any, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a cache to damage; each test leaves it with a right site."""
    project = Project(tmp_path_factory.mktemp("damage") / "project", builder)
    assert project.build() == (0, "", "mkdocs")
    return project


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_read_as_if_it_were_not_there(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "state.json"
    write(path, {"agencies": ["sing"]})
    assert read(path) == {"agencies": ["sing"]}
    DAMAGE[damage](path)
    assert Store(tmp_path).state() == {}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [None, 7])
def test_a_state_without_something_is_none(built: Project, tmp_path: Path, key: str, value: object) -> None:
    path = shutil.copy(states(built)[0], tmp_path / "state.json")
    assert Store(tmp_path).state().keys() == set(KEYS)
    rewrite(path, with_other(key, value) if value else without(key))
    assert Store(tmp_path).state() == {}


@pytest.mark.parametrize("damage", ["cut", "null"])
def test_a_damaged_cache_is_ignored(built: Project, damage: str) -> None:
    for path in [*states(built), *states(built, "parts/*.json"), *states(built, "codes.json")]:
        DAMAGE[damage](path)
    assert [built.build().way for _ in range(2)] == ["mkdocs", "still"]
    assert after_damage(built) == []


def test_a_state_of_another_shape_is_ignored(built: Project) -> None:
    wrong = {}
    for name, change in SHAPES.items():
        for path in states(built):
            rewrite(path, change)
        said = built.build()
        wrong[name] = said.err if said.code or said.err else ""
    assert {name: found for name, found in wrong.items() if found} == {}
    assert after_damage(built) == []


@pytest.mark.parametrize(
    "what", ["parts", "one part", "part of another shape", "codes", "pointer", "pointer elsewhere"]
)
def test_a_piece_of_the_cache_that_is_gone_or_other_does_no_harm(built: Project, what: str) -> None:
    parts, pointer = states(built, "parts/*.json"), built.folder / ".cache/prongsai/site"
    match what:
        case "parts":
            shutil.rmtree(parts[0].parent)
        case "one part":
            parts[0].unlink()
        case "part of another shape":
            for path in parts:
                rewrite(path, lambda value: value[:1])
        case "codes":
            for path in states(built, "codes.json"):
                rewrite(path, lambda value: {key: {"https://x": "x"} for key in value})
        case "pointer":
            pointer.unlink()
        case _:
            pointer.write_text("../../../etc")
    assert after_damage(built) == []


def test_a_cache_that_cannot_be_written_is_no_fault(project: Project) -> None:
    project.put(".cache", "a file")
    assert project.build().code == 0
    assert after_damage(project) == []


def test_a_cache_of_another_project_is_not_used(project: Project, make: Make) -> None:
    second = make(name="second")
    second.edit(MEASURE, "title: ", "title: ของอีกโครงการ ")
    second.build()
    project.build()
    ours, theirs = project.folder / ".cache", second.folder / ".cache"
    shutil.rmtree(ours)
    shutil.copytree(theirs, ours)
    assert after_damage(project) == []
    (state,) = states(second)
    name = states(project)[0]
    shutil.copy(state, name)
    assert after_damage(project) == []


def test_a_folder_that_was_moved_or_copied_is_built_anew(project: Project) -> None:
    project.build()
    moved = Project.__new__(Project)
    moved.__dict__ |= project.__dict__
    moved.folder = project.folder.with_name("moved")
    moved.site, moved.data, moved.docs = moved.folder / "site", moved.folder / "data", moved.folder / "docs"
    shutil.copytree(project.folder, moved.folder)
    moved.edit(MEASURE, "title: ", "title: ย้าย ")
    assert after_damage(moved) == []
    shutil.rmtree(project.folder)
    moved.folder.rename(project.folder)
    assert after_damage(project) == []


@pytest.mark.parametrize("change", ["template", "module", "package"])
def test_what_another_version_of_the_programs_has_made_is_not_used(
    project: Project, tmp_path: Path, root: Path, change: str
) -> None:
    """The package is copied and changed, so that nothing else on this machine is."""
    import subprocess
    import sys

    plugins, extra = tmp_path / "plugins", tmp_path / "more" / "site-packages"
    shutil.copytree(root / "plugins", plugins, ignore=shutil.ignore_patterns("__pycache__"))
    extra.mkdir(parents=True)
    environment = {
        **os.environ,
        "PYTHONPATH": f"{plugins}{os.pathsep}{extra}",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
    }

    def build(*options: str) -> str:
        command = [sys.executable, "-m", "prongsai", "build", *options]
        done = subprocess.run(command, cwd=project.folder, env=environment, capture_output=True, text=True, check=True)
        return done.stderr

    build()
    assert build().startswith("ไม่มีอะไรเปลี่ยน")
    match change:
        case "template":
            path = plugins / "prongsai/templates/agency.html"
            path.write_text(path.read_text(encoding="utf-8").replace("pr-doors", "pr-doors other"), encoding="utf-8")
        case "module":
            path = plugins / "prongsai/words.py"
            path.write_text(path.read_text(encoding="utf-8") + "\n# other\n", encoding="utf-8")
        case _:
            (extra / "other-99.dist-info").mkdir()
            (extra / "other-99.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 99\n")
    assert "สร้างเว็บเสร็จ" in build()
    if change == "template":
        assert "pr-doors other" in (project.site / "sing/index.html").read_text(encoding="utf-8")
    build("--clean", "--site-dir", "clean")
    assert differences(tree(project.site), tree(project.folder / "clean")) == []


def test_an_edit_back_to_what_was_is_built_right(project: Project) -> None:
    good = (project.folder / MEASURE).read_text(encoding="utf-8")
    project.build()
    project.edit(MEASURE, "title: ", "title: ก")
    assert faults(project) == []
    project.put(MEASURE, good)
    assert faults(project) == []
