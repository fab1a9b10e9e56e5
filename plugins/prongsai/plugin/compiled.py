"""Templates compiled once a process: Jinja asks for the code of a template whose text has not changed, and gets it."""

from __future__ import annotations

from types import CodeType
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket

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
    """Code of templates by name, file, text (Jinja's checksum) and the environment's ways. In memory only."""

    def __init__(self) -> None:
        self._codes: dict[tuple[object, ...], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what is known."""
        bucket.code = self._codes.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            if len(self._codes) >= _MOST:
                self._codes.clear()
            self._codes[_key(bucket)] = bucket.code


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
