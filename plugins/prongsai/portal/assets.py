"""The files that the pages load: the project's own style and letters, each under a name that holds its content."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from prongsai.hashed import hashed, with_names

_FONTS = tuple(
    f"assets/fonts/sarabun-{script}-{weight}-normal.woff2" for script in ("thai", "latin") for weight in (400, 700)
)
_STYLES = ("assets/prongsai.css", "assets/charts.css", "assets/portal.css")
STYLES = tuple(posixpath.basename(name) for name in _STYLES)
"""In the order in which they are loaded."""


class Asset(NamedTuple):
    """A file: the name that templates know it by, its published address, its bytes."""

    name: str
    address: str
    content: bytes


def assets() -> Iterator[Asset]:
    """All files; fonts before the style sheets that name them."""
    names: dict[str, str] = {}
    for path in (*_FONTS, "assets/images/favicon.png", *_STYLES):
        owner = "portal" if path.endswith("/portal.css") else "theme"
        content = (files("prongsai") / owner / path).read_bytes()
        if path.endswith(".css"):
            content = with_names(content.decode(), path, names).encode()
        names[path] = hashed(path, content)
        yield Asset(posixpath.basename(path), names[path], content)
    licence = "assets/fonts/OFL.txt"
    yield Asset("OFL.txt", licence, (files("prongsai") / "theme" / licence).read_bytes())
