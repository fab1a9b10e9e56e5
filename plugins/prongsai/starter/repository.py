"""The files of a new repository, by path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType

from prongsai import __version__
from prongsai.exporters import schemas
from prongsai.load.frameworks import load_frameworks
from prongsai.model import AgencyFields, DisclosureFields, Framework, MeasureFields, YearFields
from prongsai.model.records import STATUS_WORDS
from prongsai.rewrite.text import key_lines, scalar
from prongsai.starter.answers import Answers
from prongsai.starter.explained import explained, explanation, own_first
from prongsai.words import load_words

COPIED = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "about.md": "site_src/about.md",
    "data-readme.md": "data/README.md",
    "gitignore": ".gitignore",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "prongsai.yml": ".prongsai.yml",
    "vscode-settings.json": ".vscode/settings.json",
    "vscode-extensions.json": ".vscode/extensions.json",
}
"""Files of this package (their names without a leading dot, or git would obey them here), and where they go."""

_BLANK = re.compile(r"<<([a-z_]+)>>")
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#!|&~]")
"""What Markdown takes for more than a letter; an entity is a letter to every one of its readers."""


def starter_files(answers: Answers) -> dict[str, str]:
    """Every file of the repository: its path below the folder, and its text. The answers are already checked."""
    rules = load_frameworks()[answers.year]
    year = f"data/{answers.slug}/{answers.year}"
    folder = files("prongsai") / "starter" / "files"
    made = {path: _filled((folder / name).read_text(encoding="utf-8"), answers, rules) for name, path in COPIED.items()}
    made[f"data/{answers.slug}/agency.yml"] = _agency(answers)
    made[f"{year}/year.yml"] = _year(answers)
    made[f"{year}/disclosures.yml"] = text_of(disclosure_lines(rules))
    made[f"{year}/measures/README.md"] = _measures(answers, rules)
    return made | {f".vscode/schemas/{name}": text for name, text in schemas().items()}


def _filled(text: str, answers: Answers, rules: Framework) -> str:
    """A copied file with its blanks filled, each in the way of the language it stands in."""
    url = f"site_url: {scalar(answers.site_url)}" if answers.site_url else "# site_url: https://…/"
    blanks = {
        "yaml_name": scalar(answers.label),
        "yaml_description": scalar(load_words()["new"]["description"].format(name=answers.name)),
        "yaml_slug": scalar(answers.slug),
        "site_url": url,
        "name": _MARKUP.sub(lambda found: f"&#{ord(found[0])};", answers.name),
        "slug": answers.slug,
        "year": str(answers.year),
        "items": str(rules.items_total),
        "version": __version__,
    }
    return _BLANK.sub(lambda found: blanks[found[1]], text)


def _agency(answers: Answers) -> str:
    given = {key: getattr(answers, key) for key in ("name", "short_name", "district", "province")}
    return text_of(headed("agency", explained(AgencyFields, given)))


def _year(answers: Answers) -> str:
    words = load_words()["new"]
    given = {"title": words["year_title"].format(year=answers.year), "source": {"title": words["source_title"]}}
    return text_of(headed("year", explained(YearFields, given)))


def disclosure_lines(rules: Framework, units: Mapping[str, Sequence[str]] = MappingProxyType({})) -> Iterator[str]:
    """Every item of the framework as a key without an answer: the reader takes it for no answer, which is true.

    `units` are the responsible departments, by item, that are known already.
    """
    keys = (f"##   {name} – {explanation(info)}" for name, info in own_first(DisclosureFields))
    yield from headed("disclosures", keys)
    unconfirmed = load_words()["common"]["unconfirmed"]
    yield f"## {load_words()['new']['states']} {' · '.join(STATUS_WORDS)}"
    for indicator in rules.indicators:
        for item in indicator.items:
            yield from ("", f"## {item.code} {item.name}{'' if item.confirmed else f' ({unconfirmed})'}")
            yield from (f"##   - {part}" for part in item.parts)
            yield from (f"{item.code}:", "  # status:")
            yield from key_lines("responsible", units.get(item.code, ()), "  ")
            yield from () if units.get(item.code) else ("  # responsible:",)
            yield from ("  # progress:", "  # evidence:")
            yield from ("  #   - title:", "  #     link:")


def _measures(answers: Answers, rules: Framework) -> str:
    """How a measure is written. Not a record, so the site shows no measure that nobody promised."""
    words = load_words()["new"]["measures"]
    known = rules.indicators if answers.by == "indicator" else rules.issues if answers.by == "issue" else ()
    example = [line for line in explained(MeasureFields, {}) if line]
    lines = [f"# {words['title'].format(year=answers.year)}", "", words[answers.by], ""]
    if known:
        lines += [*(f"- `{answers.by}: {group.number}` {group.name}" for group in known), ""]
    return text_of(iter([*lines, words["how"], "", "```yaml", *example, "```"]))


def headed(name: str, lines: Iterator[str]) -> Iterator[str]:
    """The lines of a file under the sentences that say how it is filled in."""
    yield from (f"# {line}" for line in load_words()["new"]["heads"][name])
    yield ""
    yield from lines


def text_of(lines: Iterator[str]) -> str:
    """Lines as the text of a file."""
    return "\n".join(lines).rstrip() + "\n"
