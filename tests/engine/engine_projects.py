"""What tests of the engine share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from builder import Builder
from workshop import CONFIG, Make, Project


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A process is forked for each build."""
    for item in items:
        if "engine" in item.path.parts and os.name == "nt":
            item.add_marker(pytest.mark.skip(reason="Windows cannot fork"))


@pytest.fixture(scope="session")
def builder() -> Iterator[Builder]:
    """The process that builds."""
    found = Builder()
    yield found
    found.close()


@pytest.fixture
def make(builder: Builder, tmp_path: Path) -> Make:
    """Makes a project."""

    def made(config: str = CONFIG, name: str = "project") -> Project:
        return Project(tmp_path / name, builder, config)

    return made


@pytest.fixture
def project(make: Make) -> Project:
    """A project that was never built."""
    return make()
