"""Small agencies to build many of, each a repository as `prongsai new` writes it, but without a year."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from prongsai.cli import main
from prongsai.starter import Answers, starter_files

EPOCH = "1760000000"
"""Outside git nothing else tells pages when they are."""

SLEEPS = "import time\n\n\ndef on_pre_build(config):\n    time.sleep(3600)\n"
DIES = "import os, signal\n\n\ndef on_post_page(output, page, config):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
DIES_ONCE = """\
import os, signal
from pathlib import Path


def on_post_page(output, page, config):
    mark = Path("{mark}")
    if not mark.exists():
        mark.write_text("killed")
        os.kill(os.getpid(), signal.SIGKILL)
"""


def agency(folder: Path, *, hook: str = "", site_url: str = "", more: str = "", year: bool = False) -> Path:
    """Write an agency; its slug is the folder's name, `hook` a script of its own, `more` the end of its mkdocs.yml."""
    slug = folder.name
    answers = Answers(name=f"เทศบาลตำบล{slug}", province="สมมติ", slug=slug, year=2568, site_url=site_url)
    for name, text in starter_files(answers).items():
        if name.startswith(("mkdocs.yml", "site_src/", f"data/{slug}/agency")) or (year and "/2568/" in name):
            write(folder / name, text)
    if hook:
        write(folder / "own" / "hook.py", hook)
        more = f"hooks: [own/hook.py]\n{more}"
    write(folder / "mkdocs.yml", (folder / "mkdocs.yml").read_text(encoding="utf-8") + more)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def fleet_build(*arguments: str | Path) -> Result:
    """`prongsai fleet build` with these arguments; the seconds of a run are nobody's promise, and stand as #."""
    result = CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH}).invoke(main, ["fleet", "build", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def said(text: str) -> str:
    """A terminal's text without its times, and without the progress that is told every few seconds."""
    without = re.sub(r"\d+ (วินาที|นาที) บันทึก", "# บันทึก", text)
    without = re.sub(r"(?m)^(\S+) +\d+\.\d  ", r"\1 # ", without)
    return "\n".join(line for line in without.splitlines() if not re.match(r"\d+/\d+ หน่วยงาน", line))


def mkdocs_build(folder: Path, out: Path) -> dict[str, bytes]:
    """The files that `mkdocs build --strict` makes in an agency's folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    around = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return files(out)


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def events(journal: Path) -> Iterator[tuple[str, str]]:
    """What a journal tells of agencies, without its times."""
    for row in rows(journal):
        if "agency" in row:
            yield row["event"], row["agency"]


def rows(journal: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
