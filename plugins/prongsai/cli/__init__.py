"""The command `prongsai`: arguments, output formats and exit codes; the work is done elsewhere.

It begins in `entry`. The group of commands is imported when it is asked for: click takes as long as finding out that
nothing has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prongsai.cli.group import main

__all__ = ["main"]


def __getattr__(name: str) -> Any:
    if name != "main":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from prongsai.cli.group import main

    return main
