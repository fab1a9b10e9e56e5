"""The officer's list before filing: per item and measure what is there, what is missing, and the score at stake."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from prongsai.checks.evidence import required_parts
from prongsai.checks.tables import lacking
from prongsai.model import Agency, Disclosure, Item, Measure, Progress, Year
from prongsai.problems import Level, Place, Problem, Source
from prongsai.render import render
from prongsai.words import load_words


@dataclass(frozen=True, slots=True)
class Row:
    """One item or measure: what is there, what is missing, what the checks say of it, who answers for it."""

    name: str
    title: str
    units: tuple[str, ...]
    have: tuple[str, ...]
    lacks: tuple[str, ...]
    findings: tuple[Problem, ...] = ()
    confirmed: bool = True
    """Whether the item's number and name rest on more than memory."""

    @property
    def is_ready(self) -> bool:
        """Nothing is missing, and no check would call it an error or ask about it."""
        return not self.lacks and all(problem.level is Level.INFO for problem in self.findings)


@dataclass(frozen=True, slots=True)
class Ready:
    """The list of one agency's year."""

    agency: Agency
    year: Year
    items: tuple[Row, ...]
    measures: tuple[Row, ...]
    general: tuple[Problem, ...]
    """Findings about the report or the agency as a whole."""

    @property
    def weight(self) -> int:
        """How much of the total score the disclosure items make, in points of 100."""
        return self.year.rules.weights["OIT"]

    @property
    def weight_confirmed(self) -> bool:
        """Whether the weight is known from a source for this very year."""
        return self.year.rules.weights_confidence == "high"

    @property
    def share(self) -> float:
        """The points that one item is worth, if all weigh the same: an item scores 100 or 0."""
        return self.weight / len(self.items)

    @property
    def unready_items(self) -> tuple[Row, ...]:
        """The items that are not ready."""
        return tuple(row for row in self.items if not row.is_ready)

    @property
    def at_stake(self) -> float:
        """The points that may be lost with them: an estimate of what is at risk, not of the score."""
        return self.share * len(self.unready_items)

    def by_unit(self) -> dict[str, tuple[Row, ...]]:
        """What is not ready of each department; under the empty name, last, what names none."""
        units: dict[str, list[Row]] = {}
        for row in (*self.unready_items, *(row for row in self.measures if not row.is_ready)):
            for unit in row.units or ("",):
                units.setdefault(unit, []).append(row)
        return {unit: tuple(units[unit]) for unit in sorted(units, key=lambda unit: (not unit, unit))}


_SHOWN_OTHERWISE = {"missing-field", "missing-answer", "evidence-parts"}
"""Rules whose findings stand in the list anyway, as what a row lacks."""


def make_ready(agency: Agency, year: Year, problems: Iterable[Problem]) -> Ready:
    """The list, with the findings that are about this year laid beside their records."""
    found = [problem for problem in problems if problem.rule not in _SHOWN_OTHERWISE]
    items = tuple(_item_row(agency, year, item, found) for item in year.rules.items)
    measures = tuple(_measure_row(measure, found) for measure in year.measures)
    whole = {agency.origin.path, year.origin.path}
    return Ready(agency, year, items, measures, tuple(p for p in found if p.source.path in whole))


def _item_row(agency: Agency, year: Year, item: Item, problems: Collection[Problem]) -> Row:
    words, answer = load_words()["ready"], year.disclosure(item.code)
    if answer is None:
        return Row(item.code, item.name, (), (), (words["no_answer"],), confirmed=item.confirmed)
    lacks = lacking(answer)
    if answer.progress_state in {Progress.NOT_STARTED, Progress.IN_PROGRESS}:
        lacks = [words["not_done"].format(status=answer.status), *lacks]
    if answer.evidence:
        shown = {part for one in answer.evidence for part in one.covers}
        gaps = [str(part) for part in required_parts(item, agency) if part not in shown]
        lacks += [words["parts_missing"].format(parts=" ".join(gaps))] if gaps else []
    return Row(
        item.code,
        item.name,
        answer.units,
        _have(answer),
        tuple(lacks),
        _of(problems, answer.origin, answer.place),
        item.confirmed,
    )


def _measure_row(measure: Measure, problems: Collection[Problem]) -> Row:
    lacks = tuple(lacking(measure))
    return Row(measure.id, measure.title, measure.units, _have(measure), lacks, _of(problems, measure.origin, ()))


def _have(record: Disclosure | Measure) -> tuple[str, ...]:
    words = load_words()["ready"]
    have = [words["status"].format(status=record.status)] if record.status else []
    opened = [one for one in record.evidence if one.link or one.file]
    have += [words["evidence"].format(count=len(opened))] if opened else []
    if isinstance(record, Measure):
        have += [words[field] for field in ("steps", "period", "results", "outcomes") if getattr(record, field)]
    return tuple(have)


def _of(problems: Collection[Problem], source: Source, place: Place) -> tuple[Problem, ...]:
    return tuple(p for p in problems if p.source.path == source.path and p.place[: len(place)] == place)


def ready_text(ready: Ready) -> str:
    """The list for a terminal."""
    words = load_words()["ready"]
    lines = [words["title"].format(agency=ready.agency.name, year=ready.year.number), *_stake_lines(ready), ""]
    for heading, rows in ((words["items"], ready.items), (words["measures"], ready.measures)):
        done = sum(row.is_ready for row in rows)
        lines.append(words["section"].format(heading=heading, ready=done, total=len(rows)))
        for row in rows:
            lines += _row_lines(row)
        lines.append("")
    if ready.general:
        lines += [words["general"], *(f"  - {_said(problem)}" for problem in ready.general), ""]
    lines.append(words["by_unit"])
    for unit, rows in ready.by_unit().items():
        lines.append(f"  {unit or words['no_unit']}: {' '.join(row.name for row in rows)}")
    return "\n".join(lines).rstrip()


def _row_lines(row: Row) -> Iterable[str]:
    words = load_words()["ready"]
    mark = words["unconfirmed"] if not row.confirmed else ""
    yield f"[{'x' if row.is_ready else ' '}] {row.name} {row.title}{mark}"
    if row.have:
        yield f"      {words['have']}: {' · '.join(row.have)}"
    if row.lacks:
        yield f"      {words['lacks']}: {' · '.join(row.lacks)}"
    for problem in row.findings:
        yield f"      - {_said(problem)}"


def _stake_lines(ready: Ready) -> list[str]:
    words = load_words()["ready"]
    facts = {
        "count": len(ready.unready_items),
        "total": len(ready.items),
        "points": f"{ready.at_stake:.2f}",
        "share": f"{ready.share:.2f}",
        "weight": ready.weight,
    }
    lines = [words["stake"].format(**facts), words["estimate"].format(**facts)]
    return lines if ready.weight_confirmed else [*lines, words["weight_unconfirmed"]]


def _said(problem: Problem) -> str:
    level = load_words()["ready"]["levels"][problem.level.value]
    position = problem.position
    return f"{level}: {problem.message.th} ({problem.source.path}:{position.line}) [{problem.rule}]"


def ready_html(ready: Ready) -> str:
    """The same list as one page that needs nothing else: no script, no font, no picture, no address outside."""
    return render("ready.html", "arabic", ready=ready, stake=_stake_lines(ready), said=_said)


def publishing_folder(path: Path, data_dir: Path) -> Path | None:
    """The folder that would make a private page public: a built site, the pages by hand, or the data. Or None."""
    target = path.resolve()
    for parent in target.parents:
        if (parent / "index.html").is_file() and (parent / "404.html").is_file():
            return parent
    named = {"site", "site_src", "docs"}
    kept = [root.resolve() / name for root in (Path.cwd(), data_dir.parent) for name in named]
    return next((folder for folder in (*kept, data_dir.resolve()) if folder in target.parents), None)
