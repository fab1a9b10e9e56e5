"""A small site of any version, made in no time: pages that name a content-named style, data, evidence, server files."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from prongsai.manifest import MANIFEST, make

PAGES = 30
URL = "http://127.0.0.1/ita/"


def small_site(folder: Path, version: str, *, pages: int = PAGES, changed: int = PAGES, **more: bytes) -> Path:
    """Build a site into `folder`, which is emptied first.

    The front page, the style and the first `changed` pages say the version; the others are the same in all versions.
    `more` are further files, `__` standing for a slash and `_dot_` for a dot.
    """
    shutil.rmtree(folder, ignore_errors=True)
    style = f"/* {version} */ body {{ color: black }}\n".encode()
    name = f"site.{hashlib.sha256(style).hexdigest()[:8]}.css"
    files = {
        f"assets/{name}": style,
        "assets/images/favicon.png": b"\x89PNG the same in every version",
        "data/site.json": f'{{"version": "{version}"}}'.encode(),
        "2568/evidence/.htaccess": b"SetHandler default-handler\n",
        "2568/evidence/plan.pdf": b"%PDF " * 200,
        "robots.txt": b"User-agent: *\n",
        "404.html": page("404", "the same", "/ita/assets/images/favicon.png"),
        "index.html": page("front", version, f"assets/{name}"),
    }
    for number in range(pages):
        said = version if number < changed else "the same"
        link = f"../../assets/{name}" if number < changed else "../../assets/images/favicon.png"
        files[f"2568/p{number:03}/index.html"] = page(f"p{number}", said, link)
    files |= {name.replace("__", "/").replace("_dot_", "."): content for name, content in more.items()}
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (folder / MANIFEST).write_bytes(make(folder, URL).write())
    return folder


def page(title: str, version: str, style: str) -> bytes:
    """A page of about 4 kB whose last line shows that it is whole."""
    text = f"{title} {version} " * (4000 // len(f"{title} {version} "))
    return f'<!doctype html><link rel="stylesheet" href="{style}"><p>{text}</p></html>\n'.encode()


def named_assets(html: bytes) -> list[str]:
    """The addresses of the content-named files that a page loads."""
    return re.findall(r'href="([^"]+\.[0-9a-f]{8}\.css)"', html.decode())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def published(folder: Path) -> dict[str, bytes]:
    """What lies at a target, but for the manifest, which knows more there, and files kept for old readers."""
    from prongsai.manifest import read

    found = tree(folder)
    manifest = read(found.pop(MANIFEST))
    return {path: content for path, content in found.items() if path not in manifest.retired}


def built(folder: Path) -> dict[str, bytes]:
    """The files of a built site, without the manifest."""
    found = tree(folder)
    del found[MANIFEST]
    return found
