"""Where the command begins: a plain `prongsai build` goes without click, everything else through it."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

from prongsai.precompiled import remember

_PLAIN = {(): False, ("-q",): True, ("--quiet",): True}
"""What may stand behind `prongsai build` there, and whether it is to be quiet."""


def run() -> None:
    """Do what the command line says, and end the process."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it asks every installed package for some
    remember()
    command, *options = sys.argv[1:] or [""]
    if command != "build":
        _by_click()
    gc.disable()  # a build ends before there is much to collect, and looking for it takes a twentieth of the time
    try:
        if tuple(options) not in _PLAIN or not _build(quiet=_PLAIN[tuple(options)]):
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


def _build(*, quiet: bool) -> bool:
    """Build the site of this folder; False where there is none, which is for click to say."""
    from prongsai.cli.building import CONFIG, build_site

    root = Path.cwd().resolve()
    if not (root / CONFIG).is_file():
        return False
    build_site(root, quiet=quiet)
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
