"""Columns that an import is unsure of: asked on the terminal, remembered in a file, or listed for that file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from prongsai.importers.draft import Field, Question
from prongsai.load import strict_yaml
from prongsai.model import DisclosureFields, MeasureFields
from prongsai.rewrite.text import key_lines
from prongsai.words import load_words

_KNOWN = " ".join(field.value for field in Field)


def read_map(file: Path) -> dict[str, str]:
    """The answers in a file, by the header's key; none if there is no file. Raises UsageError for a faulty one."""
    if not file.is_file():
        return {}
    document = strict_yaml.read(file.read_bytes(), file.as_posix())
    if document.problems:
        raise click.UsageError("\n".join(problem.line() for problem in document.problems))
    value = document.value or {}
    answers = value if isinstance(value, dict) else {"": str(value)}
    for key, field in answers.items():
        if field not in set(Field):
            shown = {"key": key[:60], "value": str(field)[:60]}
            raise click.UsageError(load_words()["import"]["bad_map"].format(file=file, known=_KNOWN, **shown))
    return dict(answers)


def ask(questions: Sequence[Question], answers: Mapping[str, str], file: Path) -> dict[str, str]:
    """The answers with those of the person at the terminal, which are kept in the file.

    Without a terminal the questions are listed and the program ends with code 2.
    """
    words = load_words()["import"]["ask"]
    if not is_terminal():
        _list(questions)
        sys.exit(2)
    new = {question.key: _asked(question).value for question in questions}
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    lines = [line for key, field in new.items() for line in key_lines(key, field)]
    whole = [*([before.rstrip("\n")] if before.strip() else []), *lines]
    file.write_text("\n".join(whole) + "\n", encoding="utf-8", newline="\n")
    click.echo(words["remembered"].format(file=file), err=True)
    return {**answers, **new}


def is_terminal() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin.isatty()


def _list(questions: Sequence[Question]) -> None:
    words = load_words()["import"]["ask"]
    click.echo(words["closed"].format(count=len(questions)), err=True)
    for question in questions:
        _show(question, "# ")
        likely = question.candidates[0] if question.candidates else Field.SKIP
        click.echo("\n".join(key_lines(question.key, likely.value)), err=True)


def _show(question: Question, lead: str = "") -> None:
    words = load_words()["import"]["ask"]
    header = " ".join(question.header.split()) or question.key
    click.echo(f"\n{lead}{words['head'].format(header=header, place=question.place.th)}", err=True)
    for sample in question.samples:
        click.echo(f"{lead}  {words['samples'].format(text=' '.join(sample.split()))}", err=True)


def _asked(question: Question) -> Field:
    words = load_words()["import"]["ask"]
    _show(question)
    rest = (field for field in Field if field not in question.candidates and field is not Field.SKIP)
    offered = [*question.candidates, *rest, Field.SKIP]
    offered = list(dict.fromkeys(offered))
    for number, field in enumerate(offered, 1):
        click.echo(f"  {number:2} {_title(field)} ({field.value})", err=True)
    choice: int = click.prompt(words["choose"], type=click.IntRange(1, len(offered)), err=True)
    return offered[choice - 1]


def _title(field: Field) -> str:
    if field is Field.SKIP:
        skip: str = load_words()["import"]["ask"]["skip"]
        return skip
    info = MeasureFields.model_fields.get(field.value) or DisclosureFields.model_fields[field.value]
    return info.title or field.value
