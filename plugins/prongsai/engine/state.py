"""What is remembered of a build, so that the next one does only what is new: `.cache/prongsai/<variant>/`.

Every file begins with the sha256 of the rest, and is read as if it were not there when that does not match. This is
against damage, not against malice: who can write there can write the data beside it. It is plain data: reading it runs
nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from prongsai.engine.spare import clear

FORMAT = 4
_DIGEST = 64  # hex digits
_MOST = 500_000_000
_SHAPE = {
    "ground": str,
    "plain": bool,
    "told": str,
    "scene": list,
    "index": dict,
    "heads": str,
    "agencies": dict,
    "folders_seen": list,
    "brief": dict,
    "parts": dict,
    "outputs": dict,
    "folders": dict,
    "spare": dict,
}
_NAME = re.compile("[0-9a-f]{12}")
_VARIANTS = 12
"""So many sites made from one folder are remembered."""


def place_of(root: Path, site: Path, *variant: object) -> Path:
    """Where the state of a site is kept: one folder for each site and way of building it."""
    name = hashlib.sha256(repr((str(site), *variant)).encode(errors="surrogateescape")).hexdigest()[:12]
    return root / ".cache" / "prongsai" / name


def pointed(root: Path) -> Path | None:
    """Where the state of the site that mkdocs.yml names is kept; None before it was first built."""
    try:
        name = (root / ".cache" / "prongsai" / "site").read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None
    return root / ".cache" / "prongsai" / name if _NAME.fullmatch(name) else None


def point(root: Path, place: Path) -> None:
    """Remember where that is."""
    with suppress(OSError):
        (root / ".cache" / "prongsai" / "site").write_text(place.name, encoding="ascii")


def read(path: Path) -> Any:
    """What `write` wrote; None where it is not there, damaged, or of another format."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST)
        body = raw[_DIGEST + 1 :]
        if hashlib.sha256(body).hexdigest().encode() != raw[:_DIGEST]:
            return None
        format_, value = json.loads(body)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return value if format_ == FORMAT else None


def write(path: Path, value: Any) -> bool:
    """Write plain data whole or not at all; a disk that refuses is no fault."""
    body = json.dumps([FORMAT, value], ensure_ascii=False, separators=(",", ":")).encode(errors="surrogateescape")
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        beside.replace(path)
        return True
    with suppress(OSError):
        beside.unlink()
    return False


class Store:
    """The folder of one variant: a state, and a file for each agency's part, named by what it was made from."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._parts = place / "parts"
        self._lost = False
        self.spare = place / "spare"
        """Where the folder of the site before is kept, of which the next one can be made."""

    def state(self) -> dict[str, Any]:
        """The state of the last build; empty where there is none."""
        value = read(self._place / "state.json")
        sound = isinstance(value, dict) and all(isinstance(value.get(key), kind) for key, kind in _SHAPE.items())
        return value if sound else {}

    def part(self, key: str) -> Any:
        """What is remembered of an agency; None where nothing is."""
        return read(self._parts / f"{key}.json")

    def codes(self, programs: str) -> dict[str, str]:
        """The QR codes of earlier builds by the same programs, by address."""
        value = read(self._place / "codes.json")
        found = value.get(programs) if isinstance(value, dict) else None
        return {key: str(code) for key, code in found.items()} if isinstance(found, dict) else {}

    def put(self, key: str, part: Any) -> None:
        """Remember what was made of an agency."""
        self._lost = self._lost or not write(self._parts / f"{key}.json", part)

    def save(self, state: Mapping[str, Any], programs: str, codes: Mapping[str, str]) -> None:
        """Remember a build; the parts that no agency has any more are dropped.

        `codes` are the QR codes that these `programs` have drawn.
        """
        with suppress(OSError):
            self._place.mkdir(parents=True, exist_ok=True)
            (self._place.parent / ".gitignore").write_bytes(b"*\n")  # it is of this machine alone
        if not state["spare"]:
            clear(self.spare)
        if codes and codes.keys() - self.codes(programs).keys():
            write(self._place / "codes.json", {programs: codes})
        if self._lost or not write(self._place / "state.json", state):
            self.forget()
            return
        self._forget_oldest()
        used = {f"{key}.json" for key in state["parts"].values()}
        with suppress(OSError):
            for path in self._parts.iterdir():
                if path.name not in used:
                    path.unlink()

    def _forget_oldest(self) -> None:
        """Keep the memory of the sites built last: a folder that was a trial is not built again."""
        with suppress(OSError):
            places = [place for place in self._place.parent.iterdir() if _NAME.fullmatch(place.name)]
            built = sorted(places, key=lambda place: (place / "state.json").stat().st_mtime_ns, reverse=True)
            for place in built[_VARIANTS:]:
                shutil.rmtree(place)

    def forget(self) -> None:
        """From now on the next build is a clean one."""
        with suppress(OSError):
            (self._place / "state.json").unlink()
