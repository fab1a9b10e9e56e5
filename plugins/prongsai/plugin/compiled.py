"""The theme's templates, compiled once for an installation, and read once a process."""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

import mkdocs
from jinja2 import BytecodeCache

from prongsai.compiled import PackageBytecode

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket

_PACKAGE = Path(__file__).parent.parent
_MOST = 1000
"""Templates kept; agencies with templates of their own must not fill the memory."""
_SYNTAX = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "newstyle_gettext",
)
"""What of an environment changes the code that it compiles, beside extensions and filters."""


class CompiledTemplates(BytecodeCache):
    """Code of templates by name, file, text (Jinja's checksum) and the environment's ways.

    In memory for the process, which may build many sites; beside the package's `.pyc` files for the next one.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[object, ...], CodeType] = {}

    @cached_property
    def _kept(self) -> PackageBytecode:
        versions = f"{mkdocs.__version__} {version('mkdocs-material')}".encode()
        filters = (Path(__file__).parent / "painter.py").read_bytes()
        return PackageBytecode(_PACKAGE, "theme", versions + filters, known={"mkdocs", "material", "prongsai"})

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what is known."""
        bucket.code = self._codes.get(_key(bucket))
        if bucket.code is None:
            self._kept.load_bytecode(bucket)
            self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._remember(bucket)
        self._kept.dump_bytecode(bucket)

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            if len(self._codes) >= _MOST:
                self._codes.clear()
            self._codes[_key(bucket)] = bucket.code


TEMPLATES = CompiledTemplates()
"""Those of this process."""


def _key(bucket: Bucket) -> tuple[object, ...]:
    return (bucket.key, bucket.checksum, _ways(bucket.environment))


def _ways(env: Environment) -> tuple[object, ...]:
    syntax = tuple(getattr(env, name, None) for name in _SYNTAX)
    filters = tuple((name, getattr(one, "__qualname__", ""), id(one)) for name, one in sorted(env.filters.items()))
    return (
        syntax,
        env.autoescape if isinstance(env.autoescape, bool) else None,
        tuple(sorted(env.extensions)),
        filters,
    )
