"""What a build leaves behind in its process, when a stamp matches, and when files become one."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import pytest
from small_fleet import EPOCH, agency, files, write

from prongsai.fleet.share import forget_unused, share_assets
from prongsai.fleet.stamp import Stamp, inputs_of, read_stamp, write_stamp
from prongsai.manifest import MANIFEST, make
from prongsai.plugin.batch import build_folder

LEAVES_ALL = """\
import logging, os, sys
import neighbour

seen = []


def on_config(config):
    seen.append(config)
    os.environ["LEFT"] = os.environ.get("LEFT", "") + "x"
    os.chdir("own")
    sys.path.insert(0, "nowhere")
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    config.theme.name


def on_post_page(output, page, config):
    return output.replace("</body>", f"<!-- {len(seen)} {os.environ['LEFT']} {neighbour.NAME} --></body>")
"""


def test_a_build_finds_the_process_as_the_one_before_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    for name in ("ek", "tho"):
        write(agency(tmp_path / name, hook=LEAVES_ALL) / "own" / "neighbour.py", f"NAME = '{name}'\n")
    first: dict[str, bytes] = {}
    for name in ("ek", "tho", "ek"):
        before = dict(os.environ), list(sys.path), Path.cwd(), list(logging.getLogger("mkdocs").handlers)
        built = build_folder(tmp_path / name, tmp_path / "sites" / name, strict=True)
        assert (built.error, built.said) == ("", ())
        after = dict(os.environ), list(sys.path), Path.cwd(), list(logging.getLogger("mkdocs").handlers)
        assert after == before
        made = files(tmp_path / "sites" / name)
        assert f"<!-- 1 x {name} -->".encode() in made["index.html"]
        if name == "ek":
            first = first or made
            assert made == first
    assert "neighbour" not in sys.modules


def test_a_build_that_fails_says_why_and_leaves_the_old_site(tmp_path: Path) -> None:
    folder, site = agency(tmp_path / "ek"), tmp_path / "sites" / "ek"
    assert build_folder(folder, site, strict=True).error == ""
    before = files(site)
    write(folder / "site_src/about.md", "# x\n\n[no](gone.md)\n")
    broken = "Doc file 'about.md' contains a link 'gone.md', but the target is not found among documentation files."
    assert build_folder(folder, site, strict=True) == (f"{broken}\nAborted with 1 warnings in strict mode!", ())
    assert files(site) == before
    write(folder / "own/hook.py", "def on_env(env, config, files):\n    raise SystemExit(7)\n")
    write(folder / "mkdocs.yml", (folder / "mkdocs.yml").read_text(encoding="utf-8") + "hooks: [own/hook.py]\n")
    assert build_folder(folder, site, strict=True) == ("SystemExit: 7", (broken,))
    assert files(site) == before
    write(folder / "mkdocs.yml", "site_name: [\n")
    assert "while parsing" in build_folder(folder, site, strict=True).error
    assert files(site) == before
    assert [path.name for path in (tmp_path / "sites").iterdir()] == ["ek"]


def test_a_stamp_knows_every_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, outside = agency(tmp_path / "ek"), tmp_path / "theme"
    write(outside / "logo.svg", "<svg/>")
    write(tmp_path / "base.yml", "site_author: a\n")

    def stamp(*, strict: bool = True) -> str:
        return inputs_of(folder, [str(outside)], strict=strict)

    seen = {stamp()}
    assert stamp() in seen, "nothing changed"
    write(folder / "site" / MANIFEST, "{}")
    write(folder / ".cache" / "x", "x")
    assert stamp() in seen, "what was built there is no input"

    def changed() -> bool:
        count = len(seen)
        seen.add(stamp())
        return len(seen) == count + 1

    write(folder / "data/ek/agency.yml", "name: ใหม่\n")
    assert changed()
    write(folder / "data/synonyms.yml", "")
    assert changed()
    write(outside / "logo.svg", "<svg></svg>")
    assert changed()
    write(folder / "mkdocs.yml", "INHERIT: ../base.yml\nsite_name: !ENV TOWN\n")
    assert changed()
    write(tmp_path / "base.yml", "site_author: b\n")
    assert changed()
    monkeypatch.setenv("TOWN", "เมือง")
    assert changed()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert changed()
    monkeypatch.setattr("prongsai.fleet.stamp.programs", lambda: "another version")
    assert changed()
    assert stamp(strict=False) not in seen


def test_a_damaged_stamp_is_none(tmp_path: Path) -> None:
    path = tmp_path / "ek.json"
    assert read_stamp(path) is None
    write_stamp(path, Stamp("a", "b", ("c",)))
    assert read_stamp(path) == Stamp("a", "b", ("c",))
    for text in ("", "[]", '{"inputs": "a"}', path.read_text()[:20]):
        path.write_text(text)
        assert read_stamp(path) is None


def test_only_the_same_bytes_become_one_file(tmp_path: Path) -> None:
    store, style, page = tmp_path / "store", "assets/x.0a1b2c3d.css", "index.html"
    sites = [tmp_path / name for name in ("ek", "tho", "tri")]
    for site in sites:
        write(site / style, "a{}")
        write(site / page, "same")
        (site / MANIFEST).write_bytes(make(site).write())
    for site in sites[:2]:
        assert share_assets(site, store) == 1
    one, two, three = (site / style for site in sites)
    assert one.samefile(two)
    assert not (sites[0] / page).samefile(sites[1] / page)
    (kept,) = store.iterdir()
    kept.unlink()
    kept.write_text("damaged")
    assert share_assets(sites[2], store) == 1
    assert [path.read_text() for path in (one, two, three, kept)] == ["a{}"] * 4
    assert kept.samefile(three)
    forget_unused(store)
    assert kept.exists()
    three.unlink()
    forget_unused(store)
    assert list(store.iterdir()) == []
