"""`prongsai build` without MkDocs, and with it; imported only when something is to be built."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prongsai.cli.site_file import read_site_file
from prongsai.engine.ahead import give_session
from prongsai.engine.crew import CrewError
from prongsai.engine.finish import LedgerError, PagesMissingError
from prongsai.engine.quick import UnfitError, build_quickly
from prongsai.engine.session import Session
from prongsai.words import load_words

if TYPE_CHECKING:
    from prongsai.cli.build_told import Telling
    from prongsai.engine.inputs import Now
    from prongsai.engine.state import Store


def quickly(
    store: Store, state: Mapping[str, Any], now: Now, *, strict: bool | None, jobs: int | None, telling: Telling
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


def begin_ahead(root: Path, jobs: int) -> None:
    """Have processes read and check the records while MkDocs is imported here."""
    site = read_site_file(root / "mkdocs.yml")
    named = [slug.strip() for slug in os.environ.get("PRONGSAI_AGENCIES", "").split(",") if slug.strip()]
    shown = Path(os.path.normpath(site.data_dir)).as_posix()
    give_session(Session(root / site.data_dir, shown=shown, only=named or site.agencies, jobs=jobs))
