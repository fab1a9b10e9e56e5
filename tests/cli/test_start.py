"""What starting must not import: each of these costs more CPU than a light command has."""

from __future__ import annotations

import subprocess
import sys

import pytest

from prongsai.cli import main

RARE = ("http", "ssl", "urllib.request", "multiprocessing", "asyncio", "xml")
"""Of the standard library; needed only where something is sent or shared out."""
PAPERS = (
    "docx",
    "typst",
    "pypdf",
    "openpyxl",
    "mammoth",
    "pdfplumber",
    "python_calamine",
    "uharfbuzz",
    "loky",
    "distributed",
)
LARGE = (
    "email",
    "importlib.metadata",
    "pydantic",
    "jinja2",
    "yaml",
    "mkdocs",
    "qrcode",
    "PIL",
    "zipfile",
    "subprocess",
    "prongsai.checks",
    "prongsai.model",
)


def imported(program: str, names: tuple[str, ...]) -> list[str]:
    """Which of the modules a new process has after running a program."""
    after = f"import sys\n{program}\nsys.stdout.write(' '.join(name for name in {names!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", after], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_command_line_itself_is_light() -> None:
    assert imported("import prongsai.cli", (*RARE, *PAPERS, *LARGE)) == []


def test_the_list_of_commands_imports_none_of_them() -> None:
    program = "from prongsai.cli import main\nassert len(main.commands) > 10\nlist(main.commands)"
    assert imported(program, ("prongsai.cli.check", "prongsai.cli.publish", *LARGE)) == []


def test_one_command_does_not_import_another() -> None:
    program = "from prongsai.cli import main\nmain.commands['server']"
    assert imported(program, ("prongsai.cli.server",)) == ["prongsai.cli.server"]
    assert imported(program, ("prongsai.cli.check", "prongsai.cli.fleet", "prongsai.importers", *PAPERS)) == []


@pytest.mark.parametrize("module", ["prongsai.build", "prongsai.load", "prongsai.checks"])
def test_what_builds_starts_without_the_papers_and_the_network(module: str) -> None:
    assert imported(f"import {module}", (*RARE, *PAPERS)) == []


@pytest.mark.parametrize("name", list(main.commands))
def test_the_list_says_what_the_command_says(name: str) -> None:
    command = main.commands[name]
    assert command.name == name
    assert main.table[name].summary == (command.help or "").split("\n\n")[0]
