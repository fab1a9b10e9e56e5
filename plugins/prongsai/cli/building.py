"""The two ways of `prongsai build`: with what is remembered, or by MkDocs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from prongsai.cli.build_told import Telling
from prongsai.engine.inputs import Now, scene_from_json
from prongsai.engine.state import Store, place_of, point, pointed
from prongsai.engine.still import nothing_changed
from prongsai.precompiled import remember_dataclasses

CONFIG = "mkdocs.yml"


def build_site(
    root: Path,
    site_dir: Path | None = None,
    *,
    strict: bool | None = None,
    jobs: int | None = None,
    clean: bool = False,
    quiet: bool = False,
) -> None:
    """Build the site of a folder that has a mkdocs.yml. Ends the command where it cannot be built."""
    telling = Telling(quiet=quiet)
    if not clean and _try_quickly(root, site_dir, strict=strict, jobs=jobs, telling=telling):
        return
    _build_with_mkdocs(root, site_dir, strict=strict, jobs=jobs, clean=clean, telling=telling)


def _try_quickly(root: Path, site_dir: Path | None, *, strict: bool | None, jobs: int | None, telling: Telling) -> bool:
    """Build without MkDocs where that gives the same bytes; whether it did."""
    place = place_of(root, site_dir.resolve()) if site_dir else pointed(root)
    if place is None:
        return False
    store = Store(place)
    state = store.state()
    if not (state.get("plain") and state["told"] in ("nothing", "records")):
        return False
    try:
        scene = scene_from_json(state["scene"])
        if scene.root != root:  # the whole folder was moved
            return False
        now = Now(scene, state["index"], os.environ.get("SOURCE_DATE_EPOCH"))
        if now.ground != state["ground"]:
            return False
        still = nothing_changed(state, now)
    except (TypeError, ValueError, LookupError, AttributeError):  # it is not of the shape that it should be
        return False
    if still:
        if not telling.quiet:
            telling.end("unchanged")
        return True
    remember_dataclasses()
    from prongsai.cli.quickly import quickly  # from here on it takes the whole package

    return quickly(store, state, now, strict=strict, jobs=jobs, telling=telling)


def _build_with_mkdocs(
    root: Path, site_dir: Path | None, *, strict: bool | None, jobs: int | None, clean: bool, telling: Telling
) -> None:
    """Build as MkDocs does. Ends the command where it cannot be built."""
    jobs = jobs or os.cpu_count() or 1
    remember_dataclasses()
    if jobs > 1 and (clean or not _was_built(root, site_dir)):
        _begin_ahead(root, jobs)
    from prongsai.plugin.run import run  # MkDocs takes as long to import as a small edit to build

    def tell(line: str, important: bool) -> None:
        telling.warn(line) if important else telling.say(line)

    site = run(root / CONFIG, site_dir, tell, strict=strict, jobs=jobs, clean=clean)
    if site is None:
        sys.exit(1)
    if site_dir is None:
        point(root, place_of(root, site.resolve()))
    telling.end("whole")


def _was_built(root: Path, site_dir: Path | None) -> bool:
    """Whether there is something remembered that may be of use."""
    place = place_of(root, site_dir.resolve()) if site_dir else pointed(root)
    return place is not None and (place / "state.json").is_file()


def _begin_ahead(root: Path, jobs: int) -> None:
    """Have processes read and check the records while MkDocs is imported here."""
    from prongsai.cli.site_file import read_site_file
    from prongsai.engine.ahead import begin

    site = read_site_file(root / CONFIG)
    named = [slug.strip() for slug in os.environ.get("PRONGSAI_AGENCIES", "").split(",") if slug.strip()]
    shown = Path(os.path.normpath(site.data_dir)).as_posix()
    begin(root / site.data_dir, shown, named or site.agencies, jobs)
