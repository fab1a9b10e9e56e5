"""The same style sheets, scripts and fonts in every site: one file on the disk, with a name in each site."""

from __future__ import annotations

import filecmp
import os
from pathlib import Path

from prongsai.hashed import is_hashed
from prongsai.manifest import MANIFEST, ManifestError, read

_FOLDER = "assets/"


def share_assets(site: Path, store: Path) -> int:
    """Hard-link the assets of a site that are named by their content with the same ones of others; how many now are.

    Only a file that is the same byte for byte becomes a link. Where the disk knows no hard links, or no more of a
    file, the rest stay as they are.
    """
    shared = 0
    try:
        store.mkdir(parents=True, exist_ok=True)
        for name, entry in read((site / MANIFEST).read_bytes()).files.items():
            if name.startswith(_FOLDER) and is_hashed(name):
                _share(site / name, store / entry.sha256)
                shared += 1
    except (OSError, ManifestError):
        return shared
    return shared


def _share(file: Path, kept: Path) -> None:
    try:
        os.link(file, kept)
    except FileExistsError:
        if kept.samefile(file):
            return
    else:
        return
    own = file.with_name(f".{file.name}.{os.getpid()}")
    own.unlink(missing_ok=True)
    if filecmp.cmp(kept, file, shallow=False):
        os.link(kept, own)
        own.replace(file)
    else:  # somebody wrote into the shared file: the sound one takes its place
        os.link(file, own)
        own.replace(kept)


def forget_unused(store: Path) -> None:
    """Remove from the store what no site uses any more."""
    for kept in store.iterdir() if store.is_dir() else ():
        if kept.stat().st_nlink == 1:
            kept.unlink(missing_ok=True)
