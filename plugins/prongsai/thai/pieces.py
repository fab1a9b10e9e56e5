"""A piece of a period: one day, month, quarter or year as it was written, on the way from words to spans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from .dates import ProblemCode


class Shape(Enum):
    """What a piece covers."""

    DATE = auto()  # a day, or a whole month if `day` is None; `first` is the month, January as 1
    FISCAL = auto()  # `months` months of a fiscal year, `first` counted from October as 0
    CALENDAR = auto()  # January to December


class Link(Enum):
    """How a piece is joined to the next one."""

    RANGE = auto()
    LIST = auto()  # by a comma, by และ, or by nothing but a space
    NONE = auto()


@dataclass(slots=True)
class Piece:
    """One end of a period, at `start` to `end` of the text. `year` is พ.ศ., None if none was written.

    A piece with a problem gives no span; `void` is one that hangs on such a piece and has nothing to add to it.
    """

    shape: Shape
    start: int
    end: int
    first: int = 0
    months: int = 12
    day: int | None = None
    year: int | None = None
    problem: ProblemCode | None = None
    void: bool = False
    link: Link = Link.NONE

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year, which may be there only to date its neighbours."""
        return self.months == 12 and self.shape is not Shape.DATE
