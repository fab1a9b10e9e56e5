"""The interface's Thai words, all in one file: `prongsai/locale/th.yml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from prongsai.packaged import read_packaged


@cache
def load_words() -> dict[str, Any]:
    """The words by page and purpose; a word that a template asks for and that is not here is an error."""
    words: dict[str, Any] = read_packaged("locale", "th.yml")
    return words
