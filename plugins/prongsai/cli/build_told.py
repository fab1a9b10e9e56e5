"""What `prongsai build` says, all of it on standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from prongsai.build import Verdict


class Telling:
    """What a build says, on standard error."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self._began = time.monotonic()

    def __call__(self, verdict: Verdict) -> None:
        """Tell every problem. Ends the command where there will be no site."""
        for line in verdict.warnings:
            self.warn(line)
        if verdict.advice:
            self.say(verdict.advice)
        if verdict.stopped:
            sentence = words()["messages"]["stopped"]
            self.fail(verdict.stopped, sentence.format(count=len(verdict.stopped.splitlines())))

    def end(self, name: str, **numbers: object) -> None:
        """The last line."""
        self.say(words()["build"][name].format(seconds=f"{time.monotonic() - self._began:.2f}", **numbers))

    def say(self, line: str) -> None:
        """Something that need not be read."""
        if not self.quiet:
            self.warn(line)

    def warn(self, *lines: str) -> None:
        """Something that must be read."""
        sys.stderr.write("".join(f"{line}\n" for line in lines))

    def fail(self, *lines: str) -> NoReturn:
        """Why there is no site. Ends the command."""
        self.warn(*lines)
        sys.exit(1)


def words() -> dict[str, Any]:
    """All words of the interface."""
    from prongsai.words import load_words  # takes YAML, which a build without news does not need

    return load_words()
