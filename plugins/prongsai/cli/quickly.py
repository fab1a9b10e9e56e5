"""`prongsai build` without MkDocs, and with it; imported only when something is to be built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from prongsai.engine.crew import CrewError
from prongsai.engine.finish import LedgerError, PagesMissingError
from prongsai.engine.quick import UnfitError, build_quickly
from prongsai.words import load_words

if TYPE_CHECKING:
    from prongsai.cli.build_told import Telling
    from prongsai.engine.inputs import Now
    from prongsai.engine.state import Store


def quickly(
    store: Store,
    state: Mapping[str, Any],
    now: Now,
    *,
    strict: bool | None,
    jobs: int | None,
    telling: Telling,
) -> bool:
    """Build what has changed; whether it could be done without MkDocs. Ends the command where it cannot be built."""
    try:
        done = build_quickly(store, state, now, telling, strict=strict, jobs=jobs or 1)
    except UnfitError:
        return False
    except (LedgerError, PagesMissingError) as error:
        telling.fail(str(error))
    except CrewError as error:
        telling.fail(error.message.th)
    except OSError as error:
        telling.fail(load_words()["messages"]["not_written"].format(reason=error.strerror or error))
    else:
        telling.end("done", made=len(done.made), all=len(state["parts"]), changed=done.changed, pages=done.pages)
    return True
