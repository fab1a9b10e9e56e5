"""One sentence changed in the sources of a program, another one each time: what somebody does all day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.speed.peers import ADDRESSES, SHOWN
from benchmarks.speed.records import read_record, record_text

SENTENCES = ("results", "steps", "activities", "outcomes", "goals")
"""Keys of a measure whose texts stand on its page as they are written."""
_MARK = " แก้ไขครั้งที่ {number}"
_OLD_MARK = re.compile(r" แก้ไขครั้งที่ [0-9]+$")


class Edit(NamedTuple):
    """What was saved."""

    path: Path
    address: str
    """A page that shows it."""
    text: str
    """What stands on that page afterwards, and stood nowhere before."""


Editor = Callable[[Path, int], Edit]
"""Makes the edit of this number in the folder of a program's sources."""


def edit_measure(folder: Path, number: int) -> Edit:
    """Change one sentence of one measure's file; another file each time, until all had one."""
    shown = json.loads((folder.parent / SHOWN).read_text(encoding="utf-8"))
    names = list(shown)
    name = names[number * 37 % len(names)]  # not one agency after the other
    path = folder / name
    record = read_record(path)
    mark = _MARK.format(number=10_000 + number)
    key = next(key for key in SENTENCES if record.get(key))
    record[key] = _marked(record[key], mark)
    path.write_text(record_text(record), encoding="utf-8", newline="\n")
    return Edit(path, shown[name], mark.strip())


def _marked(value: Any, mark: str) -> Any:  # YAML: a text or a list of texts
    if isinstance(value, list):
        return [_marked(value[0], mark), *value[1:]]
    return _OLD_MARK.sub("", value) + mark


def edit_markdown(docs: str, folder: Path, number: int) -> Edit:
    """Add a sentence to one page; another page each time."""
    addresses = [one for one in json.loads((folder.parent / ADDRESSES).read_text(encoding="utf-8")) if one]
    address = addresses[number * 37 % len(addresses)]
    found = (folder / docs / name for name in (f"{address}index.md", f"{address}_index.md", f"{address[:-1]}.md"))
    path = next(path for path in found if path.is_file())
    mark = _MARK.format(number=10_000 + number).strip()
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{mark}\n", encoding="utf-8", newline="\n")
    return Edit(path, address, mark)
