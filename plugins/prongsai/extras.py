"""Parts of the project that need more packages than a site does: named here, imported only by who uses them."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from prongsai.problems import Message


class MissingExtra(Exception):  # noqa: N818 - nothing went wrong: a part was not installed
    """An optional part is asked for, and its packages are not installed; `message` says how to install them."""

    def __init__(self, extra: str) -> None:
        self.extra = extra
        self.message = Message(
            f"ต้องติดตั้งส่วนเสริม {extra} ก่อน: pip install 'prongsai[{extra}]'",
            f"the extra {extra} is not installed: pip install 'prongsai[{extra}]'",
        )
        super().__init__(self.message.en)


def require(module: str, extra: str) -> Any:
    """The module, which the extra brings. Raises MissingExtra."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and not f"{module}.".startswith(f"{error.name}."):
            raise  # the package is there, and something inside it is broken: another sentence
        raise MissingExtra(extra) from error


def installed(*modules: str) -> bool:
    """Whether all of these top-level modules could be imported; nothing is imported to find out."""
    return all(find_spec(module) is not None for module in modules)
