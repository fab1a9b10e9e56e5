"""What a running server remembers of its last build: in its own memory, never on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prongsai.engine.state import Store


class HeldStore(Store):
    """A store for the life of one process. Each server has a folder of its own, so no other could use it."""

    def __init__(self) -> None:
        super().__init__(Path())
        self._state: dict[str, Any] = {}
        self._held: dict[str, Any] = {}
        self._codes: dict[str, str] = {}

    def state(self) -> dict[str, Any]:
        """As in the one on disk."""
        return self._state

    def part(self, key: str) -> Any:
        """As in the one on disk."""
        return self._held.get(key)

    def codes(self, programs: str) -> dict[str, str]:
        """As in the one on disk; the programs of a process stay as they are."""
        return self._codes

    def put(self, key: str, part: Any) -> None:
        """As in the one on disk."""
        self._held[key] = part

    def save(self, state: Mapping[str, Any], programs: str, codes: Mapping[str, str]) -> None:
        """As in the one on disk."""
        used = set(state["parts"].values())
        self._state, self._codes = dict(state), dict(codes)
        self._held = {key: value for key, value in self._held.items() if key in used}

    def forget(self) -> None:
        """As in the one on disk."""
        self._state = {}
