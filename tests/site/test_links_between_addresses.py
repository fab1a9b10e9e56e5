"""Links between addresses of the site are the shortest relative ones."""

from __future__ import annotations

import itertools
import posixpath

import pytest

from prongsai.pages.address import linker

FOLDERS = ["", "aa/", "aa/2568/", "aa/2568/oit/o1/", "aa/2568/oit/o11/", "ab/"]
FILES = ["aa/2568/evidence/a.pdf", "assets/x.css"]


@pytest.mark.parametrize(("here", "there"), list(itertools.product(FOLDERS, FOLDERS + FILES)))
def test_a_link_is_the_relative_path(here: str, there: str) -> None:
    path = posixpath.relpath(f"/{there}", f"/{here}")
    assert linker(here)(there) == (path if there in FILES else f"{path}/")
