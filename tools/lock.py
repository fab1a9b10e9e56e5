"""Resolve the two lock files again from pyproject.toml; `make lock` runs it.

Words on the command line go to uv: `make lock LOCK=--upgrade`, `make lock LOCK="--upgrade-package mkdocs"`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"

SITE_HEAD = """\
# What `make site` installs: the dependencies of prongsai, its extras for papers, sheets and import, and hatchling
# to build it with.
# Kept apart from requirements-dev.lock so that who only edits data does not download a test bench.
"""
DEV_HEAD = """\
# What `make test` installs: all of requirements.lock, at the same versions, and the `dev` extra.
"""
SHARED_HEAD = """\
# For Windows, macOS and Linux, Python 3.11 and later; wheels only, since a source package would fetch what
# builds it without a hash. Made by `make lock` from pyproject.toml; do not edit.
"""


def main(options: list[str]) -> int:
    """Write both files, the development one first: the site's versions follow from it."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        build_tools = "\n".join(tomllib.load(file)["build-system"]["requires"])
    resolve(DEV, DEV_HEAD, options, "--extra", "dev", also=build_tools)
    extras = ("--extra", "pdf", "--extra", "docx", "--extra", "xlsx", "--extra", "import")
    resolve(SITE, SITE_HEAD, ["--upgrade"], *extras, "--constraint", DEV.name, also=build_tools)
    return 0


def resolve(lock: Path, head: str, options: list[str], *inputs: str, also: str) -> None:
    """One lock for all platforms. What it pins already stays unless an option says otherwise."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "-", *inputs, *options]
    command += ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    command += ["--generate-hashes", "--only-binary", ":all:", "--emit-build-options"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--quiet", "--output-file", lock.name]
    subprocess.run(command, cwd=ROOT, input=also, text=True, check=True)  # noqa: S603 - every word is ours or the caller's
    body = lock.read_text(encoding="utf-8")
    if found := re.search(r"^.*(?:://| @ |find-links|index-url).*$", body, re.MULTILINE):
        sys.exit(f"{lock.name}: an address of this machine got in: {found[0]}")
    lock.write_text(f"{head}{SHARED_HEAD}\n{body}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
