"""From words to pieces: which words make a day, a month, a quarter or a year, and what joins one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from .dates import ProblemCode, ce_to_be, read_iso, read_year
from .pieces import Link, Piece, Shape
from .tokens import Kind, Token, scan

_JOINTS = {Kind.TO: Link.RANGE, Kind.AND: Link.LIST, Kind.SLASH: Link.LIST}
_ERAS = (Kind.BUDDHIST, Kind.CHRISTIAN)


def read_phrases(text: str) -> list[Piece]:
    """Read tidied text, recurrence words taken out, into pieces in the order written."""
    tokens = list(scan(text))
    reader = _Reader([*tokens, Token(Kind.MARK, len(text), len(text))], _days_of_months(tokens, text))
    reader.read()
    _name_loose_ends(reader.pieces, reader.gaps, text)
    return reader.pieces


def _days_of_months(tokens: Sequence[Token], text: str) -> set[int]:
    """Find the numbers that are days: right before a month, or joined to such a number (`5, 12 และ 19 มกราคม`).

    The number of a quarter is none, and `1)` or `1.` before a month numbers a list.
    """
    days: set[int] = set()
    for at in range(len(tokens) - 2, -1, -1):
        token, after = tokens[at], tokens[at + 1]
        if token.kind is not Kind.NUMBER or token.end - token.start > 2:
            continue
        if (at and tokens[at - 1].kind is Kind.QUARTER) or set(text[token.end : after.start]) & set("().:"):
            continue
        joined = after.kind in (Kind.TO, Kind.AND) and at + 2 in days and token.numbers[0] <= 31
        if joined or after.kind is Kind.MONTH:
            days.add(at)
    return days


class _Reader:
    """A cursor over the tokens. Each rule reads one phrase and moves past it, or returns None and does not move."""

    def __init__(self, tokens: Sequence[Token], days: set[int]) -> None:
        self.tokens = tokens
        self.days = days
        self.at = 0
        self.pieces: list[Piece] = []
        self.gaps: list[list[Token]] = [[]]  # gaps[i] are the tokens before piece i, the last those after the last

    def read(self) -> None:
        while self.at < len(self.tokens) - 1:
            pieces = self._phrase()
            if pieces is None:
                self.gaps[-1].append(self._take())
                continue
            if self.pieces:
                self.pieces[-1].link = _link(self.gaps[-1])
            self.pieces += pieces
            self.gaps += [[] for _ in pieces]

    def _phrase(self) -> list[Piece] | None:
        match self.tokens[self.at].kind:
            case Kind.ISO | Kind.DMY:
                return self._exact()
            case Kind.NUMBER if self.at in self.days:
                return self._days()
            case Kind.MONTH:
                return self._month([])
            case Kind.QUARTER:
                return self._quarters()
            case Kind.HALF | Kind.MONTHS:
                return self._part_of_year()
            case Kind.FISCAL:
                return self._years(Shape.FISCAL) or self._year_at_hand()
            case Kind.WHOLE_YEAR:
                return self._years(Shape.CALENDAR) or self._year_at_hand()
            case Kind.YEAR | Kind.BUDDHIST | Kind.CHRISTIAN:
                return self._years(Shape.CALENDAR)
        return None

    def _exact(self) -> list[Piece]:
        token = self._take()
        if token.kind is Kind.ISO:
            year, month, day = token.numbers
            unclear = read_iso(token.numbers) is ProblemCode.ERA_UNCLEAR
            return self._dated([(token, day)], month, ProblemCode.ERA_UNCLEAR if unclear else ce_to_be(year))
        day, month, year = token.numbers
        return self._dated([(token, day)], month, read_year(year))

    def _days(self) -> list[Piece]:
        days, links = [], []
        while True:
            token = self._take()
            days.append((token, token.numbers[0]))
            if self._now.kind is Kind.MONTH:
                break
            links.append(_JOINTS[self._take().kind])
        pieces = self._month(days)
        for piece, link in zip(pieces, links, strict=False):  # the last day is joined to what comes after
            piece.link = link
        return pieces

    def _month(self, days: Sequence[tuple[Token, int]]) -> list[Piece]:
        token = self._take()
        return self._dated(days or [(token, None)], token.numbers[0], self._year())

    def _dated(
        self, days: Sequence[tuple[Token, int | None]], month: int, year: int | ProblemCode | None
    ) -> list[Piece]:
        pieces = [_piece(Shape.DATE, token.start, self._end, year, first=month, day=day) for token, day in days]
        for piece in pieces[1:]:
            piece.void = piece.problem is not None  # the first names the problem of the year they share
        return pieces

    def _quarters(self) -> list[Piece] | None:
        begin = self.at
        token = self._take()
        pieces: list[Piece] = []
        start = token.start
        while self._is_quarter_number():
            number = self._take().numbers[0]
            year = self._year()
            year = year if 1 <= number <= 4 else ProblemCode.IMPOSSIBLE_DATE
            pieces.append(_piece(Shape.FISCAL, start, self._end, year, first=3 * (number - 1), months=3))
            if self._now.kind not in _JOINTS:
                break
            joint = self._take()
            if not self._is_quarter_number():
                self.at -= 1
                break
            pieces[-1].link, start = _JOINTS[joint.kind], self._now.start
        if not pieces:
            self.at = begin
        return pieces or None

    def _is_quarter_number(self) -> bool:
        return self._now.kind is Kind.NUMBER and self._now.numbers[0] < 10 and self.at not in self.days

    def _part_of_year(self) -> list[Piece]:
        token = self._take()
        first, months = token.numbers
        year = self._year()
        return [_piece(Shape.FISCAL, token.start, self._end, year, first=first, months=months)]

    def _years(self, shape: Shape) -> list[Piece] | None:
        begin, start = self.at, self._now.start
        if self._now.kind in (Kind.FISCAL, Kind.WHOLE_YEAR):
            self._take()
        pieces: list[Piece] = []
        joint = Link.NONE
        while (year := self._year(after_slash=False)) is not None:
            if pieces:
                pieces[-1].link = joint
            pieces.append(_piece(shape, start, self._end, year))
            begin = self.at
            if self._now.kind not in _JOINTS:
                break
            joint = _JOINTS[self._take().kind]
            start = self._now.start
        self.at = begin
        return pieces or None

    def _year_at_hand(self) -> list[Piece]:
        token = self._take()
        return [Piece(Shape.FISCAL, token.start, token.end)]

    def _year(self, *, after_slash: bool = True) -> int | ProblemCode | None:
        """Read `2567`, `67`, `/2567`, `ปี 2567`, `พ.ศ. 2567`; a number that is a day is none."""
        at, era = self.at, None
        if after_slash and self.tokens[at].kind is Kind.SLASH:
            at += 1
        if self.tokens[at].kind is Kind.YEAR:
            at += 1
        if self.tokens[at].kind in _ERAS:
            era = self.tokens[at].kind
            at += 1
        token = self.tokens[at]
        if token.kind is not Kind.NUMBER or token.end - token.start < 2:
            return None
        if token.numbers[0] <= 31 and at in self.days:
            return None
        self.at = at + 1
        return read_year(token.numbers[0], era)

    @property
    def _now(self) -> Token:
        return self.tokens[self.at]

    @property
    def _end(self) -> int:
        return self.tokens[self.at - 1].end

    def _take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]


def _piece(
    shape: Shape,
    start: int,
    end: int,
    year: int | ProblemCode | None,
    *,
    first: int = 0,
    months: int = 12,
    day: int | None = None,
) -> Piece:
    piece = Piece(shape, start, end, first=first, months=months, day=day)
    if isinstance(year, ProblemCode):
        piece.problem = year
    else:
        piece.year = year
    return piece


def _link(gap: Sequence[Token]) -> Link:
    links = [_JOINTS.get(token.kind, Link.NONE) for token in gap]
    return next((link for link in (Link.NONE, Link.RANGE) if link in links), Link.LIST)


_LONGEST_EXCERPT = 40


def _name_loose_ends(pieces: Sequence[Piece], gaps: Sequence[Sequence[Token]], text: str) -> None:
    """Name a date unreadable if a range mark joins it to a word that is no date: the other end is not known.

    `ตุลาคม 2566 - กันยาายน 2567` must not pass for October alone.
    """
    for at, piece in enumerate(pieces):
        if piece.problem or piece.link is Link.RANGE or (at and pieces[at - 1].link is Link.RANGE):
            continue
        before, after = gaps[at][::-1], gaps[at + 1]
        if _is_loose(after):
            piece.problem = ProblemCode.UNREADABLE
            piece.end = min(after[-1].end, max(piece.end, piece.start + _LONGEST_EXCERPT))
        elif _is_loose(before):
            piece.problem = ProblemCode.UNREADABLE
            piece.start = max(before[-1].start, min(piece.start, piece.end - _LONGEST_EXCERPT))
    if pieces and [token.kind for token in gaps[-1]] == [Kind.TO] and text[gaps[-1][0].start :].startswith(("จ", "ถ")):
        pieces[-1].problem, pieces[-1].end = ProblemCode.UNREADABLE, gaps[-1][0].end


def _is_loose(gap: Sequence[Token]) -> bool:
    return len(gap) > 1 and gap[0].kind is Kind.TO and gap[1].kind not in (Kind.MARK, *_JOINTS)
