"""Lines of text as ink: shaped and drawn by HarfBuzz, which sets Thai marks where a browser sets them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prongsai.fonts import Weight, font_file

if TYPE_CHECKING:
    import uharfbuzz


class Ink(NamedTuple):
    """How much of each pixel a line covers: a byte a pixel (0 none, 255 all), rows from top to bottom."""

    left: int
    top: int
    width: int
    rows: tuple[bytes, ...]


def can_draw() -> bool:
    """Whether the library is there: on a machine that has no wheel of it, a site is built without pictures."""
    try:
        import uharfbuzz  # noqa: F401  # only asked whether it is there
    except ImportError:
        return False
    return True


@lru_cache(maxsize=32)  # the pictures of many agencies have most of their lines in common
def ink(text: str, size: float, weight: Weight, x: float, baseline: float, *, ends: bool = False) -> Ink:
    """The line, `size` pixels an em, that begins at `x` or `ends` there; pixels count from the top left corner."""
    import uharfbuzz  # not at the top: see can_draw

    font = _font(weight)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    # the tables of our letters say the same of Thai and of Latin letters, so a line of both needs no parting
    buffer.direction, buffer.script, buffer.language = "ltr", "Thai", "th"
    uharfbuzz.shape(font, buffer)
    scale = size / font.face.upem
    drawing = uharfbuzz.RasterDraw()
    pen = x / scale - (sum(place.x_advance for place in buffer.glyph_positions) if ends else 0)
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        drawing.transform = (scale, 0, 0, scale, (pen + place.x_offset) * scale, place.y_offset * scale - baseline)
        drawing.draw_glyph(font, glyph.codepoint)
        pen += place.x_advance
    image = drawing.render()
    if image is None:  # nothing but spaces
        return Ink(0, 0, 0, ())
    left, bottom, width, height, stride = image.extents
    covered = image.buffer  # from the lowest row up
    rows = tuple(covered[start : start + width] for start in range((height - 1) * stride, -1, -stride))
    return Ink(left, -(bottom + height), width, rows)


@cache
def _font(weight: Weight) -> uharfbuzz.Font:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_file(weight)))))
