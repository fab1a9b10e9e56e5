"""CPU of starting: `python benchmarks/startup.py`. Each figure is a process of its own, the best of several.

Compiled modules are kept in a folder for the time of the run, as an installed package keeps them. Where Python may
write none (PYTHONDONTWRITEBYTECODE), every start compiles our sources again: a third of a second more.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile

_ALL = """import mkdocs.config.defaults, mkdocs.commands.build, prongsai.plugin
from prongsai.load import load_frameworks
from prongsai.words import load_words
load_words(), load_frameworks()"""
_AS_THE_COMMAND = """import gc
gc.disable()
from prongsai.precompiled import remember, remember_dataclasses
remember(), remember_dataclasses()
"""
STEPS = {
    "bare python": "",
    "import prongsai": "import prongsai",
    "prongsai --version": "from prongsai.cli import main; main(['--version'])",
    "prongsai --help": "from prongsai.cli import main; main(['--help'])",
    "prongsai check --help": "from prongsai.cli import main; main(['check', '--help'])",
    "import prongsai.build": "import prongsai.build",
    "import mkdocs": "import mkdocs.config.defaults, mkdocs.commands.build",
    "mkdocs and the plugin": "import mkdocs.config.defaults, mkdocs.commands.build, prongsai.plugin",
    "words and frameworks too": _ALL,
    "all that in `prongsai build`": _AS_THE_COMMAND + _ALL,
}


def cpu(program: str, compiled: str) -> float:
    """Seconds of user and system time that a new Python needs for a program."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    command = [sys.executable, "-c", program]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603  # our own lines
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args(arguments).runs
    with tempfile.TemporaryDirectory() as compiled:
        for name, program in STEPS.items():
            best = min(cpu(program, compiled) for _ in range(runs + 1))  # the first compiles
            sys.stdout.write(f"{name:<29} {best:.3f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
