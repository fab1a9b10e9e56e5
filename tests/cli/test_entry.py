"""A plain `prongsai build` understands what click would, and leaves to click whatever it does not."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import click
import pytest

from prongsai.cli.build import build
from prongsai.cli.entry import MOST_JOBS, _read

PLAIN = ("-q", "--quiet", "--clean", "--strict", "--no-strict", "--jobs", "1", "12", str(MOST_JOBS))
OTHER = ("--help", "-d", "site", "--jobs=2", "0", "65", "-1", "๒", "2.0", "1000000", "-qq", "--", "--job", "", "Ⅻ")


def by_click(options: list[str]) -> dict[str, object] | None:
    """What click makes of it; None where it has something to say."""
    try:
        given = build.make_context("build", list(options)).params
    except (click.ClickException, click.exceptions.Exit):
        return None
    assert given.pop("site_dir") is None
    return {name: value for name, value in given.items() if value not in (None, False) or name == "strict"}


@pytest.mark.parametrize("length", [0, 1, 2, 3])
def test_plain_options_mean_what_click_reads(length: int) -> None:
    read = 0
    for options in itertools.product(PLAIN, repeat=length):
        wishes, meant = _read([*options]), by_click([*options])
        assert (wishes is None) == (meant is None), options
        if wishes is not None and meant is not None:
            read += 1
            assert {"strict": None, **wishes} == meant, options
    assert read > length


@pytest.mark.parametrize("option", OTHER)
def test_all_others_are_clicks_business(option: str) -> None:
    assert _read([option]) is None
    assert _read(["--jobs", option]) is None
    assert _read(["--quiet", option]) is None


def test_a_wrong_option_is_answered_by_click_and_in_a_folder_without_a_site_too(tmp_path: Path) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-m", "prongsai", "build", *options], cwd=tmp_path, capture_output=True, text=True
        )
        for options in (["--jobs", "0"], ["--jobs", "2"])
    ]
    assert [done.returncode for done in said] == [2, 2]
    assert "Invalid value for '--jobs': 0 is not in the range 1<=x<=64." in said[0].stderr
    assert "mkdocs.yml" in said[1].stderr
