"""A configuration read from libyaml's events is the one that MkDocs reads, and so is what it says of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import defaults
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from prongsai.plugin import config_yaml
from prongsai.plugin.config_yaml import _events, _quick_loader

USUAL = """\
site_name: "โปร่งใส"   # ชื่อ
nav: &pages [index.md, {about: about.md}]
again: *pages
extra: {<<: {a: 1}, b: 2.5, day: 2026-11-29, none: ~, yes: on}
markdown_extensions:
- toc:
    permalink: ¶
text: |
  one
   two
"""
CAREFUL = {
    "a tag of Python": "hook: !!python/name:os.path.join\n",
    "the environment": "name: !ENV [PRONGSAI_NOT_THERE, 'ปกติ']\n",
    "a question": "? a\n: b\n",
    "two documents": "a: b\n---\nc: d\n",
}
WRONG = {
    "an open bracket": "a: [b\n",
    "a tab": "a:\n\t- b\n",
    "an unknown tag": "a: !wrong b\n",
    "a key that is a list": "{[a]: b}\n",
    "an alias of nothing": "a: *b\n",
    "a byte that is no UTF-8": b"a: \xff\n",
    "much too deep": "a: " + "[" * 5000,
}


def said(path: Path, loader: object) -> object:
    """What is read, or the whole message."""
    try:
        with path.open("rb") as file:
            return yaml_load(file, loader)  # type: ignore[arg-type]
    except (ConfigurationError, RecursionError, UnicodeDecodeError) as error:
        return type(error), str(error)


def both(path: Path) -> tuple[object, object]:
    config = MkDocsConfig()
    return said(path, _quick_loader(config=config)), said(path, get_yaml_loader(config=config))


def test_the_real_configurations_are_read_quickly_and_alike(root: Path) -> None:
    for path in (root / "mkdocs.yml", *root.glob("benchmarks/speed/layouts/*/mkdocs.yml")):
        ours, theirs = both(path)
        assert ours == theirs, path
        assert isinstance(ours, dict)


def test_every_usual_form_comes_from_the_events(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(USUAL, encoding="utf-8")
    assert len(_events(USUAL.encode())) > 40
    ours, theirs = both(tmp_path / "mkdocs.yml")
    assert ours == theirs
    assert ours["extra"] == theirs["extra"]  # type: ignore[index]


@pytest.mark.parametrize("name", CAREFUL)
def test_what_the_parsers_may_read_differently_mkdocs_reads_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CAREFUL[name], encoding="utf-8")
    assert not _events(CAREFUL[name].encode())
    ours, theirs = both(tmp_path / "mkdocs.yml")
    assert ours == theirs


@pytest.mark.parametrize("name", WRONG)
def test_of_a_wrong_one_is_said_what_mkdocs_says(name: str, tmp_path: Path) -> None:
    text = WRONG[name]
    (tmp_path / "mkdocs.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    ours, theirs = both(tmp_path / "mkdocs.yml")
    assert ours == theirs
    assert not isinstance(ours, dict)


def test_an_inherited_configuration_is_merged(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_name: ก\nextra: {a: 1}\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nextra: {b: 2}\n", encoding="utf-8")
    ours, theirs = both(tmp_path / "mkdocs.yml")
    assert ours == theirs == {"site_name": "ก", "extra": {"a": 1, "b": 2}}


def test_mkdocs_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("mkdocs.config.defaults.get_yaml_loader", get_yaml_loader)
    config_yaml.read_quickly()
    (tmp_path / "mkdocs.yml").write_text(USUAL.replace("again: *pages\n", ""), encoding="utf-8")
    config = MkDocsConfig()
    with (tmp_path / "mkdocs.yml").open("rb") as file:
        config.load_file(file)
    assert config.site_name == "โปร่งใส"
    assert defaults.get_yaml_loader is _quick_loader  # type: ignore[attr-defined]
