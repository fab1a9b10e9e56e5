"""An address into a QR code: a small SVG for the page, SVG and PNG to download. Proven by decoding in the tests.

The `qrcode` package gives the matrix; the SVG is ours, because the package's own path image is four times the size
(8.7 KB against 2 KB, see docs/decisions/0006-qr-svg.md), and so is the PNG, which then needs no imaging library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from prongsai.model.fields import is_staff_survey
from prongsai.png import grey

QUIET_ZONE = 4
"""Modules of white around the code, as ISO/IEC 18004 asks; less fails to decode on dark pages."""
PNG_MODULE = 16
"""Pixels a module in the PNG: 37 modules with the quiet zone give 592 px, sharp on A4."""
LONGEST = 122
"""Bytes of an address: what version 7 holds at level M, enough for the links of online forms. Longer ones make modules
too small to scan off a wall. Up to 84 bytes an SVG stays below 3 KB; a survey's address has 38."""

_DARK = re.compile("x+")


def refusal(address: str) -> str | None:
    """Why no code is made of an address, or None when one is."""
    if is_staff_survey(address):
        return f"the staff survey must never be published, no QR code is made of it: {address[:80]}"
    if not address.isascii():
        return f"only ASCII addresses are read alike by every scanner: {address[:80]}"
    if not 0 < len(address) <= LONGEST:
        return f"an address of {len(address)} bytes; a code that scans from a poster holds 1 to {LONGEST}"
    return None


def svg(address: str, *, title: str, element_id: str) -> Markup:
    """Inline SVG of a code: one path for the dark modules on a white plate, named for screen readers by `title`.

    Raises ValueError for an address that `refusal` refuses; so do the files.
    """
    matrix = _matrix(address)
    return Markup(
        '<svg class="pr-qr" role="img" aria-labelledby="{id}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        '<title id="{id}">{title}</title><path class="pr-qr__plate" fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        '<path class="pr-qr__dark" stroke="#000" d="{path}"/></svg>'
    ).format(id=element_id, size=len(matrix), title=title, path=_path(address))


def svg_file(address: str, *, title: str) -> bytes:
    """The same code as an SVG file of its own, with a size for programs that ask for one."""
    matrix = _matrix(address)
    return (
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {size} {size}" width="{px}" '
            'height="{px}" shape-rendering="crispEdges"><title>{title}</title>'
            '<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{path}"/></svg>\n'
        )
        .format(size=len(matrix), px=len(matrix) * 10, title=title, path=_path(address))
        .encode()
    )


def png(address: str) -> bytes:
    """The code as a PNG of one bit a pixel, `PNG_MODULE` pixels a module."""
    matrix = _matrix(address)
    side = len(matrix) * PNG_MODULE
    rows: list[bytes] = []
    for row in matrix:
        bits = "".join(("0" if dark else "1") * PNG_MODULE for dark in row)
        rows += [int(bits, 2).to_bytes(side // 8, "big")] * PNG_MODULE
    return grey((side, side), 1, rows)


@lru_cache(maxsize=256)
def _matrix(address: str) -> tuple[tuple[bool, ...], ...]:
    if reason := refusal(address):
        raise ValueError(reason)
    if address not in made:
        made[address] = _packed(_drawn(address))
    return _unpacked(made[address])


made: dict[str, str] = {}
"""Codes by address, each as text: those of this process, and what an earlier build has made."""


def _packed(matrix: Sequence[Sequence[bool]]) -> str:
    """The modules as bits of a number, row after row, behind how many stand in a row."""
    bits = "".join("01"[dark] for row in matrix for dark in row)
    return f"{len(matrix)} {int(bits, 2):x}"


def _unpacked(packed: str) -> tuple[tuple[bool, ...], ...]:
    size, _, number = packed.partition(" ")
    side = int(size)
    bits = f"{int(number, 16):0{side * side}b}"
    return tuple(tuple(bit == "1" for bit in bits[start : start + side]) for start in range(0, side * side, side))


def _drawn(address: str) -> tuple[tuple[bool, ...], ...]:
    import qrcode  # not at the top: it brings a whole imaging library, 40 ms for a site that has no code

    from prongsai.qr_mask import best_mask

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address)
    code.best_fit()
    code.makeImpl(False, best_mask(code))  # what code.make() does, which takes its time to choose the mask
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


@lru_cache(maxsize=256)
def _path(address: str) -> str:
    """Dark modules as horizontal strokes, one for each run, each placed relative to the last."""
    parts: list[str] = []
    last_x = last_y = 0
    for y, row in enumerate(_matrix(address)):
        for run in _DARK.finditer("".join("x" if dark else " " for dark in row)):
            x, end = run.span()
            parts.append(f"m{x - last_x} {y - last_y}h{end - x}" if parts else f"M{x} {y}.5h{end - x}")
            last_x, last_y = end, y
    return "".join(parts)
