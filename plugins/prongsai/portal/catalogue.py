"""The sites' DCAT catalogues as one: the nodes as each site wrote them, under addresses that hold from here."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlsplit

from prongsai.data_names import CATALOGUE
from prongsai.exporters.linked import CONTEXT
from prongsai.words import load_words

Node = dict[str, Any]


class Catalogue:
    """A catalogue that is written node by node: only the names of its datasets are kept."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._datasets: list[str] = []
        context = json.dumps(CONTEXT, ensure_ascii=False)
        self._file.write(f'{{"@context": {context}, "@graph": [\n')

    def add(self, site: str, nodes: Sequence[Node]) -> None:
        """Add the agencies and datasets of a site; its own catalogue is none of them."""
        base = f"../../{quote(site)}/{posixpath.dirname(CATALOGUE)}/"
        for node in nodes:
            kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
            if "dcat:Catalog" in kinds:
                continue
            moved: Node = _moved(node, base)
            if "dcat:Dataset" in kinds:
                self._datasets.append(moved["@id"])
            self._file.write(f"{json.dumps(moved, ensure_ascii=False)},\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        title = load_words()["portal"]["catalogue"]
        datasets = [{"@id": name} for name in self._datasets]
        node = {
            "@type": ["DataCatalog", "dcat:Catalog"],
            "@id": f"{posixpath.basename(CATALOGUE)}#catalogue",
            "name": title,
        }
        node |= {"dct:title": title, "dataset": datasets, "dcat:dataset": datasets}
        self._file.write(f"{json.dumps(node, ensure_ascii=False)}\n]}}\n")
        self._file.close()


def _moved(value: Any, base: str, key: str = "") -> Any:
    """A value whose addresses, `@id` and the keys that the context calls so, are as seen from the new place."""
    if isinstance(value, Mapping):
        return {name: _moved(one, base, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, base, key) for one in value]
    if isinstance(value, str) and key in _KEYS and not any(urlsplit(value)[:2]):
        path, mark, anchor = value.partition("#")
        moved = posixpath.normpath(posixpath.join(base, path))
        return f"{moved}{'/' if path.endswith(('/', '.')) or not path else ''}{mark}{anchor}"
    return value


def _addresses() -> Iterator[str]:
    yield "@id"
    yield from (name for name, kind in CONTEXT.items() if kind == {"@type": "@id"})


_KEYS = frozenset(_addresses())
