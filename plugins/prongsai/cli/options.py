"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from prongsai.checks import KNOWN
from prongsai.checks.project import is_known, unknown_rule
from prongsai.model import Agency, Site, Year
from prongsai.starter import is_unfilled
from prongsai.words import load_words

DataDir = click.argument(
    "data", default="data", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[DATA]"
)
DataOption = click.option(
    "--data",
    default="data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="โฟลเดอร์ข้อมูล (ปกติคือ data)",
)
Lang = click.option(
    "--lang", type=click.Choice(["th", "en"]), default="th", help="ภาษาของข้อความ (language of messages)"
)


def rule_names(_context: click.Context, _option: click.Parameter, given: Iterable[str]) -> tuple[str, ...]:
    """Names of rules from an option that may be repeated or hold several with commas; an unknown one is refused."""
    names = tuple(name.strip() for text in given for name in text.split(",") if name.strip())
    for name in names:
        if not is_known(name, KNOWN):
            raise click.BadParameter(unknown_rule(name, KNOWN).th)
    return names


def report_of(site: Site, agency: str, year: int) -> tuple[Agency, Year]:
    """The agency and its year that a command was asked about. Raises UsageError that names those there are."""
    words = load_words()["ready"]
    found = site.agency(agency)
    if found is None:
        raise click.UsageError(
            words["no_agency"].format(name=agency, known=" ".join(one.slug for one in site.agencies))
        )
    report = found.year(year)
    if report is None:
        raise click.UsageError(words["no_year"].format(year=year, known=" ".join(str(y.number) for y in found.years)))
    return found, report


def nobody_has_filled(folder: Path) -> bool:
    """Whether a year's folder holds only what `prongsai new` wrote: it may be made anew, nothing is lost with it."""
    try:
        files = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
        texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}
    except (OSError, UnicodeDecodeError):
        return False
    return not folder.is_symlink() and is_unfilled(int(folder.name), texts)
