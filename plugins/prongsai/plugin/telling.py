"""What a build says of the records before it begins, in the log of MkDocs."""

from __future__ import annotations

import logging

from mkdocs.exceptions import PluginError

from prongsai.build import Verdict
from prongsai.words import load_words

log = logging.getLogger("mkdocs.plugins.prongsai")


def can_be_shown(said: Verdict, *, is_shown: bool) -> bool:
    """Tell every problem; whether the records may be shown. Raises PluginError for what ends the build.

    `is_shown`: whether a server shows earlier records. MkDocs would keep every reader waiting until the file is mended,
    so the last good ones stay.
    """
    for line in said.warnings:
        log.warning(line)
    if said.advice:  # for the officer: counted here, told by `prongsai check`, and on no page
        log.info(said.advice)
    if not said.stopped:
        return True
    words, count = load_words()["messages"], len(said.stopped.splitlines())
    if not is_shown:
        raise PluginError("\n".join([said.stopped, words["stopped"].format(count=count)]))
    log.error("\n".join([said.stopped, words["kept"].format(count=count)]))
    return False
