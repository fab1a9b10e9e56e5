"""The events of a YAML text: fast from libyaml, or from PyYAML's own parser, which all messages are worded after.

Both keep their state in lists on the heap, so depth alone hurts neither; what crashes at depth is PyYAML's composing of
nodes, which nothing here uses. Where the two read some text differently, `is_usual` or `fast` turns it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_UNUSUAL = (
    "\t",  # libyaml allows tabs in more places
    "!",  # libyaml drops the tag that is "!" alone
    "\ufeff",  # PyYAML gives it no column
    *("? ", "?\n", "?\r"),  # keys of many lines
    *("\n%", "\n---", "\n..."),  # directives and marks of documents
)
_COMMENT_AFTER_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*#")  # libyaml wants no space before it
_UNUSUAL_START = ("%", "---", "...")


class UnusualError(Exception):
    """The text is to be read with care instead."""


def is_usual(text: str) -> bool:
    """Whether `fast` can be tried; decides by letters alone, in a fraction of the time that parsing takes."""
    return (
        yaml.__with_libyaml__
        and not any(sign in text for sign in _UNUSUAL)
        and not text.startswith(_UNUSUAL_START)
        and not text.endswith("?")
        and not _COMMENT_AFTER_BLOCK_SIGN.search(text)
        and text.count("\r") == text.count("\r\n")
    )


def fast(text: str) -> Iterator[yaml.Event]:
    """The events as libyaml gives them. Raises YAMLError or UnusualError: then `careful` has the last word."""
    parser: Any = yaml.CSafeLoader(text)  # its methods have no types
    questions = "?" in text
    for event in iter(parser.get_event, None):
        if questions and getattr(event, "flow_style", False):  # [a?b] is read differently
            raise UnusualError
        yield event


def careful(text: str) -> Iterator[yaml.Event]:
    """The events as PyYAML gives them. Raises YAMLError."""
    loader: Any = yaml.SafeLoader(text)  # its methods have no types
    try:
        while loader.check_event():
            yield loader.get_event()
    except (ValueError, OverflowError) as error:  # PyYAML trusts the digits of "\UFFFFFFFF" and of %YAML 1.111…
        raise yaml.MarkedYAMLError(problem="found a number out of range", problem_mark=loader.get_mark()) from error
    finally:
        loader.dispose()
