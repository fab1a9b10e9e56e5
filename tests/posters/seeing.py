"""Sees posters and codes as people and phones do: two decoders, paper at 150 dpi, a hand-held camera."""

from __future__ import annotations

import io
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
import zxingcpp
from PIL import Image

Picture = npt.NDArray[np.uint8]
"""Rows, columns, and red, green, blue."""


class Read(NamedTuple):
    """What each decoder read in a picture; empty if it read nothing."""

    zxing: set[str]
    opencv: set[str]


def picture(png: bytes) -> Picture:
    """A screenshot as pixels."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def paper(pdf: bytes, dpi: int = 150) -> list[Picture]:
    """The pages of a PDF as a printer would set them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [np.asarray(page.render(scale=dpi / 72).to_pil().convert("RGB")) for page in document]
    finally:
        document.close()


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """The MediaBox of every page of a PDF in whole millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        boxes = [page.get_mediabox() for page in document]
        return [(round((box[2] - box[0]) / 72 * 25.4), round((box[3] - box[1]) / 72 * 25.4)) for box in boxes]
    finally:
        document.close()


def decode(pixels: Picture) -> Read:
    """All codes in a picture, by zxing-cpp and by OpenCV.

    OpenCV is asked for many and for one: its search for many misses about one clean picture in twenty.
    """
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    first = {found.text for found in zxingcpp.read_barcodes(grey)}
    _, texts, *_ = cv2.QRCodeDetector().detectAndDecodeMulti(grey)
    one, *_ = cv2.QRCodeDetector().detectAndDecode(grey)
    return Read(first, {text for text in (*texts, one) if text})


def codes(pixels: Picture) -> list[Picture]:
    """Each code of a picture with its quiet zone, as when a camera comes close: OpenCV overlooks some on a sheet."""
    found = []
    for code in zxingcpp.read_barcodes(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)):
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        left, right = min(corner.x for corner in corners), max(corner.x for corner in corners)
        top, bottom = min(corner.y for corner in corners), max(corner.y for corner in corners)
        quiet = (right - left) // 10
        found.append(pixels[max(0, top - quiet) : bottom + quiet, max(0, left - quiet) : right + quiet])
    return found


def camera(pixels: Picture, seed: int, *, width: int = 480) -> Picture:
    """The picture as a phone held askew sees it: turned 6° and leaning 6°, out of focus, with a noisy sensor."""
    height = round(pixels.shape[0] * width / pixels.shape[1])
    flat = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), 6, 0.85), [0, 0, 1]])
    lean = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    inward = width * np.tan(np.radians(6)) / 4
    leaning = np.float32([[inward, 0], [width - inward, 0], [width, height], [0, height]])
    matrix = cv2.getPerspectiveTransform(lean, leaning) @ turn
    seen = cv2.warpPerspective(flat, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    blurred = cv2.GaussianBlur(seen, (0, 0), 1.0).astype(np.float64)
    noisy = blurred + np.random.default_rng(seed).normal(0, 14, blurred.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)
