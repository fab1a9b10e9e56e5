"""One `mkdocs build` from Python: what the command line of MkDocs does, without its command line."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from prongsai.plugin.config_yaml import read_quickly
from prongsai.plugin.options import CLEAN, JOBS


class _Lines(logging.Handler):
    """Hands every line on; `True` beside those that must be read."""

    def __init__(self, tell: Callable[[str, bool], None]) -> None:
        super().__init__(logging.INFO)
        self._tell = tell
        self.errors = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Hand it on."""
        important = record.levelno >= logging.WARNING
        self.errors += record.levelno >= logging.ERROR
        if important or record.name.startswith("mkdocs.plugins.prongsai"):  # MkDocs tells its own steps in English
            self._tell(record.getMessage(), important)


def run(
    config_file: Path,
    site_dir: Path | None,
    tell: Callable[[str, bool], None],
    *,
    strict: bool | None,
    jobs: int,
    clean: bool,
) -> Path | None:
    """Build the site of a mkdocs.yml; where it is, or None where it could not be built and `tell` was told why."""
    read_quickly()
    os.environ[JOBS], os.environ[CLEAN] = str(jobs), "1" if clean else ""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    lines = _Lines(tell)
    logger.addHandler(lines)
    logger.propagate = False
    try:
        config = load_config(str(config_file), site_dir=str(site_dir) if site_dir else None, strict=strict)
        site = Path(config.site_dir)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except Abort as error:
        if not lines.errors:  # else MkDocs has said why
            tell(str(error), True)
        return None
    except MkDocsException as error:
        tell(str(error), True)
        return None
    finally:
        logger.removeHandler(lines)
    return site
