"""The theme's templates, compiled once for an installation, and read once a process."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

import mkdocs

from prongsai.compiled import PackageBytecode

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from mkdocs.config.defaults import MkDocsConfig

_PACKAGE = Path(__file__).parent.parent
_MOST = 1000
"""Templates kept; agencies with templates of their own must not fill the memory."""


class CompiledTemplates(PackageBytecode):
    """In memory for the process, which may build many sites; beside the package's `.pyc` files for the next one.

    What may not be kept there is not kept in memory either: it was made with something of one agency alone.
    """

    def __init__(self) -> None:
        versions = f"{mkdocs.__version__} {version('mkdocs-material')}".encode()
        filters = (Path(__file__).parent / "painter.py").read_bytes()
        super().__init__(_PACKAGE, "theme", versions + filters, known={"mkdocs", "material", "prongsai"})
        self._codes: dict[bytes, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what is known."""
        key = self._key(bucket)
        bucket.code = self._codes.get(key) if key else None
        if bucket.code is None:
            super().load_bytecode(bucket)
            self._remember(key, bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._remember(self._key(bucket), bucket)
        super().dump_bytecode(bucket)

    def _remember(self, key: bytes | None, bucket: Bucket) -> None:
        if key and bucket.code is not None:
            if len(self._codes) >= _MOST:
                self._codes.clear()
            self._codes[key] = bucket.code


@cache
def templates() -> CompiledTemplates:
    """Those of this process."""
    return CompiledTemplates()


def compile_once(config: MkDocsConfig) -> None:
    """Have every environment of the theme take its code from there: plugins make some of their own."""
    theme: Any = config.theme  # the method is put over with one of the object's own
    usual = theme.get_env

    def get_env() -> Environment:
        env: Environment = usual()
        env.bytecode_cache = env.bytecode_cache or templates()
        return env

    theme.get_env = get_env
