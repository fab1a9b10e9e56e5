"""Which of several versions readers see: by marker files and a fixed .htaccess, or by a symbolic link."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Protocol

from prongsai.publish.folder import Folder
from prongsai.publish.transport import INCOMING, JOURNAL, LOCK, Transport

HTACCESS = ".htaccess"
CURRENT = "current"
SLOTS = 6
"""The .htaccess looks into so many slots, whatever number of versions is kept, so that its text never changes."""


class Switch(Protocol):
    """Shows one slot."""

    @property
    def needs(self) -> list[str]:
        """Small files that must be read to know the slot that is shown."""

    @property
    def carries(self) -> bool:
        """Whether a version must bring the content-named files of the one before, since only one slot is served."""

    def live(self, found: Collection[str]) -> int:
        """The slot that is shown, given which of the needed files exist; 0 for none."""

    def show(self, slot: int, found: Collection[str]) -> None:
        """Show it, in one step; `found` are the needed files that exist."""

    def file(self) -> bytes | None:
        """What has to stand in the target's .htaccess."""


class Markers:
    """`releases/live-2` says that slot 2 is shown; with two such files, the lower slot is.

    The new marker is written first and the old ones are deleted then. Going up (1 to 2) the deletion is the switch,
    going down the writing is: at every moment there is a marker, and exactly one step changes what readers see.
    """

    carries = False

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    @property
    def needs(self) -> list[str]:
        """See Switch."""
        return [_marker(slot) for slot in range(1, SLOTS + 1)]

    def live(self, found: Collection[str]) -> int:
        """See Switch."""
        return next((slot for slot in range(1, SLOTS + 1) if _marker(slot) in found), 0)

    def show(self, slot: int, found: Collection[str]) -> None:
        """See Switch."""
        old = [name for name in self.needs if name in found and name != _marker(slot)]
        self.transport.write({_marker(slot): b"readers see this slot\n"})
        self.transport.delete(old)

    def file(self) -> bytes | None:
        """See Switch."""
        return htaccess().encode()


class Link:
    """`current` is a symbolic link to the slot that is shown; the web server's root is `current`."""

    carries = True
    needs: list[str] = []  # noqa: RUF012 - never changed

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def live(self, _found: Collection[str]) -> int:
        """See Switch."""
        link = self.folder.path / CURRENT
        name = PurePosixPath(link.readlink()).name if link.is_symlink() else ""
        return int(name) if name.isdigit() else 0

    def show(self, slot: int, _found: Collection[str]) -> None:
        """See Switch."""
        self.folder.point(CURRENT, f"releases/{slot}")

    def file(self) -> bytes | None:
        """See Switch."""
        return None


def htaccess() -> str:
    """Rules of Apache that lead every request into the slot that is shown. No word of it depends on the site."""
    at, live, base = "%{ENV:PRONGSAI_AT}/releases", "%{ENV:PRONGSAI_LIVE}", "%{ENV:PRONGSAI_BASE}releases"
    finds = "".join(
        f"RewriteCond {live} ^$\nRewriteCond {at}/live-{slot} -f\nRewriteRule ^ - [E=PRONGSAI_LIVE:{slot}]\n"
        for slot in range(1, SLOTS + 1)
    )
    assets = "".join(
        f"RewriteCond {at}/{slot}/$0 -f\n"
        f"RewriteRule ^(?:assets|search)/.*[.-][0-9a-f]{{8}}\\..+$ {base}/{slot}/$0 [L]\n"
        for slot in range(1, SLOTS + 1)
    )
    state = "|".join([*(re.escape(name) for name in (LOCK, JOURNAL)), f"{INCOMING}(?:/.*)?"])
    return f"""\
# Made by prongsai publish --releases. This text never changes; which version is shown is said by releases/live-N.
RewriteEngine On
# the second round, after one of the rules below; nobody else gets into these folders
RewriteCond %{{ENV:REDIRECT_PRONGSAI_LIVE}} .
RewriteRule ^releases/[0-9]+(?:/|$) - [L]
RewriteRule ^(?:releases(?:/.*)?|{state}|(?:.*/)?\\.ht.*)$ - [R=404,L]
# where this folder is: as readers write it, and on the disk (below the document root or an Alias)
RewriteCond $0#%{{REQUEST_URI}} ^([^#]*)#(.*)\\1$
RewriteRule ^.*$ - [E=PRONGSAI_BASE:%2]
RewriteCond %{{CONTEXT_PREFIX}}#%{{ENV:PRONGSAI_BASE}} ^([^#]*)#\\1(.*)$
RewriteRule ^ - [E=PRONGSAI_AT:%{{CONTEXT_DOCUMENT_ROOT}}/%2]
# the lowest slot with a marker; looked for twice, should it change while we look
{finds}{finds}RewriteCond {live} ^$
RewriteRule ^ - [L]
# a folder without its slash, without showing where it is
RewriteCond {at}/{live}/$0 -d
RewriteRule ^.*[^/]$ %{{REQUEST_URI}}/ [R=301,L]
RewriteCond {at}/{live}/$0 -f [OR]
RewriteCond {at}/{live}/$0 -d
RewriteRule ^.*$ {base}/{live}/$0 [L]
# a page that was opened before the switch still gets its style
{assets}# what others put here stays; all else is not found, as the version that is shown says it
RewriteCond %{{REQUEST_FILENAME}} !-f
RewriteCond %{{REQUEST_FILENAME}} !-d
RewriteRule ^.*$ {base}/{live}/$0 [L]
"""


def _marker(slot: int) -> str:
    return f"releases/live-{slot}"
