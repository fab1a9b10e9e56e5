"""One build's way from the data folder to a written site; what an earlier build made and nothing changed is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from prongsai.build import Gathered, wishes
from prongsai.checks import judge
from prongsai.engine.crew import ALONE, Alone, Beside, Crew
from prongsai.engine.output import Output
from prongsai.engine.part import Painter, Part, Reading
from prongsai.engine.sheets import Around
from prongsai.load import load_site
from prongsai.load.files import Folder, Spent
from prongsai.load.site import find_agencies
from prongsai.load.synonyms import load_synonyms
from prongsai.model import Site
from prongsai.pages import Options
from prongsai.problems import Problem, sort_problems

if TYPE_CHECKING:
    from prongsai.engine.ahead import Ahead


class Kept(NamedTuple):
    """What an earlier build made of an agency that has not changed since."""

    reading: Reading
    part: Part


Recall = Callable[[Sequence[str]], Mapping[str, Kept]]


class Session:
    """The agencies of one data folder, each worked on apart from the others."""

    def __init__(
        self,
        data_dir: Path,
        *,
        shown: str,
        only: Collection[str] = (),
        jobs: int = 1,
        recall: Recall = lambda _: {},
        ahead: Ahead | None = None,
    ) -> None:
        """`recall` tells, before anything is read, which agencies need not be; `ahead` is who has begun already."""
        self.data_dir, self.shown, self._only, self._jobs = data_dir, shown, tuple(only), jobs
        self.began = time.time_ns()
        self.crew: Crew
        self._root, folders = find_agencies(data_dir, shown=shown, only=only)
        self.synonyms = load_synonyms(self._root)
        self.slugs = [folder.path.name for folder in folders]
        self.kept = recall(self.slugs)
        if ahead and (self.kept or not ahead.is_for(data_dir, shown, self._only, self.slugs)):
            ahead.end()
            ahead = None
        if ahead:
            from prongsai.engine.several import Several  # as below

            self.began, self.crew = ahead.began, Several(ahead.members, self.slugs, ahead.end)
        else:
            self.crew = self._crew_for(slug for slug in self.slugs if slug not in self.kept)
        self._more: Crew | None = None
        self.readings: Mapping[str, Reading] = {}
        self.parts: Sequence[Part] = ()

    def _crew_for(self, slugs: Iterable[str]) -> Crew:
        folders = [Folder(self.data_dir / slug, f"{self.shown}/{slug}") for slug in slugs]
        many = min(self._jobs, len(folders)) > 1
        if not many:
            return Alone(folders, self.data_dir)
        from prongsai.engine.several import hire  # an edit does without other processes

        return hire(folders, self.data_dir, self._jobs)

    def gather(self, *, root: Path, option: Mapping[str, object]) -> Gathered:
        """Every problem of every file, as `prongsai.build.gather` finds them; the records stay with who read them."""
        settings, wrong = wishes(self.data_dir, shown=self.shown, root=root, option=option)
        fresh = {reading.slug: reading for reading in self.crew.read()}
        self.readings = {slug: fresh[slug] if slug in fresh else self.kept[slug].reading for slug in self.slugs}
        found, waived = judge([one.share for one in self.readings.values() if one.share])
        problems = sort_problems(settings.hear([*wrong, *self._unreadable(), *found]))
        return Gathered(Site(), problems, waived, settings)

    def _unreadable(self) -> list[Problem]:
        readings = self.readings.values()
        spent = Spent(sum(one.files for one in readings), sum(one.size for one in readings))
        if spent.too_much:  # which no agency can see by itself
            return load_site(self.data_dir, shown=self.shown, only=self._only)[1]
        return [*self._root.problems, *(problem for reading in readings for problem in reading.unreadable.problems)]

    def fresh_readings(self) -> dict[str, list[Any]]:
        """What was found in the agencies that were read now, as JSON, by slug."""
        return {slug: reading.as_json() for slug, reading in self.readings.items() if slug not in self.kept}

    def plan(self, options: Options, *, pictures: bool) -> Sequence[Part]:
        """Say what there will be. `pictures`: whether links to the site have one."""
        fresh = {part.slug: part for part in self.crew.plan(options, pictures=pictures)}
        found = (fresh.get(slug) or (self.kept[slug].part if slug in self.kept else None) for slug in self.slugs)
        self.parts = [part for part in found if part]
        return self.parts

    def make(
        self,
        options: Options,
        around: Around,
        painter: Painter,
        output: Output,
        *,
        same_look: bool,
        beside: Beside = ALONE,
    ) -> None:
        """Write the pages and files of all agencies; those kept only if something else changed on every page."""
        if self.kept and not same_look:
            self._more = self._crew_for(self.kept)
            self._more.read()
            pictures = any(part.pictures for part in self.parts)
            self._more.plan(options, pictures=pictures)
            self._more.make(options, around, painter, output)
        else:
            for one in self.kept.values():
                for address in one.part.written(around.taken):
                    if not output.keep(address):
                        raise OSError(f"{address}: changed while the site was built")
        self.crew.make(options, around, painter, output, beside)

    def close(self) -> None:
        """Let everyone go."""
        for crew in (self.crew, self._more):
            if crew:
                crew.close()
