"""The walls of the package: imports run one way, one module knows MkDocs, none prints, none grows too long."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "prongsai"

LAYERS = {
    "thai": 0,
    "problems": 0,
    "kept": 0,
    "precompiled": 1,
    "qr_mask": 1,
    "extras": 1,
    "packaged": 1,
    "compiled": 1,
    "photos": 0,
    "outside": 0,
    "atomic": 0,
    "hashed": 0,
    "history": 0,
    "fonts": 0,
    "lean": 0,
    "png": 0,
    "model": 1,
    "attachments": 1,
    "ledger": 1,
    "verify": 1,
    "manifest": 1,
    "compared": 2,
    "load": 2,
    "importers": 2,
    "publish": 2,
    "checks": 3,
    "rewrite": 3,
    "words": 3,
    "render": 4,
    "described": 2,
    "data_names": 4,
    "qr": 4,
    "charts": 4,
    "frame": 4,
    "linkcheck": 4,
    "server_files": 5,
    "pages": 5,
    "ready": 5,
    "exporters": 5,
    "filing": 6,
    "build": 6,
    "starter": 6,
    "intake": 6,
    "workbook": 6,
    "engine": 7,
    "portal": 7,
    "plugin": 8,
    "fleet": 9,
    "cli": 10,
    "__main__": 11,
}
"""A module or folder imports from lower layers only; inside a folder its modules may import each other."""

LONGEST = 250
LONGER_WITH_A_REASON = {
    "load/messages.py": "a table of sentences, read from top to bottom",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part(path: Path) -> str:
    """The module or folder of the package that a file is in; empty for the package's own __init__."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py").removesuffix("__init__")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, anywhere in it, with its line; relative ones as their full name."""
    package = ["prongsai", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            if module == "prongsai":
                yield from ((node.lineno, f"prongsai.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, module


def test_every_module_has_its_layer() -> None:
    parts = {part(path) for path in MODULES} - {""}
    assert parts - LAYERS.keys() == set(), "give a new module its place in LAYERS"


def test_the_table_of_layers_lists_every_module_once_and_in_order() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ((?:`\w+`(?:, )?)+) \|", page, re.MULTILINE)
    listed = [(name, int(layer)) for layer, names in rows for name in re.findall(r"\w+", names)]
    assert [layer for _, layer in listed] == sorted(layer for _, layer in listed)
    assert sorted(listed) == sorted(LAYERS.items() - {("__main__", LAYERS["__main__"])})


def test_the_short_table_of_layers_says_the_same() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ((?:`\w+`(?:, )?)+) \|", page, re.MULTILINE)
    listed = {name: int(layer) for layer, names in rows for name in re.findall(r"\w+", names)}
    assert listed == {name: LAYERS.get(name) for name in listed}
    assert set(listed.values()) == {layer for name, layer in LAYERS.items() if name != "__main__"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_only_go_down(path: Path) -> None:
    here = part(path)
    wrong = []
    for line, module in imports(path):
        top, _, rest = module.partition(".")
        there = rest.partition(".")[0]
        if top != "prongsai" or there in ("", "__version__", here):
            continue
        if not here or LAYERS.get(there, 99) >= LAYERS[here]:
            wrong.append(f"line {line}: {here} (layer {LAYERS.get(here)}) imports {there} (layer {LAYERS.get(there)})")
    assert wrong == []


def test_modules_inside_a_folder_do_not_import_in_a_circle() -> None:
    graph = {
        ".".join(("prongsai", *path.relative_to(PACKAGE).with_suffix("").parts)): {
            module for _, module in imports(path)
        }
        for path in MODULES
        if path.name != "__init__.py"
    }
    done: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join([*way[way.index(module) :], module])
        if module in graph and module not in done:
            for imported in sorted(graph[module]):
                walk(imported, (*way, module))
            done.add(module)

    for module in graph:
        walk(module, ())


def test_only_the_plugin_imports_mkdocs() -> None:
    knowing = {
        named(path)
        for path in MODULES
        for _, module in imports(path)
        if module.partition(".")[0] in ("mkdocs", "material", "properdocs")
    }
    assert {name.partition("/")[0] for name in knowing} == {"plugin"}


def test_the_model_touches_no_file_and_the_lowest_layers_need_no_library() -> None:
    for path in MODULES:
        found = {module.partition(".")[0] for _, module in imports(path)}
        if part(path) == "model":
            assert found & {"pathlib", "os", "io", "yaml", "click", "jinja2"} == set(), named(path)
        if part(path) in ("thai", "problems"):
            assert found & {"pydantic", "yaml", "click", "jinja2", "markdown", "qrcode"} == set(), named(path)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_prints_or_runs_past_its_length(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    printing = [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []
    if named(path) not in LONGER_WITH_A_REASON:
        assert len(text.splitlines()) <= LONGEST, "split it, or give its reason in LONGER_WITH_A_REASON"


def test_every_reason_for_length_is_still_needed() -> None:
    for name in LONGER_WITH_A_REASON:
        assert len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) > LONGEST, name


def test_these_tests_can_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "load").mkdir()
    bad = tmp_path / "load" / "bad.py"
    bad.write_text("def f():\n    from prongsai import pages\nfrom ..checks.rule import Rule\n", encoding="utf-8")
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path)
    assert list(imports(bad)) == [(3, "prongsai.checks.rule"), (2, "prongsai.pages")]
    with pytest.raises(AssertionError, match=r"load \(layer 2\) imports checks \(layer 3\)"):
        test_imports_only_go_down(bad)
