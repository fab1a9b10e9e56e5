"""Work that a copy of this process does while this one goes on; where none can be made, it is done when asked for."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Aside(Generic[T]):
    """Work under way. What it gives must be fit for pickle, which only this process and its copy ever see."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work, self._child = work, 0
        self._answer: tuple[bool, Any] | None = None
        if sys.platform == "linux":
            sys.stdout.flush()
            sys.stderr.flush()
            self._end, theirs = os.pipe()
            self._child = os.fork()
            if not self._child:
                os.close(self._end)
                _answer(theirs, work)
            os.close(theirs)

    @classmethod
    def done(cls, value: T) -> Aside[T]:
        """Work that is done already."""
        aside = cls.__new__(cls)
        aside._answer = True, value
        return aside

    def result(self) -> T:
        """What came of it; waits for it. Raises what the work has raised."""
        if self._answer is None:
            self._answer = self._wait() if self._child else (True, self._work())
        done = self._answer[0]
        value: Any = self._answer[1]
        if not done:
            raise value
        found: T = value
        return found

    def _wait(self) -> tuple[bool, Any]:
        with open(self._end, "rb") as file:  # noqa: PTH123  # a pipe has no path
            raw = file.read()
        os.waitpid(self._child, 0)
        if not raw:
            return False, ChildProcessError("a process that did part of the work was ended")
        answer: tuple[bool, Any] = pickle.loads(raw)  # noqa: S301  # our own copy has written it
        return answer


def _answer(pipe: int, work: Callable[[], Any]) -> None:
    code = 1
    try:
        try:
            answer = True, work()
        except Exception as error:  # noqa: BLE001  # raised again where the result is asked for
            answer = False, error
        with open(pipe, "wb") as file:  # as above
            file.write(pickle.dumps(answer))
        code = 0
    finally:
        os._exit(code)
