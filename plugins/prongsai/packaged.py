"""YAML files of this package itself: the interface's words, synonyms, tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prongsai.kept import derived

_PACKAGE = Path(__file__).parent


def read_packaged(*path: str) -> Any:
    """What is in a file, by its place below `prongsai/`.

    Our own files hold nothing hostile, so PyYAML composes them with libyaml where it can, ten times faster, and only
    when they are new; an agency's files are read by `load.strict_yaml`.
    """
    file = _PACKAGE.joinpath(*path)
    return derived(_PACKAGE, "-".join(path), [Path(__file__), file], lambda: _read(file))


def _read(file: Path) -> Any:
    import yaml  # not needed for what is kept

    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    return yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  # both are safe
