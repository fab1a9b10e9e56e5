"""A small project in a folder of its own, and the command run there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prongsai.cli import main

Project = Callable[[Mapping[str, str]], Path]
Run = Callable[..., Result]

AGENCY = "name: องค์การบริหารส่วนตำบลบ้านทดสอบ\nprovince: สมมติ\n"
YEAR = "title: รายงานผล\nsource: {title: รายงานผล}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Write these files and work among them; one agency with the year 2568 is there already."""

    def make(files: Mapping[str, str]) -> Path:
        for name, text in ({"data/ban/agency.yml": AGENCY, "data/ban/2568/year.yml": YEAR} | dict(files)).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return make


@pytest.fixture
def run() -> Run:
    """Run `prongsai` with these arguments; output and messages stay apart."""
    return lambda *arguments: CliRunner().invoke(main, arguments)
