"""`prongsai addresses` in the folder of one agency: the ledger is that of its own site."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Project, Run, project, run

__all__ = ["project", "run"]


def test_the_ledger_is_of_the_agencies_that_the_site_is_of(project: Project, run: Run) -> None:
    project({"mkdocs.yml": "site_name: t\nplugins:\n  - prongsai:\n      agencies: [ban]\n"})
    result = run("addresses", "--update")
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    lines = Path("data/addresses.txt").read_text("utf-8").splitlines()
    assert "/2568/" in lines
    assert [line for line in lines if line.startswith("/ban/")] == []
    assert run("addresses").exit_code == 0
