"""An address into a QR code: a small SVG for the page, a PNG to download. Proven by decoding in the tests.

The `qrcode` package gives the matrix; the SVG is ours, because the package's own path image is four times the size
(8.7 KB against 2 KB, see docs/decisions/0006-qr-svg.md).
"""

from __future__ import annotations

import io
from functools import lru_cache

import qrcode
from markupsafe import Markup, escape

QUIET_ZONE = 4
"""Modules of white around the code, as ISO/IEC 18004 asks; less fails to decode on dark pages."""
PNG_MODULE = 16
"""Pixels a module in the PNG: 37 modules and the quiet zone give 720 px, sharp on A4."""


@lru_cache(maxsize=256)
def _matrix(address: str) -> tuple[tuple[bool, ...], ...]:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address)
    code.make(fit=True)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def svg(address: str, *, title: str, element_id: str) -> Markup:
    """Inline SVG of a code: one path for the dark modules on a white plate, named for screen readers by `title`."""
    matrix = _matrix(address)
    size = len(matrix)
    return Markup(
        '<svg class="pr-qr" role="img" aria-labelledby="{id}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        '<title id="{id}">{title}</title><path class="pr-qr__plate" fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        '<path class="pr-qr__dark" stroke="#000" d="{path}"/></svg>'
    ).format(id=escape(element_id), size=size, title=title, path=_path(matrix))


def svg_file(address: str) -> bytes:
    """The same code as an SVG file of its own."""
    matrix = _matrix(address)
    size = len(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size * 10}" '
        f'height="{size * 10}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path stroke="#000" d="{_path(matrix)}"/></svg>\n'
    ).encode()


def png(address: str) -> bytes:
    """The code as a black and white PNG, `PNG_MODULE` pixels a module."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE, box_size=PNG_MODULE)
    code.add_data(address)
    code.make(fit=True)
    buffer = io.BytesIO()
    code.make_image(fill_color="black", back_color="white").save(buffer)
    return buffer.getvalue()


def _path(matrix: tuple[tuple[bool, ...], ...]) -> str:
    """Dark modules as horizontal strokes, one for each run, each placed relative to the last."""
    parts: list[str] = []
    last_x, last_y = 0.0, 0.0
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            end = x
            while end < len(row) and row[end]:
                end += 1
            dx, dy = x - last_x, y + 0.5 - last_y
            parts.append(f"m{dx:g} {dy:g}h{end - x}" if parts else f"M{x} {y + 0.5}h{end - x}")
            last_x, last_y = float(end), y + 0.5
            x = end
    return "".join(parts)
