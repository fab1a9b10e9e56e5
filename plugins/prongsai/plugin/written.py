"""What stands in the folder that MkDocs writes, beside what MkDocs itself puts there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.manifest import MANIFEST
from prongsai.manifest import make as make_manifest

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def write_files(config: MkDocsConfig, files: Mapping[str, bytes]) -> None:
    """Write files by their address."""
    for address, content in files.items():
        target = Path(config.site_dir, address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def written_files(config: MkDocsConfig) -> Iterator[str]:
    """The addresses of all files that are there by now."""
    site = Path(config.site_dir)
    return (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def write_manifest(config: MkDocsConfig) -> None:
    """List what was built: the last file of all, since `prongsai publish` holds the folder to it."""
    site = Path(config.site_dir)
    (site / MANIFEST).write_bytes(make_manifest(site, config.site_url or "").write())


def with_index(address: str) -> str:
    """An address as a file on disk: sing/2568/#m1 is sing/2568/index.html#m1."""
    path, mark, anchor = address.partition("#")
    return f"{path}index.html{mark}{anchor}" if path == "" or path.endswith("/") else address
