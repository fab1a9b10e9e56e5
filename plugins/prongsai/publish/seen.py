"""Asks the website itself: does a reader get what was published?"""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import quote

from prongsai.manifest import MANIFEST, Manifest, ManifestError, read
from prongsai.outside import USER_AGENT, Manners, make_opener
from prongsai.problems import Message
from prongsai.publish.told import Progress, PublishError, Told

_PAGES = 10
"""Changed pages that are asked for, spread over all of them."""
_TRIES = 4
_MOST = 100_000_000


def verify(url: str, manifest: Manifest, changed: Sequence[str], told: Told) -> int:
    """Fetch the manifest, the front page and some changed pages from `url` and compare. Returns how many.

    Raises PublishError with what differs. A cache on the way is given a few seconds to notice.
    """
    base = url.rstrip("/") + "/"
    pages = [path for path in changed if path.endswith(".html") and path != "404.html"]
    some = pages[:: max(1, len(pages) // _PAGES)][:_PAGES]
    wanted = list(dict.fromkeys(["index.html", *some]))
    wanted = [path for path in wanted if path in manifest.files]
    faults: list[tuple[str, str]] = []
    for number in range(_TRIES):
        if number:
            time.sleep(2.0**number)
        faults = []
        _ask(base, MANIFEST, faults, partial(_same, manifest))
        for done, path in enumerate(wanted, start=1):
            told(Progress("verify", done, len(wanted)))
            _ask(base, _address(path), faults, partial(_holds, manifest.files[path].sha256))
        if not faults:
            return len(wanted) + 1
    shown = "\n".join(f"  {address}: {reason}" for address, reason in faults)
    raise PublishError(
        Message(
            f"ส่งไฟล์ครบแล้ว แต่เว็บ {base} ยังไม่แสดงรุ่นใหม่:\n{shown}\n"
            "ตรวจว่าโฟลเดอร์ปลายทางเป็นโฟลเดอร์ของที่อยู่นี้ และไม่มีแคชของผู้ให้บริการค้างอยู่",
            f"all files were sent, but {base} does not show them:\n{shown}\n"
            "See that the target is the folder of this address, and that no cache of your host is in the way",
        )
    )


def _address(path: str) -> str:
    """A page as readers ask for it: without index.html."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def _holds(sha256: str, body: bytes) -> bool:
    return hashlib.sha256(body).hexdigest() == sha256


def _same(manifest: Manifest, body: bytes) -> bool:
    try:
        return read(body).files == manifest.files
    except ManifestError:
        return False


def _ask(base: str, path: str, faults: list[tuple[str, str]], fits: Callable[[bytes], bool]) -> None:
    address = base + quote(path)
    headers = {"User-Agent": USER_AGENT, "Cache-Control": "no-cache"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the opener knows http and https only
    try:
        with make_opener(Manners(allow_private=True)).open(request, timeout=30) as answer:
            if not fits(answer.read(_MOST)):
                faults.append((address, "เนื้อหาไม่ตรง / other content"))
    except urllib.error.HTTPError as error:
        error.close()
        faults.append((address, f"HTTP {error.code}"))
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        faults.append((address, str(reason)))
