"""Whatever people do between two builds, the site is that of a clean build, and what has not changed is left alone."""

from __future__ import annotations

import os

import pytest
from walk import walk
from workshop import Make

pytest_plugins = ["engine_projects"]

SEEDS = range(int(os.environ.get("PRONGSAI_WALKS", "2")))
"""More of them by hand: `python tests/engine/walk.py` tells how."""
STEPS = 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_after_random_edits_the_site_is_that_of_a_clean_build(make: Make, seed: int) -> None:
    project = make()
    done = []
    for step, found in walk(project, seed, STEPS):
        done.append(step)
        assert found == [], f"seed {seed}:\n" + "\n".join(done)
    assert project.ways.count("quick") >= 2, project.ways  # else nothing was proved
