"""The interface's Thai words, all in one file: `prongsai/locale/th.yml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load_words() -> dict[str, Any]:
    """The words by page and purpose; a word that a template asks for and that is not here is an error."""
    text = (files("prongsai") / "locale" / "th.yml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words
