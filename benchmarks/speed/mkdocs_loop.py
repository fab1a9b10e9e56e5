"""Plain MkDocs for many folders in one process, as one would write it: `python -m benchmarks.speed.mkdocs_loop DIR`.

What `mkdocs build --quiet` does, once a folder: start-up is paid once, Material's templates are compiled for each.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config


def build_all(folders: list[Path]) -> None:
    """Build the site of each folder into its own `site`."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # as --quiet
    for folder in folders:
        os.chdir(folder)
        config = load_config("mkdocs.yml")
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()


if __name__ == "__main__":
    build_all(sorted(path.parent for path in Path(sys.argv[1]).resolve().glob("*/mkdocs.yml")))
