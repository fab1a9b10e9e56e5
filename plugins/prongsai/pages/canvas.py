"""A sheet of few colours that boxes and lines of text are drawn on, and its PNG.

A picture beside a link is letters on plain grounds. One byte a pixel with a palette says that in a quarter of the
bytes, and in a tenth of the time, that four bytes a pixel take.
"""

from __future__ import annotations

from prongsai.fonts.drawn import Ink
from prongsai.png import indexed

SHADES = 32
"""Steps between a ground and the colour of the letters on it; at 32 the edge of a letter is as smooth as at 255."""


class Canvas:
    """A sheet `width` × `height` pixels large; colours are numbers 0xRRGGBB, at most seven pairs of ground and ink."""

    def __init__(self, width: int, height: int, ground: int) -> None:
        self.width, self.height = width, height
        self._colours = [ground]
        self._rows = [bytearray(width) for _ in range(height)]

    def box(self, x: int, y: int, width: int, height: int, colour: int) -> None:
        """A filled box; what stands out over the sheet is cut off."""
        left, right = max(x, 0), min(x + width, self.width)
        filled = bytes([self._number(colour)]) * max(right - left, 0)
        for row in self._rows[max(y, 0) : max(y + height, 0)]:
            row[left:right] = filled

    def letters(self, ink: Ink, colour: int, ground: int) -> None:
        """A line of text on a ground that is one colour; what stands out over the sheet is cut off."""
        steps = self._steps(colour, ground)
        left, right = max(ink.left, 0), min(ink.left + ink.width, self.width)
        for y, covered in enumerate(ink.rows, ink.top):
            if 0 <= y < self.height and left < right:
                row, drawn = self._rows[y], covered[left - ink.left : right - ink.left].translate(steps)
                row[left:right] = _over(drawn, row[left:right], bare=steps[0])

    def png(self) -> bytes:
        """The sheet as a file; the same drawing gives the same bytes with the same zlib."""
        return indexed((self.width, self.height), self._colours, map(bytes, self._rows))

    def _steps(self, colour: int, ground: int) -> bytes:
        """The number of the colour of each of the 256 degrees of ink."""
        mixed = [self._number(_between(ground, colour, step / SHADES)) for step in range(SHADES + 1)]
        return bytes(mixed[round(cover * SHADES / 255)] for cover in range(256))

    def _number(self, colour: int) -> int:
        if colour not in self._colours:
            self._colours.append(colour)
        return self._colours.index(colour)


def _over(drawn: bytes, under: bytearray, *, bare: int) -> bytes:
    """A part of a row with letters drawn over it: where no ink falls, a mark of the line before stays."""
    if under.count(bare) == len(under):
        return drawn
    return bytes(new if new != bare else old for new, old in zip(drawn, under, strict=True))


def _between(ground: int, colour: int, share: float) -> int:
    """The colour on the way from one to the other, as browsers mix them: each of red, green and blue by itself."""
    mixed = 0
    for shift in (16, 8, 0):
        low, high = ground >> shift & 255, colour >> shift & 255
        mixed |= round(low + (high - low) * share) << shift
    return mixed
