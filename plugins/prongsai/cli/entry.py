"""Where the command begins: a plain `prongsai build` goes without click, everything else through it."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path

_PLAIN = {(): False, ("-q",): True, ("--quiet",): True}
"""What may stand behind `prongsai build` there, and whether it is to be quiet."""


def run() -> None:
    """Do what the command line says, and end the process."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it asks every installed package for some
    command, *options = sys.argv[1:] or [""]
    if command == "build" and tuple(options) in _PLAIN:
        _build(quiet=_PLAIN[tuple(options)])
    from prongsai.cli.group import main

    main(prog_name="prongsai")


def _build(*, quiet: bool) -> None:
    """Build the site of this folder and end the process; where there is none, that is for click to say."""
    from prongsai.cli.building import CONFIG, build_site

    root = Path.cwd().resolve()
    if not (root / CONFIG).is_file():
        return
    gc.disable()  # a build ends before there is much to collect, and looking for it takes a twentieth of the time
    try:
        slowly = build_site(root, quiet=quiet)
    except KeyboardInterrupt:
        sys.exit(130)
    if slowly:
        sys.exit(0)
    _leave()


def _leave() -> None:
    """End the process without taking down what was imported, which takes a twentieth of an edit."""
    with suppress(OSError):  # nobody listens any more
        sys.stderr.flush()
    os._exit(0)
