"""Where the command begins: a plain `prongsai build` goes without click, everything else through it."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from prongsai.precompiled import remember

MOST_JOBS = 64
_PLAIN: dict[str, tuple[str, bool]] = {
    "-q": ("quiet", True),
    "--quiet": ("quiet", True),
    "--clean": ("clean", True),
    "--strict": ("strict", True),
    "--no-strict": ("strict", False),
}
"""What may stand behind a plain `prongsai build` beside `--jobs N`, and what it is to `build_site`."""


def run() -> None:
    """Do what the command line says, and end the process."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it asks every installed package for some
    remember()
    command, *options = sys.argv[1:] or [""]
    if command != "build":
        _by_click()
    gc.disable()  # a build ends before there is much to collect, and looking for it takes a twentieth of the time
    try:
        wishes = _read(options)
        if wishes is None or not _build(wishes):
            _by_click()
    except KeyboardInterrupt:
        sys.exit(130)
    except SystemExit as end:
        if end.code:
            raise
    _leave()


def _by_click() -> None:
    from prongsai.cli.group import main

    main(prog_name="prongsai")


def _read(options: list[str]) -> dict[str, Any] | None:
    """What plain options wish; None for any other, of which click knows what to say."""
    wishes: dict[str, Any] = {}
    rest = iter(options)
    for option in rest:
        if option == "--jobs":
            count = next(rest, "")
            if not (count.isascii() and count.isdigit() and len(count) < 4 and 1 <= int(count) <= MOST_JOBS):
                return None
            wishes["jobs"] = int(count)
        elif option in _PLAIN:
            name, wish = _PLAIN[option]
            wishes[name] = wish
        else:
            return None
    return wishes


def _build(wishes: dict[str, Any]) -> bool:
    """Build the site of this folder; False where there is none, which is for click to say."""
    from prongsai.cli.building import CONFIG, build_site

    root = Path.cwd().resolve()
    if not (root / CONFIG).is_file():
        return False
    build_site(root, **wishes)
    return True


def _leave() -> None:
    """End the process without taking down what was imported, which takes a twentieth of the time."""
    if threading.active_count() > 1:  # somebody is still at work
        return
    atexit._run_exitfuncs()  # what others have asked for is done all the same; Python has no public name for that
    with suppress(OSError):  # nobody listens any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(0)
