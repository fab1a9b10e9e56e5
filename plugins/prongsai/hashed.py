"""Names that hold what is in the file: `assets/prongsai.css` is published as `assets/prongsai.1a2b3c4d.css`.

Such a file never changes, so it may be kept for a year, and pages of one version never meet files of another.
Pure functions; nothing here reads a disk.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from hashlib import sha256

LASTING = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?(?:css|js|json|woff2)$")
"""The end of a name that may be kept for a year. No evidence is called so: its names have no dot but the last."""
_HASHED = re.compile(r"^(?:assets|search)/(?:.+/)?[^/]+\.[0-9a-f]{8}\.(?:min\.)?[a-z0-9]+$")
_SCRIPT_OR_STYLE = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?(?:css|js)$")
_REFERENCE = re.compile(r"""(?<=["'(])[^"'()\s]+(?=["')])""")


def is_hashed(path: str) -> bool:
    """Whether a file of a built site is named by its content (path from the site's root); the theme's own are too.

    >>> is_hashed("assets/prongsai.1a2b3c4d.css"), is_hashed("aa/2568/evidence/plan-1a2b3c4d.pdf")
    (True, False)
    """
    return bool(_HASHED.match(path) or _SCRIPT_OR_STYLE.search(path))


def hashed(address: str, content: bytes) -> str:
    """The address with the first 8 hex digits of the content's sha256 before its suffix."""
    stem, suffix = posixpath.splitext(address)
    return f"{stem}.{sha256(content).hexdigest()[:8]}{suffix}"


def with_names(text: str, address: str, names: Mapping[str, str]) -> str:
    """A style sheet or script whose references to other files say their published `names`.

    `address` is where the text itself is published; a reference is a whole quoted or bracketed path relative to it.

    >>> with_names("src: url(f/a.woff2)", "assets/x.css", {"assets/f/a.woff2": "assets/f/a.1a2b3c4d.woff2"})
    'src: url(f/a.1a2b3c4d.woff2)'
    """
    folder = posixpath.dirname(address)

    def published(found: re.Match[str]) -> str:
        target = names.get(posixpath.normpath(posixpath.join(folder, found[0])))
        return posixpath.relpath(target, folder or ".") if target else found[0]

    return _REFERENCE.sub(published, text)
