"""Which of the eight masks a QR code gets: the choice of the `qrcode` package, counted on all modules at once.

The package draws the code eight times and looks at every module again and again, which is nine tenths of its work. Here
the square is one number, a bit a module. The tests hold both to the same choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import qrcode
import qrcode.main
from qrcode import util

from prongsai.kept import derived

_MASKS = range(8)
_ALL_BITS = 4000
"""More bytes than a code of the largest version holds."""


class _Square(NamedTuple):
    """A square of modules, line after line, the first in the lowest bit: its rows, and its columns.

    Behind each line stands a bit that is neither dark nor light, so nothing reaches from one line into the next.
    """

    rows: int
    columns: int


def best_mask(code: qrcode.QRCode[Any]) -> int:
    """What `code.best_mask_pattern()` says; the code's version and data must be set."""
    code.makeImpl(True, 0)
    size = len(code.modules)
    drawn, everywhere = _square(code.modules), _square([[True] * size] * size).rows
    losses = [
        _lost(drawn.rows ^ changed.rows, drawn.columns ^ changed.columns, everywhere, size)
        for changed in _changes(code.version, code.error_correction)
    ]
    return losses.index(min(losses))


@cache
def _changes(version: int, error_correction: int) -> list[_Square]:
    """For each mask, the modules that it draws otherwise than the first mask does."""
    sources = [Path(file) for file in (__file__, qrcode.main.__file__, util.__file__)]
    name = f"qr-masks-{version}-{error_correction}"
    rows = derived(Path(__file__).parent, name, sources, lambda: _changed(version, error_correction))
    return [_Square(*row) for row in rows]


def _changed(version: int, error_correction: int) -> list[tuple[int, ...]]:
    code = qrcode.QRCode(version=version, error_correction=error_correction)
    squares = []
    for byte in (0, 255):
        code.data_cache = [byte] * _ALL_BITS
        code.makeImpl(True, 0)
        squares.append([[*row] for row in code.modules])
    size = len(squares[0])
    first = util.mask_func(0)
    masks = (util.mask_func(number) for number in _MASKS)
    return [
        tuple(
            _square(
                [
                    [squares[0][y][x] != squares[1][y][x] and first(y, x) != mask(y, x) for x in range(size)]
                    for y in range(size)
                ]
            )
        )
        for mask in masks
    ]


def _square(modules: Sequence[Sequence[bool | None]]) -> _Square:
    return _Square(_number(modules), _number(zip(*modules, strict=True)))


def _number(lines: Iterable[Iterable[bool | None]]) -> int:
    return int("0".join("".join("1" if dark else "0" for dark in line) for line in lines)[::-1], 2)


def _lost(rows: int, columns: int, everywhere: int, size: int) -> int:
    """The points of ISO/IEC 18004 that a pattern loses, counted as the package counts them."""
    lost = 0
    for dark in (rows, columns):
        light = ~dark & everywhere
        like = dark & dark >> 1 | light & light >> 1  # a bit where a module is like the next
        runs = like & like >> 1 & like >> 2 & like >> 3  # five alike; of n alike, n - 4 bits
        lost += runs.bit_count() + 2 * (runs & ~(runs << 1)).bit_count()
        lost += 40 * _finders(dark, light)
    below = size + 1
    for colour in (rows, ~rows & everywhere):
        pairs = colour & colour >> 1
        lost += 3 * (pairs & pairs >> below).bit_count()
    return lost + int(abs(rows.bit_count() / size**2 * 100 - 50) / 5) * 10


def _finders(dark: int, light: int) -> int:
    """How often something on a line looks like a corner: 10111010000, or the same backwards."""
    both = light >> 1 & dark >> 4 & light >> 5 & dark >> 6 & light >> 9
    ahead = both & dark & dark >> 2 & dark >> 3 & light >> 7 & light >> 8 & light >> 10
    behind = both & light & light >> 2 & light >> 3 & dark >> 7 & dark >> 8 & dark >> 10
    return ahead.bit_count() + behind.bit_count()
