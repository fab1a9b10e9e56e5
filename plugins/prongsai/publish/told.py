"""What a publication tells while it runs, and how it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from prongsai.problems import Message


class Progress(NamedTuple):
    """How far a publication is."""

    step: str
    """One of `STEPS`; the command line has a word for each."""
    files: int = 0
    all_files: int = 0
    size: int = 0
    """Bytes that have arrived."""
    all_size: int = 0
    left: float | None = None
    """Seconds, where that can be told."""


STEPS = ("look", "send", "assets", "data", "pages", "front", "manifest", "delete", "verify")
Told = Callable[[Progress | Message], None]
"""Takes progress, and notes that the webmaster should read."""


class PublishError(Exception):
    """Why a publication stopped, and how to go on."""

    def __init__(self, message: Message, *, reached: bool = True, lost: bool = False, again: bool = False) -> None:
        super().__init__(message.en)
        self.message = message
        self.reached = reached
        """False when the target did not answer, so that there is no use in asking it to clear away."""
        self.again = again
        """True for a fault of the line that may be over in a moment."""
        self.lost = lost
        """True when the target now belongs to another publication."""

    def also(self, more: Message) -> PublishError:
        """The same with one more sentence, such as what the website's readers see now."""
        both = Message(f"{self.message.th}\n{more.th}", f"{self.message.en}\n{more.en}")
        return PublishError(both, reached=self.reached, lost=self.lost)
