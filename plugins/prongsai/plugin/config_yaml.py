"""mkdocs.yml read from libyaml's events, in a fifth of the time, where both parsers are known to say the same."""

from __future__ import annotations

import io
from collections import deque
from typing import IO, Any

import yaml
from mkdocs.config import defaults
from mkdocs.utils.yaml import get_yaml_loader

from prongsai.load.yaml_events import UnusualError, fast, is_usual


def read_quickly() -> None:
    """Have MkDocs read the configurations of this process so; what is unusual or wrong it reads as ever."""
    setattr(defaults, "get_yaml_loader", _quick_loader)  # noqa: B010  # which it does not offer


def _quick_loader(*args: Any, **kwargs: Any) -> type[yaml.Loader]:
    class Quick(get_yaml_loader(*args, **kwargs)):  # type: ignore[misc]  # a class that MkDocs makes at this moment
        """MkDocs' loader, its events already there."""

        def __init__(self, stream: IO[bytes]) -> None:
            self._stream = _Again(stream.read())
            self._stream.name = getattr(stream, "name", _Again.name)
            self._events = _events(self._stream.getvalue())
            super().__init__("" if self._events else self._stream)

        def get_single_data(self) -> Any:
            quick = bool(self._events)
            try:
                return super().get_single_data()
            except (yaml.YAMLError, RecursionError):
                if not quick:
                    raise
                self._events.clear()  # the last word, and all words of it, are MkDocs' own
                super().__init__(self._stream)
                return super().get_single_data()

        def check_event(self, *choices: type[yaml.Event]) -> bool:
            if not self._events:
                return bool(super().check_event(*choices))
            return not choices or isinstance(self._events[0], choices)

        def peek_event(self) -> yaml.Event:
            return self._events[0] if self._events else super().peek_event()

        def get_event(self) -> yaml.Event:
            return self._events.popleft() if self._events else super().get_event()

    return Quick


class _Again(io.BytesIO):
    """A file that was read, to be read once more."""

    name = "<file>"


def _events(text: bytes) -> deque[yaml.Event]:
    """All events of a text; none of one that is to be read with care."""
    try:
        words = text.decode()
        return deque(fast(words)) if is_usual(words) else deque()
    except (UnicodeDecodeError, yaml.YAMLError, UnusualError):
        return deque()
