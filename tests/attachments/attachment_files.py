"""Photos and office files as tests need them."""

from __future__ import annotations

import io
import zipfile

from PIL import Image


def picture(kind: str, *, turned: int = 6, note: str = "secret") -> bytes:
    """A photo as a telephone writes it: with a place, an owner and a turn."""
    image = Image.effect_noise((40, 20), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x013B] = note
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 45.0, 0.0), 3: "E", 4: (100.0, 30.0, 0.0)})
    out = io.BytesIO()
    second = {"save_all": True, "append_images": [image]} if kind == "MPO" else {}
    image.save(out, kind, exif=exif, **second)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        for name in names:
            files.writestr(name, "x")
    return out.getvalue()
