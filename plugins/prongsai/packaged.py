"""YAML files of this package itself: the interface's words, synonyms, tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_packaged(*path: str) -> Any:
    """What is in a file, by its place below `prongsai/`.

    Our own files hold nothing hostile, so PyYAML composes them with libyaml where it can, ten times faster; an agency's
    files are read by `load.strict_yaml`.
    """
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    text = Path(__file__).parent.joinpath(*path).read_text(encoding="utf-8")
    return yaml.load(text, Loader=loader)  # noqa: S506  # both are safe
