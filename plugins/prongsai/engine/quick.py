"""A build without MkDocs: all but the agencies' own files is as it was, so the frames of the last build hold.

What does not fit is left to MkDocs: a page of a shape that is new, another menu, another setting. The bytes are the
same either way, since both ways end in the same functions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from prongsai.atomic import building_place, clear_building_place, mend, put_in_place
from prongsai.build import Verdict, judge_build
from prongsai.engine.brief import Brief, Known, with_known
from prongsai.engine.crew import Beside
from prongsai.engine.finish import finish, kept_addresses
from prongsai.engine.frames import Frame
from prongsai.engine.inputs import Now
from prongsai.engine.knowing import ask_git
from prongsai.engine.output import Output
from prongsai.engine.past import Past, Told, is_whole
from prongsai.engine.session import Session
from prongsai.engine.sheets import Sheet
from prongsai.engine.state import Store
from prongsai.engine.ties import listed, ours, picture_of, torn
from prongsai.engine.whole import page_rows, site_assets, site_picture, write_front
from prongsai.history import last_commit_time


class UnfitError(Exception):
    """Why a build is MkDocs' business."""


class Done(NamedTuple):
    """What a build without MkDocs came to."""

    pages: int
    """Pages of ours in the site."""
    made: tuple[str, ...]
    """The agencies that were made again."""
    changed: int
    """Files that are other than before, new or gone."""


class _Remembered:
    """The painter of remembered frames."""

    def __init__(self, frames: Mapping[str, Frame | None]) -> None:
        self._frames = frames

    def frame(self, sheet: Sheet) -> Frame:
        """The frame; raises UnfitError where it would have to be drawn."""
        frame = self._frames.get(sheet.shape)
        if frame is None or not frame.fits(sheet.url):
            raise UnfitError(f"{sheet.page.address}: a page of a new shape")
        return frame

    def whole(self, sheet: Sheet) -> str:
        """As above."""
        raise UnfitError(f"{sheet.page.address}: a page that is drawn by itself")


def build_quickly(
    store: Store,
    state: Mapping[str, Any],
    now: Now,
    tell: Callable[[Verdict], None],
    *,
    strict: bool | None = None,
    jobs: int = 1,
) -> Done:
    """Build what has changed since the state was remembered, and put it in the site's place.

    `tell` is told every problem, and raises what it likes where there will be no site. Raises UnfitError where this is
    MkDocs' business, LedgerError, PagesMissingError, CrewError and OSError; the site is then as it was.
    """
    past = Past(store, state, now)
    last = past.brief
    if last is None:
        raise UnfitError("settings, programs or pages written by hand are other than in the last build")
    if not is_whole(now.scene.site, past.outputs, last.foreign):
        raise UnfitError("a file that MkDocs writes is not as it was")
    brief = _with_now(last, past)
    asked = brief.asked
    session = Session(
        now.scene.data_dir, shown=now.scene.shown, only=asked.agencies, jobs=jobs, recall=partial(past.kept, brief)
    )
    strict = asked.strict if strict is None else strict

    try:
        verdict = judge_build(session.gather(root=now.scene.root, option=asked.checks), asked.language, strict=strict)
        if verdict.stopped:
            tell(verdict)
            raise AssertionError("who is told that there will be no site ends the build")
        try:
            output = _make(past, brief, session)
        except UnfitError:  # what there is to tell, MkDocs' build tells again
            raise
        except Exception:
            tell(verdict)  # a record that breaks a rule may break its page too
            raise
        tell(verdict)
        spare = past.spare()
        put_in_place(Path(output.place), now.scene.site, past.outputs, spare)
        told: Told = "records" if verdict.warnings else "nothing"
        past.save(brief, session, output, plain=True, told=told, spare=spare is not None)
    except BaseException:
        clear_building_place(now.scene.site)
        raise
    finally:
        session.close()
    old, new = past.outputs, output.rows
    changed = sum(old.get(address) != row for address, row in new.items()) + len(old.keys() - new.keys())
    made = tuple(slug for slug in session.slugs if slug not in session.kept)
    return Done(len(page_rows(session.parts, brief.options)), made, changed)


def _with_now(last: Brief, past: Past) -> Brief:
    """The last build's brief, with what git knows now."""
    days = last.git_dates or not (last.closed or not last.options.site_url)
    known: Known = past.known(days=days) or ask_git(past.now, days=days)
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or last_commit_time(past.now.scene.root) or 0) or None
    known = known._replace(epoch=epoch)
    return replace(last, known=known, options=with_known(last.options, known, git_dates=last.git_dates))


def _make(past: Past, brief: Brief, session: Session) -> Output:
    """Make the next site, beside the one that is there."""
    scene, options, around, asked = past.now.scene, brief.options, brief.around, brief.asked
    parts = session.plan(options, pictures=brief.pictures)
    rows = page_rows(parts, options)
    picture, own = site_picture(parts, options, around.site.name) if brief.pictures else (None, [])
    trial = bool(os.environ.get("PRONGSAI_AGENCIES", "").replace(",", "").strip())
    kept = kept_addresses(parts, options, scene.data_dir, scene.shown, asked.language, trial=trial)
    more = [*own, *kept, *site_assets(parts, options)]
    files, last = ours(rows, parts, (one.address for one in more)), brief.ties
    met = tuple(sorted(files.intersection(last.by_hand)))
    ties = last._replace(listed=listed(rows, around), picture=picture_of(picture), met=met)
    fresh = [part for part in parts if part.slug not in session.kept]
    if why := torn(last, ties, files, past.outputs, fresh):
        raise UnfitError(why)
    mend(scene.site)
    output = past.output(building_place(scene.site))
    reused = past.reuse(output)
    painter = _Remembered(brief.frames)

    def of_nobody() -> None:
        write_front(parts, options, picture, around, painter, output)
        for asset in more:
            output.put(asset)

    session.make(options, around, painter, output, same_look=True, beside=Beside(of_nobody))
    for address in brief.foreign:
        if not output.keep(address):
            raise UnfitError(f"{address}: a file that MkDocs writes is not as it was")
    finish(brief, parts, session.synonyms, output, serving=False)
    reused.drop(output.linked - output.rows.keys())
    reused.sweep()
    return output
