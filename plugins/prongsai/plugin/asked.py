"""What templates are told instead of a site's own words and settings, so that it shows which of them they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from prongsai.engine.frames import Mark


class SiteMark(Mark):
    """The mark of a site's word: what a template makes of comparing it, nobody can know for the next site."""

    asked: set[str]

    def __eq__(self, other: object) -> bool:
        self.asked.add(f"is it {other}?")
        return False

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


class Asked:
    """Tells whoever asks, and notes that they did."""

    def __init__(
        self, real: Any, asked: set[str], known: Mapping[str, Any], noted: frozenset[str] | None = None
    ) -> None:
        """`known` is answered instead; of the rest, what is in `noted` is noted (None: everything)."""
        self._real, self._asked, self._known, self._noted = real, asked, known, noted

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there only."""
        return self._known[name] if name in self._known else getattr(self._told(name), name)

    def __getitem__(self, name: Any) -> Any:
        return self._known[name] if name in self._known else self._told(name)[name]

    def __contains__(self, name: object) -> bool:
        return name in self._real

    def __bool__(self) -> bool:
        return bool(self._real)

    def __str__(self) -> str:
        return str(self._told("text"))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._told("all"))

    def __len__(self) -> int:
        return len(self._told("all"))

    def _told(self, name: Any) -> Any:
        if self._noted is None or name in self._noted:
            self._asked.add(str(name))
        return self._real
